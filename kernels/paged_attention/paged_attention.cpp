#include "../native/prelude.h"

namespace tenure {
namespace {
#include "../native/simd.h"
#include "../native/bytes.h"
#include "../native/panels.h"
#include "paged_attention.h"
}  // namespace

int32_t paged_attention(const Attention& args) {
  return args.dtype == kFloat32 ? attention_from<float>(args) : attention_from<bf16>(args);
}

extern "C" int32_t tenure_paged_attention(const KvBlocks* kv, const void* q, const int32_t* query_start,
                                          const int32_t* seq_lens, const int32_t* block_tables, void* out,
                                          int64_t q_stride, int64_t num_tokens, int64_t num_seqs,
                                          int64_t max_blocks, int64_t num_heads, int64_t sliding_window,
                                          float scale, float softcap, const float* sinks, Dtype dtype) {
  return paged_attention({q, *kv, query_start, seq_lens, block_tables, out, q_stride, num_tokens, num_seqs,
                          max_blocks, num_heads, sliding_window, scale, softcap, sinks, dtype});
}

}  // namespace tenure
