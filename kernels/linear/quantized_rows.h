// Rows of x as bytes with one scale for each group of kGroup (native/bytes.h). The groups are those of the
// weights' formats, so that a group's products sum to one exact integer.

constexpr int64_t kGroup = 32;

TENURE_INLINE int64_t groups_of(int64_t num_elements) { return ceil_div(num_elements, kGroup); }

// One row: the bytes, then one scale, one scale * sum and one sum of the bytes for each group.
struct QuantizedRow {
  static int64_t words(int64_t num_groups) { return ceil_div(num_groups * (kGroup / 4 + 3), 16) * 16; }
  static const float* scales(const uint32_t* row, int64_t num_groups) {
    return reinterpret_cast<const float*>(row + num_groups * (kGroup / 4));
  }
  static const float* scaled_sums(const uint32_t* row, int64_t num_groups) {
    return scales(row, num_groups) + num_groups;
  }
  static const int32_t* sums(const uint32_t* row, int64_t num_groups) {
    return reinterpret_cast<const int32_t*>(scales(row, num_groups) + 2 * num_groups);
  }
};

template <class Elem>
static void quantize_row(const Elem* x, int64_t num_elements, uint32_t* row) {
  const int64_t num_groups = groups_of(num_elements);
  int8_t* bytes = reinterpret_cast<int8_t*>(row);
  float* scales = const_cast<float*>(QuantizedRow::scales(row, num_groups));
  float* scaled_sums = scales + num_groups;
  int32_t* sums = reinterpret_cast<int32_t*>(scales + 2 * num_groups);
  for (int64_t group = 0; group < num_groups; ++group) {
    const int64_t first = group * kGroup;
    const Quantized quantized = quantize_to_bytes(x + first, num_elements - first, kGroup, bytes + first);
    scales[group] = quantized.scale;
    sums[group] = quantized.sum;
    scaled_sums[group] = scales[group] * static_cast<float>(sums[group]);
  }
}
