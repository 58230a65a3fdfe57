// A part: attention of rows of one dtype, TENURE_DTYPE, over KV of one format, TENURE_KV_FORMAT.
#include "../native/part.h"

namespace tenure {
namespace {
#include "../native/simd.h"
#include "../native/bytes.h"
#include "../native/panels.h"
#include "paged_attention.h"
}  // namespace

extern "C" void tenure_part(const Core* given) {
  using Elem = std::conditional_t<TENURE_DTYPE == kFloat32, float, bf16>;
  core = *given;
  core.attention[TENURE_DTYPE][TENURE_KV_FORMAT] = attention_of<Elem, TENURE_KV_FORMAT>;
}

}  // namespace tenure
