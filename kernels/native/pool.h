// The library's threads and scratch memory.
#pragma once

#include <cstddef>
#include <cstdint>

namespace tenure {

// Runs task(context, i) for each i in [0, num_tasks), on the pool's threads and the caller's, in any order;
// returns when all have run. While another caller has the pool, runs all on the caller's thread. Tasks must
// not depend on which thread runs them: that is half of the row invariance rule.
void parallel_for(int64_t num_tasks, void (*task)(void* context, int64_t index), void* context);

int32_t num_threads();

// Which of a thread's buffers: those of a caller, of a task, and of an operation that calls others, may be in
// use at once.
enum Scratch : int32_t { kCallerScratch = 0, kTaskScratch = 1, kOuterScratch = 2 };

// A 64-byte aligned buffer of the calling thread, kept until its next `scratch` of the same kind or its end.
// Null when there is no memory.
void* scratch(Scratch kind, size_t num_bytes);

}  // namespace tenure
