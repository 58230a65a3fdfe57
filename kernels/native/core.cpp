// The operations that do not come in formats, as one unit: to read the header of the intrinsics takes longer
// than to compile most of them.
#include "../experts/experts.cpp"
#include "../gated_mul/gated_mul.cpp"
#include "../kv_write/kv_write.cpp"
#include "../linear/linear.cpp"
#include "../lora/lora.cpp"
#include "../paged_attention/paged_attention.cpp"
#include "../program/program.cpp"
#include "../rms_norm/rms_norm.cpp"
#include "../rotary/rotary.cpp"
#include "../sample/sample.cpp"
#include "../softcap/softcap.cpp"

namespace tenure {

// What parts are given.
extern "C" const Core* tenure_core() {
  static const Core core{parallel_for, num_threads, scratch, weight_ops, attention_ops, &lora_op};
  return &core;
}

}  // namespace tenure
