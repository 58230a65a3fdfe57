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
#include "quantized_weights.h"
#include "linear.h"

template <class X>
static int32_t quantized_linear_from(const Linear& args) {
  switch (args.format) {
    case kInt8:
      return linear_of<X, QuantizedWeights<kInt8>>(args);
    case kQ8_0:
      return linear_of<X, QuantizedWeights<kQ8_0>>(args);
    case kQ4_0:
      return linear_of<X, QuantizedWeights<kQ4_0>>(args);
    case kQ4_1:
      return linear_of<X, QuantizedWeights<kQ4_1>>(args);
    default:
      return kBadFormat;
  }
}
}  // namespace

int32_t quantized_linear(const Linear& args) {
  return args.dtype == kFloat32 ? quantized_linear_from<float>(args) : quantized_linear_from<bf16>(args);
}

extern "C" int32_t tenure_pack_quantized(const uint8_t* codes, const void* scales, const uint16_t* minima,
                                         void* packed, int64_t in_features, int64_t out_features,
                                         WeightFormat format) {
  const QuantizedSource source{codes, scales, minima, in_features, out_features};
  switch (format) {
    case kInt8:
      return pack_codes<kInt8>(source, packed);
    case kQ8_0:
      return pack_codes<kQ8_0>(source, packed);
    case kQ4_0:
      return pack_codes<kQ4_0>(source, packed);
    case kQ4_1:
      return pack_codes<kQ4_1>(source, packed);
    default:
      return kBadFormat;
  }
}

}  // namespace tenure
