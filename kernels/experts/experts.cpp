#include "../native/prelude.h"

namespace tenure {
namespace {
#include "../native/simd.h"
#include "../native/rows.h"
#include "experts.h"
}  // namespace

int32_t experts(const Experts& args) {
  return args.dtype == kFloat32 ? experts_of<float>(args) : experts_of<bf16>(args);
}

extern "C" int32_t tenure_experts(const Experts* args) { return tenure::experts(*args); }

}  // namespace tenure
