// Weights of float32 or bf16, in the panels of native/tiles.h.

template <class Elem>
struct FloatWeights {
  static constexpr int64_t kRows = Format<Elem>::kRows;

  static int64_t panel_words(int64_t in_features) { return words_of<Elem>(in_features) * NR; }

  // 32-bit words that a row of x takes when it is packed.
  static int64_t row_words(int64_t in_features) {
    return words_of<Elem>(in_features) * Format<Elem>::kOperandWords;
  }

  static int64_t tile_rows(int64_t num_rows) { return min_of(kRows, num_rows); }
  static int64_t panels_per_call(int64_t num_rows) { return tenure::panels_per_call<Elem>(num_rows); }

  // Whole words that lie as the tiles want them are used where they are.
  static bool takes_rows_as_they_are(const Linear& args) {
    const bool is_laid_out = args.num_rows == 1
                                 ? Format<Elem>::kOperandWords == 1
                                 : Format<Elem>::kRowMajor && args.x_stride == args.in_features;
    return is_laid_out && args.in_features == words_of<Elem>(args.in_features) * Format<Elem>::kPerWord;
  }

  template <class X>
  static void pack(const X* const* rows, int64_t num_rows, int64_t in_features, uint32_t* packed) {
    pack_rows(rows, num_rows, in_features, packed);
  }

  static void multiply(int64_t num_rows, int64_t num_panels, const uint32_t* x, const uint32_t* panels,
                       int64_t in_features, float* sums, int64_t sums_stride) {
    multiply_tile<Elem>(num_rows, num_panels, x, panels, panel_words(in_features),
                        words_of<Elem>(in_features), sums, sums_stride);
  }

  // The weight's row `column`, as the panel has it.
  static void unpack(const uint32_t* panel, int64_t lane, int64_t in_features, float* out) {
    for (int64_t i = 0; i < in_features; ++i) {
      const uint32_t word = panel[i / Format<Elem>::kPerWord * NR + lane];
      if constexpr (Format<Elem>::kPerWord == 1)
        out[i] = bits_to_float(word);
      else
        out[i] = bits_to_float(i % 2 == 0 ? word << 16 : word & 0xffff0000u);
    }
  }
};

template <class Elem>
struct PackJob {
  const Elem* const* rows;
  const Elem* zeros;
  uint32_t* packed;
  int64_t in_features, out_features;

  static void run(void* context, int64_t panel) {
    const PackJob& job = *static_cast<const PackJob*>(context);
    const Elem* columns[NR];
    for (int64_t i = 0; i < NR; ++i) {
      const int64_t column = panel * NR + i;
      columns[i] = column < job.out_features ? job.rows[column] : job.zeros;
    }
    pack_panel(columns, job.in_features,
               job.packed + panel * FloatWeights<Elem>::panel_words(job.in_features));
  }
};

template <class Elem>
static int32_t pack_weight(const void* const* rows, void* packed, int64_t in_features, int64_t out_features) {
  const size_t row_bytes = static_cast<size_t>(in_features) * sizeof(Elem);
  void* zeros = scratch(kCallerScratch, row_bytes);
  if (zeros == nullptr) return kNoMemory;
  __builtin_memset(zeros, 0, row_bytes);
  PackJob<Elem> job{reinterpret_cast<const Elem* const*>(rows), static_cast<const Elem*>(zeros),
                    static_cast<uint32_t*>(packed), in_features, out_features};
  parallel_for(ceil_div(out_features, NR), PackJob<Elem>::run, &job);
  return kOk;
}
