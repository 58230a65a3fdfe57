#pragma once
// up(down(x)) of each row by its own adapter, in float32. The weights of one adapter are read once for
// several rows, from one end of their memory to the other: down as [rank / kLoraRanks][inputs /
// W][kLoraRanks][W], zeros behind the last input and rank, the scales of its rows where they are bytes, then
// the panels of up.
//
// A panel may have factors for the linear's own sums (DoRA) and offsets (biases).
//
// Row invariance: a product with a row of down goes to W running sums in ascending order, then to one in a
// fixed tree, and is scaled; a column of up takes its products in ascending order, and is scaled. Neither
// depends on the rows beside it.

constexpr int kLoraRowsAtOnce = 4;
constexpr int64_t kLoraWindow = 64;           // rows among which those of one adapter are looked for
constexpr int64_t kLoraPrefetchBytes = 2048;  // ahead

TENURE_INLINE F load_weights(const float* p) { return load(p); }
TENURE_INLINE F load_weights(const bf16* p) { return load(p); }
TENURE_INLINE F load_weights(const int8_t* p) { return load_bytes(p); }

template <class X, class Weight>
struct LoraJob {
  static constexpr bool kIsScaled = sizeof(Weight) == 1;
  static constexpr int kAhead = kLoraPrefetchBytes / sizeof(Weight);
  static constexpr int kLine = 64 / sizeof(Weight);

  // Rows that meet down together.
  struct Group {
    int32_t rows[kLoraRowsAtOnce];
    int32_t count;
  };

  const Lora& args;
  Group* groups;
  int64_t num_groups;

  // Rows of one adapter in groups, also where others stand between them.
  void gather() {
    for (int64_t row = 0; row < args.num_rows; ++row) args.panels[row] = nullptr;
    for (int64_t row = 0; row < args.num_rows; ++row) {
      const int32_t adapter = args.adapters[row];
      if (adapter < 0 || args.weights[adapter].panels == nullptr || args.panels[row] != nullptr) continue;
      Group& group = groups[num_groups++];
      group.count = 0;
      const int64_t end = min_of(row + kLoraWindow, args.num_rows);
      for (int64_t other = row; other < end && group.count < kLoraRowsAtOnce; ++other) {
        if (args.adapters[other] != adapter || args.panels[other] != nullptr) continue;
        args.panels[other] = args.weights[adapter].panels;
        group.rows[group.count++] = static_cast<int32_t>(other);
      }
    }
  }

  static void run(void* context, int64_t index) {
    const LoraJob& job = *static_cast<const LoraJob*>(context);
    const Group& group = job.groups[index];
    switch (group.count) {
      case 1:
        return job.multiply_down<1>(group);
      case 2:
        return job.multiply_down<2>(group);
      case 3:
        return job.multiply_down<3>(group);
      default:
        return job.multiply_down<kLoraRowsAtOnce>(group);
    }
  }

  template <int MR>
  void multiply_down(const Group& group) const {
    // Enough independent sums to hide what an addition takes, few enough to stay in registers.
    constexpr int kRanks = MR == 1 ? kLoraRanks : W == 16 ? 4 : 2;
    const LoraWeights& lora = args.weights[args.adapters[group.rows[0]]];
    const X* x[MR];
    for (int m = 0; m < MR; ++m) x[m] = static_cast<const X*>(args.x) + group.rows[m] * args.x_stride;
    for (int64_t first = 0; first < lora.rank; first += kRanks) {
      F sums[MR][kRanks];
      multiply_ranks<MR, kRanks>(lora, x, first, sums);
      for (int m = 0; m < MR; ++m)
        for (int r = 0; r < kRanks; ++r) {
          const float sum = sum_lanes(sums[m][r]);
          args.products[group.rows[m] * args.rank + first + r] =
              kIsScaled ? sum * lora.scales[first + r] : sum;
        }
    }
  }

  template <int MR, int kRanks>
  void multiply_ranks(const LoraWeights& lora, const X* const* x, int64_t first, F (*sums)[kRanks]) const {
    const int64_t num_chunks = ceil_div(args.in_features, W), group = first / kLoraRanks;
    const Weight* down =
        static_cast<const Weight*>(lora.down) + (group * num_chunks * kLoraRanks + first % kLoraRanks) * W;
    for (int m = 0; m < MR; ++m)
      for (int r = 0; r < kRanks; ++r) sums[m][r] = zero();
    for (int64_t i = 0; i < args.in_features; i += W, down += kLoraRanks * W) {
      const int64_t count = args.in_features - i;
      F values[MR];
      for (int m = 0; m < MR; ++m) values[m] = load_upto(x[m] + i, count);
      for (int r = 0; r < kRanks; ++r) {
        if (r * W % kLine == 0) __builtin_prefetch(down + r * W + kAhead);
        const F weight = load_weights(down + r * W);
        for (int m = 0; m < MR; ++m) sums[m][r] = fma(values[m], weight, sums[m][r]);
      }
    }
  }

  static void prefetch(const Lora& args, int64_t row, int64_t num_rows, int64_t panel, int64_t num_panels) {
    for (int64_t m = 0, count; m < num_rows; m += count) {
      count = alike(args, row + m, num_rows - m);
      if (args.panels[row + m] == nullptr) continue;
      const LoraPanel* own = args.panels[row + m] + panel;
      const char* end = static_cast<const char*>(own[num_panels - 1].up) + panel_bytes(own[num_panels - 1]);
      for (const char* line = static_cast<const char*>(own[0].up); line < end; line += 64)
        __builtin_prefetch(line);
    }
  }

  static int64_t panel_bytes(const LoraPanel& panel) {
    return panel.count * NR * static_cast<int64_t>(sizeof(Weight)) + (kIsScaled ? 2 * NR : 0);
  }

  // As Lora.add says.
  static void multiply_by_up(const Lora& args, int64_t row, int64_t num_rows, int64_t panel,
                             int64_t num_panels, float* sums) {
    const int64_t stride = num_panels * NR;
    for (int64_t m = 0, count; m < num_rows; m += count) {
      count = alike(args, row + m, min_of(num_rows - m, kLoraRowsAtOnce));
      if (args.panels[row + m] == nullptr) continue;
      for (int64_t p = 0; p < num_panels; ++p)
        add_panel(args, args.panels[row + m][panel + p], row + m, count, sums + m * stride + p * NR, stride);
    }
  }

  // How many rows from this one on have the same adapter.
  static int64_t alike(const Lora& args, int64_t row, int64_t most) {
    int64_t count = 1;
    while (count < most && args.panels[row + count] == args.panels[row]) ++count;
    return count;
  }

  static void add_panel(const Lora& args, const LoraPanel& panel, int64_t row, int64_t num_rows, float* sums,
                        int64_t stride) {
    const float* products = args.products + row * args.rank + panel.first;
    switch (num_rows) {
      case 1:
        return add_rows<1>(panel, products, args.rank, sums, stride);
      case 2:
        return add_rows<2>(panel, products, args.rank, sums, stride);
      case 3:
        return add_rows<3>(panel, products, args.rank, sums, stride);
      default:
        return add_rows<kLoraRowsAtOnce>(panel, products, args.rank, sums, stride);
    }
  }

  template <int MR>
  static void add_rows(const LoraPanel& panel, const float* products, int64_t rank, float* sums,
                       int64_t stride) {
    const Weight* up = static_cast<const Weight*>(panel.up);
    F added[MR][2];
    for (int m = 0; m < MR; ++m) added[m][0] = added[m][1] = zero();
    for (int64_t j = 0; j < panel.count; ++j, up += NR) {
      add_products<MR, 2>(products + j, rank, [&](int v) { return load_weights(up + v * W); }, added);
    }
    const bf16* scales = reinterpret_cast<const bf16*>(up);
    for (int m = 0; m < MR; ++m)
      for (int v = 0; v < 2; ++v) {
        float* sum = sums + m * stride + v * W;
        const F scaled = kIsScaled ? mul(added[m][v], load(scales + v * W)) : added[m][v];
        F own = load(sum);
        if (panel.factors != nullptr) own = mul(own, load(panel.factors + v * W));
        F result = add(own, scaled);
        if (panel.offsets != nullptr) result = add(result, load(panel.offsets + v * W));
        store(sum, result);
      }
  }
};

template <class X, class Weight>
static int32_t lora_of(Lora& args) {
  using Job = LoraJob<X, Weight>;
  const size_t bytes = static_cast<size_t>(args.num_rows) * sizeof(typename Job::Group);
  Job job{args, static_cast<typename Job::Group*>(scratch(kCallerScratch, bytes)), 0};
  if (job.groups == nullptr) return kNoMemory;
  job.gather();
  args.prefetch = Job::prefetch;
  args.add = Job::multiply_by_up;
  parallel_for(job.num_groups, Job::run, &job);
  return kOk;
}
