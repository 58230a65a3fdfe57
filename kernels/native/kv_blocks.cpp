// Blocks to and from their canonical payload: no arithmetic, so one version serves every instruction set.
//
// A payload is [block][layer][k, v][head][token][row]; a row is head_dim elements, for int8 followed by the 4
// bytes of its float32 scale. K's bytes are signed here.
#include "kv_blocks.h"

#include <algorithm>
#include <cstring>

namespace tenure {
namespace {

int64_t row_bytes(const KvBlocks& kv) {
  return kv.head_dim * element_bytes(kv) + (kv.format == kKvInt8 ? 4 : 0);
}

constexpr int64_t kTile = 8;  // words and tokens that are turned at a time: they stay in the first cache

inline uint32_t load(const char* from) {
  uint32_t word;
  std::memcpy(&word, from, 4);
  return word;
}
inline void store(char* to, uint32_t word) { std::memcpy(to, &word, 4); }

template <bool kIsRead>
void copy(char* in_block, char* in_row, int64_t size) {
  std::memcpy(kIsRead ? in_row : in_block, kIsRead ? in_block : in_row, static_cast<size_t>(size));
}

// A matrix of words, [word][token] in the block, [token][word] as rows.
template <bool kIsRead>
inline void turn_tile(char* __restrict block, int64_t block_size, char* __restrict rows, int64_t row,
                      int64_t num_words, int64_t num_tokens, uint32_t flip) {
  for (int64_t token = 0; token < num_tokens; ++token)
    for (int64_t word = 0; word < num_words; ++word) {
      char* in_block = block + 4 * (word * block_size + token);
      char* in_row = rows + token * row + 4 * word;
      store(kIsRead ? in_row : in_block, load(kIsRead ? in_block : in_row) ^ flip);
    }
}

template <bool kIsRead>
void move_key_words(const KvBlocks& kv, char* keys, char* rows) {
  const int64_t row = row_bytes(kv), num_words = key_words(kv), size = kv.block_size;
  const uint32_t flip = kv.format == kKvInt8 ? 0x80808080u : 0;
  for (int64_t word = 0; word < num_words; word += kTile)
    for (int64_t token = 0; token < size; token += kTile) {
      char* block = keys + 4 * (word * size + token);
      char* to = rows + token * row + 4 * word;
      const int64_t words = std::min(kTile, num_words - word), tokens = std::min(kTile, size - token);
      if (words == kTile && tokens == kTile)
        turn_tile<kIsRead>(block, size, to, row, kTile, kTile, flip);  // unrolled
      else
        turn_tile<kIsRead>(block, size, to, row, words, tokens, flip);
    }
}

// Where a row does not end with a word.
template <bool kIsRead>
void move_key_elements(const KvBlocks& kv, char* keys, char* rows) {
  const int64_t size = element_bytes(kv);
  for (int64_t slot = 0; slot < kv.block_size; ++slot)
    for (int64_t dim = 0; dim < kv.head_dim; ++dim) {
      char* in_block = keys + key_offset(kv, slot, dim);
      char* in_row = rows + slot * row_bytes(kv) + dim * size;
      copy<kIsRead>(in_block, in_row, size);
      char* target = kIsRead ? in_row : in_block;
      if (kv.format == kKvInt8) *target = static_cast<char>(*target ^ 0x80);
    }
}

template <bool kIsRead>
void move_pair(char* __restrict pair, char* __restrict even, char* __restrict odd, int64_t head_dim) {
  for (int64_t dim = 0; dim < head_dim; ++dim) {
    if constexpr (kIsRead) {
      const uint32_t word = load(pair + 4 * dim);
      const uint16_t low = static_cast<uint16_t>(word), high = static_cast<uint16_t>(word >> 16);
      std::memcpy(even + 2 * dim, &low, 2);
      std::memcpy(odd + 2 * dim, &high, 2);
    } else {
      uint16_t low, high;
      std::memcpy(&low, even + 2 * dim, 2);
      std::memcpy(&high, odd + 2 * dim, 2);
      store(pair + 4 * dim, low | static_cast<uint32_t>(high) << 16);
    }
  }
}

// bf16: each word has a dimension of two tokens.
template <bool kIsRead>
void move_value_pairs(const KvBlocks& kv, char* values, char* rows) {
  const int64_t row = row_bytes(kv);
  for (int64_t slot = 0; slot + 1 < kv.block_size; slot += 2) {
    char* const pair = values + value_offset(kv, slot, 0);
    char* const even = rows + slot * row;
    move_pair<kIsRead>(pair, even, even + row, kv.head_dim);
  }
  if (const int64_t last = kv.block_size - 1; last % 2 == 0)
    for (int64_t dim = 0; dim < kv.head_dim; ++dim)
      copy<kIsRead>(values + value_offset(kv, last, dim), rows + last * row + 2 * dim, 2);
}

template <bool kIsRead>
void move_value_rows(const KvBlocks& kv, char* values, char* rows) {
  for (int64_t slot = 0; slot < kv.block_size; ++slot)
    copy<kIsRead>(values + value_offset(kv, slot, 0), rows + slot * row_bytes(kv),
                  kv.head_dim * element_bytes(kv));
}

template <bool kIsRead>
void move_scales(const KvBlocks& kv, float* scales, char* rows) {
  const int64_t row = row_bytes(kv);
  for (int64_t slot = 0; slot < kv.block_size; ++slot)
    copy<kIsRead>(reinterpret_cast<char*>(scales + slot), rows + (slot + 1) * row - 4, 4);
}

template <bool kIsRead>
void move_head(const KvBlocks& kv, char* data, bool is_key, char* rows) {
  if (!is_key)
    (kv.format == kKvBFloat ? move_value_pairs<kIsRead> : move_value_rows<kIsRead>)(kv, data, rows);
  else if (kv.head_dim * element_bytes(kv) % 4 == 0)
    move_key_words<kIsRead>(kv, data, rows);
  else
    move_key_elements<kIsRead>(kv, data, rows);
  if (kv.format == kKvInt8)
    move_scales<kIsRead>(kv, is_key ? key_scales(kv, data) : value_scales(kv, data), rows);
}

template <bool kIsRead>
void move_blocks(KvBlocks kv, const int32_t* block_ids, int64_t num_ids, int64_t num_layers,
                 int64_t layer_stride, char* payload) {
  char* const base = kv.data;
  for (int64_t i = 0; i < num_ids; ++i)
    for (int64_t layer = 0; layer < num_layers; ++layer) {
      kv.data = base + layer * layer_stride;
      for (int is_value = 0; is_value < 2; ++is_value)
        for (int64_t head = 0; head < kv.num_kv_heads; ++head) {
          char* data = is_value ? values_of(kv, block_ids[i], head) : keys_of(kv, block_ids[i], head);
          move_head<kIsRead>(kv, data, !is_value, payload);
          payload += kv.block_size * row_bytes(kv);
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
  tenure::move_blocks<true>(*kv, block_ids, num_ids, num_layers, layer_stride, payload);
}

void tenure_kv_write_back(const tenure::KvBlocks* kv, const int32_t* block_ids, int64_t num_ids,
                          int64_t num_layers, int64_t layer_stride, char* payload) {
  tenure::move_blocks<false>(*kv, block_ids, num_ids, num_layers, layer_stride, payload);
}
}
