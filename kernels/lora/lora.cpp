#include "../native/parts.h"

namespace tenure {
namespace {
LoraOp lora_op = nullptr;
}  // namespace

int32_t lora(Lora& args) { return lora_op == nullptr ? static_cast<int32_t>(kNoPart) : lora_op(args); }

// Adds to out, [num_rows, num_panels * NR].
extern "C" int32_t tenure_lora(Lora* args, float* out, int64_t num_panels) {
  const int32_t status = tenure::lora(*args);
  if (status == kOk) args->add(*args, 0, args->num_rows, 0, num_panels, out);
  return status;
}

}  // namespace tenure
