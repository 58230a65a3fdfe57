#include "../native/prelude.h"

namespace tenure {
namespace {
#include "../native/simd.h"
#include "../native/rows.h"
#include "../rms_norm/rms_norm.h"
#include "../rotary/rotary.h"
#include "program.h"
}  // namespace

extern "C" int32_t tenure_run_program(const ProgramOp* ops, int64_t num_ops, const Step* step) {
  for (int64_t i = 0; i < step->num_tokens; ++i)
    if (step->positions[i] < 0 || step->positions[i] >= step->num_positions) return kPositionOutOfRange;
  for (int64_t i = 0; i < step->num_logit_rows; ++i)
    if (step->logit_rows[i] < 0 || step->logit_rows[i] >= step->num_tokens) return kRowOutOfRange;
  return step->dtype == kFloat32 ? run_program_of<float>(ops, num_ops, *step)
                                 : run_program_of<bf16>(ops, num_ops, *step);
}

}  // namespace tenure
