#include "../native/prelude.h"

namespace tenure {
namespace {
#include "../native/simd.h"
#include "../native/rows.h"
#include "softcap.h"
}  // namespace

int32_t softcap(float* x, int64_t num_rows, int64_t width, float scale, float cap) {
  SoftcapJob job{x, num_rows, width, rows_per_task(num_rows, width), scale, cap};
  parallel_for(ceil_div(num_rows, job.rows_per_task), SoftcapJob::run, &job);
  return kOk;
}

extern "C" int32_t tenure_softcap(float* x, int64_t num_rows, int64_t width, float scale, float cap) {
  return softcap(x, num_rows, width, scale, cap);
}

}  // namespace tenure
