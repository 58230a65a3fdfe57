// A mixture of experts: each row goes through the few experts whose router logits are its highest, and the
// results are summed by the softmax of these logits. Only the weights of chosen experts are read, each once
// for all rows that chose it; their products are shared out to threads together, first all of gate and up, then
// all of down.
//
// Row invariance: a row's choice depends on its logits alone, products are those of `linear`, and its results
// are summed in the ascending order of its experts.
#pragma once

// What lies in memory while the experts run: rows in the order of (expert, row) are called places.
template <class Elem>
struct ExpertsJob {
  const Experts& args;
  float* logits;    // [num_rows, num_experts]
  float* shares;    // [num_rows, num_chosen]
  int32_t* chosen;  // [num_rows, num_chosen], ascending
  int32_t* places;  // [num_rows, num_chosen]
  int64_t* starts;  // [num_experts + 1], each expert's first place
  Elem* rows;       // [num_rows * num_chosen, hidden]
  Elem* inner;      // [num_rows * num_chosen, intermediate]
  float* products;  // [num_rows * num_chosen, hidden]
  Linear* products_of_experts;  // [num_experts], what is multiplied at once

  bool reserve() {
    const int64_t num_places = args.num_rows * args.num_chosen, elem = sizeof(Elem);
    const int64_t sizes[] = {4 * args.num_rows * args.num_experts,
                             4 * num_places,
                             4 * num_places,
                             4 * num_places,
                             8 * (args.num_experts + 1),
                             elem * num_places * args.hidden,
                             elem * num_places * args.intermediate,
                             4 * num_places * args.hidden,
                             static_cast<int64_t>(sizeof(Linear)) * args.num_experts};
    constexpr int kParts = sizeof sizes / sizeof sizes[0];
    int64_t offsets[kParts + 1] = {0};
    for (int i = 0; i < kParts; ++i) offsets[i + 1] = offsets[i] + ceil_div(sizes[i], 64) * 64;
    char* base = static_cast<char*>(scratch(kOuterScratch, static_cast<size_t>(offsets[kParts])));
    if (base == nullptr) return false;
    logits = reinterpret_cast<float*>(base);
    shares = reinterpret_cast<float*>(base + offsets[1]);
    chosen = reinterpret_cast<int32_t*>(base + offsets[2]);
    places = reinterpret_cast<int32_t*>(base + offsets[3]);
    starts = reinterpret_cast<int64_t*>(base + offsets[4]);
    rows = reinterpret_cast<Elem*>(base + offsets[5]);
    inner = reinterpret_cast<Elem*>(base + offsets[6]);
    products = reinterpret_cast<float*>(base + offsets[7]);
    products_of_experts = reinterpret_cast<Linear*>(base + offsets[8]);
    return true;
  }

  Linear product(const void* x, int64_t stride, int64_t in_features, const void* weight, const float* bias,
                 WeightFormat format, void* out, int64_t out_features, int64_t out_width, int64_t num_rows,
                 Dtype out_dtype, Epilogue epilogue) const {
    return {x,         weight, bias,       out,       num_rows, stride,  out_width, in_features, out_features,
            out_width, format, args.dtype, out_dtype, epilogue, nullptr};
  }

  int32_t run() {
    const Elem* x = static_cast<const Elem*>(args.x);
    int32_t status = linear(product(x, args.x_stride, args.hidden, args.router, args.router_bias,
                                    args.router_format, logits, args.num_experts, args.num_experts,
                                    args.num_rows, kFloat32, kStore));
    if (status != kOk) return status;
    for (int64_t row = 0; row < args.num_rows; ++row) choose(row);
    assign_places();
    each_row(gather);
    status = run_experts();
    if (status == kOk) each_row(combine);
    return status;
  }

  // The experts of the highest logits, of equal ones the first; NaN is chosen only where there is no other.
  void choose(int64_t row) const {
    const float* scores = logits + row * args.num_experts;
    int32_t* ids = chosen + row * args.num_chosen;
    for (int64_t i = 0; i < args.num_chosen; ++i) {
      int32_t best = -1;
      for (int32_t id = 0; id < args.num_experts; ++id) {
        if (is_among(ids, i, id)) continue;
        if (best < 0 || scores[id] > scores[best] ||
            (scores[best] != scores[best] && scores[id] == scores[id]))
          best = id;
      }
      ids[i] = best;
    }
    share_out(scores, ids, shares + row * args.num_chosen);
  }

  static bool is_among(const int32_t* ids, int64_t count, int32_t id) {
    for (int64_t i = 0; i < count; ++i)
      if (ids[i] == id) return true;
    return false;
  }

  // The chosen ones' part of the softmax; `ids` begins with the highest logit and ends up ascending.
  void share_out(const float* scores, int32_t* ids, float* share) const {
    const float highest = scores[ids[0]];
    for (int64_t i = 1; i < args.num_chosen; ++i)
      for (int64_t j = i; j > 0 && ids[j] < ids[j - 1]; --j) {
        const int32_t id = ids[j];
        ids[j] = ids[j - 1];
        ids[j - 1] = id;
      }
    float total = 0.0f;
    for (int64_t i = 0; i < args.num_chosen; ++i) {
      share[i] = exp(scores[ids[i]] - highest);
      if (args.is_normalised) total += share[i];
    }
    if (!args.is_normalised)
      for (int64_t id = 0; id < args.num_experts; ++id) total += exp(scores[id] - highest);
    for (int64_t i = 0; i < args.num_chosen; ++i) share[i] /= total;
  }

  void assign_places() const {
    for (int64_t expert = 0; expert <= args.num_experts; ++expert) starts[expert] = 0;
    const int64_t num_places = args.num_rows * args.num_chosen;
    for (int64_t i = 0; i < num_places; ++i) ++starts[chosen[i] + 1];
    for (int64_t expert = 0; expert < args.num_experts; ++expert) starts[expert + 1] += starts[expert];
    for (int64_t i = 0; i < num_places; ++i) places[i] = static_cast<int32_t>(starts[chosen[i]]++);
    for (int64_t expert = args.num_experts; expert > 0; --expert) starts[expert] = starts[expert - 1];
    starts[0] = 0;
  }

  // One product of each chosen expert; `part` is what of it, from and to the places of its rows.
  template <class Part>
  int32_t each_expert(const Part& part) const {
    int64_t count = 0;
    for (int64_t expert = 0; expert < args.num_experts; ++expert) {
      const int64_t first = starts[expert], num_rows = starts[expert + 1] - first;
      if (num_rows > 0) products_of_experts[count++] = part(args.weights[expert], first, num_rows);
    }
    return linears(products_of_experts, count);
  }

  int32_t run_experts() const {
    const int64_t inter = args.intermediate, hidden = args.hidden;
    const bool is_apart = args.weights[0].up != nullptr;
    int32_t status = kOk;
    if (is_apart)
      status = each_expert([&](const ExpertWeights& expert, int64_t first, int64_t num_rows) {
        return product(rows + first * hidden, hidden, hidden, expert.up, expert.up_bias, args.up_format,
                       inner + first * inter, inter, inter, num_rows, args.dtype, kStore);
      });
    if (status != kOk) return status;
    const Epilogue activation = is_apart ? static_cast<Epilogue>(args.activation | kOfGate) : args.activation;
    status = each_expert([&](const ExpertWeights& expert, int64_t first, int64_t num_rows) {
      return product(rows + first * hidden, hidden, hidden, expert.gate_up, expert.gate_up_bias,
                     args.gate_up_format, inner + first * inter, args.gate_up_features, inter, num_rows,
                     args.dtype, activation);
    });
    if (status != kOk) return status;
    return each_expert([&](const ExpertWeights& expert, int64_t first, int64_t num_rows) {
      return product(inner + first * inter, inter, inter, expert.down, expert.down_bias, args.down_format,
                     products + first * hidden, hidden, hidden, num_rows, kFloat32, kStore);
    });
  }

  static void gather(const ExpertsJob& job, int64_t row) {
    const Elem* x = static_cast<const Elem*>(job.args.x) + row * job.args.x_stride;
    const int32_t* places = job.places + row * job.args.num_chosen;
    for (int64_t i = 0; i < job.args.num_chosen; ++i)
      __builtin_memcpy(job.rows + places[i] * job.args.hidden, x,
                       static_cast<size_t>(job.args.hidden) * sizeof(Elem));
  }

  static void combine(const ExpertsJob& job, int64_t row) {
    const int64_t hidden = job.args.hidden, num_chosen = job.args.num_chosen;
    Elem* out = static_cast<Elem*>(job.args.out) + row * hidden;
    for (int64_t i = 0; i < hidden; i += W) {
      F sum = zero();
      for (int64_t j = 0; j < num_chosen; ++j) {
        const float* product = job.products + job.places[row * num_chosen + j] * hidden;
        sum = fma(load_upto(product + i, hidden - i), set1(job.shares[row * num_chosen + j]), sum);
      }
      store_upto(out + i, sum, hidden - i);
    }
  }

  // visit(job, row) for all rows, on several threads where they are wide or many.
  template <class Visit>
  void each_row(Visit visit) {
    struct Task {
      const ExpertsJob& job;
      Visit visit;
      int64_t rows_per_task;

      static void run(void* context, int64_t index) {
        const Task& task = *static_cast<const Task*>(context);
        const int64_t last = min_of((index + 1) * task.rows_per_task, task.job.args.num_rows);
        for (int64_t row = index * task.rows_per_task; row < last; ++row) task.visit(task.job, row);
      }
    };
    Task task{*this, visit, tenure::rows_per_task(args.num_rows, args.num_chosen * args.hidden)};
    parallel_for(ceil_div(args.num_rows, task.rows_per_task), Task::run, &task);
  }
};

template <class Elem>
static int32_t experts_of(const Experts& args) {
  if (args.num_rows == 0) return kOk;
  ExpertsJob<Elem> job{args};
  return job.reserve() ? job.run() : static_cast<int32_t>(kNoMemory);
}
