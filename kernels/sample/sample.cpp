#include "../native/prelude.h"

namespace tenure {
namespace {
#include "../native/simd.h"
#include "weights.h"
#include "candidates.h"
#include "sample.h"
}  // namespace

extern "C" {

int32_t tenure_sample(const float* logits, const SampleParams* params, const int64_t* positions,
                      int32_t* token_ids, float* best, int64_t num_rows, int64_t vocab_size) {
  const Sample args{logits, params, positions, token_ids, best, num_rows, vocab_size};
  SampleJob job{args, kOk};
  parallel_for(num_rows, SampleJob::run, &job);
  return job.status;
}

int32_t tenure_logprob_parts(const float* logits, const int32_t* token_ids, float* best, int64_t* totals,
                             int32_t* ranks, int32_t* top_ids, int64_t num_rows, int64_t vocab_size,
                             int64_t num_top) {
  const LogprobParts args{logits, token_ids, best, totals, ranks, top_ids, num_rows, vocab_size, num_top};
  LogprobJob job{args, kOk};
  parallel_for(num_rows, LogprobJob::run, &job);
  return job.status;
}

}  // extern "C"
}  // namespace tenure
