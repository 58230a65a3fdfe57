// Rows of a packed weight, as an embedding takes them: out[i] = weight[ids[i]].

template <class Out, class Weights>
struct TakeRowsJob {
  const void* packed;
  const int32_t* ids;
  Out* out;
  int64_t num_ids, in_features, ids_per_task;

  static void run(void* context, int64_t index) {
    const TakeRowsJob& job = *static_cast<const TakeRowsJob*>(context);
    float* row = static_cast<float*>(scratch(kTaskScratch, static_cast<size_t>(job.in_features) * 4));
    if (row == nullptr) __builtin_trap();  // a few kilobytes; nothing could be reported from here
    const int64_t last = min_of((index + 1) * job.ids_per_task, job.num_ids);
    for (int64_t i = index * job.ids_per_task; i < last; ++i) {
      const uint32_t* panel =
          static_cast<const uint32_t*>(job.packed) + job.ids[i] / NR * Weights::panel_words(job.in_features);
      Weights::unpack(panel, job.ids[i] % NR, job.in_features, row);
      for (int64_t j = 0; j < job.in_features; ++j) assign(job.out + i * job.in_features + j, row[j]);
    }
  }
};

template <class Out, class Weights>
static int32_t take_rows_of(const TakeRows& args) {
  TakeRowsJob<Out, Weights> job{
      args.packed,  args.ids,         static_cast<Out*>(args.out),
      args.num_ids, args.in_features, rows_per_task(args.num_ids, 4 * args.in_features)};
  parallel_for(ceil_div(args.num_ids, job.ids_per_task), TakeRowsJob<Out, Weights>::run, &job);
  return kOk;
}
