// What each instruction set implements: one table of functions over plain pointers.
//
// Tensors are C-contiguous except where a row stride (in elements) is given. Every function keeps the row
// invariance rule of kernels/README.md, and returns 0 or one of the Status codes.
#pragma once

#include <cstdint>

namespace tenure {

enum Dtype : int32_t { kFloat32 = 0, kBFloat16 = 1 };

enum Status : int32_t {
  kOk = 0,
  kSlotOutOfRange = 1,   // kv_write: a slot outside the cache
  kBadQueryStart = 2,    // paged_attention: query_start not ascending from 0 to num_tokens
  kBadSeqLen = 3,        // paged_attention: fewer tokens than new ones, or more than the table holds
  kBlockOutOfRange = 4,  // paged_attention: a block id outside the cache
  kNoMemory = 5,
};

struct Attention {
  const void* q;  // [num_tokens, num_heads, head_dim], rows q_stride apart
  const void* k_cache;
  const void* v_cache;
  const int32_t* query_start;
  const int32_t* seq_lens;
  const int32_t* block_tables;
  void* out;  // [num_tokens, num_heads, head_dim], contiguous
  int64_t q_stride, num_tokens, num_seqs, max_blocks, num_heads, num_kv_heads, head_dim, block_size;
  int64_t num_cache_blocks;
  int64_t sliding_window;  // 0: none
  float scale;
  Dtype dtype;
};

struct Linear {
  const void* x;  // [num_rows, in_features], rows x_stride apart
  const void* packed;
  const float* bias;  // or null
  void* out;          // [num_rows, out_features], contiguous
  int64_t num_rows, x_stride, in_features, out_features;
  Dtype dtype;      // of x and the weight
  Dtype out_dtype;  // kFloat32, or dtype
};

struct Ops {
  const char* name;
  int32_t (*rms_norm)(const void* x, const void* weight, void* out, int64_t num_outer, int64_t num_inner,
                      int64_t outer_stride, int64_t hidden, float eps, Dtype dtype);
  int32_t (*rotary)(const void* x, const float* cos, const float* sin, void* out, int64_t num_tokens,
                    int64_t num_heads, int64_t head_dim, int64_t half, int64_t x_stride, Dtype dtype);
  int32_t (*silu_mul)(const void* gate_up, void* out, int64_t num_tokens, int64_t inter, Dtype dtype);
  int64_t (*packed_bytes)(int64_t in_features, int64_t out_features, Dtype dtype);
  int32_t (*pack)(const void* weight, void* packed, int64_t in_features, int64_t out_features, Dtype dtype);
  int32_t (*linear)(const Linear& args);
  int32_t (*paged_attention)(const Attention& args);
};

}  // namespace tenure
