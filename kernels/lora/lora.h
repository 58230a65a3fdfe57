#pragma once
// up(down(x)) of each row by its own adapter, in float32. The weights are read once for several rows of one
// adapter, from one end of their memory to the other: down as [rank / kLoraRanks][inputs / W][kLoraRanks][W],
// zeros behind the last input and rank, then the panels of up.
//
// Row invariance: a product with a row of down goes to W running sums in ascending order, then to one in a
// fixed tree; a column of up takes its products in ascending order. Neither depends on the rows beside it.

constexpr int kLoraRowsAtOnce = 4;
constexpr int64_t kLoraPrefetch = 1024;  // weights ahead

template <class X, class Weight>
struct LoraJob {
  static constexpr int64_t kPanel = 2 * W;

  const Lora& args;
  float* products;  // [num_rows, rank]
  int64_t rank;     // the highest of all
  int64_t rows_per_task;

  const LoraWeights* weights(int64_t row) const {
    const int32_t adapter = args.adapters[row];
    return adapter < 0 || args.weights[adapter].panels == nullptr ? nullptr : args.weights + adapter;
  }

  static void run(void* context, int64_t index) {
    const LoraJob& job = *static_cast<const LoraJob*>(context);
    const int64_t last = min_of((index + 1) * job.rows_per_task, job.args.num_rows);
    for (int64_t row = index * job.rows_per_task; row < last;) {
      const int64_t count = job.alike(row, last);
      if (job.weights(row) != nullptr) count == 1 ? job.add<1>(row) : job.add<kLoraRowsAtOnce>(row);
      row += count;
    }
  }

  // How many rows from this one on are computed together.
  int64_t alike(int64_t row, int64_t last) const {
    if (row + kLoraRowsAtOnce > last) return 1;
    for (int64_t i = 1; i < kLoraRowsAtOnce; ++i)
      if (args.adapters[row + i] != args.adapters[row]) return 1;
    return kLoraRowsAtOnce;
  }

  template <int MR>
  void add(int64_t row) const {
    const LoraWeights& lora = *weights(row);
    // Enough independent sums to hide what an addition takes, few enough to stay in registers.
    constexpr int kRanks = MR == 1 ? kLoraRanks : W == 16 ? 4 : 2;
    for (int64_t first = 0; first < lora.rank; first += kRanks) multiply_down<MR, kRanks>(lora, row, first);
    for (int64_t panel = 0; panel < args.num_panels; ++panel) multiply_up<MR>(lora.panels[panel], row, panel);
  }

  template <int MR, int kRanks>
  void multiply_down(const LoraWeights& lora, int64_t row, int64_t first) const {
    const X* x = static_cast<const X*>(args.x) + row * args.x_stride;
    const int64_t num_chunks = ceil_div(args.in_features, W), group = first / kLoraRanks;
    const Weight* down =
        static_cast<const Weight*>(lora.down) + (group * num_chunks * kLoraRanks + first % kLoraRanks) * W;
    F sums[MR][kRanks];
    for (int m = 0; m < MR; ++m)
      for (int r = 0; r < kRanks; ++r) sums[m][r] = zero();
    for (int64_t i = 0; i < args.in_features; i += W, down += kLoraRanks * W) {
      const int64_t count = args.in_features - i;
      F values[MR];
      for (int m = 0; m < MR; ++m) values[m] = load_upto(x + m * args.x_stride + i, count);
      for (int r = 0; r < kRanks; ++r) {
        __builtin_prefetch(down + r * W + kLoraPrefetch);
        const F weight = load(down + r * W);
        for (int m = 0; m < MR; ++m) sums[m][r] = fma(values[m], weight, sums[m][r]);
      }
    }
    for (int m = 0; m < MR; ++m)
      for (int r = 0; r < kRanks; ++r) products[(row + m) * rank + first + r] = sum_lanes(sums[m][r]);
  }

  template <int MR>
  void multiply_up(const LoraPanel& panel, int64_t row, int64_t index) const {
    F sums[MR][2];
    for (int m = 0; m < MR; ++m) sums[m][0] = sums[m][1] = zero();
    for (int64_t j = 0; j < panel.count; ++j) {
      const Weight* up = static_cast<const Weight*>(panel.up) + j * kPanel;
      __builtin_prefetch(up + kLoraPrefetch);
      add_products<MR, 2>(
          products + row * rank + panel.first + j, rank, [&](int v) { return load(up + v * W); }, sums);
    }
    for (int m = 0; m < MR; ++m)
      for (int v = 0; v < 2; ++v)
        store(args.out + ((row + m) * args.num_panels + index) * kPanel + v * W, sums[m][v]);
  }
};

template <class X, class Weight>
static int32_t lora_of(const Lora& args) {
  LoraJob<X, Weight> job{args, nullptr, 0, 0};
  for (int64_t row = 0; row < args.num_rows; ++row) {
    const LoraWeights* weights = job.weights(row);
    args.added[row] =
        weights == nullptr ? nullptr : args.out + row * args.num_panels * LoraJob<X, Weight>::kPanel;
    if (weights != nullptr) job.rank = max_of(job.rank, weights->rank);
  }
  const size_t bytes = static_cast<size_t>(args.num_rows * job.rank) * sizeof(float);
  job.products = static_cast<float*>(scratch(kCallerScratch, bytes));
  if (job.products == nullptr) return kNoMemory;
  job.rows_per_task = max_of(min_of(kLoraRowsAtOnce, ceil_div(args.num_rows, num_threads())),
                             rows_per_task(args.num_rows, job.rank * args.in_features));
  parallel_for(ceil_div(args.num_rows, job.rows_per_task), LoraJob<X, Weight>::run, &job);
  return kOk;
}
