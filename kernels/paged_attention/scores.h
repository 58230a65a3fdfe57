// Scores of query rows against a tile of keys, read as kv_blocks.h lays them: vectors of tokens.
//
// A score is a sum over chunks of kChunkWords words, in ascending order, like any product of native/tiles.h.
// int8: the query row becomes bytes too, with one scale, and the sum of products is exact.

constexpr int kTileVectors = kTile / W;
constexpr int kScoreVectors = W == 16 ? 4 : 2;  // of keys, in one loop
constexpr int kScoreRows = W == 16 ? 6 : 4;

// The keys of a tile: vector v's words are words[v] + w * stride.
struct TileKeys {
  const uint32_t* words[kTileVectors];
  const float* scales[kTileVectors];  // int8
  int64_t stride;
};

// A packed query row: its words, then for int8 its scale and the sum of its bytes.
TENURE_INLINE int64_t query_words(int64_t num_words) { return num_words + 2; }

template <KvFormat K, class Elem>
static void pack_query(const Elem* x, int64_t head_dim, int64_t num_words, uint32_t* row) {
  if constexpr (K == kKvFloat) {
    for (int64_t i = 0; i < head_dim; ++i) row[i] = float_to_bits(to_float(x[i]));
  } else if constexpr (K == kKvBFloat) {
    bf16* elements = reinterpret_cast<bf16*>(row);
    row[num_words - 1] = 0;
    for (int64_t i = 0; i < head_dim; i += W)
      store_upto(elements + i, load_upto(x + i, head_dim - i), head_dim - i);
  } else {
    alignas(64) int8_t bytes[kMaxHeadDim + W] = {};
    const Quantized quantized = quantize_head(x, head_dim, bytes);
    __builtin_memset(bytes + head_dim, 0, static_cast<size_t>(4 * num_words - head_dim));
    __builtin_memcpy(row, bytes, static_cast<size_t>(4 * num_words));
    row[num_words] = float_to_bits(quantized.scale);
    row[num_words + 1] = static_cast<uint32_t>(quantized.sum);
  }
}

template <KvFormat K>
TENURE_INLINE F multiply_word(uint32_t q, Words keys, F sum) {
  if constexpr (K == kKvFloat) return fma(set1(bits_to_float(q)), as_float(keys), sum);
#if defined(__AVX512BF16__)
  return dot(set1_word(q), keys, sum);
#else
  sum = fma(set1(bits_to_float(q << 16)), even(keys), sum);
  return fma(set1(bits_to_float(q & 0xffff0000u)), odd(keys), sum);
#endif
}

template <KvFormat K, int MR>
static void score_floats(const uint32_t* queries, int64_t num_words, const TileKeys& keys, int first_vector,
                         float* scores) {
  constexpr int NV = kScoreVectors;
  for (int64_t first = 0; first < num_words; first += kChunkWords) {
    F sums[MR][NV];
    for (int m = 0; m < MR; ++m)
      for (int v = 0; v < NV; ++v) sums[m][v] = zero();
    const int64_t last = min_of(first + kChunkWords, num_words);
    for (int64_t word = first; word < last; ++word) {
      Words k[NV];
      for (int v = 0; v < NV; ++v) k[v] = load_words(keys.words[first_vector + v] + word * keys.stride);
      for (int m = 0; m < MR; ++m)
        for (int v = 0; v < NV; ++v)
          sums[m][v] = multiply_word<K>(queries[m * query_words(num_words) + word], k[v], sums[m][v]);
    }
    for (int m = 0; m < MR; ++m)
      for (int v = 0; v < NV; ++v) {
        float* target = scores + m * kTile + (first_vector + v) * W;
        store(target, first == 0 ? sums[m][v] : add(load(target), sums[m][v]));
      }
  }
}

template <int MR>
static void score_bytes(const uint32_t* queries, int64_t num_words, const TileKeys& keys, int first_vector,
                        float* scores) {
  constexpr int NV = kScoreVectors;
  Words sums[MR][NV];
  for (int m = 0; m < MR; ++m) {
    const int32_t sum = static_cast<int32_t>(queries[m * query_words(num_words) + num_words + 1]);
    for (int v = 0; v < NV; ++v) sums[m][v] = set1_word(static_cast<uint32_t>(-128 * sum));
  }
  for (int64_t word = 0; word < num_words; ++word) {
    Words k[NV];
    for (int v = 0; v < NV; ++v) k[v] = load_words(keys.words[first_vector + v] + word * keys.stride);
    for (int m = 0; m < MR; ++m) {
      const Words q = set1_word(queries[m * query_words(num_words) + word]);
      for (int v = 0; v < NV; ++v) sums[m][v] = dot_bytes(k[v], q, sums[m][v]);
    }
  }
  for (int m = 0; m < MR; ++m) {
    const F scale = set1(bits_to_float(queries[m * query_words(num_words) + num_words]));
    for (int v = 0; v < NV; ++v)
      store(scores + m * kTile + (first_vector + v) * W,
            mul(mul(to_floats(sums[m][v]), scale), load(keys.scales[first_vector + v])));
  }
}

// scores[row][key] of up to kScoreRows rows, unscaled.
template <KvFormat K>
static void score_rows(int64_t num_rows, const uint32_t* queries, int64_t num_words, const TileKeys& keys,
                       float* scores) {
#define TENURE_ROWS(n)                                                \
  case n:                                                             \
    if constexpr (n <= kScoreRows) {                                  \
      if constexpr (K == kKvInt8)                                     \
        score_bytes<n>(queries, num_words, keys, vector, scores);     \
      else                                                            \
        score_floats<K, n>(queries, num_words, keys, vector, scores); \
    }                                                                 \
    break;
  for (int vector = 0; vector < kTileVectors; vector += kScoreVectors) switch (num_rows) {
      TENURE_ROWS(1) TENURE_ROWS(2) TENURE_ROWS(3) TENURE_ROWS(4) TENURE_ROWS(5) TENURE_ROWS(6)
    }
#undef TENURE_ROWS
}
