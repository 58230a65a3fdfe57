// One vector type per instruction set, with the few operations that the kernels need.
//
// This file and every kernel header are included into each instruction set's translation unit inside its own
// namespace, and use no standard templates: an inline function of the standard library, compiled here for
// AVX-512, could be the copy that the linker keeps for everybody. Multiply-add is written as fma() where it is
// meant, and the flags forbid contraction elsewhere: the order and rounding of each sum is part of the contract.

#define TENURE_INLINE static inline __attribute__((always_inline))

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

TENURE_INLINE void assign(float* target, float value) { *target = value; }
TENURE_INLINE void assign(bf16* target, float value) { *target = round_to_bf16(value); }

TENURE_INLINE int64_t min_of(int64_t a, int64_t b) { return a < b ? a : b; }
TENURE_INLINE int64_t max_of(int64_t a, int64_t b) { return a > b ? a : b; }
TENURE_INLINE int64_t ceil_div(int64_t a, int64_t b) { return (a + b - 1) / b; }

#if defined(__AVX512F__)

constexpr int W = 16;  // floats in a vector
struct F { __m512 v; };
struct Words { __m512i v; };  // 32-bit words, or pairs of bf16 with the even one low

TENURE_INLINE F zero() { return {_mm512_setzero_ps()}; }
TENURE_INLINE F set1(float x) { return {_mm512_set1_ps(x)}; }
TENURE_INLINE F load(const float* p) { return {_mm512_loadu_ps(p)}; }
TENURE_INLINE void store(float* p, F x) { _mm512_storeu_ps(p, x.v); }
TENURE_INLINE F add(F a, F b) { return {_mm512_add_ps(a.v, b.v)}; }
TENURE_INLINE F sub(F a, F b) { return {_mm512_sub_ps(a.v, b.v)}; }
TENURE_INLINE F mul(F a, F b) { return {_mm512_mul_ps(a.v, b.v)}; }
TENURE_INLINE F div(F a, F b) { return {_mm512_div_ps(a.v, b.v)}; }
TENURE_INLINE F fma(F a, F b, F c) { return {_mm512_fmadd_ps(a.v, b.v, c.v)}; }
TENURE_INLINE F max(F a, F b) { return {_mm512_max_ps(a.v, b.v)}; }  // b if either is NaN
TENURE_INLINE F min(F a, F b) { return {_mm512_min_ps(a.v, b.v)}; }  // b if either is NaN
TENURE_INLINE F round(F a) { return {_mm512_roundscale_ps(a.v, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC)}; }
TENURE_INLINE F scale_by_power(F x, F n) { return {_mm512_scalef_ps(x.v, n.v)}; }
TENURE_INLINE __mmask16 lanes_in(int64_t from, int64_t to) {
  const uint32_t below_to = (1u << max_of(0, min_of(to, W))) - 1u;
  const uint32_t below_from = (1u << max_of(0, min_of(from, W))) - 1u;
  return static_cast<__mmask16>(below_to & ~below_from);
}
// x where from <= lane < to, else y.
TENURE_INLINE F keep(F x, int64_t from, int64_t to, F y) {
  return {_mm512_mask_blend_ps(lanes_in(from, to), y.v, x.v)};
}
TENURE_INLINE F load_some(const float* p, int64_t count) { return {_mm512_maskz_loadu_ps(lanes_in(0, count), p)}; }
TENURE_INLINE void store_some(float* p, F x, int64_t count) { _mm512_mask_storeu_ps(p, lanes_in(0, count), x.v); }

TENURE_INLINE F widen(__m256i x) { return {_mm512_castsi512_ps(_mm512_slli_epi32(_mm512_cvtepu16_epi32(x), 16))}; }
TENURE_INLINE __m256i narrow(F x) {
#if defined(__AVX512BF16__)
  return (__m256i)_mm512_cvtneps_pbh(x.v);
#else
  const __m512i bits = _mm512_castps_si512(x.v);
  const __m512i odd = _mm512_and_si512(_mm512_srli_epi32(bits, 16), _mm512_set1_epi32(1));
  const __m512i rounded = _mm512_add_epi32(bits, _mm512_add_epi32(odd, _mm512_set1_epi32(0x7fff)));
  const __mmask16 nan = _mm512_cmp_ps_mask(x.v, x.v, _CMP_UNORD_Q);
  const __m512i quiet = _mm512_or_si512(bits, _mm512_set1_epi32(0x400000));
  return _mm512_cvtepi32_epi16(_mm512_srli_epi32(_mm512_mask_blend_epi32(nan, rounded, quiet), 16));
#endif
}
TENURE_INLINE F load(const bf16* p) { return widen(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(p))); }
TENURE_INLINE F load_some(const bf16* p, int64_t count) { return widen(_mm256_maskz_loadu_epi16(lanes_in(0, count), p)); }
TENURE_INLINE void store(bf16* p, F x) { _mm256_storeu_si256(reinterpret_cast<__m256i*>(p), narrow(x)); }
TENURE_INLINE void store_some(bf16* p, F x, int64_t count) { _mm256_mask_storeu_epi16(p, lanes_in(0, count), narrow(x)); }

TENURE_INLINE Words load_words(const void* p) { return {_mm512_loadu_si512(p)}; }
TENURE_INLINE void store_words(void* p, Words x) { _mm512_storeu_si512(p, x.v); }
TENURE_INLINE Words set1_word(uint32_t x) { return {_mm512_set1_epi32(static_cast<int>(x))}; }
TENURE_INLINE F as_float(Words x) { return {_mm512_castsi512_ps(x.v)}; }
#if defined(__AVX512BF16__)
// c + the products of the even bf16 + those of the odd ones, as the instruction rounds them.
TENURE_INLINE F dot(Words a, Words b, F c) { return {_mm512_dpbf16_ps(c.v, (__m512bh)a.v, (__m512bh)b.v)}; }
#endif
TENURE_INLINE F even(Words x) { return {_mm512_castsi512_ps(_mm512_slli_epi32(x.v, 16))}; }
TENURE_INLINE F odd(Words x) { return {_mm512_castsi512_ps(_mm512_and_si512(x.v, _mm512_set1_epi32(-65536)))}; }

// rows[i] lane j <-> rows[j] lane i.
TENURE_INLINE void transpose(Words* rows) {
  __m512i a[16], b[16];
  for (int i = 0; i < 16; i += 2) {
    a[i] = _mm512_unpacklo_epi32(rows[i].v, rows[i + 1].v);
    a[i + 1] = _mm512_unpackhi_epi32(rows[i].v, rows[i + 1].v);
  }
  for (int i = 0; i < 16; i += 4) {
    b[i] = _mm512_unpacklo_epi64(a[i], a[i + 2]);
    b[i + 1] = _mm512_unpackhi_epi64(a[i], a[i + 2]);
    b[i + 2] = _mm512_unpacklo_epi64(a[i + 1], a[i + 3]);
    b[i + 3] = _mm512_unpackhi_epi64(a[i + 1], a[i + 3]);
  }
  // b[4g + c], 128-bit part p: rows 4g to 4g + 3 of column 4p + c.
  for (int c = 0; c < 4; ++c) {
    const __m512i low = _mm512_shuffle_i32x4(b[c], b[4 + c], 0x88);       // parts 0, 2 of rows 0-3, then 4-7
    const __m512i high = _mm512_shuffle_i32x4(b[c], b[4 + c], 0xdd);      // parts 1, 3
    const __m512i low2 = _mm512_shuffle_i32x4(b[8 + c], b[12 + c], 0x88);  // of rows 8-11, then 12-15
    const __m512i high2 = _mm512_shuffle_i32x4(b[8 + c], b[12 + c], 0xdd);
    rows[c].v = _mm512_shuffle_i32x4(low, low2, 0x88);
    rows[8 + c].v = _mm512_shuffle_i32x4(low, low2, 0xdd);
    rows[4 + c].v = _mm512_shuffle_i32x4(high, high2, 0x88);
    rows[12 + c].v = _mm512_shuffle_i32x4(high, high2, 0xdd);
  }
}

#elif defined(__AVX2__)

constexpr int W = 8;
struct F { __m256 v; };
struct Words { __m256i v; };

TENURE_INLINE F zero() { return {_mm256_setzero_ps()}; }
TENURE_INLINE F set1(float x) { return {_mm256_set1_ps(x)}; }
TENURE_INLINE F load(const float* p) { return {_mm256_loadu_ps(p)}; }
TENURE_INLINE void store(float* p, F x) { _mm256_storeu_ps(p, x.v); }
TENURE_INLINE F add(F a, F b) { return {_mm256_add_ps(a.v, b.v)}; }
TENURE_INLINE F sub(F a, F b) { return {_mm256_sub_ps(a.v, b.v)}; }
TENURE_INLINE F mul(F a, F b) { return {_mm256_mul_ps(a.v, b.v)}; }
TENURE_INLINE F div(F a, F b) { return {_mm256_div_ps(a.v, b.v)}; }
TENURE_INLINE F fma(F a, F b, F c) { return {_mm256_fmadd_ps(a.v, b.v, c.v)}; }
TENURE_INLINE F max(F a, F b) { return {_mm256_max_ps(a.v, b.v)}; }  // b if either is NaN
TENURE_INLINE F min(F a, F b) { return {_mm256_min_ps(a.v, b.v)}; }  // b if either is NaN
TENURE_INLINE F round(F a) { return {_mm256_round_ps(a.v, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC)}; }
// x * 2^n for whole n with 2^n normal.
TENURE_INLINE F scale_by_power(F x, F n) {
  const __m256i exponent = _mm256_slli_epi32(_mm256_add_epi32(_mm256_cvtps_epi32(n.v), _mm256_set1_epi32(127)), 23);
  return {_mm256_mul_ps(x.v, _mm256_castsi256_ps(exponent))};
}
TENURE_INLINE __m256i lanes_in(int64_t from, int64_t to) {
  const __m256i lane = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
  const __m256i below_to = _mm256_cmpgt_epi32(_mm256_set1_epi32(static_cast<int>(to)), lane);
  const __m256i below_from = _mm256_cmpgt_epi32(_mm256_set1_epi32(static_cast<int>(from)), lane);
  return _mm256_andnot_si256(below_from, below_to);
}
TENURE_INLINE F keep(F x, int64_t from, int64_t to, F y) {
  return {_mm256_blendv_ps(y.v, x.v, _mm256_castsi256_ps(lanes_in(from, to)))};
}
TENURE_INLINE F load_some(const float* p, int64_t count) { return {_mm256_maskload_ps(p, lanes_in(0, count))}; }
TENURE_INLINE void store_some(float* p, F x, int64_t count) { _mm256_maskstore_ps(p, lanes_in(0, count), x.v); }

TENURE_INLINE F load(const bf16* p) {
  const __m128i x = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
  return {_mm256_castsi256_ps(_mm256_slli_epi32(_mm256_cvtepu16_epi32(x), 16))};
}
TENURE_INLINE __m128i narrow(F x) {
  const __m256i bits = _mm256_castps_si256(x.v);
  const __m256i odd = _mm256_and_si256(_mm256_srli_epi32(bits, 16), _mm256_set1_epi32(1));
  const __m256i rounded = _mm256_add_epi32(bits, _mm256_add_epi32(odd, _mm256_set1_epi32(0x7fff)));
  const __m256i nan = _mm256_castps_si256(_mm256_cmp_ps(x.v, x.v, _CMP_UNORD_Q));
  const __m256i quiet = _mm256_or_si256(bits, _mm256_set1_epi32(0x400000));
  const __m256i high = _mm256_srli_epi32(_mm256_blendv_epi8(rounded, quiet, nan), 16);
  return _mm_packus_epi32(_mm256_castsi256_si128(high), _mm256_extracti128_si256(high, 1));
}
TENURE_INLINE void store(bf16* p, F x) { _mm_storeu_si128(reinterpret_cast<__m128i*>(p), narrow(x)); }
TENURE_INLINE F load_some(const bf16* p, int64_t count) {
  bf16 some[W] = {};
  for (int64_t i = 0; i < count; ++i) some[i] = p[i];
  return load(some);
}
TENURE_INLINE void store_some(bf16* p, F x, int64_t count) {
  bf16 all[W];
  store(all, x);
  for (int64_t i = 0; i < count; ++i) p[i] = all[i];
}

TENURE_INLINE Words load_words(const void* p) { return {_mm256_loadu_si256(static_cast<const __m256i*>(p))}; }
TENURE_INLINE void store_words(void* p, Words x) { _mm256_storeu_si256(static_cast<__m256i*>(p), x.v); }
TENURE_INLINE F as_float(Words x) { return {_mm256_castsi256_ps(x.v)}; }
TENURE_INLINE F even(Words x) { return {_mm256_castsi256_ps(_mm256_slli_epi32(x.v, 16))}; }
TENURE_INLINE F odd(Words x) { return {_mm256_castsi256_ps(_mm256_and_si256(x.v, _mm256_set1_epi32(-65536)))}; }

TENURE_INLINE void transpose(Words* rows) {
  __m256i a[8], b[8];
  for (int i = 0; i < 8; i += 2) {
    a[i] = _mm256_unpacklo_epi32(rows[i].v, rows[i + 1].v);
    a[i + 1] = _mm256_unpackhi_epi32(rows[i].v, rows[i + 1].v);
  }
  for (int i = 0; i < 8; i += 4) {
    b[i] = _mm256_unpacklo_epi64(a[i], a[i + 2]);
    b[i + 1] = _mm256_unpackhi_epi64(a[i], a[i + 2]);
    b[i + 2] = _mm256_unpacklo_epi64(a[i + 1], a[i + 3]);
    b[i + 3] = _mm256_unpackhi_epi64(a[i + 1], a[i + 3]);
  }
  for (int c = 0; c < 4; ++c) {
    rows[c].v = _mm256_permute2x128_si256(b[c], b[4 + c], 0x20);
    rows[4 + c].v = _mm256_permute2x128_si256(b[c], b[4 + c], 0x31);
  }
}

#else

// Portable: loops that a compiler turns into whatever vectors its baseline has.
constexpr int W = 8;
struct F { float v[W]; };
struct Words { uint32_t v[W]; };

#define TENURE_EACH(expression)               \
  F r;                                        \
  for (int i = 0; i < W; ++i) r.v[i] = (expression); \
  return r

TENURE_INLINE F zero() { TENURE_EACH(0.0f); }
TENURE_INLINE F set1(float x) { TENURE_EACH(x); }
TENURE_INLINE F load(const float* p) { TENURE_EACH(p[i]); }
TENURE_INLINE F load(const bf16* p) { TENURE_EACH(to_float(p[i])); }
TENURE_INLINE F load_some(const float* p, int64_t count) { TENURE_EACH(i < count ? p[i] : 0.0f); }
TENURE_INLINE F load_some(const bf16* p, int64_t count) { TENURE_EACH(i < count ? to_float(p[i]) : 0.0f); }
TENURE_INLINE F add(F a, F b) { TENURE_EACH(a.v[i] + b.v[i]); }
TENURE_INLINE F sub(F a, F b) { TENURE_EACH(a.v[i] - b.v[i]); }
TENURE_INLINE F mul(F a, F b) { TENURE_EACH(a.v[i] * b.v[i]); }
TENURE_INLINE F div(F a, F b) { TENURE_EACH(a.v[i] / b.v[i]); }
// Two roundings: the baseline may have no fused instruction, and the library's is a hundred times slower.
TENURE_INLINE F fma(F a, F b, F c) { TENURE_EACH(a.v[i] * b.v[i] + c.v[i]); }
TENURE_INLINE F max(F a, F b) { TENURE_EACH(a.v[i] > b.v[i] ? a.v[i] : b.v[i]); }  // b if either is NaN
TENURE_INLINE F min(F a, F b) { TENURE_EACH(a.v[i] < b.v[i] ? a.v[i] : b.v[i]); }  // b if either is NaN
// To the nearest whole number, for |a| < 2^22: adding 1.5 * 2^23 leaves no bits for a fraction.
TENURE_INLINE F round(F a) { return sub(add(a, set1(12582912.0f)), set1(12582912.0f)); }
TENURE_INLINE F scale_by_power(F x, F n) {
  TENURE_EACH(x.v[i] * bits_to_float(static_cast<uint32_t>(static_cast<int32_t>(n.v[i]) + 127) << 23));
}
TENURE_INLINE F keep(F x, int64_t from, int64_t to, F y) { TENURE_EACH(i >= from && i < to ? x.v[i] : y.v[i]); }
template <class Elem>
TENURE_INLINE void store_some(Elem* p, F x, int64_t count) {
  for (int64_t i = 0; i < count; ++i) assign(p + i, x.v[i]);
}
template <class Elem>
TENURE_INLINE void store(Elem* p, F x) {
  for (int i = 0; i < W; ++i) assign(p + i, x.v[i]);
}

TENURE_INLINE Words load_words(const void* p) {
  Words r;
  __builtin_memcpy(r.v, p, sizeof r.v);
  return r;
}
TENURE_INLINE void store_words(void* p, Words x) { __builtin_memcpy(p, x.v, sizeof x.v); }
TENURE_INLINE F as_float(Words x) { TENURE_EACH(bits_to_float(x.v[i])); }
TENURE_INLINE F even(Words x) { TENURE_EACH(bits_to_float(x.v[i] << 16)); }
TENURE_INLINE F odd(Words x) { TENURE_EACH(bits_to_float(x.v[i] & 0xffff0000u)); }
TENURE_INLINE void transpose(Words* rows) {
  for (int i = 0; i < W; ++i)
    for (int j = 0; j < i; ++j) {
      const uint32_t kept = rows[i].v[j];
      rows[i].v[j] = rows[j].v[i];
      rows[j].v[i] = kept;
    }
}

#undef TENURE_EACH
#endif

// The lanes' sum, in one fixed tree.
TENURE_INLINE float sum_lanes(F x) {
  float lanes[W];
  store(lanes, x);
  for (int width = W / 2; width > 0; width /= 2)
    for (int i = 0; i < width; ++i) lanes[i] += lanes[i + width];
  return lanes[0];
}

TENURE_INLINE float max_lanes(F x) {
  float lanes[W];
  store(lanes, x);
  for (int width = W / 2; width > 0; width /= 2)
    for (int i = 0; i < width; ++i) lanes[i] = lanes[i] > lanes[i + width] ? lanes[i] : lanes[i + width];
  return lanes[0];
}

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
