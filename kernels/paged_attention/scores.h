// Scores of query rows against a tile of keys, read as kv_blocks.h lays them: vectors of tokens.
//
// A score is a sum over chunks of kChunkWords words, in ascending order, like any product of native/tiles.h.
// int8: the query row becomes bytes too, with one scale, and the sum of products is exact.

constexpr int kTileVectors = kTile / W;
constexpr int kScoreRows = 6;

// Vectors of keys in one loop: enough sums that none waits for its last product.
constexpr int score_vectors(int num_rows) { return W == 16 || num_rows * 4 <= kMaxAccumulators ? 4 : 2; }

// The keys of a tile: vector v's words are words[v] + w * stride.
struct TileKeys {
  const uint32_t* words[kTileVectors];
  const float* scales[kTileVectors];  // int8
  int64_t stride;
  int64_t chunk_words = kChunkWords;
  // What is to come from memory while vector v is scored, kLineBytes for each of its words; null: nothing.
  const char* ahead[kTileVectors] = {};

  static constexpr int64_t kLineBytes = 64;
  TENURE_INLINE_MEMBER void prefetch(int first_vector, int num_vectors, int64_t word) const {
    if (ahead[first_vector] == nullptr) return;
    for (int v = 0; v < num_vectors; ++v) __builtin_prefetch(ahead[first_vector + v] + word * kLineBytes);
  }
};

// 32-bit words of a packed query row for each word of a key.
template <KvFormat K>
constexpr int64_t kQueryOperandWords = K == kKvFloat    ? 1
                                       : K == kKvBFloat ? Format<bf16>::kOperandWords
                                                        : kByteOperandWords;

// A packed query row: its operands, then for int8 its scale and the sum of its bytes.
template <KvFormat K>
TENURE_INLINE int64_t query_words(int64_t num_words) {
  return num_words * kQueryOperandWords<K> + 2;
}

template <KvFormat K, class Elem>
static void pack_query(const Elem* x, int64_t head_dim, int64_t num_words, uint32_t* row) {
  if constexpr (K == kKvFloat) {
    for (int64_t i = 0; i < head_dim; ++i) row[i] = float_to_bits(to_float(x[i]));
  } else if constexpr (K == kKvBFloat && kQueryOperandWords<K> == 2) {
    float* elements = reinterpret_cast<float*>(row);
    elements[2 * num_words - 1] = 0.0f;
    for (int64_t i = 0; i < head_dim; i += W)
      store_upto(elements + i, rounded_to_bf16(load_upto(x + i, head_dim - i)), head_dim - i);
  } else if constexpr (K == kKvBFloat) {
    bf16* elements = reinterpret_cast<bf16*>(row);
    row[num_words - 1] = 0;
    for (int64_t i = 0; i < head_dim; i += W)
      store_upto(elements + i, load_upto(x + i, head_dim - i), head_dim - i);
  } else {
    alignas(64) int8_t bytes[kMaxHeadDim + W] = {};
    const Quantized quantized = quantize_head(x, head_dim, bytes);
    __builtin_memset(bytes + head_dim, 0, static_cast<size_t>(4 * num_words - head_dim));
    store_operands(bytes, num_words, row);
    row[num_words * kByteOperandWords] = float_to_bits(quantized.scale);
    row[num_words * kByteOperandWords + 1] = static_cast<uint32_t>(quantized.sum);
  }
}

// sums[m] += one word of each query row by the vectors of keys `key_words(v)`; the rows' operands are
// `stride` words apart.
template <KvFormat K, int MR, int NV, class KeyWords>
TENURE_INLINE void multiply_word(const uint32_t* q, int64_t stride, const KeyWords& key_words,
                                 F (*sums)[NV]) {
  const float* factors = reinterpret_cast<const float*>(q);
  if constexpr (K == kKvFloat) {
    add_products<MR, NV>(factors, stride, [&](int v) { return as_float(key_words(v)); }, sums);
  } else {
#if defined(__AVX512BF16__)
    Words keys[NV];
    for (int v = 0; v < NV; ++v) keys[v] = key_words(v);
    for (int m = 0; m < MR; ++m)
      for (int v = 0; v < NV; ++v) sums[m][v] = dot(set1_word(q[m * stride]), keys[v], sums[m][v]);
#else
    add_products<MR, NV>(factors, stride, [&](int v) { return even(key_words(v)); }, sums);
    asm volatile("" : : : "memory");  // read the words again: no register is left to keep them
    add_products<MR, NV>(factors + 1, stride, [&](int v) { return odd(key_words(v)); }, sums);
#endif
  }
}

template <KvFormat K, int MR>
TENURE_INLINE void score_floats(const uint32_t* queries, int64_t num_words, const TileKeys& keys,
                                int first_vector, float* scores) {
  constexpr int NV = score_vectors(MR);
  const int64_t query_stride = query_words<K>(num_words), key_stride = keys.stride;
  const uint32_t* vectors[NV];
  for (int v = 0; v < NV; ++v) vectors[v] = keys.words[first_vector + v];
  for (int64_t first = 0; first < num_words; first += keys.chunk_words) {
    F sums[MR][NV];
    for (int m = 0; m < MR; ++m)
      for (int v = 0; v < NV; ++v) sums[m][v] = zero();
    const int64_t last = min_of(first + keys.chunk_words, num_words);
    for (int64_t word = first; word < last; ++word) {
      keys.prefetch(first_vector, NV, word);
      const auto key_words = [&](int v) { return load_words(vectors[v] + word * key_stride); };
      multiply_word<K, MR, NV>(queries + word * kQueryOperandWords<K>, query_stride, key_words, sums);
    }
    for (int m = 0; m < MR; ++m)
      for (int v = 0; v < NV; ++v) {
        float* target = scores + m * kTile + (first_vector + v) * W;
        store(target, first == 0 ? sums[m][v] : add(load(target), sums[m][v]));
      }
  }
}

template <int MR>
TENURE_INLINE void score_bytes(const uint32_t* queries, int64_t num_words, const TileKeys& keys,
                               int first_vector, float* scores) {
  constexpr int NV = score_vectors(MR);
  const int64_t query_stride = query_words<kKvInt8>(num_words), scale_at = num_words * kByteOperandWords;
  Words sums[MR][NV];
  for (int m = 0; m < MR; ++m) {
    const int32_t sum = static_cast<int32_t>(queries[m * query_stride + scale_at + 1]);
    for (int v = 0; v < NV; ++v) sums[m][v] = set1_word(static_cast<uint32_t>(-128 * sum));
  }
  for (int64_t word = 0; word < num_words; ++word) {
    keys.prefetch(first_vector, NV, word);
    const uint32_t* operands = queries + word * kByteOperandWords;
    const auto codes_at = [&](int v) {
      return codes_of(load_words(keys.words[first_vector + v] + word * keys.stride));
    };
    if constexpr (MR < NV) {  // the fewer of the two are kept in registers
      for (int v = 0; v < NV; ++v) {
        const Codes codes = codes_at(v);
        for (int m = 0; m < MR; ++m) sums[m][v] = dot_bytes(codes, operands + m * query_stride, sums[m][v]);
      }
    } else {
      Codes codes[NV];
      for (int v = 0; v < NV; ++v) codes[v] = codes_at(v);
      for (int m = 0; m < MR; ++m)
        for (int v = 0; v < NV; ++v)
          sums[m][v] = dot_bytes(codes[v], operands + m * query_stride, sums[m][v]);
    }
  }
  for (int m = 0; m < MR; ++m) {
    const F scale = set1(bits_to_float(queries[m * query_stride + scale_at]));
    for (int v = 0; v < NV; ++v)
      store(scores + m * kTile + (first_vector + v) * W,
            mul(mul(to_floats(sums[m][v]), scale), load(keys.scales[first_vector + v])));
  }
}

template <KvFormat K, int MR>
TENURE_APART void score_tile(const uint32_t* queries, int64_t num_words, const TileKeys& keys,
                             float* scores) {
  for (int vector = 0; vector < kTileVectors; vector += score_vectors(MR))
    if constexpr (K == kKvInt8)
      score_bytes<MR>(queries, num_words, keys, vector, scores);
    else
      score_floats<K, MR>(queries, num_words, keys, vector, scores);
}

// scores[row][key] of up to kScoreRows rows, unscaled.
template <KvFormat K>
static void score_rows(int64_t num_rows, const uint32_t* queries, int64_t num_words, const TileKeys& keys,
                       float* scores) {
#define TENURE_ROWS(n)                                  \
  case n:                                               \
    score_tile<K, n>(queries, num_words, keys, scores); \
    break;
  switch (num_rows) {
    TENURE_ROWS(1) TENURE_ROWS(2) TENURE_ROWS(3) TENURE_ROWS(4) TENURE_ROWS(5) TENURE_ROWS(6)
  }
#undef TENURE_ROWS
}

// bf16 keys as floats, in `floats` [kTileVectors * W, 2 * num_words]: a pair of vectors after the other, so
// that a loop over their words reads on. The sums keep their chunks.
static TileKeys widened_keys(const TileKeys& keys, int64_t num_words, float* floats) {
  TileKeys widened;
  widened.stride = 2 * W;
  widened.chunk_words = 2 * kChunkWords;
  for (int v = 0; v < kTileVectors; ++v) {
    float* target = floats + v / 2 * 4 * num_words * W + v % 2 * W;
    widened.words[v] = reinterpret_cast<const uint32_t*>(target);
    for (int64_t word = 0; word < num_words; ++word, target += 4 * W) {
      const Words pair = load_words(keys.words[v] + word * keys.stride);
      store(target, even(pair));
      store(target + 2 * W, odd(pair));
    }
  }
  return widened;
}
