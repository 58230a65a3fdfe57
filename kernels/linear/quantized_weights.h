// Weights of 8 or 4 bits. Products of bytes are summed exactly, group by group; the groups' sums are scaled
// and added in float32, in ascending order: row invariance needs no more.
//
// A panel is NR columns, group by group: [scales: NR halves][minima: NR halves][words: 8 x NR, or 4 x NR]. A
// word is 4 consecutive inputs of a column, as unsigned bytes; a 4-bit word has inputs 4w to 4w + 3 in its
// low halves and those of word w + 4 in its high ones. kInt8 has one float32 scale per column instead, after
// the panel's last group.
//
// The unsigned codes stand for: kInt8, kQ8_0: scale * (code - 128); kQ4_0: scale * (code - 8);
// kQ4_1: scale * code + minimum.

template <WeightFormat F_>
struct Quantization {
  static constexpr bool kIsFourBits = F_ == kQ4_0 || F_ == kQ4_1;
  static constexpr bool kHasGroupScales = F_ != kInt8;
  static constexpr bool kHasMinima = F_ == kQ4_1;
  static constexpr int32_t kOffset = F_ == kQ4_1 ? 0 : F_ == kQ4_0 ? 8 : 128;
  static constexpr int64_t kGroupWords = kGroup / (kIsFourBits ? 8 : 4);
  using Row = QuantizedRow<kIsFourBits ? 1 : kByteOperandWords>;
  // In 32-bit words of a panel's group.
  static constexpr int64_t kHeadWords = (kHasGroupScales ? NR / 2 : 0) + (kHasMinima ? NR / 2 : 0);
  static constexpr int64_t kPanelGroupWords = kHeadWords + kGroupWords * NR;
};

// Vectors of a tile: its sums of the group are in registers, those of all groups where there is room.
constexpr int kGroupSums = 12;
constexpr int kQuantizedRows = kGroupSums / 2;

// A vector of words of codes, as they meet a row.
template <bool kIsFourBits>
struct WeightCodes {
  Codes codes;
  WeightCodes() = default;
  TENURE_INLINE_MEMBER explicit WeightCodes(Words words) : codes(codes_of(words)) {}
  TENURE_INLINE_MEMBER Words dot(const uint32_t* operand, Words sums) const {
    return dot_bytes(codes, operand, sums);
  }
};

template <>
struct WeightCodes<true> {
  Words low, high;
  WeightCodes() = default;
  TENURE_INLINE_MEMBER explicit WeightCodes(Words words)
      : low(and_words(words, set1_word(0x0f0f0f0fu))),
        high(and_words(shift_right_4(words), set1_word(0x0f0f0f0fu))) {}
  TENURE_INLINE_MEMBER Words dot(const uint32_t* operand, Words sums) const {
    return dot_nibbles(high, operand + 4, dot_nibbles(low, operand, sums));
  }
};

// What a group's sum is begun with, for the codes are unsigned.
template <WeightFormat F_>
TENURE_INLINE Words offset_of(const uint32_t* x) {
  using Q = Quantization<F_>;
  if (Q::kOffset == 0) return zero_words();
  return set1_word(static_cast<uint32_t>(-Q::kOffset * static_cast<int32_t>(x[Q::Row::kSumAt])));
}

// sums[m][v] += the products of one group of MR rows, x_stride words apart, and NV vectors of columns.
template <WeightFormat F_, int MR, int NP>
TENURE_INLINE void add_group(const uint32_t* x, int64_t x_stride, const uint32_t* panels, int64_t panel_words,
                             F (*sums)[2 * NP]) {
  using Q = Quantization<F_>;
  using Row = typename Q::Row;
  using WordCodes = WeightCodes<Q::kIsFourBits>;
  constexpr int NV = 2 * NP;
  constexpr bool kInHalves = Q::kIsFourBits && kNibblesInHalves;
  Words totals[MR][NV];
  for (int m = 0; m < MR; ++m)
    for (int v = 0; v < NV; ++v) totals[m][v] = kInHalves ? zero_words() : offset_of<F_>(x + m * x_stride);
  for (int64_t w = 0; w < Q::kGroupWords; ++w) {
    const uint32_t* operands = x + w * Row::kOperandWords;
    const auto codes_at = [&](int v) {
      const uint32_t* source = panels + (v / 2) * panel_words + Q::kHeadWords + w * NR + (v % 2) * W;
      if (MR <= 2) __builtin_prefetch(source + kPrefetchBytes / 4);
      return WordCodes(load_words(source));
    };
    if constexpr (MR < NV) {  // the fewer of the two are kept in registers
      for (int v = 0; v < NV; ++v) {
        const WordCodes codes = codes_at(v);
        for (int m = 0; m < MR; ++m) totals[m][v] = codes.dot(operands + m * x_stride, totals[m][v]);
      }
    } else {
      WordCodes codes[NV];
      for (int v = 0; v < NV; ++v) codes[v] = codes_at(v);
      for (int m = 0; m < MR; ++m)
        for (int v = 0; v < NV; ++v) totals[m][v] = codes[v].dot(operands + m * x_stride, totals[m][v]);
    }
  }
  for (int v = 0; v < NV; ++v) {
    const uint16_t* halves = reinterpret_cast<const uint16_t*>(panels + (v / 2) * panel_words) + (v % 2) * W;
    F scale, minimum;
    if (Q::kHasGroupScales) scale = load_halves(halves);
    if (Q::kHasMinima) minimum = load_halves(halves + NR);
    for (int m = 0; m < MR; ++m) {
      const uint32_t* row = x + m * x_stride;
      Words total = totals[m][v];
      if (kInHalves) total = add_words(total_of_halves(total), offset_of<F_>(row));
      F factor = set1(bits_to_float(row[Row::kScaleAt]));
      if (Q::kHasGroupScales) factor = mul(scale, factor);
      sums[m][v] = fma(to_floats(total), factor, sums[m][v]);
      if (Q::kHasMinima) sums[m][v] = fma(minimum, set1(bits_to_float(row[Row::kScaledSumAt])), sums[m][v]);
    }
  }
}

template <WeightFormat F_, int MR, int NP>
static void quantized_tile(const uint32_t* x, int64_t x_stride, int64_t num_groups, const uint32_t* panels,
                           int64_t panel_words, float* out, int64_t out_stride) {
  using Q = Quantization<F_>;
  constexpr int NV = 2 * NP;
  F sums[MR][NV];
  for (int m = 0; m < MR; ++m)
    for (int v = 0; v < NV; ++v) sums[m][v] = zero();
  const uint32_t* end = panels + num_groups * Q::kPanelGroupWords;
  for (const uint32_t* group = panels; group < end; group += Q::kPanelGroupWords, x += Q::Row::kGroupWords)
    add_group<F_, MR, NP>(x, x_stride, group, panel_words, sums);
  for (int v = 0; v < NV; ++v)
    for (int m = 0; m < MR; ++m) {
      if (F_ == kInt8) {
        const float* scales = reinterpret_cast<const float*>(end + (v / 2) * panel_words);
        sums[m][v] = mul(sums[m][v], load(scales + (v % 2) * W));
      }
      store(out + m * out_stride + v * W, sums[m][v]);
    }
}

template <WeightFormat F_>
struct QuantizedWeights {
  static constexpr int64_t kRows = kQuantizedRows;

  static int64_t panel_words(int64_t in_features) {
    return groups_of(in_features) * Quantization<F_>::kPanelGroupWords + (F_ == kInt8 ? NR : 0);
  }
  static int64_t row_words(int64_t in_features) {
    return Quantization<F_>::Row::words(groups_of(in_features));
  }

  // As even as can be: 8 rows are two tiles of 4, not one of 6 and one of 2.
  static int64_t tile_rows(int64_t num_rows) { return ceil_div(num_rows, ceil_div(num_rows, kRows)); }
  static int64_t panels_per_call(int64_t num_rows) { return num_rows * 4 <= kGroupSums ? 4 : 2; }
  static bool takes_rows_as_they_are(const Linear&) { return false; }

  template <class X>
  static void pack(const X* const* rows, int64_t num_rows, int64_t in_features, uint32_t* packed) {
    for (int64_t i = 0; i < num_rows; ++i)
      Quantization<F_>::Row::quantize(rows[i], in_features, packed + i * row_words(in_features));
  }

  template <int MR>
  static void row_tile(int64_t num_panels, const uint32_t* x, const uint32_t* panels, int64_t in_features,
                       float* sums, int64_t sums_stride) {
    const int64_t num_groups = groups_of(in_features), words = panel_words(in_features);
    const int64_t stride = row_words(in_features);
    if constexpr (MR * 8 <= kGroupSums)
      for (; num_panels >= 4; num_panels -= 4, panels += 4 * words, sums += 4 * NR)
        quantized_tile<F_, MR, 4>(x, stride, num_groups, panels, words, sums, sums_stride);
    if constexpr (MR * 4 <= kGroupSums)
      for (; num_panels >= 2; num_panels -= 2, panels += 2 * words, sums += 2 * NR)
        quantized_tile<F_, MR, 2>(x, stride, num_groups, panels, words, sums, sums_stride);
    for (; num_panels > 0; --num_panels, panels += words, sums += NR)
      quantized_tile<F_, MR, 1>(x, stride, num_groups, panels, words, sums, sums_stride);
  }

  static void multiply(int64_t num_rows, int64_t num_panels, const uint32_t* x, const uint32_t* panels,
                       int64_t in_features, float* sums, int64_t sums_stride) {
#define TENURE_ROWS(n)                                                                                     \
  case n:                                                                                                  \
    if constexpr (n <= kQuantizedRows) row_tile<n>(num_panels, x, panels, in_features, sums, sums_stride); \
    break;
    switch (num_rows) {
      TENURE_ROWS(1) TENURE_ROWS(2) TENURE_ROWS(3) TENURE_ROWS(4) TENURE_ROWS(5) TENURE_ROWS(6)
    }
#undef TENURE_ROWS
  }

  static uint32_t code_at(const uint32_t* panel, int64_t lane, int64_t input) {
    using Q = Quantization<F_>;
    const uint32_t* group = panel + input / kGroup * Q::kPanelGroupWords + Q::kHeadWords;
    const int64_t word = input % kGroup / 4;
    const uint32_t codes = group[word % Q::kGroupWords * NR + lane] >> (input % 4 * 8);
    return Q::kIsFourBits ? (codes >> (word >= 4 ? 4 : 0)) & 15u : codes & 255u;
  }

  // The weight's row as the format defines it.
  static void unpack(const uint32_t* panel, int64_t lane, int64_t in_features, float* out) {
    using Q = Quantization<F_>;
    const uint32_t* end = panel + groups_of(in_features) * Q::kPanelGroupWords;
    for (int64_t i = 0; i < in_features; ++i) {
      const uint16_t* head = reinterpret_cast<const uint16_t*>(panel + i / kGroup * Q::kPanelGroupWords);
      const float scale = Q::kHasGroupScales ? half_to_float(head[lane]) : bits_to_float(end[lane]);
      const float code = static_cast<float>(static_cast<int32_t>(code_at(panel, lane, i)) - Q::kOffset);
      const float product = scale * code;
      out[i] = Q::kHasMinima ? product + half_to_float(head[NR + lane]) : product;
    }
  }
};

// What a quantised weight is before it is packed.
struct QuantizedSource {
  const uint8_t* codes;  // [out_features, in_features]
  const void* scales;    // kInt8: float32 [out_features]; else halves [out_features, groups]
  const uint16_t* minima;
  int64_t in_features, out_features;
};

template <WeightFormat F_>
struct PackQuantizedJob {
  using Q = Quantization<F_>;
  QuantizedSource source;
  uint32_t* packed;

  static void run(void* context, int64_t panel) {
    const PackQuantizedJob& job = *static_cast<const PackQuantizedJob*>(context);
    const int64_t num_groups = groups_of(job.source.in_features);
    uint32_t* target = job.packed + panel * QuantizedWeights<F_>::panel_words(job.source.in_features);
    __builtin_memset(target, 0,
                     static_cast<size_t>(QuantizedWeights<F_>::panel_words(job.source.in_features)) * 4);
    for (int64_t lane = 0; lane < NR; ++lane) {
      const int64_t column = panel * NR + lane;
      if (column >= job.source.out_features) return;
      for (int64_t group = 0; group < num_groups; ++group)
        job.one_group(column, lane, group, num_groups, target + group * Q::kPanelGroupWords);
      if (F_ == kInt8)
        target[num_groups * Q::kPanelGroupWords + lane] =
            float_to_bits(static_cast<const float*>(job.source.scales)[column]);
    }
  }

  void one_group(int64_t column, int64_t lane, int64_t group, int64_t num_groups, uint32_t* target) const {
    uint16_t* head = reinterpret_cast<uint16_t*>(target);
    const int64_t index = column * num_groups + group;
    if (Q::kHasGroupScales) head[lane] = static_cast<const uint16_t*>(source.scales)[index];
    if (Q::kHasMinima) head[NR + lane] = source.minima[index];
    const uint8_t* codes = source.codes + column * source.in_features;
    for (int64_t i = 0; i < kGroup; ++i) {
      const int64_t input = group * kGroup + i;
      // Past the end x is zero: any code will do.
      const uint32_t code = input < source.in_features ? codes[input] : 0;
      const int64_t word = i / 4, shift = i % 4 * 8 + (word >= Q::kGroupWords ? 4 : 0);
      target[Q::kHeadWords + word % Q::kGroupWords * NR + lane] |= code << shift;
    }
  }
};

template <WeightFormat F_>
static int32_t pack_codes(const QuantizedSource& source, void* packed) {
  PackQuantizedJob<F_> job{source, static_cast<uint32_t*>(packed)};
  parallel_for(ceil_div(source.out_features, NR), PackQuantizedJob<F_>::run, &job);
  return kOk;
}
