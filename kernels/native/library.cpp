// The library's C interface: which instruction sets this build and this CPU have, and each one's operations.
#include <cstdint>
#include <cstring>

#ifdef TENURE_WITH_amx
#include <cpuid.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

#include "ops.h"

namespace tenure {

#define TENURE_DECLARE(isa) \
  namespace isa {           \
  extern const Ops ops;     \
  }
TENURE_DECLARE(scalar)
#ifdef TENURE_WITH_avx2
TENURE_DECLARE(avx2)
#endif
#ifdef TENURE_WITH_avx512
TENURE_DECLARE(avx512)
#endif
#ifdef TENURE_WITH_avx512vnni
TENURE_DECLARE(avx512vnni)
#endif
#ifdef TENURE_WITH_avx512bf16
TENURE_DECLARE(avx512bf16)
#endif
#ifdef TENURE_WITH_amx
TENURE_DECLARE(amx)
#endif

namespace {

#ifdef TENURE_WITH_amx
// AMX needs the CPU, and Linux's leave to use the tiles' 8 KB of state, given to the process once.
bool may_use_amx() {
  constexpr unsigned kLeaf = 7, kBf16 = 1u << 22, kTile = 1u << 24;
  unsigned a = 0, b = 0, c = 0, d = 0;
  if (!__get_cpuid_count(kLeaf, 0, &a, &b, &c, &d) || !(d & kBf16) || !(d & kTile)) return false;
  constexpr long kRequestPermission = 0x1023, kTileData = 18;  // ARCH_REQ_XCOMP_PERM, XFEATURE_XTILEDATA
  return syscall(SYS_arch_prctl, kRequestPermission, kTileData) == 0;
}
#endif

// Best first; null after the last. __builtin_cpu_supports also asks whether the kernel saves the registers.
const Ops* const* usable() {
  static const Ops* found[8] = {nullptr};
  if (found[0] != nullptr) return found;
  int count = 0;
  const Ops* list[8] = {nullptr};
#if defined(__x86_64__)
  __builtin_cpu_init();
  const bool has_avx2 =
      __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("f16c");
  const bool has_avx512 = has_avx2 && __builtin_cpu_supports("avx512f") &&
                          __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
                          __builtin_cpu_supports("avx512dq");
  const bool has_vnni = has_avx512 && __builtin_cpu_supports("avx512vnni");
  const bool has_bf16 = has_vnni && __builtin_cpu_supports("avx512bf16");
#ifdef TENURE_WITH_amx
  if (has_bf16 && may_use_amx()) list[count++] = &amx::ops;
#endif
#ifdef TENURE_WITH_avx512bf16
  if (has_bf16) list[count++] = &avx512bf16::ops;
#endif
#ifdef TENURE_WITH_avx512vnni
  if (has_vnni) list[count++] = &avx512vnni::ops;
#endif
#ifdef TENURE_WITH_avx512
  if (has_avx512) list[count++] = &avx512::ops;
#endif
#ifdef TENURE_WITH_avx2
  if (has_avx2) list[count++] = &avx2::ops;
#endif
  (void)has_bf16;
#endif
  list[count++] = &scalar::ops;
  for (int i = count - 1; i >= 0; --i) found[i] = list[i];
  return found;
}

}  // namespace
}  // namespace tenure

extern "C" {

// The name of the i-th usable instruction set, best first; null after the last.
const char* tenure_isa_name(int32_t index) {
  const tenure::Ops* ops = tenure::usable()[index];
  return ops == nullptr ? nullptr : ops->name;
}

const tenure::Ops* tenure_isa(int32_t index) { return tenure::usable()[index]; }

int32_t tenure_rms_norm(const tenure::Ops* ops, const void* x, const void* weight, void* out,
                        int64_t num_outer, int64_t num_inner, int64_t outer_stride, int64_t hidden, float eps,
                        int32_t dtype) {
  return ops->rms_norm(x, weight, out, num_outer, num_inner, outer_stride, hidden, eps,
                       static_cast<tenure::Dtype>(dtype));
}

int32_t tenure_rotary(const tenure::Ops* ops, const void* x, const float* cos, const float* sin, void* out,
                      int64_t num_tokens, int64_t num_heads, int64_t head_dim, int64_t half, int64_t x_stride,
                      int32_t dtype) {
  return ops->rotary(x, cos, sin, out, num_tokens, num_heads, head_dim, half, x_stride,
                     static_cast<tenure::Dtype>(dtype));
}

int32_t tenure_silu_mul(const tenure::Ops* ops, const void* gate_up, void* out, int64_t num_tokens,
                        int64_t inter, int32_t dtype) {
  return ops->silu_mul(gate_up, out, num_tokens, inter, static_cast<tenure::Dtype>(dtype));
}

int64_t tenure_vector_width(const tenure::Ops* ops) { return ops->vector_width; }

int64_t tenure_packed_bytes(const tenure::Ops* ops, int64_t in_features, int64_t out_features,
                            int32_t format) {
  return ops->packed_bytes(in_features, out_features, static_cast<tenure::WeightFormat>(format));
}

int32_t tenure_pack(const tenure::Ops* ops, const void* weight, void* packed, int64_t in_features,
                    int64_t out_features, int32_t format) {
  return ops->pack(weight, packed, in_features, out_features, static_cast<tenure::WeightFormat>(format));
}

int32_t tenure_pack_quantized(const tenure::Ops* ops, const uint8_t* codes, const void* scales,
                              const uint16_t* minima, void* packed, int64_t in_features, int64_t out_features,
                              int32_t format) {
  return ops->pack_quantized(codes, scales, minima, packed, in_features, out_features,
                             static_cast<tenure::WeightFormat>(format));
}

int32_t tenure_take_rows(const tenure::Ops* ops, const void* packed, const int32_t* ids, void* out,
                         int64_t num_ids, int64_t in_features, int64_t out_features, int32_t format,
                         int32_t out_dtype) {
  return ops->take_rows({packed, ids, out, num_ids, in_features, out_features,
                         static_cast<tenure::WeightFormat>(format), static_cast<tenure::Dtype>(out_dtype)});
}

int32_t tenure_linear(const tenure::Ops* ops, const void* x, const void* packed, const float* bias, void* out,
                      int64_t num_rows, int64_t x_stride, int64_t in_features, int64_t out_features,
                      int64_t out_width, int32_t format, int32_t dtype, int32_t out_dtype, int32_t epilogue) {
  return ops->linear({x, packed, bias, out, num_rows, x_stride, in_features, out_features, out_width,
                      static_cast<tenure::WeightFormat>(format), static_cast<tenure::Dtype>(dtype),
                      static_cast<tenure::Dtype>(out_dtype), static_cast<tenure::Epilogue>(epilogue)});
}

int32_t tenure_kv_write(const tenure::Ops* ops, const tenure::KvBlocks* kv, const void* k, const void* v,
                        const int32_t* slot_mapping, int64_t num_tokens, int64_t k_stride, int64_t v_stride,
                        int32_t dtype) {
  return ops->kv_write(
      {k, v, *kv, slot_mapping, num_tokens, k_stride, v_stride, static_cast<tenure::Dtype>(dtype)});
}

int32_t tenure_paged_attention(const tenure::Ops* ops, const tenure::KvBlocks* kv, const void* q,
                               const int32_t* query_start, const int32_t* seq_lens,
                               const int32_t* block_tables, void* out, int64_t q_stride, int64_t num_tokens,
                               int64_t num_seqs, int64_t max_blocks, int64_t num_heads,
                               int64_t sliding_window, float scale, int32_t dtype) {
  return ops->paged_attention({q, *kv, query_start, seq_lens, block_tables, out, q_stride, num_tokens,
                               num_seqs, max_blocks, num_heads, sliding_window, scale,
                               static_cast<tenure::Dtype>(dtype)});
}

int32_t tenure_run_program(const tenure::Ops* ops, const tenure::ProgramOp* program, int64_t num_ops,
                           const tenure::Step* step) {
  return ops->run_program(program, num_ops, *step);
}

int32_t tenure_sample(const tenure::Ops* ops, const float* logits, const tenure::SampleParams* params,
                      const int64_t* positions, int32_t* token_ids, float* best, int64_t num_rows,
                      int64_t vocab_size) {
  return ops->sample({logits, params, positions, token_ids, best, num_rows, vocab_size});
}

int32_t tenure_logprob_parts(const tenure::Ops* ops, const float* logits, const int32_t* token_ids,
                             float* best, int64_t* totals, int32_t* ranks, int32_t* top_ids, int64_t num_rows,
                             int64_t vocab_size, int64_t num_top) {
  return ops->logprob_parts({logits, token_ids, best, totals, ranks, top_ids, num_rows, vocab_size, num_top});
}
}
