// A gated activation of native/simd.h, element by element.
#pragma once

template <class Elem>
struct GatedMulJob {
  const Elem* gate_up;
  Elem* out;
  int64_t num_tokens, inter, tokens_per_task;
  Epilogue activation;

  static void run(void* context, int64_t index) {
    const GatedMulJob& job = *static_cast<const GatedMulJob*>(context);
    const int64_t last = min_of((index + 1) * job.tokens_per_task, job.num_tokens);
    for (int64_t token = index * job.tokens_per_task; token < last; ++token)
      job.one_token(job.gate_up + token * 2 * job.inter, job.out + token * job.inter);
  }

  void one_token(const Elem* gate, Elem* out) const {
    const Elem* up = gate + inter;
    for (int64_t i = 0; i < inter; i += W) {
      const int64_t count = inter - i;
      store_upto(out + i, gated(activation, load_upto(gate + i, count), load_upto(up + i, count)), count);
    }
  }
};

template <class Elem>
static int32_t gated_mul_of(const void* gate_up, void* out, int64_t num_tokens, int64_t inter,
                            Epilogue activation) {
  GatedMulJob<Elem> job{static_cast<const Elem*>(gate_up),
                        static_cast<Elem*>(out),
                        num_tokens,
                        inter,
                        rows_per_task(num_tokens, 4 * inter),
                        activation};
  parallel_for(ceil_div(num_tokens, job.tokens_per_task), GatedMulJob<Elem>::run, &job);
  return kOk;
}
