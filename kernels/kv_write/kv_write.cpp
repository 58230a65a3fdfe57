// Copying rows to slots: no arithmetic, so one version serves every instruction set and every dtype.
#include <cstdint>
#include <cstring>

#include "../native/ops.h"

// row_bytes: of one head; strides: bytes between tokens of k and v. Nothing is written if any slot is
// outside.
extern "C" int32_t tenure_kv_write(const char* k, const char* v, char* k_cache, char* v_cache,
                                   const int32_t* slot_mapping, int64_t num_tokens, int64_t k_stride,
                                   int64_t v_stride, int64_t num_kv_heads, int64_t block_size,
                                   int64_t row_bytes, int64_t num_cache_blocks) {
  const int64_t num_slots = num_cache_blocks * block_size;
  for (int64_t token = 0; token < num_tokens; ++token)
    if (slot_mapping[token] < 0 || slot_mapping[token] >= num_slots) return tenure::kSlotOutOfRange;
  for (int64_t token = 0; token < num_tokens; ++token) {
    const int64_t block = slot_mapping[token] / block_size, offset = slot_mapping[token] % block_size;
    for (int64_t head = 0; head < num_kv_heads; ++head) {
      const int64_t target = ((block * num_kv_heads + head) * block_size + offset) * row_bytes;
      std::memcpy(k_cache + target, k + token * k_stride + head * row_bytes, static_cast<size_t>(row_bytes));
      std::memcpy(v_cache + target, v + token * v_stride + head * row_bytes, static_cast<size_t>(row_bytes));
    }
  }
  return tenure::kOk;
}
