#include "../native/prelude.h"

namespace tenure {
namespace {
#include "../native/simd.h"
#include "../native/rows.h"
#include "rms_norm.h"
}  // namespace

int32_t rms_norm(const void* x, const void* weight, void* out, int64_t num_outer, int64_t num_inner,
                 int64_t outer_stride, int64_t hidden, float eps, float offset, Dtype dtype) {
  return dtype == kFloat32
             ? rms_norm_of<float>(x, weight, out, num_outer, num_inner, outer_stride, hidden, eps, offset)
             : rms_norm_of<bf16>(x, weight, out, num_outer, num_inner, outer_stride, hidden, eps, offset);
}

extern "C" int32_t tenure_rms_norm(const void* x, const void* weight, void* out, int64_t num_outer,
                                   int64_t num_inner, int64_t outer_stride, int64_t hidden, float eps,
                                   float offset, Dtype dtype) {
  return rms_norm(x, weight, out, num_outer, num_inner, outer_stride, hidden, eps, offset, dtype);
}

}  // namespace tenure
