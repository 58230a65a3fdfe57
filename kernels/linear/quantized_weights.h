// Products with weights of 8 bits and fewer (quantization.h). Products of bytes are summed exactly, group by
// group; the groups' sums are scaled and added in float32, in ascending order: row invariance needs no more.

// Vectors of a tile: its sums of the group are in registers, those of all groups where there is room.
constexpr int kGroupSums = kMaxAccumulators < 12 ? kMaxAccumulators : 12;
constexpr int kPanelRows = kGroupSums / 2;  // more rows than these meet half a panel at a time
// Codes are unpacked once for a tile: more rows share it where all its sums are in registers all the same.
constexpr int kQuantizedRows = kMaxAccumulators < 24 ? kPanelRows : kGroupSums;

// One step through a group's codes, for a vector of columns: four inputs of each, or four and the four that
// are 16 behind them.
template <WeightFormat F_>
struct CodeStep {
  using Q = Quantization<F_>;
  static constexpr int kSteps = Q::kIsByte ? 8 : 4;
  static constexpr int kPerStep = 8 / kSteps;
  using Bytes = std::conditional_t<Q::kAreBytes, Codes, Words>;
  Bytes bytes[kPerStep];

  CodeStep() = default;

  // `codes`: the vector's first word.
  TENURE_INLINE_MEMBER CodeStep(const uint32_t* codes, int step) {
    const Words word = load_words(codes + step * NR);
    if constexpr (Q::kIsByte) {
      bytes[0] = codes_of(word);
    } else {
      const Words mask = set1_word(0x0f0f0f0fu);
      Words low = and_words(word, mask), high = and_words(shift_right_4(word), mask);
      if constexpr (Q::kBits == 5) {
        const Words bits = load_words(codes + 4 * NR), fifth = set1_word(0x10101010u);
        low = or_words(low, and_words(shift(bits, 4 - step), fifth));
        high = or_words(high, and_words(shift(bits, -step), fifth));
      }
      if constexpr (Q::kBits == 6) {
        const Words two = set1_word(0x30303030u);
        low = or_words(low, and_words(shift(load_words(codes + 4 * NR), 4 - 2 * step), two));
        high = or_words(high, and_words(shift(load_words(codes + 5 * NR), 4 - 2 * step), two));
      }
      if constexpr (Q::kHasTable) {
        low = look_up_bytes(low, table_of<F_>());
        high = look_up_bytes(high, table_of<F_>());
      }
      if constexpr (Q::kAreBytes) {
        bytes[0] = codes_of(low);
        bytes[1] = codes_of(high);
      } else {
        bytes[0] = low;
        bytes[1] = high;
      }
    }
  }

  static TENURE_INLINE_MEMBER Words dot(Bytes bytes, const uint32_t* operand, Words sums) {
    if constexpr (Q::kAreNibbles)
      return dot_nibbles(bytes, operand, sums);
    else if constexpr (Q::kAreBytes)
      return dot_bytes(bytes, operand, sums);
    else
      return dot_seven_bits(bytes, operand, sums);
  }

  // `x`: the row's group; sums[0] and sums[last]: of its first inputs and of its last ones.
  TENURE_INLINE_MEMBER void add_to(Words* sums, int last, const uint32_t* x, int step) const {
    constexpr int64_t kWords = Q::Row::kOperandWords;
    sums[0] = dot(bytes[0], x + step * kWords, sums[0]);
    if constexpr (kPerStep == 2) sums[last] = dot(bytes[1], x + (step + 4) * kWords, sums[last]);
  }

  // The same vector by vector: `bytes` of each column are so many.
  static constexpr int kVectorsPerCode = Q::kAreBytes ? kByteOperandWords : 1;
  static constexpr int kVectors = kPerStep * kVectorsPerCode;

  TENURE_INLINE_MEMBER Words vector(int i) const {
    if constexpr (Q::kAreBytes)
      return part_of(bytes[i / kVectorsPerCode], i % kVectorsPerCode);
    else
      return bytes[i];
  }

  static TENURE_INLINE_MEMBER void add_vector_to(Words* sums, int last, Words vector, int i,
                                                 const uint32_t* x, int step) {
    const int which = i / kVectorsPerCode;
    const uint32_t* operand = x + (step + 4 * which) * Q::Row::kOperandWords + i % kVectorsPerCode;
    Words& sum = sums[which == 0 ? 0 : last];
    if constexpr (Q::kAreBytes)
      sum = dot_part(vector, operand, sum);
    else
      sum = dot(vector, operand, sum);
  }

  static TENURE_INLINE_MEMBER void prefetch(const uint32_t* codes, int step, int64_t ahead) {
    __builtin_prefetch(codes + step * NR + ahead);
    if (step < Q::kBits - kSteps) __builtin_prefetch(codes + (kSteps + step) * NR + ahead);
  }
};

// What a part's sum is begun with, for the bytes are unsigned.
template <WeightFormat F_>
TENURE_INLINE Words offset_of(const uint32_t* x, int part) {
  using Q = Quantization<F_>;
  if (Q::kOffset == 0) return zero_words();
  const int32_t sum = static_cast<int32_t>(x[Q::Row::kSumAt]);
  const int32_t first_sum = static_cast<int32_t>(x[Q::Row::kFirstSumAt]);
  return set1_word(static_cast<uint32_t>(-Q::kOffset * (Q::kParts == 1 ? sum
                                                        : part == 0    ? first_sum
                                                                       : sum - first_sum)));
}

// sums[m][v] += the products of one group of MR rows, x_stride words apart, and NV vectors of columns: of
// whole panels, or one of a panel's two, from `column` on.
template <WeightFormat F_, int MR, int NV>
TENURE_INLINE void add_group(const uint32_t* x, int64_t x_stride, const uint32_t* block,
                             const uint32_t* group, int64_t panel_words, int64_t column, F (*sums)[NV]) {
  using Q = Quantization<F_>;
  using Row = typename Q::Row;
  using Step = CodeStep<F_>;
  constexpr int kParts = Q::kParts;
  constexpr bool kInHalves = Q::kAreNibbles && kNibblesInHalves;
  Words totals[MR][NV][kParts];
  for (int m = 0; m < MR; ++m)
    for (int v = 0; v < NV; ++v)
      for (int part = 0; part < kParts; ++part)
        totals[m][v][part] = kInHalves ? zero_words() : offset_of<F_>(x + m * x_stride, part);
#pragma GCC unroll 8
  for (int step = 0; step < Step::kSteps; ++step) {
    const auto codes_at = [&](int v) {
      return group + (v / 2) * panel_words + Q::kGroupHeadWords + column + (v % 2) * W;
    };
    const auto prefetch = [&](int v) {
      if (v % 2 * W % 16 != 0) return;  // a line has both of the panel's vectors
      Step::prefetch(codes_at(v), step, MR <= 2 ? kPrefetchBytes / 4 : ceil_div(NV, 2) * panel_words);
    };
    const auto step_at = [&](int v) {
      prefetch(v);
      return Step(codes_at(v), step);
    };
    if constexpr (MR < NV) {  // the fewer of the two are kept in registers
      for (int v = 0; v < NV; ++v) {
        const Step codes = step_at(v);
        for (int m = 0; m < MR; ++m) codes.add_to(totals[m][v], kParts - 1, x + m * x_stride, step);
      }
    } else if constexpr (kMaxAccumulators == 12 && MR * NV > 8) {
      // The sums leave room for one vector of each column's codes: the words are read again for the next.
      for (int v = 0; v < NV; ++v) prefetch(v);
#pragma GCC unroll 4
      for (int i = 0; i < Step::kVectors; ++i) {
        Words codes[NV];
        for (int v = 0; v < NV; ++v) codes[v] = Step(codes_at(v), step).vector(i);
        for (int m = 0; m < MR; ++m)
          for (int v = 0; v < NV; ++v)
            Step::add_vector_to(totals[m][v], kParts - 1, codes[v], i, x + m * x_stride, step);
        asm volatile("" : : : "memory");
      }
    } else {
      Step codes[NV];
      for (int v = 0; v < NV; ++v) codes[v] = step_at(v);
      for (int m = 0; m < MR; ++m)
        for (int v = 0; v < NV; ++v) codes[v].add_to(totals[m][v], kParts - 1, x + m * x_stride, step);
    }
  }
  for (int v = 0; v < NV; ++v) {
    const int64_t panel = (v / 2) * panel_words, first = column + (v % 2) * W;
    F minima;
    if constexpr (Q::kHasMinima) minima = minima_of<F_>(block + panel, group + panel, first);
    for (int part = 0; part < kParts; ++part) {
      F scales;
      if constexpr (Q::kHasGroupScales) scales = scales_of<F_>(block + panel, group + panel, first, part);
      for (int m = 0; m < MR; ++m) {
        const uint32_t* row = x + m * x_stride;
        Words total = totals[m][v][part];
        if (kInHalves) total = add_words(total_of_halves(total), offset_of<F_>(row, part));
        F factor = set1(bits_to_float(row[Row::kScaleAt]));
        if (Q::kHasGroupScales) factor = mul(scales, factor);
        sums[m][v] = fma(to_floats(total), factor, sums[m][v]);
        if (Q::kHasMinima) sums[m][v] = fma(minima, set1(bits_to_float(row[Row::kScaledSumAt])), sums[m][v]);
      }
    }
  }
}

template <WeightFormat F_, int MR, int NV>
static void quantized_tile(const uint32_t* x, int64_t x_stride, int64_t num_blocks, const uint32_t* panels,
                           int64_t panel_words, int64_t column, float* out, int64_t out_stride) {
  using Q = Quantization<F_>;
  F sums[MR][NV];
  for (int m = 0; m < MR; ++m)
    for (int v = 0; v < NV; ++v) sums[m][v] = zero();
  const uint32_t* end = panels + num_blocks * Q::kBlockWords;
  for (const uint32_t* block = panels; block < end; block += Q::kBlockWords) {
    const uint32_t* group = block + Q::kBlockHeadWords;
    for (int64_t i = 0; i < Q::kBlockGroups; ++i, group += Q::kGroupWords, x += Q::Row::kGroupWords)
      add_group<F_, MR, NV>(x, x_stride, block, group, panel_words, column, sums);
  }
  for (int v = 0; v < NV; ++v)
    for (int m = 0; m < MR; ++m) {
      if (F_ == kInt8) {
        const float* scales = reinterpret_cast<const float*>(end + (v / 2) * panel_words);
        sums[m][v] = mul(sums[m][v], load(scales + column + (v % 2) * W));
      }
      store(out + m * out_stride + column + v * W, sums[m][v]);
    }
}

template <WeightFormat F_>
struct QuantizedWeights {
  using Q = Quantization<F_>;
  static constexpr int64_t kRows = kQuantizedRows;

  static int64_t panel_words(int64_t in_features) { return Q::panel_words(in_features); }
  static int64_t row_words(int64_t in_features) { return Q::Row::words(groups_of(in_features)); }

  // As even as can be: 16 rows are two tiles of 8, not one of 12 and one of 4.
  static int64_t tile_rows(int64_t num_rows) { return ceil_div(num_rows, ceil_div(num_rows, kRows)); }
  static int64_t panels_per_call(int64_t num_rows) { return num_rows * 4 <= kGroupSums ? 4 : 2; }
  static bool takes_rows_as_they_are(const Linear&) { return false; }

  template <class X>
  static void pack(const X* const* rows, int64_t num_rows, int64_t in_features, uint32_t* packed) {
    for (int64_t i = 0; i < num_rows; ++i)
      Q::Row::quantize(rows[i], in_features, packed + i * row_words(in_features));
  }

  template <int MR>
  static void row_tile(int64_t num_panels, const uint32_t* x, const uint32_t* panels, int64_t in_features,
                       float* sums, int64_t sums_stride) {
    const int64_t num_blocks = Q::blocks_of(in_features), words = panel_words(in_features);
    const int64_t stride = row_words(in_features);
    if constexpr (MR * 8 <= kGroupSums)
      for (; num_panels >= 4; num_panels -= 4, panels += 4 * words, sums += 4 * NR)
        quantized_tile<F_, MR, 8>(x, stride, num_blocks, panels, words, 0, sums, sums_stride);
    if constexpr (MR * 4 <= kGroupSums)
      for (; num_panels >= 2; num_panels -= 2, panels += 2 * words, sums += 2 * NR)
        quantized_tile<F_, MR, 4>(x, stride, num_blocks, panels, words, 0, sums, sums_stride);
    constexpr int NV = MR > kPanelRows ? 1 : 2;
    for (; num_panels > 0; --num_panels, panels += words, sums += NR)
      for (int64_t column = 0; column < NR; column += NV * W)
        quantized_tile<F_, MR, NV>(x, stride, num_blocks, panels, words, column, sums, sums_stride);
  }

  static void multiply(int64_t num_rows, int64_t num_panels, const uint32_t* x, const uint32_t* panels,
                       int64_t in_features, float* sums, int64_t sums_stride) {
#define TENURE_ROWS(n)                                                                                     \
  case n:                                                                                                  \
    if constexpr (n <= kQuantizedRows) row_tile<n>(num_panels, x, panels, in_features, sums, sums_stride); \
    break;
    switch (num_rows) {
      TENURE_ROWS(1) TENURE_ROWS(2) TENURE_ROWS(3) TENURE_ROWS(4) TENURE_ROWS(5) TENURE_ROWS(6)
      TENURE_ROWS(7) TENURE_ROWS(8) TENURE_ROWS(9) TENURE_ROWS(10) TENURE_ROWS(11) TENURE_ROWS(12)
    }
#undef TENURE_ROWS
  }

  static void unpack(const uint32_t* panel, int64_t lane, int64_t in_features, float* out) {
    unpack_row<F_>(panel, lane, in_features, out);
  }
};
