// y = x @ weight.T + bias over a packed weight of any format, and what follows it (Epilogue).
//
// A policy (FloatWeights, QuantizedWeights) says how rows of x are packed and how a tile of rows meets panels
// of NR columns; here rows and panels are shared out to tasks, which no sum depends on.

// Rows of one task: enough that a panel read from memory is used often, few enough to stay in the L2 cache.
constexpr int64_t kLinearRowBlock = 96;
constexpr int64_t kLinearTasksPerThread = 4;
constexpr int64_t kLinearSmallWork = 1 << 15;  // multiplications that are not worth waking a thread

template <class X, class Weights>
struct LinearJob {
  static constexpr int64_t kRows = Weights::kRows;
  static constexpr int64_t kMaxPanels = 4;  // that a tile's rows meet in one call

  const Linear& args;
  const uint32_t* rows;  // packed tiles of tile_rows rows, the last one with what is left
  uint32_t* rows_to_pack;
  int64_t row_words, panel_words, tile_rows;
  int64_t num_panels, panels_per_task, num_panel_tasks;

  static void pack_rows_task(void* context, int64_t index) {
    const LinearJob& job = *static_cast<const LinearJob*>(context);
    const Linear& args = job.args;
    const int64_t first = index * job.tile_rows, count = min_of(job.tile_rows, args.num_rows - first);
    const X* rows[kRows];
    for (int64_t i = 0; i < count; ++i) rows[i] = static_cast<const X*>(args.x) + (first + i) * args.x_stride;
    Weights::pack(rows, count, args.in_features, job.rows_to_pack + first * job.row_words);
  }

  static void run(void* context, int64_t index) {
    const LinearJob& job = *static_cast<const LinearJob*>(context);
    const int64_t block = kLinearRowBlock / job.tile_rows * job.tile_rows;
    const int64_t first_row = index / job.num_panel_tasks * block;
    const int64_t last_row = min_of(first_row + block, job.args.num_rows);
    const int64_t first_panel = index % job.num_panel_tasks * job.panels_per_task;
    const int64_t last_panel = min_of(first_panel + job.panels_per_task, job.num_panels);
    const int64_t step = max_of(Weights::panels_per_call(min_of(job.tile_rows, last_row - first_row)),
                                is_gated(job.args.epilogue) ? 2 : 1);
    for (int64_t panel = first_panel; panel < last_panel; panel += step)
      for (int64_t row = first_row; row < last_row; row += job.tile_rows)
        job.one_tile(row, min_of(job.tile_rows, last_row - row), panel, min_of(step, last_panel - panel));
  }

  void one_tile(int64_t row, int64_t num_rows, int64_t panel, int64_t count) const {
    alignas(64) float sums[kRows * kMaxPanels * NR];
    if (args.adapters != nullptr) args.adapters->prefetch(*args.adapters, row, num_rows, panel, count);
    Weights::multiply(num_rows, count, rows + row * row_words,
                      static_cast<const uint32_t*>(args.packed) + panel * panel_words, args.in_features, sums,
                      count * NR);
    if (args.adapters != nullptr) args.adapters->add(*args.adapters, row, num_rows, panel, count, sums);
    const int64_t column = panel * NR;
    const int64_t num_columns = min_of(count * NR, args.out_features - column);
    for (int64_t m = 0; m < num_rows; ++m) {
      if (args.out_dtype == kFloat32)
        finish_row<float>(args, sums + m * count * NR, row + m, column, num_columns);
      else
        finish_row<bf16>(args, sums + m * count * NR, row + m, column, num_columns);
    }
  }
};

template <class X, class Weights>
static int32_t pack_input(LinearJob<X, Weights>& job) {
  const Linear& args = job.args;
  if (Weights::takes_rows_as_they_are(args)) {
    job.rows = static_cast<const uint32_t*>(args.x);
    return kOk;
  }
  const int64_t total_words = args.num_rows * job.row_words;
  job.rows_to_pack = static_cast<uint32_t*>(scratch(kCallerScratch, static_cast<size_t>(total_words) * 4));
  if (job.rows_to_pack == nullptr) return kNoMemory;
  job.rows = job.rows_to_pack;
  const int64_t num_tiles = ceil_div(args.num_rows, job.tile_rows);
  if (total_words < kLinearSmallWork)
    for (int64_t i = 0; i < num_tiles; ++i) LinearJob<X, Weights>::pack_rows_task(&job, i);
  else
    parallel_for(num_tiles, LinearJob<X, Weights>::pack_rows_task, &job);
  return kOk;
}

template <class X, class Weights>
static int32_t linear_of(const Linear& args) {
  if (args.num_rows == 0) return kOk;
  LinearJob<X, Weights> job{args, nullptr, nullptr};
  job.row_words = Weights::row_words(args.in_features);
  job.panel_words = Weights::panel_words(args.in_features);
  job.tile_rows = Weights::tile_rows(args.num_rows);
  job.num_panels = ceil_div(args.out_features, NR);
  if (pack_input(job) != kOk) return kNoMemory;
  const int64_t block = kLinearRowBlock / job.tile_rows * job.tile_rows;
  const int64_t num_row_tasks = ceil_div(args.num_rows, block);
  const bool is_small = args.num_rows * args.in_features * args.out_features < kLinearSmallWork;
  const int64_t wanted_tasks = is_small ? 1 : num_threads() * kLinearTasksPerThread;
  const int64_t wanted_panel_tasks = max_of(1, min_of(job.num_panels, ceil_div(wanted_tasks, num_row_tasks)));
  job.panels_per_task = ceil_div(job.num_panels, wanted_panel_tasks);
  if (is_gated(args.epilogue)) job.panels_per_task += job.panels_per_task % 2;  // gate and up stay together
  job.num_panel_tasks = ceil_div(job.num_panels, job.panels_per_task);
  parallel_for(num_row_tasks * job.num_panel_tasks, LinearJob<X, Weights>::run, &job);
  return kOk;
}
