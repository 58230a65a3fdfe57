#include "../native/prelude.h"

namespace tenure {
namespace {
#include "../native/simd.h"
#include "../native/bytes.h"
#include "../native/rows.h"
#include "../native/tiles.h"
#include "epilogue.h"
#include "float_weights.h"
#include "quantized_rows.h"
#include "quantization.h"
#include "quantized_weights.h"
#include "linear.h"

// Calls visit(Weights) for a format; floats need x of the same type.
template <class Visit>
static int32_t with_weights(WeightFormat format, Visit visit) {
  switch (format) {
    case kFloatWeights:
      return visit(FloatWeights<float>{});
    case kBFloatWeights:
      return visit(FloatWeights<bf16>{});
    case kInt8:
      return visit(QuantizedWeights<kInt8>{});
    case kQ8_0:
      return visit(QuantizedWeights<kQ8_0>{});
    case kQ4_0:
      return visit(QuantizedWeights<kQ4_0>{});
    case kQ4_1:
      return visit(QuantizedWeights<kQ4_1>{});
    case kQ5_0:
      return visit(QuantizedWeights<kQ5_0>{});
    case kQ5_1:
      return visit(QuantizedWeights<kQ5_1>{});
    case kQ4_K:
      return visit(QuantizedWeights<kQ4_K>{});
    case kQ5_K:
      return visit(QuantizedWeights<kQ5_K>{});
    case kQ6_K:
      return visit(QuantizedWeights<kQ6_K>{});
    case kIQ4_NL:
      return visit(QuantizedWeights<kIQ4_NL>{});
    case kMXFP4:
      return visit(QuantizedWeights<kMXFP4>{});
  }
  return kBadFormat;
}

// Rows of the weight, as an embedding takes them: out[i] = weight[ids[i]].
template <class Out, class Weights>
struct TakeRowsJob {
  const void* packed;
  const int32_t* ids;
  Out* out;
  int64_t num_ids, in_features, ids_per_task;

  static void run(void* context, int64_t index) {
    const TakeRowsJob& job = *static_cast<const TakeRowsJob*>(context);
    float* row = static_cast<float*>(scratch(kTaskScratch, static_cast<size_t>(job.in_features) * 4));
    if (row == nullptr) __builtin_trap();  // a few kilobytes; nothing could be reported from here
    const int64_t last = min_of((index + 1) * job.ids_per_task, job.num_ids);
    for (int64_t i = index * job.ids_per_task; i < last; ++i) {
      const uint32_t* panel =
          static_cast<const uint32_t*>(job.packed) + job.ids[i] / NR * Weights::panel_words(job.in_features);
      Weights::unpack(panel, job.ids[i] % NR, job.in_features, row);
      for (int64_t j = 0; j < job.in_features; ++j) assign(job.out + i * job.in_features + j, row[j]);
    }
  }
};

template <class Out, class Weights>
static int32_t take_rows_of(const TakeRows& args) {
  TakeRowsJob<Out, Weights> job{
      args.packed,  args.ids,         static_cast<Out*>(args.out),
      args.num_ids, args.in_features, rows_per_task(args.num_ids, 4 * args.in_features)};
  parallel_for(ceil_div(args.num_ids, job.ids_per_task), TakeRowsJob<Out, Weights>::run, &job);
  return kOk;
}
}  // namespace

int32_t linear(const Linear& args) {
  if (args.format == kFloatWeights && args.dtype == kFloat32)
    return linear_of<float, FloatWeights<float>>(args);
  if (args.format == kBFloatWeights && args.dtype == kBFloat16)
    return linear_of<bf16, FloatWeights<bf16>>(args);
  return quantized_linear(args);
}

int32_t take_rows(const TakeRows& args) {
  for (int64_t i = 0; i < args.num_ids; ++i)
    if (args.ids[i] < 0 || args.ids[i] >= args.out_features) return kRowOutOfRange;
  return with_weights(args.format, [&](auto weights) {
    using Weights = decltype(weights);
    return args.out_dtype == kFloat32 ? take_rows_of<float, Weights>(args)
                                      : take_rows_of<bf16, Weights>(args);
  });
}

extern "C" {

// Floats in a vector: a packed panel is two vectors wide.
int64_t tenure_vector_width() { return W; }

int64_t tenure_packed_bytes(int64_t in_features, int64_t out_features, WeightFormat format) {
  int64_t words = 0;
  with_weights(format, [&](auto weights) {
    words = decltype(weights)::panel_words(in_features);
    return kOk;
  });
  return 4 * ceil_div(out_features, NR) * words;
}

int32_t tenure_pack(const void* weight, void* packed, int64_t in_features, int64_t out_features,
                    WeightFormat format) {
  if (format == kFloatWeights) return pack_weight<float>(weight, packed, in_features, out_features);
  if (format == kBFloatWeights) return pack_weight<bf16>(weight, packed, in_features, out_features);
  return kBadFormat;
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
