#include "../native/prelude.h"

namespace tenure {
namespace {
#include "../native/simd.h"
#include "../native/rows.h"
#include "rotary.h"
}  // namespace

extern "C" int32_t tenure_rotary(const void* x, const float* cos, const float* sin, void* out,
                                 int64_t num_tokens, int64_t num_heads, int64_t head_dim, int64_t half,
                                 int64_t x_stride, Dtype dtype) {
  return dtype == kFloat32
             ? rotary_of<float>(x, cos, sin, out, num_tokens, num_heads, head_dim, half, x_stride)
             : rotary_of<bf16>(x, cos, sin, out, num_tokens, num_heads, head_dim, half, x_stride);
}

}  // namespace tenure
