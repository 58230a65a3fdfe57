// New tokens' K and V to their slots, in the layout of native/kv_blocks.h.
// int8 rows have one scale each (native/bytes.h).
#pragma once

TENURE_INLINE uint32_t word_of(const int8_t* bytes) {
  uint32_t word;
  __builtin_memcpy(&word, bytes, 4);
  return word;
}

template <class Elem>
struct KvWriteJob {
  const KvWrite& args;
  int64_t tokens_per_task;

  static void run(void* context, int64_t index) {
    const KvWriteJob& job = *static_cast<const KvWriteJob*>(context);
    const KvBlocks& kv = job.args.kv;
    const int64_t last = min_of((index + 1) * job.tokens_per_task, job.args.num_tokens);
    for (int64_t token = index * job.tokens_per_task; token < last; ++token) {
      const Elem* k = static_cast<const Elem*>(job.args.k) + token * job.args.k_stride;
      const Elem* v = static_cast<const Elem*>(job.args.v) + token * job.args.v_stride;
      const int64_t block = job.args.slot_mapping[token] / kv.block_size;
      const int64_t slot = job.args.slot_mapping[token] % kv.block_size;
      for (int64_t head = 0; head < kv.num_kv_heads; ++head) {
        write_key(kv, keys_of(kv, block, head), slot, k + head * kv.head_dim);
        write_value(kv, values_of(kv, block, head), slot, v + head * kv.head_dim);
      }
    }
  }

  static void write_key(const KvBlocks& kv, char* keys, int64_t slot, const Elem* x) {
    if (kv.format == kKvInt8) {
      alignas(64) int8_t bytes[kMaxHeadDim + W];
      key_scales(kv, keys)[slot] = quantize_head(x, kv.head_dim, bytes).scale;
      uint32_t* words = reinterpret_cast<uint32_t*>(keys) + slot;
      for (int64_t w = 0; w < key_words(kv); ++w)
        words[w * kv.block_size] = word_of(bytes + 4 * w) ^ 0x80808080u;
    } else if (kv.format == kKvBFloat) {
      alignas(64) bf16 row[kMaxHeadDim + W];
      to_row(x, kv.head_dim, row);
      uint32_t* words = reinterpret_cast<uint32_t*>(keys) + slot;
      for (int64_t w = 0; w < key_words(kv); ++w) words[w * kv.block_size] = word_at(row, w, kv.head_dim);
    } else {
      float* words = reinterpret_cast<float*>(keys) + slot;
      for (int64_t i = 0; i < kv.head_dim; ++i) words[i * kv.block_size] = to_float(x[i]);
    }
  }

  static void write_value(const KvBlocks& kv, char* values, int64_t slot, const Elem* x) {
    if (kv.format == kKvInt8) {
      alignas(64) int8_t bytes[kMaxHeadDim + W];
      value_scales(kv, values)[slot] = quantize_head(x, kv.head_dim, bytes).scale;
      __builtin_memcpy(values + slot * kv.head_dim, bytes, static_cast<size_t>(kv.head_dim));
    } else if (kv.format == kKvBFloat) {
      alignas(64) bf16 row[kMaxHeadDim + W];
      to_row(x, kv.head_dim, row);
      bf16* pairs = reinterpret_cast<bf16*>(values) + slot / 2 * 2 * kv.head_dim + slot % 2;
      for (int64_t i = 0; i < kv.head_dim; ++i) pairs[2 * i] = row[i];
    } else {
      to_row(x, kv.head_dim, reinterpret_cast<float*>(values) + slot * kv.head_dim);
    }
  }

  template <class Out>
  static void to_row(const Elem* x, int64_t head_dim, Out* row) {
    for (int64_t i = 0; i < head_dim; i += W)
      store_upto(row + i, load_upto(x + i, head_dim - i), head_dim - i);
  }
};

template <class Elem>
static int32_t kv_write_of(const KvWrite& args) {
  const int64_t elements = 2 * args.kv.num_kv_heads * args.kv.head_dim;
  KvWriteJob<Elem> job{args, rows_per_task(args.num_tokens, 4 * elements)};
  parallel_for(ceil_div(args.num_tokens, job.tokens_per_task), KvWriteJob<Elem>::run, &job);
  return kOk;
}
