// 8 floats in a vector: AVX2 and FMA.
#pragma once

constexpr int W = 8;
struct F {
  __m256 v;
};
struct Words {
  __m256i v;
};

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
  const __m256i exponent =
      _mm256_slli_epi32(_mm256_add_epi32(_mm256_cvtps_epi32(n.v), _mm256_set1_epi32(127)), 23);
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
TENURE_INLINE F load_some(const float* p, int64_t count) {
  return {_mm256_maskload_ps(p, lanes_in(0, count))};
}
TENURE_INLINE void store_some(float* p, F x, int64_t count) {
  _mm256_maskstore_ps(p, lanes_in(0, count), x.v);
}

TENURE_INLINE F load(const bf16* p) {
  const __m128i x = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
  return {_mm256_castsi256_ps(_mm256_slli_epi32(_mm256_cvtepu16_epi32(x), 16))};
}
// Rounded to bf16, to nearest even, in the upper half of each lane; a NaN stays one. The lower half is noise.
TENURE_INLINE __m256i rounded_high(F x) {
  const __m256i bits = _mm256_castps_si256(x.v);
  const __m256i odd = _mm256_and_si256(_mm256_srli_epi32(bits, 16), _mm256_set1_epi32(1));
  const __m256i rounded = _mm256_add_epi32(bits, _mm256_add_epi32(odd, _mm256_set1_epi32(0x7fff)));
  const __m256i nan = _mm256_castps_si256(_mm256_cmp_ps(x.v, x.v, _CMP_UNORD_Q));
  return _mm256_blendv_epi8(rounded, _mm256_or_si256(bits, _mm256_set1_epi32(0x400000)), nan);
}
TENURE_INLINE F rounded_to_bf16(F x) {
  return {_mm256_castsi256_ps(_mm256_and_si256(rounded_high(x), _mm256_set1_epi32(-65536)))};
}
TENURE_INLINE __m128i narrow(F x) {
  const __m256i high = _mm256_srli_epi32(rounded_high(x), 16);
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
// The mask is read from memory: a tile's 12 sums leave no register for it, and GCC would spill a sum instead.
alignas(32) static const uint32_t kUpperHalves[W] = {0xffff0000u, 0xffff0000u, 0xffff0000u, 0xffff0000u,
                                                     0xffff0000u, 0xffff0000u, 0xffff0000u, 0xffff0000u};
TENURE_INLINE F odd(Words x) {
  __m256i upper;
  asm("vpand %2, %1, %0" : "=x"(upper) : "x"(x.v), "m"(kUpperHalves));
  return {_mm256_castsi256_ps(upper)};
}

TENURE_INLINE Words set1_word(uint32_t x) { return {_mm256_set1_epi32(static_cast<int>(x))}; }
TENURE_INLINE Words zero_words() { return {_mm256_setzero_si256()}; }
TENURE_INLINE Words and_words(Words a, Words b) { return {_mm256_and_si256(a.v, b.v)}; }
TENURE_INLINE Words shift_right_4(Words a) { return {_mm256_srli_epi32(a.v, 4)}; }
typedef uint32_t VectorOfWords __attribute__((vector_size(32)));
// By n bits to the left; to the right where n is negative.
TENURE_INLINE Words shift(Words a, int n) {
  const VectorOfWords v = (VectorOfWords)a.v;
  return {(__m256i)(n >= 0 ? v << n : v >> -n)};
}
// Each byte, below 16, as the table's byte at that place.
TENURE_INLINE Words look_up_bytes(Words a, const uint8_t* table) {
  const __m128i sixteen = _mm_loadu_si128(reinterpret_cast<const __m128i*>(table));
  return {_mm256_shuffle_epi8(_mm256_broadcastsi128_si256(sixteen), a.v)};
}
TENURE_INLINE Words or_words(Words a, Words b) { return {_mm256_or_si256(a.v, b.v)}; }
TENURE_INLINE Words shift_right_16(Words a) { return {_mm256_srli_epi32(a.v, 16)}; }
TENURE_INLINE Words max_words(Words a, Words b) { return {_mm256_max_epi32(a.v, b.v)}; }  // signed
TENURE_INLINE Words as_words(F x) { return {_mm256_castps_si256(x.v)}; }
TENURE_INLINE F to_floats(Words x) { return {_mm256_cvtepi32_ps(x.v)}; }  // of signed numbers
#if defined(__AVXVNNI__)
TENURE_INLINE Words dot_bytes(Words a, const uint32_t* b, Words sums) {
  return {_mm256_dpbusd_avx_epi32(sums.v, a.v, _mm256_set1_epi32(static_cast<int>(*b)))};
}
#else
// What products of bytes are made of (native/bytes.h). Halves are the two 16-bit numbers of a lane.
TENURE_INLINE Words shift_halves_right_8(Words a) { return {_mm256_srli_epi16(a.v, 8)}; }
TENURE_INLINE Words add_halves(Words a, Words b) { return {_mm256_add_epi16(a.v, b.v)}; }
// The sum of each lane's two products of halves.
TENURE_INLINE Words multiply_halves(Words a, Words b) { return {_mm256_madd_epi16(a.v, b.v)}; }
// Each half: the sum of two products of unsigned and signed bytes, which saturates.
TENURE_INLINE Words multiply_bytes(Words a, Words b) { return {_mm256_maddubs_epi16(a.v, b.v)}; }
// GCC knows that sums of integers may be made in any order, would make them as a tree, and spills its leaves.
TENURE_INLINE Words in_order(Words sums) {
  asm("" : "+x"(sums.v));
  return sums;
}
#endif
TENURE_INLINE F load_halves(const uint16_t* p) {
  return {_mm256_cvtph_ps(_mm_loadu_si128(reinterpret_cast<const __m128i*>(p)))};
}
TENURE_INLINE Words add_words(Words a, Words b) { return {_mm256_add_epi32(a.v, b.v)}; }
// To the nearest whole number, the even one of two.
TENURE_INLINE Words to_words(F x) { return {_mm256_cvtps_epi32(x.v)}; }
// Numbers within [-128, 127] as bytes.
TENURE_INLINE void store_bytes(int8_t* p, Words x) {
  const __m128i halves = _mm_packs_epi32(_mm256_castsi256_si128(x.v), _mm256_extracti128_si256(x.v, 1));
  _mm_storel_epi64(reinterpret_cast<__m128i*>(p), _mm_packs_epi16(halves, halves));
}
TENURE_INLINE F load_bytes(const int8_t* p) {
  const __m128i bytes = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(p));
  return {_mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(bytes))};
}

TENURE_INLINE int32_t sum_of_words(Words x) {
  const __m128i four = _mm_add_epi32(_mm256_castsi256_si128(x.v), _mm256_extracti128_si256(x.v, 1));
  const __m128i two = _mm_add_epi32(four, _mm_shuffle_epi32(four, 0x4e));
  return _mm_cvtsi128_si32(_mm_add_epi32(two, _mm_shuffle_epi32(two, 0xb1)));
}
TENURE_INLINE uint32_t max_of_words(Words x) {
  const __m128i four = _mm_max_epi32(_mm256_castsi256_si128(x.v), _mm256_extracti128_si256(x.v, 1));
  const __m128i two = _mm_max_epi32(four, _mm_shuffle_epi32(four, 0x4e));
  return static_cast<uint32_t>(_mm_cvtsi128_si32(_mm_max_epi32(two, _mm_shuffle_epi32(two, 0xb1))));
}

TENURE_INLINE float sum_lanes(F x) {
  const __m128 four = _mm_add_ps(_mm256_castps256_ps128(x.v), _mm256_extractf128_ps(x.v, 1));
  const __m128 two = _mm_add_ps(four, _mm_movehl_ps(four, four));
  return _mm_cvtss_f32(_mm_add_ss(two, _mm_movehdup_ps(two)));
}
TENURE_INLINE float max_lanes(F x) {
  const __m128 four = _mm_max_ps(_mm256_castps256_ps128(x.v), _mm256_extractf128_ps(x.v, 1));
  const __m128 two = _mm_max_ps(four, _mm_movehl_ps(four, four));
  return _mm_cvtss_f32(_mm_max_ss(two, _mm_movehdup_ps(two)));
}

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
