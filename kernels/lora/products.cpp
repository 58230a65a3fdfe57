// A part: what adapters add to linears.
#include "../native/part.h"

namespace tenure {
namespace {
#include "../native/simd.h"
#include "../native/rows.h"
#include "lora.h"

int32_t lora_of_dtype(const Lora& args) {
  return args.dtype == kFloat32 ? lora_of<float>(args) : lora_of<bf16>(args);
}
}  // namespace

extern "C" void tenure_part(const Core* given) {
  core = *given;
  *core.lora = lora_of_dtype;
}

}  // namespace tenure
