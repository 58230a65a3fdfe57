#include "../native/prelude.h"

namespace tenure {
namespace {
#include "../native/simd.h"
#include "../native/bytes.h"
#include "../native/panels.h"
#include "../native/rows.h"
#include "kv_write.h"
}  // namespace

// Nothing is written if any slot is outside.
int32_t kv_write(const KvWrite& args) {
  const int64_t num_slots = args.kv.num_blocks * args.kv.block_size;
  for (int64_t token = 0; token < args.num_tokens; ++token)
    if (args.slot_mapping[token] < 0 || args.slot_mapping[token] >= num_slots) return kSlotOutOfRange;
  return args.dtype == kFloat32 ? kv_write_of<float>(args) : kv_write_of<bf16>(args);
}

extern "C" int32_t tenure_kv_write(const KvBlocks* kv, const void* k, const void* v,
                                   const int32_t* slot_mapping, int64_t num_tokens, int64_t k_stride,
                                   int64_t v_stride, Dtype dtype) {
  return kv_write({k, v, *kv, slot_mapping, num_tokens, k_stride, v_stride, dtype});
}

}  // namespace tenure
