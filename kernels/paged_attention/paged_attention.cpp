#include "../native/parts.h"

namespace tenure {
namespace {
AttentionOp attention_ops[kNumDtypes][kNumKvFormats];
}  // namespace

int32_t paged_attention(const Attention& args) {
  const AttentionOp attention = attention_ops[args.dtype][args.kv.format];
  return attention == nullptr ? static_cast<int32_t>(kNoPart) : attention(args);
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
