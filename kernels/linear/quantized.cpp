// The products with quantised weights: on their own, for they take as long to compile as all others.
#include "../native/prelude.h"

namespace tenure {
namespace {
#include "../native/simd.h"
#include "../native/bytes.h"
#include "../native/panels.h"
#include "../native/rows.h"
#include "epilogue.h"
#include "quantized_rows.h"
#include "quantization.h"
#include "gguf_blocks.h"
#include "quantized_weights.h"
#include "linear.h"

#define TENURE_FORMATS(case_of)                                                                            \
  case_of(kInt8) case_of(kQ8_0) case_of(kQ4_0) case_of(kQ4_1) case_of(kQ5_0) case_of(kQ5_1) case_of(kQ4_K) \
      case_of(kQ5_K) case_of(kQ6_K) case_of(kIQ4_NL) case_of(kMXFP4)

template <class X>
static int32_t quantized_linear_from(const Linear& args) {
#define TENURE_CASE(format) \
  case format:              \
    return linear_of<X, QuantizedWeights<format>>(args);
  switch (args.format) {
    TENURE_FORMATS(TENURE_CASE)
    default:
      return kBadFormat;
  }
#undef TENURE_CASE
}
}  // namespace

int32_t quantized_linear(const Linear& args) {
  return args.dtype == kFloat32 ? quantized_linear_from<float>(args) : quantized_linear_from<bf16>(args);
}

extern "C" int32_t tenure_pack_quantized(const uint8_t* rows, void* packed, int64_t in_features,
                                         int64_t out_features, WeightFormat format) {
#define TENURE_CASE(format_) \
  case format_:              \
    return pack_blocks<format_>(rows, packed, in_features, out_features);
  switch (format) {
    TENURE_FORMATS(TENURE_CASE)
    default:
      return kBadFormat;
  }
#undef TENURE_CASE
}

}  // namespace tenure
