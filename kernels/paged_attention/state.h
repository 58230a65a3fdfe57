// A row's softmax in progress: {maximum, sum of weights, weighted sum of V}, and how a tile of keys changes
// it.

constexpr int64_t kTile = 64;                   // positions that share one step of the softmax
constexpr int64_t kChunk = 256;                 // positions that are summed on their own, then merged
constexpr int kValueVectors = W == 16 ? 4 : 2;  // of head_dim, per loop over a tile's V
constexpr int kValueRows = kMaxAccumulators / kValueVectors < 6 ? kMaxAccumulators / kValueVectors : 6;
constexpr float kNothing = -__builtin_inff();

// Floats of one row's partial result: running maximum, sum of weights, weighted sum of V.
TENURE_INLINE int64_t state_floats(int64_t head_dim) { return 2 + head_dim; }

// target = target merged with source, each {maximum, sum, V sums}. An empty source changes nothing.
static void merge_state(float* target, const float* source, int64_t head_dim) {
  if (source[1] == 0.0f) return;
  const float maximum = target[0] > source[0] ? target[0] : source[0];
  const float keep_target = exp(target[0] - maximum), keep_source = exp(source[0] - maximum);
  target[0] = maximum;
  target[1] = target[1] * keep_target + source[1] * keep_source;
  const F a = set1(keep_target), b = set1(keep_source);
  for (int64_t i = 2; i < 2 + head_dim; i += W) {
    const int64_t count = 2 + head_dim - i;
    const F merged = fma(load_upto(source + i, count), b, mul(load_upto(target + i, count), a));
    store_upto(target + i, merged, count);
  }
}

TENURE_INLINE void clear_state(float* state, int64_t head_dim) {
  state[0] = kNothing;
  __builtin_memset(state + 1, 0, static_cast<size_t>(1 + head_dim) * sizeof(float));
}

template <class Elem>
static void write_output(const float* state, int64_t head_dim, Elem* out) {
  const F sum = set1(state[1]);
  for (int64_t i = 0; i < head_dim; i += W)
    store_upto(out + i, div(load_upto(state + 2 + i, head_dim - i), sum), head_dim - i);
}

// One row's scores of a tile become weights; returns the factor for what the row summed before. With kWhole
// the row sees the whole tile: the same numbers without the masks.
template <bool kWhole>
static float softmax_tile(float* scores, float scale, int64_t from, int64_t to, float* state) {
  F v[kTile / W];
  F maxima = set1(kNothing);
  for (int64_t i = 0; i < kTile / W; ++i) {
    v[i] = mul(load(scores + i * W), set1(scale));
    if (!kWhole) v[i] = keep(v[i], from - i * W, to - i * W, set1(kNothing));
    maxima = max(maxima, v[i]);
  }
  const float tile_max = max_lanes(maxima);
  const float maximum = state[0] > tile_max ? state[0] : tile_max;
  F sums = zero();
  for (int64_t i = 0; i < kTile / W; ++i) {
    F weights = exp(sub(v[i], set1(maximum)));
    if (!kWhole) weights = keep(weights, from - i * W, to - i * W, zero());
    sums = add(sums, weights);
    store(scores + i * W, weights);
  }
  const float factor = exp(state[0] - maximum);
  state[0] = maximum;
  state[1] = state[1] * factor + sum_lanes(sums);
  return factor;
}

// sums[m] = sums[m] * factors[m] + weights[m][from..to) . values[from..to), for `count` of head_dim's
// elements.
template <class Elem, int MR, int NV>
static void add_values(const float* weights, const Elem* const* values, int64_t offset, int64_t count,
                       int64_t from, int64_t to, const float* factors, float* sums, int64_t sums_stride) {
  F acc[MR][NV];
  for (int m = 0; m < MR; ++m)
    for (int v = 0; v < NV; ++v)
      acc[m][v] = mul(load_upto(sums + m * sums_stride + v * W, count - v * W), set1(factors[m]));
  for (int64_t j = from; j < to; ++j) {
    F value[NV];
    for (int v = 0; v < NV; ++v) value[v] = load_upto(values[j] + offset + v * W, count - v * W);
    for (int m = 0; m < MR; ++m) {
      const F weight = set1(weights[m * kTile + j]);
      for (int v = 0; v < NV; ++v) acc[m][v] = fma(weight, value[v], acc[m][v]);
    }
  }
  for (int m = 0; m < MR; ++m)
    for (int v = 0; v < NV; ++v) store_upto(sums + m * sums_stride + v * W, acc[m][v], count - v * W);
}

template <class Elem, int MR>
static void add_rows(const float* weights, const Elem* const* values, int64_t head_dim, int64_t from,
                     int64_t to, const float* factors, float* sums, int64_t sums_stride) {
  int64_t i = 0;
  // A constant count lets the compiler drop the tests for a last, partial vector.
  for (; i + kValueVectors * W <= head_dim; i += kValueVectors * W)
    add_values<Elem, MR, kValueVectors>(weights, values, i, kValueVectors * W, from, to, factors, sums + i,
                                        sums_stride);
  for (; i + W <= head_dim; i += W)
    add_values<Elem, MR, 1>(weights, values, i, W, from, to, factors, sums + i, sums_stride);
  if (i < head_dim)
    add_values<Elem, MR, 1>(weights, values, i, head_dim - i, from, to, factors, sums + i, sums_stride);
}

template <class Elem>
static void add_rows(int64_t num_rows, const float* weights, const Elem* const* values, int64_t head_dim,
                     int64_t from, int64_t to, const float* factors, float* sums, int64_t sums_stride) {
#define TENURE_ROWS(n)                                                                    \
  case n:                                                                                 \
    if constexpr (n <= kValueRows)                                                        \
      add_rows<Elem, n>(weights, values, head_dim, from, to, factors, sums, sums_stride); \
    break;
  switch (num_rows) {
    TENURE_ROWS(1) TENURE_ROWS(2) TENURE_ROWS(3) TENURE_ROWS(4) TENURE_ROWS(5) TENURE_ROWS(6)
  }
#undef TENURE_ROWS
}
