// A part: what adapters add to linears.
#include "../native/part.h"

namespace tenure {
namespace {
#include "../native/simd.h"
#include "../native/panels.h"
#include "../native/rows.h"
#include "lora.h"

template <class X>
int32_t lora_from(Lora& args) {
  switch (args.weight_format) {
    case kFloatWeights:
      return lora_of<X, float>(args);
    case kBFloatWeights:
      return lora_of<X, bf16>(args);
    default:
      return lora_of<X, int8_t>(args);
  }
}

int32_t lora_of_dtype(Lora& args) {
  return args.dtype == kFloat32 ? lora_from<float>(args) : lora_from<bf16>(args);
}
}  // namespace

extern "C" void tenure_part(const Core* given) {
  core = *given;
  *core.lora = lora_of_dtype;
}

}  // namespace tenure
