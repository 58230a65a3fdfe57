// A row's softmax in progress: {maximum, sum of weights, weighted sum of V}, and how a tile of keys changes
// it. Scores are in powers of 2: their scale has the factor log2 e.

// Weights are read in pairs from any place, the last one too: hence the padding.
constexpr int64_t kHalvesStride = kTile + 2;
constexpr float kNothing = -__builtin_inff();

// Floats of one row's partial result: running maximum, sum of weights, weighted sum of V.
TENURE_INLINE int64_t state_floats(int64_t head_dim) { return 2 + head_dim; }

// target = target merged with source, each {maximum, sum, V sums}. An empty source changes nothing.
static void merge_state(float* target, const float* source, int64_t head_dim) {
  if (source[1] == 0.0f) return;
  const float maximum = target[0] > source[0] ? target[0] : source[0];
  const float keep_target = exp2(target[0] - maximum), keep_source = exp2(source[0] - maximum);
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

// What a row's weights are stored as: float32, or bf16, first multiplied by V's scales where it has some.
struct WeightsOut {
  float* floats;
  bf16* halves;
  const float* value_scales;
};

// The scores of R rows that see the same part of a tile become weights; `factors` are for what the rows
// summed before. With kWhole the rows see the whole tile: the same numbers without the masks. Two rows at
// once, because each is a long chain of dependent operations.
template <KvFormat K, bool kWhole, int R>
static void softmax_tile(float* scores, float scale, int64_t from, int64_t to, float* states,
                         int64_t state_stride, float* factors, const WeightsOut& out) {
  constexpr int NV = kTile / W;
  F v[R][NV];
  F maxima[R];
  for (int r = 0; r < R; ++r) {
    maxima[r] = set1(kNothing);
    for (int i = 0; i < NV; ++i) {
      v[r][i] = mul(load(scores + r * kTile + i * W), set1(scale));
      if (!kWhole) v[r][i] = keep(v[r][i], from - i * W, to - i * W, set1(kNothing));
      maxima[r] = max(maxima[r], v[r][i]);
    }
  }
  F top[R], sums[R];
  for (int r = 0; r < R; ++r) {
    float* state = states + r * state_stride;
    const float tile_max = max_lanes(maxima[r]);
    const float maximum = state[0] > tile_max ? state[0] : tile_max;
    factors[r] = state[0] == maximum ? 1.0f : exp2(state[0] - maximum);  // 2^0 is 1 either way
    state[0] = maximum;
    top[r] = set1(maximum);
    sums[r] = zero();
  }
  for (int i = 0; i < NV; ++i)
    for (int r = 0; r < R; ++r) {
      F weights = exp2(sub(v[r][i], top[r]));
      if (!kWhole) weights = keep(weights, from - i * W, to - i * W, zero());
      sums[r] = add(sums[r], weights);
      if (K == kKvFloat) store(out.floats + r * kTile + i * W, weights);
      if (K == kKvInt8) weights = mul(weights, load(out.value_scales + i * W));
      if (K != kKvFloat) store(out.halves + r * kHalvesStride + i * W, weights);
    }
  for (int r = 0; r < R; ++r) {
    float* state = states + r * state_stride;
    state[1] = state[1] * factors[r] + sum_lanes(sums[r]);
  }
}

template <KvFormat K, bool kWhole>
static void softmax_rows(int64_t count, float* scores, float scale, int64_t from, int64_t to, float* states,
                         int64_t state_stride, float* factors, WeightsOut out) {
  for (; count > 0; count -= 2) {
    if (count == 1)
      return softmax_tile<K, kWhole, 1>(scores, scale, from, to, states, state_stride, factors, out);
    softmax_tile<K, kWhole, 2>(scores, scale, from, to, states, state_stride, factors, out);
    scores += 2 * kTile, states += 2 * state_stride, factors += 2;
    out.floats += 2 * kTile, out.halves += 2 * kHalvesStride;
  }
}
