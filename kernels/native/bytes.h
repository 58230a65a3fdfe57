// Products of bytes. Each 32-bit lane has four unsigned bytes of its own and meets the same four signed ones,
// its operand, which lies in memory as kByteOperandWords words:
//
//   codes_of(words)                the unsigned bytes as dot_bytes takes them
//   dot_bytes(codes, b, sums)      sums + their products with the operand at `b`
//   part_of(codes, i)              the vector of them that the operand's word i is multiplied with
//   dot_part(part, b, sums)        sums + the products of one such vector with its word at `b`
//   dot_nibbles(words, b, sums)    the same for unsigned bytes of at most 15 and plain bytes at `b`, at most
//                                  8 times with operands within [-127, 127]: where kNibblesInHalves, the sums
//                                  are two of 16 bits in a lane, 8 * 2 * 15 * 127 at most
//   total_of_halves(sums)          such sums as one of 32 bits
//   dot_seven_bits(words, b, sums) the same as dot_bytes for unsigned bytes of at most 127 and plain bytes at
//                                  `b`, again within [-127, 127]
//
// All of them are exact.
#pragma once

#if defined(__AVX2__) && !defined(__AVX512VNNI__) && !defined(__AVXVNNI__)
// The one instruction for bytes saturates at 16 bits: eight bits are widened first, and of four bits the sums
// of a group fit.
constexpr int kByteOperandWords = 2;
struct Codes {
  Words even, odd;
};
TENURE_INLINE Codes codes_of(Words x) {
  return {and_words(x, set1_word(0x00ff00ffu)), shift_halves_right_8(x)};
}
TENURE_INLINE Words dot_bytes(Codes a, const uint32_t* b, Words sums) {
  const Words even = multiply_halves(a.even, set1_word(b[0])), odd = multiply_halves(a.odd, set1_word(b[1]));
  return in_order(add_words(sums, add_words(even, odd)));
}
TENURE_INLINE Words part_of(Codes a, int i) { return i == 0 ? a.even : a.odd; }
TENURE_INLINE Words dot_part(Words a, const uint32_t* b, Words sums) {
  return in_order(add_words(sums, multiply_halves(a, set1_word(*b))));
}
constexpr bool kNibblesInHalves = true;
TENURE_INLINE Words dot_nibbles(Words a, const uint32_t* b, Words sums) {
  return in_order(add_halves(sums, multiply_bytes(a, set1_word(*b))));
}
TENURE_INLINE Words total_of_halves(Words sums) { return multiply_halves(sums, set1_word(0x00010001u)); }
TENURE_INLINE Words dot_seven_bits(Words a, const uint32_t* b, Words sums) {
  return in_order(add_words(sums, total_of_halves(multiply_bytes(a, set1_word(*b)))));
}
#else
// The instruction set's own dot_bytes takes bytes as they are.
constexpr int kByteOperandWords = 1;
using Codes = Words;
TENURE_INLINE Codes codes_of(Words x) { return x; }
TENURE_INLINE Words part_of(Codes a, int) { return a; }
TENURE_INLINE Words dot_part(Words a, const uint32_t* b, Words sums) { return dot_bytes(a, b, sums); }
constexpr bool kNibblesInHalves = false;
TENURE_INLINE Words dot_nibbles(Words a, const uint32_t* b, Words sums) { return dot_bytes(a, b, sums); }
TENURE_INLINE Words total_of_halves(Words sums) { return sums; }
TENURE_INLINE Words dot_seven_bits(Words a, const uint32_t* b, Words sums) { return dot_bytes(a, b, sums); }
#endif

// Signed bytes, four to a word, as operands of dot_bytes.
TENURE_INLINE void store_operands(const int8_t* bytes, int64_t num_words, uint32_t* operands) {
  if (kByteOperandWords == 1) {
    __builtin_memcpy(operands, bytes, static_cast<size_t>(4 * num_words));
    return;
  }
  int16_t* halves = reinterpret_cast<int16_t*>(operands);  // of the even bytes, then of the odd ones
  for (int64_t i = 0; i < num_words; ++i) {
    halves[4 * i] = bytes[4 * i];
    halves[4 * i + 1] = bytes[4 * i + 2];
    halves[4 * i + 2] = bytes[4 * i + 1];
    halves[4 * i + 3] = bytes[4 * i + 3];
  }
}

// Numbers as signed bytes with one scale: x[i] ~ scale * byte, |byte| <= 127.
//
// The scale is the largest magnitude / 127; the bytes are x * (127 / largest), rounded to nearest even. Where
// a number is not finite the bytes are zeros, and the scale, NaN, says so.

struct Quantized {
  float scale;
  int32_t sum;  // of the bytes
};

// `count` elements as `size` bytes, a multiple of W, zeros behind the last.
template <class Elem>
TENURE_INLINE Quantized quantize_to_bytes(const Elem* x, int64_t count, int64_t size, int8_t* bytes) {
  constexpr float kLargestFinite = 3.4028234e38f;
  // As integers: a NaN's bits are above infinity's.
  Words most = zero_words();
  for (int64_t i = 0; i < size; i += W)
    most = max_words(most, and_words(as_words(load_upto(x + i, count - i)), set1_word(0x7fffffffu)));
  const float largest = bits_to_float(max_of_words(most));
  if (!(largest <= kLargestFinite)) {
    __builtin_memset(bytes, 0, static_cast<size_t>(size));
    return {__builtin_nanf(""), 0};
  }
  const float inverse = largest > 0.0f ? 127.0f / largest : 0.0f;
  // 127 / a subnormal overflows: such numbers are zero.
  const F factor = set1(inverse <= kLargestFinite ? inverse : 0.0f);
  Words sums = zero_words();
  for (int64_t i = 0; i < size; i += W) {
    const Words rounded = to_words(mul(load_upto(x + i, count - i), factor));
    store_bytes(bytes + i, rounded);
    sums = add_words(sums, rounded);
  }
  return {largest / 127.0f, sum_of_words(sums)};
}

// x -> bytes [head_dim, rounded up to whole vectors].
template <class Elem>
static Quantized quantize_head(const Elem* x, int64_t head_dim, int8_t* bytes) {
  return quantize_to_bytes(x, head_dim, ceil_div(head_dim, W) * W, bytes);
}
