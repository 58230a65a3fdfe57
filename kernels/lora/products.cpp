// A part: what adapters add to linears.
#include "../native/part.h"

namespace tenure {
namespace {
#include "../native/simd.h"
#include "../native/rows.h"
#include "lora.h"

template <class X>
int32_t lora_from(const Lora& args) {
  return args.weight_dtype == kFloat32 ? lora_of<X, float>(args) : lora_of<X, bf16>(args);
}

int32_t lora_of_dtype(const Lora& args) {
  return args.dtype == kFloat32 ? lora_from<float>(args) : lora_from<bf16>(args);
}
}  // namespace

extern "C" void tenure_part(const Core* given) {
  core = *given;
  *core.lora = lora_of_dtype;
}

}  // namespace tenure
