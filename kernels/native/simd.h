// One vector type per instruction set, with the few operations that the kernels need.
//
// This file and every kernel header are included inside an unnamed namespace of each operation's source,
// which is compiled once for each instruction set, with its flags. Multiply-add is written as fma() where it
// is meant, and the flags forbid contraction elsewhere: the order and rounding of each sum is part of the
// contract.
#pragma once

#define TENURE_INLINE_MEMBER inline __attribute__((always_inline))
#define TENURE_INLINE static TENURE_INLINE_MEMBER
// A loop that has the registers to itself: merged into its one caller, it would be slower.
#define TENURE_APART static __attribute__((noinline))

using bf16 = uint16_t;

TENURE_INLINE float bits_to_float(uint32_t bits) {
  float value;
  __builtin_memcpy(&value, &bits, 4);
  return value;
}

TENURE_INLINE uint32_t float_to_bits(float value) {
  uint32_t bits;
  __builtin_memcpy(&bits, &value, 4);
  return bits;
}

TENURE_INLINE float to_float(float value) { return value; }
TENURE_INLINE float to_float(bf16 value) { return bits_to_float(static_cast<uint32_t>(value) << 16); }

// Round to nearest even; a NaN stays one.
TENURE_INLINE bf16 round_to_bf16(float value) {
  const uint32_t bits = float_to_bits(value);
  if ((bits & 0x7fffffffu) > 0x7f800000u) return static_cast<bf16>((bits >> 16) | 0x40u);
  return static_cast<bf16>((bits + 0x7fffu + ((bits >> 16) & 1u)) >> 16);
}

// IEEE binary16, also its subnormals.
TENURE_INLINE float half_to_float(uint16_t half) {
  const uint32_t sign = static_cast<uint32_t>(half & 0x8000u) << 16, rest = half & 0x7fffu;
  if (rest >= 0x7c00u) return bits_to_float(sign | 0x7f800000u | (rest & 0x3ffu) << 13);
  // As an exponent that is 112 too small; the product is exact and makes subnormals right.
  const float value = bits_to_float(rest << 13) * bits_to_float(0x77800000u);
  return bits_to_float(sign | float_to_bits(value));
}

TENURE_INLINE void assign(float* target, float value) { *target = value; }
TENURE_INLINE void assign(bf16* target, float value) { *target = round_to_bf16(value); }

TENURE_INLINE int64_t min_of(int64_t a, int64_t b) { return a < b ? a : b; }
TENURE_INLINE int64_t max_of(int64_t a, int64_t b) { return a > b ? a : b; }
TENURE_INLINE int64_t ceil_div(int64_t a, int64_t b) { return (a + b - 1) / b; }

#if defined(__AVX512F__)
#include "simd_avx512.h"
#elif defined(__AVX2__)
#include "simd_avx2.h"
#else
#include "simd_portable.h"
#endif

// e^x to about 1 ulp, for x <= 88; below -87 it stays at e^-87. NaN gives NaN.
// e^x = 2^n * e^r with n = round(x / ln 2), |r| <= ln 2 / 2, ln 2 taken off in two parts; e^r by its Taylor
// polynomial of degree 7, whose remainder is 5e-9.
TENURE_INLINE F exp(F x) {
  x = min(set1(88.0f), max(set1(-87.0f), x));
  const F n = round(mul(x, set1(1.44269504f)));
  F r = fma(n, set1(-0.693359375f), x);
  r = fma(n, set1(2.12194440e-4f), r);
  F p = set1(1.0f / 5040.0f);
  p = fma(p, r, set1(1.0f / 720.0f));
  p = fma(p, r, set1(1.0f / 120.0f));
  p = fma(p, r, set1(1.0f / 24.0f));
  p = fma(p, r, set1(1.0f / 6.0f));
  p = fma(p, r, set1(0.5f));
  p = fma(p, r, set1(1.0f));
  p = fma(p, r, set1(1.0f));
  return scale_by_power(p, n);
}

TENURE_INLINE float exp(float x) {
  float lanes[W];
  store(lanes, exp(set1(x)));
  return lanes[0];
}

// x / (1 + e^-y): x times the logistic function of y.
TENURE_INLINE F times_logistic(F x, F y) { return div(x, add(set1(1.0f), exp(sub(zero(), y)))); }

// To 1.2e-7. NaN gives NaN.
TENURE_INLINE F tanh(F x) { return sub(set1(1.0f), div(set1(2.0f), add(set1(1.0f), exp(add(x, x))))); }

// What a gate lets through of `up`, each with NaN giving NaN:
//   silu            gate * logistic(gate) * up
//   gelu_tanh       gate / 2 * (1 + tanh(u)) * up = gate * logistic(2 u) * up,
//                   u = sqrt(2 / pi) * (gate + 0.044715 gate^3)
//   clamped_swiglu  gate * logistic(1.702 gate) * (up + 1), gate at most 7, up within [-7, 7]: gpt-oss's
TENURE_INLINE F silu_times(F gate, F up) { return mul(times_logistic(gate, gate), up); }

TENURE_INLINE F gelu_times(F gate, F up) {
  const F cubic = fma(mul(mul(gate, gate), gate), set1(0.044715f), gate);
  return mul(times_logistic(gate, mul(set1(1.59576912f), cubic)), up);
}

TENURE_INLINE F clamped_swiglu(F gate, F up) {
  gate = min(set1(7.0f), gate);
  up = max(set1(-7.0f), min(set1(7.0f), up));
  return mul(times_logistic(gate, mul(set1(1.702f), gate)), add(up, set1(1.0f)));
}

TENURE_INLINE F gated(Epilogue activation, F gate, F up) {
  switch (activation) {
    case kGeluMul:
      return gelu_times(gate, up);
    case kClampedSwiglu:
      return clamped_swiglu(gate, up);
    default:
      return silu_times(gate, up);
  }
}

// 2^x to about 2 ulp, for x <= 127; below -126 it stays at 2^-126. NaN gives NaN.
// 2^x = 2^n * 2^r with n = round(x), |r| <= 1/2; 2^r by a polynomial of degree 6 through 1 at 0, fitted to
// (2^r - 1) / r at Chebyshev's nodes. Cheaper than exp by its range reduction: for the softmax.
TENURE_INLINE F exp2(F x) {
  x = max(set1(-126.0f), x);
  const F n = round(x);
  const F r = sub(x, n);
  F p = set1(0.000154614478f);
  p = fma(p, r, set1(0.00133908668f));
  p = fma(p, r, set1(0.00961805694f));
  p = fma(p, r, set1(0.0555035695f));
  p = fma(p, r, set1(0.240226507f));
  p = fma(p, r, set1(0.693147182f));
  p = fma(p, r, set1(1.0f));
  return scale_by_power(p, n);
}

// 2^x to 3e-6 of itself, for what is rounded to bf16 next; the same, with a polynomial of degree 4 through 1
// at 0, fitted to the least greatest relative error.
TENURE_INLINE F exp2_short(F x) {
  x = max(set1(-126.0f), x);
  const F n = round(x);
  const F r = sub(x, n);
  F p = set1(0.009582855f);
  p = fma(p, r, set1(0.055906422f));
  p = fma(p, r, set1(0.240240991f));
  p = fma(p, r, set1(0.693124175f));
  p = fma(p, r, set1(1.0f));
  return scale_by_power(p, n);
}

TENURE_INLINE float exp2(float x) {
  float lanes[W];
  store(lanes, exp2(set1(x)));
  return lanes[0];
}

// What a store and a load of Elem would leave.
TENURE_INLINE F round_through(const float*, F x) { return x; }
TENURE_INLINE F round_through(const bf16*, F x) { return rounded_to_bf16(x); }

// sums[m][v] += factors[m * stride] by values(v), a vector: the fewer of the two are kept in registers.
template <int MR, int NV, class Values>
TENURE_INLINE void add_products(const float* factors, int64_t stride, const Values& values, F (*sums)[NV]) {
  if constexpr (MR < NV) {
    F kept[MR];
    for (int m = 0; m < MR; ++m) kept[m] = set1(factors[m * stride]);
    for (int v = 0; v < NV; ++v) {
      const F value = values(v);
      for (int m = 0; m < MR; ++m) sums[m][v] = fma(kept[m], value, sums[m][v]);
    }
  } else {
    F kept[NV];
    for (int v = 0; v < NV; ++v) kept[v] = values(v);
    for (int m = 0; m < MR; ++m) {
      const F factor = set1(factors[m * stride]);
      for (int v = 0; v < NV; ++v) sums[m][v] = fma(factor, kept[v], sums[m][v]);
    }
  }
}

// The first min(count, W) elements.
template <class Elem>
TENURE_INLINE F load_upto(const Elem* p, int64_t count) {
  return count >= W ? load(p) : load_some(p, count);
}

template <class Elem>
TENURE_INLINE void store_upto(Elem* p, F x, int64_t count) {
  if (count >= W)
    store(p, x);
  else
    store_some(p, x, count);
}

TENURE_INLINE F load_bytes_upto(const int8_t* p, int64_t count) {
  if (count >= W) return load_bytes(p);
  int8_t some[W] = {};
  for (int64_t i = 0; i < count; ++i) some[i] = p[i];
  return load_bytes(some);
}
