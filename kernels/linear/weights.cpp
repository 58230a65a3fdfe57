// A part: the products with weights of one format, TENURE_FORMAT.
#include "../native/part.h"

namespace tenure {
namespace {
#include "../native/simd.h"
#include "../native/bytes.h"
#include "../native/panels.h"
#include "../native/rows.h"
#include "../native/tiles.h"
#include "epilogue.h"
#include "float_weights.h"
#include "quantized_rows.h"
#include "quantization.h"
#include "gguf_blocks.h"
#include "quantized_weights.h"
#include "linear.h"
#include "take_rows.h"

constexpr WeightFormat kFormat = TENURE_FORMAT;

template <WeightFormat F_>
struct Of {
  using Weights = QuantizedWeights<F_>;
  static constexpr auto pack = pack_blocks<F_>;
};
template <>
struct Of<kFloatWeights> {
  using Weights = FloatWeights<float>;
  static constexpr auto pack = pack_weight<float>;
};
template <>
struct Of<kBFloatWeights> {
  using Weights = FloatWeights<bf16>;
  static constexpr auto pack = pack_weight<bf16>;
};
using Weights = Of<kFormat>::Weights;

// Weights that are floats need x of their own type.
template <class X>
constexpr bool kTakes = kFormat == kFloatWeights    ? std::is_same_v<X, float>
                        : kFormat == kBFloatWeights ? std::is_same_v<X, bf16>
                                                    : true;

template <class X>
int32_t linears_from(const Linear* args, int64_t count) {
  if constexpr (kTakes<X>) return linears_of<X, Weights>(args, count);
  return kBadFormat;
}

int32_t linears_of_format(const Linear* args, int64_t count) {
  return args->dtype == kFloat32 ? linears_from<float>(args, count) : linears_from<bf16>(args, count);
}

int32_t take_rows_of_format(const TakeRows& args) {
  return args.out_dtype == kFloat32 ? take_rows_of<float, Weights>(args) : take_rows_of<bf16, Weights>(args);
}
}  // namespace

extern "C" void tenure_part(const Core* given) {
  core = *given;
  core.weights[kFormat] = {Weights::panel_words, Of<kFormat>::pack, take_rows_of_format, linears_of_format};
}

}  // namespace tenure
