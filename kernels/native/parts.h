// Parts of a library: what it has of one weight format, or of attention over one kind of KV, is a library of
// its own, compiled and loaded when it is needed first.
//
// A part has one function, `tenure_part`. It is given the core, whose threads it uses and whose tables it
// fills.
#pragma once

#include "ops.h"
#include "pool.h"

namespace tenure {

constexpr int kNumDtypes = 2, kNumWeightFormats = 13, kNumKvFormats = 3;

// Of one weight format; null before its part is loaded.
struct WeightOps {
  int64_t (*panel_words)(int64_t in_features);  // of a packed panel of columns
  int32_t (*pack)(const void* const* rows, void* packed, int64_t in_features, int64_t out_features);
  int32_t (*take_rows)(const TakeRows& args);
  int32_t (*linears)(const Linear* args, int64_t count);  // each of this format and one dtype of x
};

using AttentionOp = int32_t (*)(const Attention& args);
using LoraOp = int32_t (*)(Lora& args);

struct Core {
  void (*parallel_for)(int64_t num_tasks, void (*task)(void* context, int64_t index), void* context);
  int32_t (*num_threads)();
  void* (*scratch)(Scratch kind, size_t num_bytes);
  WeightOps* weights;                       // [kNumWeightFormats]
  AttentionOp (*attention)[kNumKvFormats];  // [kNumDtypes]
  LoraOp* lora;
};

}  // namespace tenure
