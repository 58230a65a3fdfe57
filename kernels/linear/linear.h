// y = x @ weight.T + bias over a packed weight. See tiles.h for the panels and the order of each sum.

// Rows of one task: enough that a panel read from memory is used often, few enough to stay in the L2 cache.
constexpr int64_t kLinearRowBlock = 96;
constexpr int64_t kLinearTasksPerThread = 4;
constexpr int64_t kLinearSmallWork = 1 << 15;  // multiplications that are not worth waking a thread

template <class Elem>
static int64_t panel_words_of(int64_t in_features) {
  return words_of<Elem>(in_features) * NR;
}

static int64_t packed_bytes(int64_t in_features, int64_t out_features, Dtype dtype) {
  const int64_t num_panels = ceil_div(out_features, NR);
  return 4 * num_panels *
         (dtype == kFloat32 ? panel_words_of<float>(in_features) : panel_words_of<bf16>(in_features));
}

template <class Elem>
struct PackJob {
  const Elem* weight;
  const Elem* zeros;
  uint32_t* packed;
  int64_t in_features, out_features;

  static void run(void* context, int64_t panel) {
    const PackJob& job = *static_cast<const PackJob*>(context);
    const Elem* columns[NR];
    for (int64_t i = 0; i < NR; ++i) {
      const int64_t column = panel * NR + i;
      columns[i] = column < job.out_features ? job.weight + column * job.in_features : job.zeros;
    }
    pack_panel(columns, job.in_features, job.packed + panel * panel_words_of<Elem>(job.in_features));
  }
};

template <class Elem>
static int32_t pack_weight(const void* weight, void* packed, int64_t in_features, int64_t out_features) {
  const size_t row_bytes = static_cast<size_t>(in_features) * sizeof(Elem);
  void* zeros = scratch(kCallerScratch, row_bytes);
  if (zeros == nullptr) return kNoMemory;
  __builtin_memset(zeros, 0, row_bytes);
  PackJob<Elem> job{static_cast<const Elem*>(weight), static_cast<const Elem*>(zeros),
                    static_cast<uint32_t*>(packed), in_features, out_features};
  parallel_for(ceil_div(out_features, NR), PackJob<Elem>::run, &job);
  return kOk;
}

static int32_t pack(const void* weight, void* packed, int64_t in_features, int64_t out_features,
                    Dtype dtype) {
  return dtype == kFloat32 ? pack_weight<float>(weight, packed, in_features, out_features)
                           : pack_weight<bf16>(weight, packed, in_features, out_features);
}

template <class Elem>
struct LinearJob {
  static constexpr int64_t kRows = Format<Elem>::kRows;
  static constexpr int64_t kMaxPanels = 4;  // that a tile's rows meet in one call

  const Linear& args;
  const uint32_t* rows;  // packed tiles of kRows rows, the last one with what is left
  uint32_t* rows_to_pack;
  int64_t num_words, num_panels, panels_per_task, num_panel_tasks;

  const uint32_t* tile_rows(int64_t row) const {
    return rows + row * num_words * Format<Elem>::kOperandWords;
  }

  static void pack_rows_task(void* context, int64_t index) {
    const LinearJob& job = *static_cast<const LinearJob*>(context);
    const Linear& args = job.args;
    const int64_t first = index * kRows, count = min_of(kRows, args.num_rows - first);
    const Elem* rows[kRows];
    for (int64_t i = 0; i < count; ++i)
      rows[i] = static_cast<const Elem*>(args.x) + (first + i) * args.x_stride;
    pack_rows(rows, count, args.in_features,
              job.rows_to_pack + first * job.num_words * Format<Elem>::kOperandWords);
  }

  static void run(void* context, int64_t index) {
    const LinearJob& job = *static_cast<const LinearJob*>(context);
    const int64_t first_row = index / job.num_panel_tasks * kLinearRowBlock;
    const int64_t last_row = min_of(first_row + kLinearRowBlock, job.args.num_rows);
    const int64_t first_panel = index % job.num_panel_tasks * job.panels_per_task;
    const int64_t last_panel = min_of(first_panel + job.panels_per_task, job.num_panels);
    const int64_t step = panels_per_call<Elem>(last_row - first_row);
    for (int64_t panel = first_panel; panel < last_panel; panel += step)
      for (int64_t row = first_row; row < last_row; row += kRows)
        job.one_tile(row, min_of(kRows, last_row - row), panel, min_of(step, last_panel - panel));
  }

  void one_tile(int64_t row, int64_t num_rows, int64_t panel, int64_t count) const {
    float sums[kRows * kMaxPanels * NR];
    const int64_t panel_words = panel_words_of<Elem>(args.in_features);
    multiply_tile<Elem>(num_rows, count, tile_rows(row),
                        static_cast<const uint32_t*>(args.packed) + panel * panel_words, panel_words,
                        num_words, sums, count * NR);
    const int64_t column = panel * NR;
    const int64_t num_columns = min_of(count * NR, args.out_features - column);
    for (int64_t m = 0; m < num_rows; ++m) {
      const int64_t offset = (row + m) * args.out_features + column;
      if (args.out_dtype == kFloat32)
        finish_row(sums + m * count * NR, column, num_columns, static_cast<float*>(args.out) + offset);
      else
        finish_row(sums + m * count * NR, column, num_columns, static_cast<bf16*>(args.out) + offset);
    }
  }

  template <class Out>
  void finish_row(const float* sums, int64_t column, int64_t num_columns, Out* out) const {
    for (int64_t i = 0; i < num_columns; i += W) {
      const int64_t count = num_columns - i;
      F y = load(sums + i);
      if (args.bias != nullptr) y = add(y, load_upto(args.bias + column + i, count));
      store_upto(out + i, y, count);
    }
  }
};

template <class Elem>
static int32_t linear_of(const Linear& args) {
  if (args.num_rows == 0) return kOk;
  const int64_t num_words = words_of<Elem>(args.in_features);
  LinearJob<Elem> job{
      args, static_cast<const uint32_t*>(args.x), nullptr, num_words, ceil_div(args.out_features, NR), 0, 0};
  // Whole words that lie as the tiles want them are used where they are.
  const bool is_laid_out = args.num_rows == 1 ? Format<Elem>::kOperandWords == 1
                                              : Format<Elem>::kRowMajor && args.x_stride == args.in_features;
  const bool as_it_is = is_laid_out && args.in_features == num_words * Format<Elem>::kPerWord;
  if (!as_it_is) {
    const int64_t total_words = args.num_rows * num_words * Format<Elem>::kOperandWords;
    job.rows_to_pack = static_cast<uint32_t*>(scratch(kCallerScratch, static_cast<size_t>(total_words) * 4));
    if (job.rows_to_pack == nullptr) return kNoMemory;
    job.rows = job.rows_to_pack;
    const int64_t num_tiles = ceil_div(args.num_rows, Format<Elem>::kRows);
    if (total_words < kLinearSmallWork)
      for (int64_t i = 0; i < num_tiles; ++i) LinearJob<Elem>::pack_rows_task(&job, i);
    else
      parallel_for(num_tiles, LinearJob<Elem>::pack_rows_task, &job);
  }
  const int64_t num_row_tasks = ceil_div(args.num_rows, kLinearRowBlock);
  const bool is_small = args.num_rows * args.in_features * args.out_features < kLinearSmallWork;
  const int64_t wanted_tasks = is_small ? 1 : num_threads() * kLinearTasksPerThread;
  const int64_t wanted_panel_tasks = max_of(1, min_of(job.num_panels, ceil_div(wanted_tasks, num_row_tasks)));
  job.panels_per_task = ceil_div(job.num_panels, wanted_panel_tasks);
  job.num_panel_tasks = ceil_div(job.num_panels, job.panels_per_task);
  parallel_for(num_row_tasks * job.num_panel_tasks, LinearJob<Elem>::run, &job);
  return kOk;
}

static int32_t linear(const Linear& args) {
  return args.dtype == kFloat32 ? linear_of<float>(args) : linear_of<bf16>(args);
}
