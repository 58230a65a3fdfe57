// A tile's weighted sums of V. Positions that a row may not see are not read, not even to be multiplied by 0.

constexpr int kValueRows = 6;

// Vectors of head_dim in one loop over a tile's V, as many as score_vectors.
constexpr int value_vectors(int num_rows) { return score_vectors(num_rows); }

// Where the instruction set multiplies pairs of bf16, weights are bf16 and V is read as words of two tokens;
// elsewhere the weights are floats, rounded to bf16 all the same unless V is float32.
template <KvFormat K>
constexpr bool kPairsTokens = K != kKvFloat && Format<bf16>::kOperandWords == 1;

// Of weights in bf16, which are read in pairs from any place, the last one too: hence the padding.
constexpr int64_t kHalvesStride = kTile + 2;

// Keys [first, last) of a tile that lie in one place, from `slot` on.
struct Segment {
  const char* values;
  int64_t first, last, slot;
  const char* ahead = nullptr;  // what is to come from memory meanwhile, byte beside byte; null: nothing

  // Where the values at `place`, num_bytes of them, are read.
  TENURE_INLINE_MEMBER void prefetch(const void* place, int64_t num_bytes) const {
    if (ahead == nullptr) return;
    const char* beside = ahead + (static_cast<const char*>(place) - values);
    for (int64_t byte = 0; byte < num_bytes; byte += 64) __builtin_prefetch(beside + byte);
  }
};

constexpr int64_t kMaxSegments = kTile;

// The weights of a tile, by row, as kPairsTokens says.
struct TileWeights {
  const float* floats;  // [rows, kTile]
  const bf16* halves;   // [rows, kHalvesStride]
};

TENURE_INLINE uint32_t pair_at(const bf16* weights) {
  uint32_t pair;
  __builtin_memcpy(&pair, weights, 4);
  return pair;
}

TENURE_INLINE Words load_words_upto(const uint32_t* p, int64_t count) {
  return as_words(load_upto(reinterpret_cast<const float*>(p), count));
}

// One pair of tokens, the first of them `key`, of which `mask` is seen.
template <int MR, int NV>
TENURE_INLINE void add_pair(const TileWeights& weights, const uint32_t* words, int64_t count, int64_t key,
                            uint32_t mask, F (*sums)[NV]) {
  const auto words_at = [&](int i) { return load_words_upto(words + i * W, count - i * W); };
#if defined(__AVX512BF16__)
  Words v[NV];
  for (int i = 0; i < NV; ++i) v[i] = words_at(i);
  if (mask != 0xffffffffu)
    for (int i = 0; i < NV; ++i) v[i] = and_words(v[i], set1_word(mask));
  for (int m = 0; m < MR; ++m) {
    const Words pair = set1_word(pair_at(weights.halves + m * kHalvesStride + key) & mask);
    for (int i = 0; i < NV; ++i) sums[m][i] = dot(pair, v[i], sums[m][i]);
  }
#else
  const float* floats = weights.floats + key;
  if (mask & 0x0000ffffu) add_products<MR, NV>(floats, kTile, [&](int i) { return even(words_at(i)); }, sums);
  asm volatile("" : : : "memory");  // read the words again: no register is left to keep them
  if (mask & 0xffff0000u)
    add_products<MR, NV>(floats + 1, kTile, [&](int i) { return odd(words_at(i)); }, sums);
#endif
}

template <int MR, int NV>
TENURE_INLINE void add_pairs(const TileWeights& weights, const Segment& segment, int64_t head_dim,
                             int64_t offset, int64_t count, F (*sums)[NV]) {
  const int64_t shift = segment.slot - segment.first;  // slot = key + shift
  const uint32_t* words = reinterpret_cast<const uint32_t*>(segment.values) + offset;
  const auto add = [&](int64_t key, uint32_t mask, F(*to)[NV]) {
    const uint32_t* pair = words + (key + shift) / 2 * head_dim;
    segment.prefetch(pair, count * 4);
    add_pair<MR, NV>(weights, pair, count, key, mask, to);
  };
  int64_t key = segment.first;
  if ((key + shift) % 2 != 0) add(key++ - 1, 0xffff0000u, sums);  // the pair begins one key before
  F inner[MR][NV];                                                // copies, which GCC keeps in registers
  __builtin_memcpy(inner, sums, sizeof inner);
  for (; key + 1 < segment.last; key += 2) add(key, 0xffffffffu, inner);
  __builtin_memcpy(sums, inner, sizeof inner);
  if (key < segment.last) add(key, 0x0000ffffu, sums);
}

TENURE_INLINE F load_value(const float* p, int64_t count) { return load_upto(p, count); }
TENURE_INLINE F load_value(const int8_t* p, int64_t count) { return load_bytes_upto(p, count); }

template <class Value, int MR, int NV>
TENURE_INLINE void add_tokens(const TileWeights& weights, const Segment& segment, int64_t head_dim,
                              int64_t offset, int64_t count, F (*sums)[NV]) {
  const Value* row = reinterpret_cast<const Value*>(segment.values) + segment.slot * head_dim + offset;
  for (int64_t key = segment.first; key < segment.last; ++key, row += head_dim) {
    segment.prefetch(row, count * static_cast<int64_t>(sizeof(Value)));
    const auto values = [&](int i) { return load_value(row + i * W, count - i * W); };
    add_products<MR, NV>(weights.floats + key, kTile, values, sums);
  }
}

template <KvFormat K, int MR, int NV>
TENURE_INLINE void add_segment(const TileWeights& weights, const Segment& segment, int64_t head_dim,
                               int64_t offset, int64_t count, F (*sums)[NV]) {
  if constexpr (K == kKvFloat)
    add_tokens<float, MR, NV>(weights, segment, head_dim, offset, count, sums);
  else if constexpr (K == kKvInt8 && !kPairsTokens<K>)
    add_tokens<int8_t, MR, NV>(weights, segment, head_dim, offset, count, sums);
  else
    add_pairs<MR, NV>(weights, segment, head_dim, offset, count, sums);
}

// One token's V of bf16 as floats.
static void widen_row(const char* values, int64_t slot, int64_t head_dim, float* out) {
  const uint32_t* words = reinterpret_cast<const uint32_t*>(values) + slot / 2 * head_dim;
  for (int64_t i = 0; i < head_dim; i += W) {
    const Words pairs = load_words_upto(words + i, head_dim - i);
    store_upto(out + i, slot % 2 == 0 ? even(pairs) : odd(pairs), head_dim - i);
  }
}

// int8: bytes are exact in bf16. Rows `first` and `second` of V as words of two tokens.
static void pair_bytes(const int8_t* first, const int8_t* second, int64_t head_dim, uint32_t* words) {
  const auto pairs = [](F low, F high) {
    return as_float(
        or_words(shift_right_16(as_words(low)), and_words(as_words(high), set1_word(0xffff0000u))));
  };
  int64_t i = 0;
  for (; i + W <= head_dim; i += W)
    store(reinterpret_cast<float*>(words + i), pairs(load_bytes(first + i), load_bytes(second + i)));
  if (i < head_dim)
    store_some(reinterpret_cast<float*>(words + i),
               pairs(load_bytes_upto(first + i, head_dim - i), load_bytes_upto(second + i, head_dim - i)),
               head_dim - i);
}

// sums[m] = sums[m] * factors[m] + the segments' weighted V, for `count` of head_dim's elements from
// `offset`.
template <KvFormat K, int MR, int NV>
TENURE_APART void add_values(const TileWeights& weights, const Segment* segments, int64_t num_segments,
                             int64_t head_dim, int64_t offset, int64_t count, const float* factors,
                             float* sums, int64_t sums_stride) {
  F acc[MR][NV];
  for (int m = 0; m < MR; ++m)
    for (int v = 0; v < NV; ++v)
      acc[m][v] = mul(load_upto(sums + m * sums_stride + v * W, count - v * W), set1(factors[m]));
  for (int64_t i = 0; i < num_segments; ++i)
    add_segment<K, MR, NV>(weights, segments[i], head_dim, offset, count, acc);
  for (int m = 0; m < MR; ++m)
    for (int v = 0; v < NV; ++v) store_upto(sums + m * sums_stride + v * W, acc[m][v], count - v * W);
}

template <KvFormat K, int MR>
static void add_rows(const TileWeights& weights, const Segment* segments, int64_t num_segments,
                     int64_t head_dim, const float* factors, float* sums, int64_t sums_stride) {
  constexpr int NV = value_vectors(MR);
  int64_t i = 0;
  // A constant count lets the compiler drop the tests for a last, partial vector.
  for (; i + NV * W <= head_dim; i += NV * W)
    add_values<K, MR, NV>(weights, segments, num_segments, head_dim, i, NV * W, factors, sums + i,
                          sums_stride);
  for (; i + W <= head_dim; i += W)
    add_values<K, MR, 1>(weights, segments, num_segments, head_dim, i, W, factors, sums + i, sums_stride);
  if (i < head_dim)
    add_values<K, MR, 1>(weights, segments, num_segments, head_dim, i, head_dim - i, factors, sums + i,
                         sums_stride);
}

template <KvFormat K>
static void add_rows(int64_t num_rows, const TileWeights& weights, const Segment* segments,
                     int64_t num_segments, int64_t head_dim, const float* factors, float* sums,
                     int64_t sums_stride) {
#define TENURE_ROWS(n)                                                                     \
  case n:                                                                                  \
    add_rows<K, n>(weights, segments, num_segments, head_dim, factors, sums, sums_stride); \
    break;
  switch (num_rows) {
    TENURE_ROWS(1) TENURE_ROWS(2) TENURE_ROWS(3) TENURE_ROWS(4) TENURE_ROWS(5) TENURE_ROWS(6)
  }
#undef TENURE_ROWS
}
