// cap * tanh(scale * x / cap), or scale * x, in place.
#pragma once

struct SoftcapJob {
  float* x;
  int64_t num_rows, width, rows_per_task;
  float scale, cap;

  static void run(void* context, int64_t index) {
    const SoftcapJob& job = *static_cast<const SoftcapJob*>(context);
    const int64_t last = min_of((index + 1) * job.rows_per_task, job.num_rows);
    for (int64_t row = index * job.rows_per_task; row < last; ++row) job.one_row(job.x + row * job.width);
  }

  void one_row(float* row) const {
    for (int64_t i = 0; i < width; i += W) {
      F y = mul(load_upto(row + i, width - i), set1(scale));
      if (cap > 0.0f) y = mul(tanh(div(y, set1(cap))), set1(cap));
      store_upto(row + i, y, width - i);
    }
  }
};
