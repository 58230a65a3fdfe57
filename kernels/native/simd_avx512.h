// 16 floats in a vector: AVX-512 F, BW, VL and DQ, and BF16 where the unit is compiled with it.
#pragma once

constexpr int W = 16;  // floats in a vector
struct F {
  __m512 v;
};
struct Words {
  __m512i v;
};  // 32-bit words, or pairs of bf16 with the even one low

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
TENURE_INLINE F round(F a) {
  return {_mm512_roundscale_ps(a.v, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC)};
}
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
TENURE_INLINE F load_some(const float* p, int64_t count) {
  return {_mm512_maskz_loadu_ps(lanes_in(0, count), p)};
}
TENURE_INLINE void store_some(float* p, F x, int64_t count) {
  _mm512_mask_storeu_ps(p, lanes_in(0, count), x.v);
}

TENURE_INLINE F widen(__m256i x) {
  return {_mm512_castsi512_ps(_mm512_slli_epi32(_mm512_cvtepu16_epi32(x), 16))};
}
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
TENURE_INLINE F load_some(const bf16* p, int64_t count) {
  return widen(_mm256_maskz_loadu_epi16(lanes_in(0, count), p));
}
TENURE_INLINE F rounded_to_bf16(F x) { return widen(narrow(x)); }
TENURE_INLINE void store(bf16* p, F x) { _mm256_storeu_si256(reinterpret_cast<__m256i*>(p), narrow(x)); }
TENURE_INLINE void store_some(bf16* p, F x, int64_t count) {
  _mm256_mask_storeu_epi16(p, lanes_in(0, count), narrow(x));
}

TENURE_INLINE Words load_words(const void* p) { return {_mm512_loadu_si512(p)}; }
TENURE_INLINE void store_words(void* p, Words x) { _mm512_storeu_si512(p, x.v); }
TENURE_INLINE Words set1_word(uint32_t x) { return {_mm512_set1_epi32(static_cast<int>(x))}; }
TENURE_INLINE F as_float(Words x) { return {_mm512_castsi512_ps(x.v)}; }
#if defined(__AVX512BF16__)
// c + the products of the even bf16 + those of the odd ones, as the instruction rounds them.
TENURE_INLINE F dot(Words a, Words b, F c) { return {_mm512_dpbf16_ps(c.v, (__m512bh)a.v, (__m512bh)b.v)}; }
#endif
TENURE_INLINE F even(Words x) { return {_mm512_castsi512_ps(_mm512_slli_epi32(x.v, 16))}; }
TENURE_INLINE F odd(Words x) {
  return {_mm512_castsi512_ps(_mm512_and_si512(x.v, _mm512_set1_epi32(-65536)))};
}

TENURE_INLINE Words zero_words() { return {_mm512_setzero_si512()}; }
TENURE_INLINE Words and_words(Words a, Words b) { return {_mm512_and_si512(a.v, b.v)}; }
TENURE_INLINE Words shift_right_4(Words a) { return {_mm512_srli_epi32(a.v, 4)}; }
typedef uint32_t VectorOfWords __attribute__((vector_size(64)));
// By n bits to the left; to the right where n is negative.
TENURE_INLINE Words shift(Words a, int n) {
  const VectorOfWords v = (VectorOfWords)a.v;
  return {(__m512i)(n >= 0 ? v << n : v >> -n)};
}
// Each byte, below 16, as the table's byte at that place.
TENURE_INLINE Words look_up_bytes(Words a, const uint8_t* table) {
  const __m128i sixteen = _mm_loadu_si128(reinterpret_cast<const __m128i*>(table));
  return {_mm512_shuffle_epi8(_mm512_broadcast_i32x4(sixteen), a.v)};
}
TENURE_INLINE Words or_words(Words a, Words b) { return {_mm512_or_si512(a.v, b.v)}; }
TENURE_INLINE Words shift_right_16(Words a) { return {_mm512_srli_epi32(a.v, 16)}; }
TENURE_INLINE Words max_words(Words a, Words b) { return {_mm512_max_epi32(a.v, b.v)}; }  // signed
TENURE_INLINE Words as_words(F x) { return {_mm512_castps_si512(x.v)}; }
TENURE_INLINE F to_floats(Words x) { return {_mm512_cvtepi32_ps(x.v)}; }  // of signed numbers
#if defined(__AVX512VNNI__)
TENURE_INLINE Words dot_bytes(Words a, const uint32_t* b, Words sums) {
  const __m512i bytes = _mm512_set1_epi32(static_cast<int>(*b));
  // Written out, because GCC copies the sums from register to register around the intrinsic and spills them.
  asm("vpdpbusd %2, %1, %0" : "+v"(sums.v) : "v"(a.v), "v"(bytes));
  return sums;
}
#else
// What products of bytes are made of (native/bytes.h). Halves are the two 16-bit numbers of a lane.
TENURE_INLINE Words shift_halves_right_8(Words a) { return {_mm512_srli_epi16(a.v, 8)}; }
TENURE_INLINE Words add_halves(Words a, Words b) { return {_mm512_add_epi16(a.v, b.v)}; }
// The sum of each lane's two products of halves.
TENURE_INLINE Words multiply_halves(Words a, Words b) { return {_mm512_madd_epi16(a.v, b.v)}; }
// Each half: the sum of two products of unsigned and signed bytes, which saturates.
TENURE_INLINE Words multiply_bytes(Words a, Words b) { return {_mm512_maddubs_epi16(a.v, b.v)}; }
// GCC knows that sums of integers may be made in any order, would make them as a tree, and spills its leaves.
TENURE_INLINE Words in_order(Words sums) {
  asm("" : "+v"(sums.v));
  return sums;
}
#endif
TENURE_INLINE F load_halves(const uint16_t* p) {
  return {_mm512_cvtph_ps(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(p)))};
}
TENURE_INLINE Words add_words(Words a, Words b) { return {_mm512_add_epi32(a.v, b.v)}; }
// To the nearest whole number, the even one of two.
TENURE_INLINE Words to_words(F x) { return {_mm512_cvtps_epi32(x.v)}; }
// Numbers within [-128, 127] as bytes.
TENURE_INLINE void store_bytes(int8_t* p, Words x) {
  _mm_storeu_si128(reinterpret_cast<__m128i*>(p), _mm512_cvtepi32_epi8(x.v));
}
TENURE_INLINE F load_bytes(const int8_t* p) {
  return {_mm512_cvtepi32_ps(_mm512_cvtepi8_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i*>(p))))};
}

TENURE_INLINE int32_t sum_of_words(Words x) { return _mm512_reduce_add_epi32(x.v); }
TENURE_INLINE uint32_t max_of_words(Words x) { return static_cast<uint32_t>(_mm512_reduce_max_epi32(x.v)); }

TENURE_INLINE float sum_lanes(F x) {
  const __m256 eight = _mm256_add_ps(_mm512_castps512_ps256(x.v), _mm512_extractf32x8_ps(x.v, 1));
  const __m128 four = _mm_add_ps(_mm256_castps256_ps128(eight), _mm256_extractf128_ps(eight, 1));
  const __m128 two = _mm_add_ps(four, _mm_movehl_ps(four, four));
  return _mm_cvtss_f32(_mm_add_ss(two, _mm_movehdup_ps(two)));
}
TENURE_INLINE float max_lanes(F x) {
  const __m256 eight = _mm256_max_ps(_mm512_castps512_ps256(x.v), _mm512_extractf32x8_ps(x.v, 1));
  const __m128 four = _mm_max_ps(_mm256_castps256_ps128(eight), _mm256_extractf128_ps(eight, 1));
  const __m128 two = _mm_max_ps(four, _mm_movehl_ps(four, four));
  return _mm_cvtss_f32(_mm_max_ss(two, _mm_movehdup_ps(two)));
}

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
    const __m512i low = _mm512_shuffle_i32x4(b[c], b[4 + c], 0x88);        // parts 0, 2 of rows 0-3, then 4-7
    const __m512i high = _mm512_shuffle_i32x4(b[c], b[4 + c], 0xdd);       // parts 1, 3
    const __m512i low2 = _mm512_shuffle_i32x4(b[8 + c], b[12 + c], 0x88);  // of rows 8-11, then 12-15
    const __m512i high2 = _mm512_shuffle_i32x4(b[8 + c], b[12 + c], 0xdd);
    rows[c].v = _mm512_shuffle_i32x4(low, low2, 0x88);
    rows[8 + c].v = _mm512_shuffle_i32x4(low, low2, 0xdd);
    rows[4 + c].v = _mm512_shuffle_i32x4(high, high2, 0x88);
    rows[12 + c].v = _mm512_shuffle_i32x4(high, high2, 0xdd);
  }
}
