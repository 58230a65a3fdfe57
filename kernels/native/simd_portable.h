// Portable: loops that a compiler turns into whatever vectors its baseline has.
#pragma once
constexpr int W = 8;
struct F {
  float v[W];
};
struct Words {
  uint32_t v[W];
};

#define TENURE_EACH(expression)                      \
  F r;                                               \
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
TENURE_INLINE F keep(F x, int64_t from, int64_t to, F y) {
  TENURE_EACH(i >= from && i < to ? x.v[i] : y.v[i]);
}
template <class Elem>
TENURE_INLINE void store_some(Elem* p, F x, int64_t count) {
  for (int64_t i = 0; i < count; ++i) assign(p + i, x.v[i]);
}
template <class Elem>
TENURE_INLINE void store(Elem* p, F x) {
  for (int i = 0; i < W; ++i) assign(p + i, x.v[i]);
}

TENURE_INLINE F rounded_to_bf16(F x) { TENURE_EACH(to_float(round_to_bf16(x.v[i]))); }

TENURE_INLINE Words load_words(const void* p) {
  Words r;
  __builtin_memcpy(r.v, p, sizeof r.v);
  return r;
}
TENURE_INLINE void store_words(void* p, Words x) { __builtin_memcpy(p, x.v, sizeof x.v); }
TENURE_INLINE F as_float(Words x) { TENURE_EACH(bits_to_float(x.v[i])); }
TENURE_INLINE F even(Words x) { TENURE_EACH(bits_to_float(x.v[i] << 16)); }
TENURE_INLINE F odd(Words x) { TENURE_EACH(bits_to_float(x.v[i] & 0xffff0000u)); }
TENURE_INLINE F to_floats(Words x) { TENURE_EACH(static_cast<float>(static_cast<int32_t>(x.v[i]))); }
TENURE_INLINE F load_halves(const uint16_t* p) { TENURE_EACH(half_to_float(p[i])); }
TENURE_INLINE F load_bytes(const int8_t* p) { TENURE_EACH(static_cast<float>(p[i])); }

#define TENURE_EACH_WORD(expression)                 \
  Words r;                                           \
  for (int i = 0; i < W; ++i) r.v[i] = (expression); \
  return r

TENURE_INLINE Words set1_word(uint32_t x) { TENURE_EACH_WORD(x); }
TENURE_INLINE Words zero_words() { TENURE_EACH_WORD(0u); }
TENURE_INLINE Words and_words(Words a, Words b) { TENURE_EACH_WORD(a.v[i] & b.v[i]); }
TENURE_INLINE Words shift_right_4(Words a) { TENURE_EACH_WORD(a.v[i] >> 4); }
// By n bits to the left; to the right where n is negative.
TENURE_INLINE Words shift(Words a, int n) { TENURE_EACH_WORD(n >= 0 ? a.v[i] << n : a.v[i] >> -n); }
// Each byte, below 16, as the table's byte at that place.
TENURE_INLINE Words look_up_bytes(Words a, const uint8_t* table) {
  Words r = {};
  for (int i = 0; i < W; ++i)
    for (int byte = 0; byte < 32; byte += 8)
      r.v[i] |= static_cast<uint32_t>(table[a.v[i] >> byte & 15u]) << byte;
  return r;
}
TENURE_INLINE Words or_words(Words a, Words b) { TENURE_EACH_WORD(a.v[i] | b.v[i]); }
TENURE_INLINE Words shift_right_16(Words a) { TENURE_EACH_WORD(a.v[i] >> 16); }
TENURE_INLINE Words max_words(Words a, Words b) {  // signed
  TENURE_EACH_WORD(static_cast<int32_t>(a.v[i]) > static_cast<int32_t>(b.v[i]) ? a.v[i] : b.v[i]);
}
TENURE_INLINE Words as_words(F x) { TENURE_EACH_WORD(float_to_bits(x.v[i])); }
TENURE_INLINE Words add_words(Words a, Words b) { TENURE_EACH_WORD(a.v[i] + b.v[i]); }
// To the nearest whole number, the even one of two; for |x| < 2^22.
TENURE_INLINE Words to_words(F x) {
  x = round(x);
  TENURE_EACH_WORD(static_cast<uint32_t>(static_cast<int32_t>(x.v[i])));
}
// Numbers within [-128, 127] as bytes.
TENURE_INLINE void store_bytes(int8_t* p, Words x) {
  for (int i = 0; i < W; ++i) p[i] = static_cast<int8_t>(x.v[i]);
}
TENURE_INLINE Words dot_bytes(Words a, const uint32_t* b, Words sums) {
  for (int i = 0; i < W; ++i)
    for (int byte = 0; byte < 32; byte += 8)
      sums.v[i] += static_cast<uint32_t>(static_cast<int32_t>(a.v[i] >> byte & 0xff) *
                                         static_cast<int8_t>(*b >> byte & 0xff));
  return sums;
}
#undef TENURE_EACH_WORD

TENURE_INLINE uint32_t max_of_words(Words x) {
  uint32_t most = x.v[0];
  for (int i = 1; i < W; ++i)
    most = static_cast<int32_t>(x.v[i]) > static_cast<int32_t>(most) ? x.v[i] : most;
  return most;
}
TENURE_INLINE int32_t sum_of_words(Words x) {
  uint32_t sum = 0;
  for (int i = 0; i < W; ++i) sum += x.v[i];
  return static_cast<int32_t>(sum);
}

// The lanes' sum, in one fixed tree.
TENURE_INLINE float sum_lanes(F x) {
  for (int width = W / 2; width > 0; width /= 2)
    for (int i = 0; i < width; ++i) x.v[i] += x.v[i + width];
  return x.v[0];
}
TENURE_INLINE float max_lanes(F x) {
  for (int width = W / 2; width > 0; width /= 2)
    for (int i = 0; i < width; ++i) x.v[i] = x.v[i] > x.v[i + width] ? x.v[i] : x.v[i + width];
  return x.v[0];
}
TENURE_INLINE void transpose(Words* rows) {
  for (int i = 0; i < W; ++i)
    for (int j = 0; j < i; ++j) {
      const uint32_t kept = rows[i].v[j];
      rows[i].v[j] = rows[j].v[i];
      rows[j].v[i] = kept;
    }
}

#undef TENURE_EACH
