// A row's softmax in progress: {maximum, sum of weights, weighted sum of V}, and how a tile of keys changes
// it.

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
  const float factor = state[0] == maximum ? 1.0f : exp(state[0] - maximum);  // e^0 is 1 either way
  state[0] = maximum;
  state[1] = state[1] * factor + sum_lanes(sums);
  return factor;
}
