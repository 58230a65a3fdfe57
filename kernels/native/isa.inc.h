// The body of each instruction set's translation unit, which defines TENURE_ISA and is compiled with its
// flags.
#include <cstddef>
#include <cstdint>

#if defined(__x86_64__) || defined(__i386__)
#include <immintrin.h>
#endif

#include "kv_blocks.h"
#include "ops.h"
#include "pool.h"

namespace tenure {
namespace TENURE_ISA {
namespace {

#include "simd.h"
#include "rows.h"
#include "tiles.h"

#include "../kv_write/kv_write.h"
#include "../linear/linear.h"
#include "../paged_attention/paged_attention.h"
#include "../rms_norm/rms_norm.h"
#include "../rotary/rotary.h"
#include "../sample/weights.h"
#include "../sample/candidates.h"
#include "../sample/sample.h"
#include "../silu_mul/silu_mul.h"

#include "../program/program.h"

}  // namespace

#define TENURE_NAME_OF(isa) #isa
#define TENURE_NAME(isa) TENURE_NAME_OF(isa)

extern const Ops ops;
const Ops ops = {TENURE_NAME(TENURE_ISA),
                 W,
                 rms_norm,
                 rotary,
                 silu_mul,
                 packed_bytes,
                 pack,
                 pack_quantized,
                 take_rows,
                 linear,
                 kv_write,
                 paged_attention,
                 run_program,
                 sample,
                 logprob_parts};

}  // namespace TENURE_ISA
}  // namespace tenure
