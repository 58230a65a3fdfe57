#include "../native/parts.h"

namespace tenure {
namespace {
LoraOp lora_op = nullptr;
}  // namespace

int32_t lora(const Lora& args) { return lora_op == nullptr ? static_cast<int32_t>(kNoPart) : lora_op(args); }

extern "C" int32_t tenure_lora(const Lora* args) { return tenure::lora(*args); }

}  // namespace tenure
