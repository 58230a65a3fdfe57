#include "../native/parts.h"
#include "../native/prelude.h"

namespace tenure {
namespace {
#include "../native/simd.h"
#include "../native/panels.h"

WeightOps weight_ops[kNumWeightFormats];

// Null where the format's part has not been loaded.
const WeightOps* weights_of(WeightFormat format) {
  const bool is_there = format >= 0 && format < kNumWeightFormats && weight_ops[format].linears != nullptr;
  return is_there ? &weight_ops[format] : nullptr;
}
}  // namespace

int32_t linear(const Linear& args) { return linears(&args, args.num_rows == 0 ? 0 : 1); }

int32_t linears(const Linear* args, int64_t count) {
  if (count == 0) return kOk;
  const WeightOps* weights = weights_of(args->format);
  return weights == nullptr ? static_cast<int32_t>(kNoPart) : weights->linears(args, count);
}

int32_t take_rows(const TakeRows& args) {
  const WeightOps* weights = weights_of(args.format);
  if (weights == nullptr) return kNoPart;
  for (int64_t i = 0; i < args.num_ids; ++i)
    if (args.ids[i] < 0 || args.ids[i] >= args.out_features) return kRowOutOfRange;
  return weights->take_rows(args);
}

extern "C" {

// Floats in a vector: a packed panel is two vectors wide.
int64_t tenure_vector_width() { return W; }

int64_t tenure_packed_bytes(int64_t in_features, int64_t out_features, WeightFormat format) {
  const WeightOps* weights = weights_of(format);
  return weights == nullptr ? 0 : 4 * ceil_div(out_features, NR) * weights->panel_words(in_features);
}

// The matrix's rows may lie anywhere.
int32_t tenure_pack(const void* const* rows, void* packed, int64_t in_features, int64_t out_features,
                    WeightFormat format) {
  const WeightOps* weights = weights_of(format);
  if (weights == nullptr) return kNoPart;
  return weights->pack(rows, packed, in_features, out_features);
}

int32_t tenure_take_rows(const void* packed, const int32_t* ids, void* out, int64_t num_ids,
                         int64_t in_features, int64_t out_features, WeightFormat format, Dtype out_dtype) {
  return take_rows({packed, ids, out, num_ids, in_features, out_features, format, out_dtype});
}

int32_t tenure_linear(const void* x, const void* packed, const float* bias, void* out, int64_t num_rows,
                      int64_t x_stride, int64_t in_features, int64_t out_features, int64_t out_width,
                      WeightFormat format, Dtype dtype, Dtype out_dtype, Epilogue epilogue) {
  return linear({x, packed, bias, out, num_rows, x_stride, out_width, in_features, out_features, out_width,
                 format, dtype, out_dtype, epilogue});
}

}  // extern "C"
}  // namespace tenure
