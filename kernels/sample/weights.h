// Weights of tokens, and the order that candidates stand in. reference.py is the definition: every float
// operation here is one of its own, in its order, so that the bits are the same.
#pragma once

constexpr float kWeightBits = 44.0f;
constexpr float kNoWeight = -31.0f;  // e^-31 * 2^44 < 1

// A sum of whole numbers, 64 bits wide in each lane.
#if defined(__AVX512DQ__)
struct WholeSum {
  __m512i low = _mm512_setzero_si512(), high = _mm512_setzero_si512();

  TENURE_INLINE void add_to(WholeSum& sum, F x) {
    sum.low = _mm512_add_epi64(sum.low, _mm512_cvttps_epi64(_mm512_castps512_ps256(x.v)));
    sum.high = _mm512_add_epi64(sum.high, _mm512_cvttps_epi64(_mm512_extractf32x8_ps(x.v, 1)));
  }
  int64_t value() const { return _mm512_reduce_add_epi64(_mm512_add_epi64(low, high)); }
};
// Bit i: lane i of x is at least that of floor.
TENURE_INLINE uint32_t at_least(F x, F floor) { return _mm512_cmp_ps_mask(x.v, floor.v, _CMP_GE_OQ); }
TENURE_INLINE uint32_t above(F x, F floor) { return _mm512_cmp_ps_mask(x.v, floor.v, _CMP_GT_OQ); }
TENURE_INLINE uint32_t unordered(F x) { return _mm512_cmp_ps_mask(x.v, x.v, _CMP_UNORD_Q); }
#else
struct WholeSum {
  int64_t sum = 0;

  TENURE_INLINE void add_to(WholeSum& sum, F x) {
    float lanes[W];
    store(lanes, x);
    for (int i = 0; i < W; ++i) sum.sum += static_cast<int64_t>(lanes[i]);
  }
  int64_t value() const { return sum; }
};
#if defined(__AVX2__)
TENURE_INLINE uint32_t at_least(F x, F floor) {
  return static_cast<uint32_t>(_mm256_movemask_ps(_mm256_cmp_ps(x.v, floor.v, _CMP_GE_OQ)));
}
TENURE_INLINE uint32_t above(F x, F floor) {
  return static_cast<uint32_t>(_mm256_movemask_ps(_mm256_cmp_ps(x.v, floor.v, _CMP_GT_OQ)));
}
TENURE_INLINE uint32_t unordered(F x) {
  return static_cast<uint32_t>(_mm256_movemask_ps(_mm256_cmp_ps(x.v, x.v, _CMP_UNORD_Q)));
}
#else
TENURE_INLINE uint32_t at_least(F x, F floor) {
  uint32_t mask = 0;
  for (int i = 0; i < W; ++i) mask |= static_cast<uint32_t>(x.v[i] >= floor.v[i]) << i;
  return mask;
}
TENURE_INLINE uint32_t above(F x, F floor) {
  uint32_t mask = 0;
  for (int i = 0; i < W; ++i) mask |= static_cast<uint32_t>(x.v[i] > floor.v[i]) << i;
  return mask;
}
TENURE_INLINE uint32_t unordered(F x) {
  uint32_t mask = 0;
  for (int i = 0; i < W; ++i) mask |= static_cast<uint32_t>(x.v[i] != x.v[i]) << i;
  return mask;
}
#endif
#endif

TENURE_INLINE uint32_t first_lanes(int64_t count) { return count >= W ? (1u << W) - 1u : (1u << count) - 1u; }

// e^x * 2^44 for x <= 0: `exp` of reference.py.
TENURE_INLINE F scaled_exp(F x) {
  x = max(x, set1(-40.0f));
  const F n = round(mul(x, set1(1.44269504f)));
  F r = sub(x, mul(n, set1(0.693359375f)));
  r = sub(r, mul(n, set1(-2.12194440e-4f)));
  F p = set1(1.0f / 5040.0f);
  p = add(mul(p, r), set1(1.0f / 720.0f));
  p = add(mul(p, r), set1(1.0f / 120.0f));
  p = add(mul(p, r), set1(1.0f / 24.0f));
  p = add(mul(p, r), set1(1.0f / 6.0f));
  p = add(mul(p, r), set1(0.5f));
  p = add(mul(p, r), set1(1.0f));
  p = add(mul(p, r), set1(1.0f));
  return scale_by_power(p, add(n, set1(kWeightBits)));
}

// Ascending by (logit descending, id ascending). Adding zero turns -0 into 0, so that the two tie.
TENURE_INLINE int64_t order_key(float logit, int64_t id) {
  const int32_t bits = static_cast<int32_t>(float_to_bits(logit + 0.0f));
  const int32_t ascending = bits ^ ((bits >> 31) & 0x7fffffff);
  return static_cast<int64_t>(static_cast<uint64_t>(static_cast<int64_t>(~ascending)) << 32) | id;
}

TENURE_INLINE float logit_of(int64_t order_key) {
  const int32_t ascending = ~static_cast<int32_t>(order_key >> 32);
  return bits_to_float(static_cast<uint32_t>(ascending ^ ((ascending >> 31) & 0x7fffffff)));
}

// The best logit and the lowest id that has it; `best` is NaN where the row has a NaN.
struct Best {
  float logit;
  int32_t id;
};

TENURE_INLINE Best best_of(const float* row, int64_t vocab_size) {
  F top = set1(-__builtin_inff());
  uint32_t nan = 0;
  for (int64_t i = 0; i < vocab_size; i += W) {
    const int64_t count = vocab_size - i;
    // What lies behind the end reads as the row's first logit, which changes no maximum.
    const F x = keep(load_upto(row + i, count), 0, count, set1(row[0]));
    nan |= unordered(x);
    top = max(x, top);
  }
  if (nan) return {__builtin_nanf(""), 0};
  const float best = max_lanes(top);
  for (int64_t i = 0; i < vocab_size; i += W) {
    const int64_t count = vocab_size - i;
    const uint32_t mask = at_least(load_upto(row + i, count), set1(best)) & first_lanes(count);
    if (mask) return {best, static_cast<int32_t>(i + __builtin_ctz(mask))};
  }
  return {best, 0};
}
