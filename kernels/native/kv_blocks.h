// How a block lies in memory, and reading it out as plain rows.
//
// A layer's part of a block is [K of each KV head][V of each KV head].
//   K is words of consecutive dimensions with the tokens side by side, word[w * block_size + token], so that
//     a vector of tokens is one load: 1 float32, 2 bf16 or 4 bytes in a word.
//   V has float32 as rows [token][dim]; bf16 as words of two tokens, word[token / 2 * head_dim + dim]; int8
//     as rows of bytes.
//   int8: each token's row has one float32 scale; they follow the words of K, and the rows of V. K's bytes
//     are stored plus 128, V's as they are.
#pragma once

#include <cstdint>

#include "ops.h"

namespace tenure {

constexpr int64_t kMaxHeadDim = 1024;
constexpr int64_t kKvPerWord[] = {1, 2, 4};

inline int64_t key_words(const KvBlocks& kv) {
  const int64_t per_word = kKvPerWord[kv.format];
  return (kv.head_dim + per_word - 1) / per_word;
}
inline int64_t key_bytes(const KvBlocks& kv) {
  return 4 * kv.block_size * (key_words(kv) + (kv.format == kKvInt8 ? 1 : 0));
}
inline int64_t value_bytes(const KvBlocks& kv) {
  if (kv.format == kKvFloat) return 4 * kv.block_size * kv.head_dim;
  if (kv.format == kKvBFloat) return 4 * ((kv.block_size + 1) / 2) * kv.head_dim;
  return kv.block_size * (kv.head_dim + 4);
}
inline int64_t layer_bytes(const KvBlocks& kv) { return kv.num_kv_heads * (key_bytes(kv) + value_bytes(kv)); }

inline char* keys_of(const KvBlocks& kv, int64_t block, int64_t head) {
  return kv.data + block * kv.block_stride + head * key_bytes(kv);
}
inline char* values_of(const KvBlocks& kv, int64_t block, int64_t head) {
  return kv.data + block * kv.block_stride + kv.num_kv_heads * key_bytes(kv) + head * value_bytes(kv);
}
inline float* key_scales(const KvBlocks& kv, char* keys) {
  return reinterpret_cast<float*>(keys + 4 * key_words(kv) * kv.block_size);
}
inline float* value_scales(const KvBlocks& kv, char* values) {
  return reinterpret_cast<float*>(values + kv.block_size * kv.head_dim);
}

// Bytes of one element, and where dimension `dim` of the token at `slot` is.
inline int64_t element_bytes(const KvBlocks& kv) { return 4 / kKvPerWord[kv.format]; }
inline int64_t key_offset(const KvBlocks& kv, int64_t slot, int64_t dim) {
  const int64_t per_word = kKvPerWord[kv.format];
  return 4 * (dim / per_word * kv.block_size + slot) + dim % per_word * element_bytes(kv);
}
inline int64_t value_offset(const KvBlocks& kv, int64_t slot, int64_t dim) {
  if (kv.format == kKvBFloat) return 4 * (slot / 2 * kv.head_dim + dim) + 2 * (slot % 2);
  return element_bytes(kv) * (slot * kv.head_dim + dim);
}

}  // namespace tenure
