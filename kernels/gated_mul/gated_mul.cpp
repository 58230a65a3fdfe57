#include "../native/prelude.h"

namespace tenure {
namespace {
#include "../native/simd.h"
#include "../native/rows.h"
#include "gated_mul.h"
}  // namespace

extern "C" int32_t tenure_gated_mul(const void* gate_up, void* out, int64_t num_tokens, int64_t inter,
                                    Epilogue activation, Dtype dtype) {
  return dtype == kFloat32 ? gated_mul_of<float>(gate_up, out, num_tokens, inter, activation)
                           : gated_mul_of<bf16>(gate_up, out, num_tokens, inter, activation);
}

}  // namespace tenure
