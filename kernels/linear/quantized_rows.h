// Rows of x as bytes with one scale for each group of kGroup (native/bytes.h). The groups are those of the
// weights' formats, so that a group's products sum to one exact integer.

constexpr int64_t kGroup = 32;

TENURE_INLINE int64_t groups_of(int64_t num_elements) { return ceil_div(num_elements, kGroup); }

// One row: for each group its bytes, as operands of kOperandWords words for each four, its scale, scale * sum
// of the bytes, that sum, and the sum of its first half.
template <int kOperandWords_>
struct QuantizedRow {
  static constexpr int64_t kOperandWords = kOperandWords_;
  static constexpr int64_t kScaleAt = kGroup / 4 * kOperandWords, kScaledSumAt = kScaleAt + 1,
                           kSumAt = kScaleAt + 2, kFirstSumAt = kScaleAt + 3, kGroupWords = kScaleAt + 4;
  static int64_t words(int64_t num_groups) { return ceil_div(num_groups * kGroupWords, 16) * 16; }

  template <class Elem>
  static void quantize(const Elem* x, int64_t num_elements, uint32_t* row) {
    for (int64_t first = 0; first < num_elements; first += kGroup, row += kGroupWords) {
      alignas(64) int8_t bytes[kGroup];
      const Quantized quantized = quantize_to_bytes(x + first, num_elements - first, kGroup, bytes);
      if (kOperandWords == 1)
        __builtin_memcpy(row, bytes, kGroup);
      else
        store_operands(bytes, kGroup / 4, row);
      row[kScaleAt] = float_to_bits(quantized.scale);
      row[kScaledSumAt] = float_to_bits(quantized.scale * static_cast<float>(quantized.sum));
      row[kSumAt] = static_cast<uint32_t>(quantized.sum);
      int32_t first_sum = 0;
      for (int64_t i = 0; i < kGroup / 2; ++i) first_sum += bytes[i];
      row[kFirstSumAt] = static_cast<uint32_t>(first_sum);
    }
  }
};
