// What each quantised format is, and how its panels lie.
//
// A panel is NR columns, block by block. A block is a head and its groups of kGroup inputs; a group is a head
// and kBits words of codes for each column:
//
//   format               block's head           group's head                      a weight stands for
//   kInt8                                       (the panel's end: NR floats)      scale * (code - 128)
//   kQ8_0, kQ5_0, kQ4_0                         scales: NR halves                 scale * (code - 128, 16, 8)
//   kQ4_1, kQ5_1                                scales, minima: NR halves each    scale * code + minimum
//   kIQ4_NL                                     scales: NR halves                 scale * value of code
//   kMXFP4                                      scales: NR bf16                   scale * value of code
//   kQ4_K, kQ5_K         d, m: NR halves each   s, t: NR signed bytes each        (d * s) * code + m * t
//   kQ6_K                d: NR halves           s of inputs 0 to 15, of 16 to 31  (d * s) * (code - 32)
//
// They are the file's own numbers, but t is the file's minimum negated, MXFP4's scale is its power of two as
// the bf16 that holds it, and codes of 8 bits are unsigned. Nothing is rounded: d * s has at most 19 bits.
//
// Words of codes, kGroup = 32 inputs of one column: of 8 bits, word w has inputs 4w to 4w + 3 as bytes. Else
// words 0 to 3 have the low four bits: word w those of inputs 4w to 4w + 3 in the low halves of its bytes,
// and of inputs 16 + 4w to 16 + 4w + 3 in the high ones. Of 5 bits, word 4 has the fifth: of input 4w + j as
// bit w of byte j. Of 6 bits, words 4 and 5 have the others, of the first and the last 16 inputs: of 4w + j
// as bits 2w and 2w + 1 of byte j.

template <WeightFormat F_>
struct Quantization {
  static constexpr bool kIsByte = F_ == kInt8 || F_ == kQ8_0;
  static constexpr bool kIsSuper = F_ == kQ4_K || F_ == kQ5_K || F_ == kQ6_K;  // scales have scales
  static constexpr bool kHasTable = F_ == kIQ4_NL || F_ == kMXFP4;
  static constexpr bool kHasMinima = F_ == kQ4_1 || F_ == kQ5_1 || F_ == kQ4_K || F_ == kQ5_K;
  static constexpr bool kHasGroupScales = F_ != kInt8;
  static constexpr int kBits = kIsByte                                     ? 8
                               : F_ == kQ6_K                               ? 6
                               : F_ == kQ5_0 || F_ == kQ5_1 || F_ == kQ5_K ? 5
                                                                           : 4;

  // Codes, or their values in the table, are multiplied as unsigned bytes, less this:
  static constexpr int32_t kOffset = kHasMinima                 ? 0
                                     : F_ == kMXFP4             ? 12
                                     : kIsByte || F_ == kIQ4_NL ? 128
                                                                : 1 << (kBits - 1);
  // How large those bytes are: at most 15, at most 127, or any.
  static constexpr bool kAreNibbles = kBits == 4 && !kHasTable;
  static constexpr bool kAreBytes = kIsByte || F_ == kIQ4_NL;
  using Row = QuantizedRow<kAreBytes ? kByteOperandWords : 1>;

  static constexpr int kParts = F_ == kQ6_K ? 2 : 1;  // runs of inputs in a group with a scale of their own
  static constexpr int64_t kBlockGroups = kIsSuper ? 8 : 1;
  // In 32-bit words of a panel.
  static constexpr int64_t kBlockHeadWords = kIsSuper ? (kHasMinima ? NR : NR / 2) : 0;
  static constexpr int64_t kGroupHeadWords =
      kIsSuper ? NR / 2 : (kHasGroupScales ? NR / 2 : 0) + (kHasMinima ? NR / 2 : 0);
  static constexpr int64_t kGroupWords = kGroupHeadWords + kBits * NR;
  static constexpr int64_t kBlockWords = kBlockHeadWords + kBlockGroups * kGroupWords;

  static int64_t blocks_of(int64_t in_features) { return ceil_div(in_features, kGroup * kBlockGroups); }
  static int64_t panel_words(int64_t in_features) {
    return blocks_of(in_features) * kBlockWords + (F_ == kInt8 ? NR : 0);
  }
};

// The values of codes, with the format's offset added: ggml's kvalues_iq4nl, and kvalues_mxfp4 (E2M1 twice).
alignas(16) static const uint8_t kTableOfIQ4_NL[16] = {1,   24,  45,  63,  79,  93,  106, 118,
                                                       129, 141, 153, 166, 181, 197, 217, 241};
alignas(16) static const uint8_t kTableOfMXFP4[16] = {12, 13, 14, 15, 16, 18, 20, 24,
                                                      12, 11, 10, 9,  8,  6,  4,  0};

template <WeightFormat F_>
TENURE_INLINE const uint8_t* table_of() {
  return F_ == kMXFP4 ? kTableOfMXFP4 : kTableOfIQ4_NL;
}

// The scales of W columns from `column` on; in a group of several parts, of this one.
template <WeightFormat F_>
TENURE_INLINE F scales_of(const uint32_t* block, const uint32_t* group, int64_t column, int part) {
  using Q = Quantization<F_>;
  const uint16_t* halves = reinterpret_cast<const uint16_t*>(Q::kIsSuper ? block : group) + column;
  if constexpr (F_ == kMXFP4) return load(static_cast<const bf16*>(halves));
  if constexpr (!Q::kIsSuper) return load_halves(halves);
  return mul(load_halves(halves), load_bytes(reinterpret_cast<const int8_t*>(group) + part * NR + column));
}

template <WeightFormat F_>
TENURE_INLINE F minima_of(const uint32_t* block, const uint32_t* group, int64_t column) {
  using Q = Quantization<F_>;
  const F halves = load_halves(reinterpret_cast<const uint16_t*>(Q::kIsSuper ? block : group) + NR + column);
  if constexpr (!Q::kIsSuper) return halves;
  return mul(halves, load_bytes(reinterpret_cast<const int8_t*>(group) + NR + column));
}

// One weight's code as the unsigned byte that it is multiplied as; `codes`: behind its group's head.
template <WeightFormat F_>
static uint32_t byte_at(const uint32_t* codes, int64_t lane, int64_t input) {
  using Q = Quantization<F_>;
  const int64_t word = input / 4, byte = input % 4 * 8;
  const auto bits_at = [&](int64_t index, int64_t shift) {
    return codes[index * NR + lane] >> (byte + shift);
  };
  if constexpr (Q::kIsByte) return bits_at(word, 0) & 255u;
  uint32_t code = bits_at(word % 4, word / 4 * 4) & 15u;
  if constexpr (Q::kBits == 5) code |= (bits_at(4, word) & 1u) << 4;
  if constexpr (Q::kBits == 6) code |= (bits_at(4 + word / 4, word % 4 * 2) & 3u) << 4;
  return Q::kHasTable ? table_of<F_>()[code] : code;
}

// A row of the weight as floats: the values that the gguf package gives.
template <WeightFormat F_>
static void unpack_row(const uint32_t* panel, int64_t lane, int64_t in_features, float* out) {
  using Q = Quantization<F_>;
  const uint32_t* row_scales = panel + Q::blocks_of(in_features) * Q::kBlockWords;  // kInt8
  for (int64_t first = 0; first < in_features; first += kGroup) {
    const int64_t index = first / kGroup;
    const uint32_t* block = panel + index / Q::kBlockGroups * Q::kBlockWords;
    const uint32_t* group = block + Q::kBlockHeadWords + index % Q::kBlockGroups * Q::kGroupWords;
    float scales[Q::kParts][W], minima[W];
    const int64_t column = lane / W * W;
    for (int part = 0; part < Q::kParts; ++part)
      if constexpr (Q::kHasGroupScales)
        store(scales[part], scales_of<F_>(block, group, column, part));
      else
        store(scales[part], load(reinterpret_cast<const float*>(row_scales) + column));
    if constexpr (Q::kHasMinima) store(minima, minima_of<F_>(block, group, column));
    for (int64_t i = 0; i < min_of(kGroup, in_features - first); ++i) {
      const uint32_t byte = byte_at<F_>(group + Q::kGroupHeadWords, lane, i);
      const float code = static_cast<float>(static_cast<int32_t>(byte) - Q::kOffset);
      const float product = scales[i * Q::kParts / kGroup][lane % W] * code;
      out[first + i] = Q::kHasMinima ? product + minima[lane % W] : product;
    }
  }
}
