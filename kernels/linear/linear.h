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

  Linear args;
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

// Several products at once, whose tasks threads share as if they were of one: a barrier costs as much as a few
// rows of a small expert do.
template <class X, class Weights>
struct LinearJobs {
  using Job = LinearJob<X, Weights>;

  Job* jobs;
  int64_t* first_tile;  // [count + 1], of each job's rows to pack
  int64_t* first_task;  // [count + 1]
  int64_t count;

  // One task of all, as its job counts.
  template <class Visit>
  void visit(const int64_t* firsts, int64_t index, const Visit& task) const {
    int64_t low = 0, high = count;
    while (high - low > 1) {
      const int64_t middle = (low + high) / 2;
      (firsts[middle] <= index ? low : high) = middle;
    }
    task(&jobs[low], index - firsts[low]);
  }

  static void pack(void* context, int64_t index) {
    const LinearJobs& all = *static_cast<const LinearJobs*>(context);
    all.visit(all.first_tile, index, Job::pack_rows_task);
  }

  static void run(void* context, int64_t index) {
    const LinearJobs& all = *static_cast<const LinearJobs*>(context);
    all.visit(all.first_task, index, Job::run);
  }
};

// The products' inputs are packed, and their tasks counted. `words`: room for the rows, total_words.
template <class X, class Weights>
static void plan_linears(LinearJobs<X, Weights>& all, const Linear* args, uint32_t* words) {
  int64_t work = 0;
  for (int64_t i = 0; i < all.count; ++i) work += args[i].num_rows * args[i].in_features * args[i].out_features;
  const int64_t all_tasks = work < kLinearSmallWork ? 1 : num_threads() * kLinearTasksPerThread;
  all.first_tile[0] = all.first_task[0] = 0;
  for (int64_t i = 0; i < all.count; ++i) {
    LinearJob<X, Weights>& job = all.jobs[i];
    job.args = args[i];
    job.row_words = Weights::row_words(job.args.in_features);
    job.panel_words = Weights::panel_words(job.args.in_features);
    job.tile_rows = Weights::tile_rows(job.args.num_rows);
    job.num_panels = ceil_div(job.args.out_features, NR);
    const bool is_ready = Weights::takes_rows_as_they_are(job.args);
    job.rows_to_pack = words;
    job.rows = is_ready ? static_cast<const uint32_t*>(job.args.x) : words;
    words += job.args.num_rows * job.row_words;
    const int64_t block = kLinearRowBlock / job.tile_rows * job.tile_rows;
    const int64_t num_row_tasks = ceil_div(job.args.num_rows, block);
    const int64_t wanted = ceil_div(all_tasks, all.count * num_row_tasks);
    job.panels_per_task = ceil_div(job.num_panels, max_of(1, min_of(job.num_panels, wanted)));
    if (is_gated(job.args.epilogue)) job.panels_per_task += job.panels_per_task % 2;  // gate and up together
    job.num_panel_tasks = ceil_div(job.num_panels, job.panels_per_task);
    all.first_tile[i + 1] = all.first_tile[i] + (is_ready ? 0 : ceil_div(job.args.num_rows, job.tile_rows));
    all.first_task[i + 1] = all.first_task[i] + num_row_tasks * job.num_panel_tasks;
  }
}

// `args`: of products with at least one row each.
template <class X, class Weights>
static int32_t linears_of(const Linear* args, int64_t count) {
  using Jobs = LinearJobs<X, Weights>;
  int64_t total_words = 0;
  for (int64_t i = 0; i < count; ++i) total_words += args[i].num_rows * Weights::row_words(args[i].in_features);
  const int64_t job_bytes = ceil_div(count * static_cast<int64_t>(sizeof(typename Jobs::Job)), 64) * 64;
  const int64_t first_bytes = ceil_div((count + 1) * 8, 64) * 64;
  char* base = static_cast<char*>(
      scratch(kCallerScratch, static_cast<size_t>(job_bytes + 2 * first_bytes + 4 * total_words)));
  if (base == nullptr) return kNoMemory;
  Jobs all{reinterpret_cast<typename Jobs::Job*>(base), reinterpret_cast<int64_t*>(base + job_bytes),
           reinterpret_cast<int64_t*>(base + job_bytes + first_bytes), count};
  plan_linears(all, args, reinterpret_cast<uint32_t*>(base + job_bytes + 2 * first_bytes));
  if (total_words < kLinearSmallWork)
    for (int64_t i = 0; i < all.first_tile[count]; ++i) Jobs::pack(&all, i);
  else
    parallel_for(all.first_tile[count], Jobs::pack, &all);
  parallel_for(all.first_task[count], Jobs::run, &all);
  return kOk;
}
