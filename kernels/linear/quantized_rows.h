// Rows of x as bytes with one scale for each group of kGroup: x[i] ~ scale * byte, |byte| <= 127.
//
// A group's scale is its largest magnitude / 127; the bytes are x * (127 / largest), rounded to nearest even.
// The groups are those of the weights' formats, so that a group's products sum to one exact integer.

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

// The largest magnitude; NaN if there is one, whose bits are above infinity's.
TENURE_INLINE float largest_magnitude(const F* values, int count) {
  Words largest = zero_words();
  for (int i = 0; i < count; ++i)
    largest = max_words(largest, and_words(as_words(values[i]), set1_word(0x7fffffffu)));
  return bits_to_float(max_of_words(largest));
}

// Up to kGroup elements to bytes; returns the scale. What is not finite gets zeros, and its scale says so.
template <class Elem>
TENURE_INLINE float quantize_group(const Elem* x, int64_t count, int8_t* bytes) {
  constexpr int kVectors = kGroup / W;
  F values[kVectors];
  for (int i = 0; i < kVectors; ++i)
    values[i] = count >= (i + 1) * W ? load(x + i * W)
                : count > i * W      ? load_some(x + i * W, count - i * W)
                                     : zero();
  const float largest = largest_magnitude(values, kVectors);
  const bool is_finite = largest <= 3.4028234e38f;
  const float inverse = is_finite && largest > 0.0f ? 127.0f / largest : 0.0f;
  // 127 / a subnormal overflows: such a group is zero.
  const F factor = set1(inverse <= 3.4028234e38f ? inverse : 0.0f);
  for (int i = 0; i < kVectors; ++i)
    store_bytes(bytes + i * W, is_finite ? round(mul(values[i], factor)) : zero());
  return is_finite ? largest / 127.0f : __builtin_nanf("");
}

template <class Elem>
static void quantize_row(const Elem* x, int64_t num_elements, uint32_t* row) {
  const int64_t num_groups = groups_of(num_elements);
  int8_t* bytes = reinterpret_cast<int8_t*>(row);
  float* scales = const_cast<float*>(QuantizedRow::scales(row, num_groups));
  float* scaled_sums = scales + num_groups;
  int32_t* sums = reinterpret_cast<int32_t*>(scales + 2 * num_groups);
  for (int64_t group = 0; group < num_groups; ++group) {
    const int64_t first = group * kGroup;
    scales[group] = quantize_group(x + first, num_elements - first, bytes + first);
    sums[group] = sum_of_32_bytes(bytes + first);
    scaled_sums[group] = scales[group] * static_cast<float>(sums[group]);
  }
}
