// x / sqrt(mean(x^2) + eps) * (offset + weight). Each row's squares go to W running sums in ascending order,
// then to one sum in a fixed tree.
#pragma once

template <class Elem>
static void rms_norm_row(const Elem* x, const Elem* weight, Elem* out, int64_t hidden, float eps,
                         float offset) {
  F squares = zero();
  for (int64_t i = 0; i < hidden; i += W) {
    const F v = load_upto(x + i, hidden - i);
    squares = fma(v, v, squares);
  }
  const float mean = sum_lanes(squares) / static_cast<float>(hidden);
  const F scale = set1(1.0f / __builtin_sqrtf(mean + eps));
  for (int64_t i = 0; i < hidden; i += W) {
    const int64_t count = min_of(W, hidden - i);
    const F normed = mul(load_upto(x + i, count), scale), w = load_upto(weight + i, count);
    // Without an offset it is rounded to Elem before the weight comes in, as the reference does.
    store_upto(out + i, offset == 0.0f ? mul(round_through(x, normed), w) : mul(normed, add(set1(offset), w)),
               count);
  }
}

template <class Elem>
struct RmsNormJob {
  const Elem* x;
  const Elem* weight;
  Elem* out;
  int64_t num_outer, num_inner, outer_stride, hidden, outer_per_task;
  float eps, offset;

  static void run(void* context, int64_t index) {
    const RmsNormJob& job = *static_cast<const RmsNormJob*>(context);
    const int64_t last = min_of((index + 1) * job.outer_per_task, job.num_outer);
    for (int64_t outer = index * job.outer_per_task; outer < last; ++outer)
      for (int64_t inner = 0; inner < job.num_inner; ++inner)
        rms_norm_row(job.x + outer * job.outer_stride + inner * job.hidden, job.weight,
                     job.out + (outer * job.num_inner + inner) * job.hidden, job.hidden, job.eps, job.offset);
  }
};

template <class Elem>
static int32_t rms_norm_of(const void* x, const void* weight, void* out, int64_t num_outer, int64_t num_inner,
                           int64_t outer_stride, int64_t hidden, float eps, float offset) {
  RmsNormJob<Elem> job{static_cast<const Elem*>(x),
                       static_cast<const Elem*>(weight),
                       static_cast<Elem*>(out),
                       num_outer,
                       num_inner,
                       outer_stride,
                       hidden,
                       rows_per_task(num_outer, num_inner * hidden),
                       eps,
                       offset};
  parallel_for(ceil_div(num_outer, job.outer_per_task), RmsNormJob<Elem>::run, &job);
  return kOk;
}
