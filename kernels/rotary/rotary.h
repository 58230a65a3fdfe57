// Each pair (x[i], x[i + half]) rotated by its token's angle i; the dimensions after 2 * half are copied.
#pragma once

// May be done in place.
template <class Elem>
static void rotate_head(const Elem* source, const float* c, const float* s, Elem* target, int64_t head_dim,
                        int64_t half) {
  for (int64_t i = 0; i < half; i += W) {
    const int64_t count = min_of(W, half - i);
    const F first = load_upto(source + i, count), second = load_upto(source + half + i, count);
    const F cosine = load_upto(c + i, count), sine = load_upto(s + i, count);
    store_upto(target + i, sub(mul(first, cosine), mul(second, sine)), count);
    store_upto(target + half + i, add(mul(second, cosine), mul(first, sine)), count);
  }
  for (int64_t i = 2 * half; i < head_dim; ++i) target[i] = source[i];
}

template <class Elem>
struct RotaryJob {
  const Elem* x;
  const float* cos;
  const float* sin;
  Elem* out;
  int64_t num_tokens, num_heads, head_dim, half, x_stride, tokens_per_task;

  static void run(void* context, int64_t index) {
    const RotaryJob& job = *static_cast<const RotaryJob*>(context);
    const int64_t last = min_of((index + 1) * job.tokens_per_task, job.num_tokens);
    for (int64_t token = index * job.tokens_per_task; token < last; ++token)
      for (int64_t head = 0; head < job.num_heads; ++head)
        rotate_head(job.x + token * job.x_stride + head * job.head_dim, job.cos + token * job.half,
                    job.sin + token * job.half, job.out + (token * job.num_heads + head) * job.head_dim,
                    job.head_dim, job.half);
  }
};

template <class Elem>
static int32_t rotary_of(const void* x, const float* cos, const float* sin, void* out, int64_t num_tokens,
                         int64_t num_heads, int64_t head_dim, int64_t half, int64_t x_stride) {
  RotaryJob<Elem> job{static_cast<const Elem*>(x),
                      cos,
                      sin,
                      static_cast<Elem*>(out),
                      num_tokens,
                      num_heads,
                      head_dim,
                      half,
                      x_stride,
                      rows_per_task(num_tokens, num_heads * head_dim)};
  parallel_for(ceil_div(num_tokens, job.tokens_per_task), RotaryJob<Elem>::run, &job);
  return kOk;
}
