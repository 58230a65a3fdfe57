// What a library implements, for one instruction set: functions over plain pointers.
//
// Tensors are C-contiguous except where a row stride (in elements) is given. Every function keeps the row
// invariance rule of kernels/README.md, and returns 0 or one of the Status codes.
#pragma once

#include <cstdint>

namespace tenure {

enum Dtype : int32_t { kFloat32 = 0, kBFloat16 = 1 };

// How a weight is stored; see linear/quantized_weights.h for those that are not floats.
enum WeightFormat : int32_t {
  kFloatWeights = 0,
  kBFloatWeights = 1,
  kInt8 = 2,
  kQ8_0 = 3,
  kQ4_0 = 4,
  kQ4_1 = 5,
  kQ5_0 = 6,
  kQ5_1 = 7,
  kQ4_K = 8,
  kQ5_K = 9,
  kQ6_K = 10,
  kIQ4_NL = 11,
  kMXFP4 = 12
};

// How K and V are stored; see native/kv_blocks.h.
enum KvFormat : int32_t { kKvFloat = 0, kKvBFloat = 1, kKvInt8 = 2 };

// What follows a product: nothing; out += y; or one of native/simd.h's gated activations, with gate and up in
// alternate panels, or (kOfGate added) of y as gate and out as up.
enum Epilogue : int32_t { kStore = 0, kAdd = 1, kSiluMul = 2, kGeluMul = 3, kClampedSwiglu = 4, kOfGate = 8 };

inline bool is_of_gate(Epilogue epilogue) { return (epilogue & kOfGate) != 0; }
inline bool is_gated(Epilogue epilogue) { return epilogue >= kSiluMul && !is_of_gate(epilogue); }
inline Epilogue activation_of(Epilogue epilogue) { return static_cast<Epilogue>(epilogue & ~kOfGate); }

enum Status : int32_t {
  kOk = 0,
  kSlotOutOfRange = 1,   // kv_write: a slot outside the cache
  kBadQueryStart = 2,    // paged_attention: query_start not ascending from 0 to num_tokens
  kBadSeqLen = 3,        // paged_attention: fewer tokens than new ones, or more than the table holds
  kBlockOutOfRange = 4,  // a block id outside the cache
  kNoMemory = 5,
  kBadFormat = 6,           // a weight format that does not go with the dtype of x
  kRowOutOfRange = 7,       // take_rows: no such row of the weight
  kPositionOutOfRange = 8,  // run_program: a position beyond the table of angles
  kNoPart = 9               // the part of this format has not been loaded: native/parts.h
};

// The K and V of one layer: block b begins at data + b * block_stride.
struct KvBlocks {
  char* data;
  int64_t block_stride;  // bytes
  int64_t num_blocks;    // the null block included
  int64_t num_kv_heads, head_dim, block_size;
  KvFormat format;
};

struct Attention {
  const void* q;  // [num_tokens, num_heads, head_dim], rows q_stride apart
  KvBlocks kv;
  const int32_t* query_start;
  const int32_t* seq_lens;
  const int32_t* block_tables;
  void* out;  // [num_tokens, num_heads, head_dim], contiguous
  int64_t q_stride, num_tokens, num_seqs, max_blocks, num_heads;
  int64_t sliding_window;  // 0: none
  float scale;
  float softcap;       // 0: none; else scores become softcap * tanh(score / softcap)
  const float* sinks;  // [num_heads] or null: one more score of each head, without a value
  Dtype dtype;         // of q and out
};

struct KvWrite {
  const void* k;  // [num_tokens, num_kv_heads, head_dim], rows k_stride apart
  const void* v;
  KvBlocks kv;
  const int32_t* slot_mapping;
  int64_t num_tokens, k_stride, v_stride;
  Dtype dtype;  // of k and v
};

// Of up, NR columns: [count, NR], for the products [first, first + count) of down; of bytes, then the
// columns' scales, bf16 [NR].
struct LoraPanel {
  const void* up;
  const float* factors;  // [NR], of the linear's own sums, which come first; null: none
  const float* offsets;  // [NR], added last; null: none
  int32_t first, count;
};

// What one adapter adds to one linear: up(down(x)), in the columns of the packed weight.
struct LoraWeights {
  const void* down;         // see lora/lora.h
  const float* scales;      // of bytes: [rank], of down's rows
  const LoraPanel* panels;  // null: nothing
  int64_t rank;             // a multiple of kLoraRanks
};

constexpr int64_t kLoraRanks = 8;

// What the rows' adapters add to a linear. `lora` multiplies by down; as part of the linear, `add` by up.
struct Lora {
  const void* x;               // [num_rows, in_features], rows x_stride apart
  const LoraWeights* weights;  // of each adapter
  const int32_t* adapters;     // [num_rows]; -1: none
  float* products;             // [num_rows, rank], of down and x
  const LoraPanel** panels;    // [num_rows], of each row's up; null where its adapter adds nothing
  int64_t num_rows, x_stride, in_features;
  int64_t rank;                // the highest of the rows' adapters
  Dtype dtype;                 // of x
  WeightFormat weight_format;  // of down and up: floats, bf16 or bytes
  // For rows from `row` and panels from `panel` on: has what `add` will read on its way into the cache; adds
  // to sums, [num_rows, num_panels * NR].
  void (*prefetch)(const Lora& args, int64_t row, int64_t num_rows, int64_t panel, int64_t num_panels);
  void (*add)(const Lora& args, int64_t row, int64_t num_rows, int64_t panel, int64_t num_panels,
              float* sums);
};

struct Linear {
  const void* x;  // [num_rows, in_features], rows x_stride apart
  const void* packed;
  const float* bias;  // [out_features] or null
  void* out;          // [num_rows, out_width], rows out_stride apart
  int64_t num_rows, x_stride, out_stride, in_features;
  int64_t out_features;  // columns of the packed weight
  int64_t out_width;     // out_features; gated: half of them, less what pads the last panels
  WeightFormat format;
  Dtype dtype;      // of x
  Dtype out_dtype;  // kFloat32, or dtype
  Epilogue epilogue;
  const Lora* adapters;  // what comes to the rows' sums; null: nothing
};

struct TakeRows {
  const void* packed;
  const int32_t* ids;
  void* out;  // [num_ids, in_features]
  int64_t num_ids, in_features, out_features;
  WeightFormat format;
  Dtype out_dtype;
};

// One expert of a layer: its gate and up as one packed weight in alternate panels, or where their formats
// differ each on its own; and its down.
struct ExpertWeights {
  const void* gate_up;        // or gate alone
  const float* gate_up_bias;  // or null
  const void* up;             // null: it is in gate_up
  const float* up_bias;
  const void* down;
  const float* down_bias;  // or null
};

struct Experts {
  const void* x;                 // [num_rows, hidden], rows x_stride apart
  void* out;                     // [num_rows, hidden], contiguous
  const void* router;            // packed, [num_experts, hidden]
  const float* router_bias;      // or null
  const ExpertWeights* weights;  // [num_experts]
  int64_t num_rows, x_stride, hidden;
  int64_t intermediate, gate_up_features;  // of one expert; columns of its packed gate_up
  int64_t num_experts, num_chosen;
  WeightFormat router_format, gate_up_format, up_format, down_format;
  Epilogue activation;
  int32_t is_normalised;  // the softmax is over the chosen experts alone
  Dtype dtype;            // of x and out
};

enum OpKind : int32_t {
  kEmbed = 0,        // out = scale * the weight's rows of token_ids
  kNorm = 1,         // out = rms_norm(x)
  kLinearOp = 2,     // out = linear(x), with epilogue
  kHeadNorm = 3,     // x's heads [first_head, first_head + num_heads), each rms_norm in place
  kRotateWrite = 4,  // x = [q | k | v]: q and k rotated in place, then k and v written
  kAttend = 5,       // out = attention of x's q
  kSelect = 6,       // out = x's logit_rows; from here on these are the rows
  kLogits = 7,       // step.logits = scale * linear(x), then softcap
  kAddOp = 8,        // out += scale * x
  kExperts = 9,      // out = experts(x)
};

// One operation of a program; what each kind uses is in program/program.h.
struct ProgramOp {
  int32_t kind;
  int32_t x, out;  // buffers
  int32_t layer;
  const void* weight;
  const float* bias;
  const float* sinks;
  const Experts* experts;
  int64_t in_features, out_features, out_width;
  int64_t first_column;  // of out's rows, where the result begins
  int64_t first_head, num_heads, head_dim;
  int64_t sliding_window;
  int32_t format, epilogue;
  int32_t rope;  // which table of angles; -1: none
  int32_t site;  // which of the linears that adapters may add to; -1: none of them
  float eps, offset, scale, softcap;
};

// A program's step: the batch's arrays, where the results go, and the memory that all operations share.
struct Step {
  const int32_t* token_ids;
  const int32_t* positions;
  const int32_t* slot_mapping;
  const int32_t* query_start;
  const int32_t* seq_lens;
  const int32_t* block_tables;
  const int32_t* logit_rows;
  const int32_t* adapters;  // [num_tokens], each row's; -1: none; null: nobody's
  int32_t* logit_adapters;  // [num_logit_rows], room for those of the rows that are selected
  const LoraWeights* lora;  // [sites, num_adapters]
  int64_t num_adapters;
  int64_t num_tokens, num_seqs, max_blocks, num_logit_rows;
  float* logits;  // [num_logit_rows, vocab_size]
  char* const* buffers;
  const int64_t* widths;    // of the buffers, in elements
  const float* const* cos;  // one table for each RoPE, [num_positions, num_angles]
  const float* const* sin;
  int64_t num_positions, num_angles;
  KvBlocks kv;  // of layer 0
  int64_t layer_stride;
  Dtype dtype;  // of the buffers
};

// One row's sampling; PARAMS of sample/params.py.
struct SampleParams {
  uint64_t seed;
  int64_t min_weight;
  double top_p;
  uint32_t choice;
  int32_t top_k;
  float temperature;
  float spread;
};

struct Sample {
  const float* logits;  // [num_rows, vocab_size]
  const SampleParams* params;
  const int64_t* positions;
  int32_t* token_ids;
  float* best;
  int64_t num_rows, vocab_size;
};

struct LogprobParts {
  const float* logits;  // [num_rows, vocab_size]
  const int32_t* token_ids;
  float* best;
  int64_t* totals;
  int32_t* ranks;
  int32_t* top_ids;  // [num_rows, num_top]
  int64_t num_rows, vocab_size, num_top;
};

// What is not exported to C alone: one function for each operation, defined in its folder.
int32_t rms_norm(const void* x, const void* weight, void* out, int64_t num_outer, int64_t num_inner,
                 int64_t outer_stride, int64_t hidden, float eps, float offset, Dtype dtype);
int32_t take_rows(const TakeRows& args);
int32_t linear(const Linear& args);
int32_t linears(const Linear* args, int64_t count);  // of one format and dtype, with rows each: at once
int32_t kv_write(const KvWrite& args);
int32_t paged_attention(const Attention& args);
int32_t experts(const Experts& args);
int32_t lora(Lora& args);
int32_t softcap(float* x, int64_t num_rows, int64_t width, float scale, float cap);

}  // namespace tenure
