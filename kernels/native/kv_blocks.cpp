// Blocks to and from their canonical payload: no arithmetic, so one version serves every instruction set.
//
// A payload is [block][layer][k, v][head][token][row]; a row is head_dim elements, for int8 followed by the 4
// bytes of its float32 scale. K's bytes are signed here.
#include "kv_blocks.h"

#include <cstring>

namespace tenure {
namespace {

int64_t row_bytes(const KvBlocks& kv) {
  return kv.head_dim * element_bytes(kv) + (kv.format == kKvInt8 ? 4 : 0);
}

// Calls copy(element in the block, element in the payload, bytes, is a byte of an int8 K) for each of a row.
template <class Copy>
void each_element(const KvBlocks& kv, char* data, bool is_key, int64_t slot, char* row, Copy copy) {
  const int64_t size = element_bytes(kv);
  for (int64_t dim = 0; dim < kv.head_dim; ++dim)
    copy(data + (is_key ? key_offset(kv, slot, dim) : value_offset(kv, slot, dim)), row + dim * size, size,
         is_key && kv.format == kKvInt8);
  if (kv.format != kKvInt8) return;
  float* scales = is_key ? key_scales(kv, data) : value_scales(kv, data);
  copy(reinterpret_cast<char*>(scales + slot), row + kv.head_dim * size, 4, false);
}

template <class Copy>
void each_row(KvBlocks kv, const int32_t* block_ids, int64_t num_ids, int64_t num_layers,
              int64_t layer_stride, char* payload, Copy copy) {
  char* const base = kv.data;
  for (int64_t i = 0; i < num_ids; ++i)
    for (int64_t layer = 0; layer < num_layers; ++layer) {
      kv.data = base + layer * layer_stride;
      for (int is_value = 0; is_value < 2; ++is_value)
        for (int64_t head = 0; head < kv.num_kv_heads; ++head) {
          char* data = is_value ? values_of(kv, block_ids[i], head) : keys_of(kv, block_ids[i], head);
          for (int64_t slot = 0; slot < kv.block_size; ++slot, payload += row_bytes(kv))
            each_element(kv, data, !is_value, slot, payload, copy);
        }
    }
}

}  // namespace
}  // namespace tenure

extern "C" {

int64_t tenure_kv_layer_bytes(const tenure::KvBlocks* kv) { return tenure::layer_bytes(*kv); }
int64_t tenure_kv_row_bytes(const tenure::KvBlocks* kv) { return tenure::row_bytes(*kv); }

void tenure_kv_read(const tenure::KvBlocks* kv, const int32_t* block_ids, int64_t num_ids, int64_t num_layers,
                    int64_t layer_stride, char* payload) {
  tenure::each_row(*kv, block_ids, num_ids, num_layers, layer_stride, payload,
                   [](const char* element, char* target, int64_t size, bool is_shifted) {
                     std::memcpy(target, element, static_cast<size_t>(size));
                     if (is_shifted) *target = static_cast<char>(*target ^ 0x80);
                   });
}

void tenure_kv_write_back(const tenure::KvBlocks* kv, const int32_t* block_ids, int64_t num_ids,
                          int64_t num_layers, int64_t layer_stride, char* payload) {
  tenure::each_row(*kv, block_ids, num_ids, num_layers, layer_stride, payload,
                   [](char* element, const char* source, int64_t size, bool is_shifted) {
                     std::memcpy(element, source, static_cast<size_t>(size));
                     if (is_shifted) *element = static_cast<char>(*element ^ 0x80);
                   });
}
}
