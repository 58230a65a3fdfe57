// A row's softmax in progress: {maximum, sum of weights, weighted sum of V}, and how a tile of keys changes
// it. Scores are in powers of 2: their scale has the factor log2 e.

constexpr float kNothing = -__builtin_inff();
constexpr float kLog2E = 1.44269504f;

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

// A row's scores, and what its weights are stored as, first multiplied by V's scales where it has some:
// float32 in their place, or bf16 (kPairsTokens).
struct WeightsOut {
  float* floats;
  bf16* halves;
  const float* value_scales;
};

// The scores of `num_rows` rows as tanh(factor * score).
static void cap_scores(float* scores, int64_t num_rows, float factor) {
  for (int64_t i = 0; i < num_rows * kTile; i += W)
    store(scores + i, tanh(mul(load(scores + i), set1(factor))));
}

// Weights that become bf16 need no more digits than exp2_short has.
template <KvFormat K>
TENURE_INLINE F weight_of(F x) {
  return K == kKvFloat ? exp2(x) : exp2_short(x);
}

// The maxima of R rows with this tile, and in `factors` what each row's earlier sums are multiplied by.
template <bool kWhole, int R>
TENURE_INLINE void raise_maxima(const float* scores, float scale, Range range, float* states,
                                int64_t state_stride, float* factors) {
  F maxima[R];
  for (int r = 0; r < R; ++r) maxima[r] = set1(kNothing);
  for (int i = 0; i < kTile / W; ++i)
    for (int r = 0; r < R; ++r) {
      F score = load(scores + r * kTile + i * W);
      if (!kWhole) score = keep(score, range.from - i * W, range.to - i * W, set1(kNothing));
      maxima[r] = max(maxima[r], score);
    }
  float drops[W] = {};  // of the exponents; R is at most W
  for (int r = 0; r < R; ++r) {
    float* state = states + r * state_stride;
    const float tile_max = max_lanes(maxima[r]) * scale;
    const float maximum = state[0] > tile_max ? state[0] : tile_max;
    drops[r] = state[0] == maximum ? 0.0f : state[0] - maximum;  // infinities may be equal
    state[0] = maximum;
  }
  float lanes[W];
  store(lanes, exp2(load(drops)));
  for (int r = 0; r < R; ++r) factors[r] = lanes[r];
}

// The scores of R rows that see the same part of a tile become weights; `factors` are for what the rows
// summed before. With kWhole the rows see the whole tile: the same numbers without the masks. All rows side
// by side, because each is a long chain of dependent operations.
template <KvFormat K, bool kWhole, int R>
static void softmax_tile(float scale, Range range, float* states, int64_t state_stride, float* factors,
                         const WeightsOut& out) {
  raise_maxima<kWhole, R>(out.floats, scale, range, states, state_stride, factors);
  F top[R], sums[R];
  for (int r = 0; r < R; ++r) {
    top[r] = set1(-states[r * state_stride]);
    sums[r] = zero();
  }
  for (int i = 0; i < kTile / W; ++i)
    for (int r = 0; r < R; ++r) {
      float* scores = out.floats + r * kTile + i * W;
      F weights = weight_of<K>(fma(load(scores), set1(scale), top[r]));
      if (!kWhole) weights = keep(weights, range.from - i * W, range.to - i * W, zero());
      sums[r] = add(sums[r], weights);
      if (K == kKvInt8) {
        weights = mul(weights, load(out.value_scales + i * W));
        if (!kWhole)
          weights = keep(weights, range.from - i * W, range.to - i * W, zero());  // scales may be NaN
      }
      if constexpr (kPairsTokens<K>)
        store(out.halves + r * kHalvesStride + i * W, weights);
      else
        store(scores, K == kKvFloat ? weights : rounded_to_bf16(weights));
    }
  for (int r = 0; r < R; ++r) {
    float* state = states + r * state_stride;
    state[1] = state[1] * factors[r] + sum_lanes(sums[r]);
  }
}

template <KvFormat K, bool kWhole>
static void softmax_rows(int64_t count, float scale, Range range, float* states, int64_t state_stride,
                         float* factors, const WeightsOut& out) {
#define TENURE_ROWS(n)                                                            \
  case n:                                                                         \
    softmax_tile<K, kWhole, n>(scale, range, states, state_stride, factors, out); \
    break;
  switch (count) { TENURE_ROWS(1) TENURE_ROWS(2) TENURE_ROWS(3) TENURE_ROWS(4) TENURE_ROWS(5) TENURE_ROWS(6) }
#undef TENURE_ROWS
}
