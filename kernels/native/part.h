// What a part includes once, before it opens its namespace: the core's threads, under the names that
// operations use.
#pragma once

#include "parts.h"
#include "prelude.h"

namespace tenure {

static Core core;

inline void parallel_for(int64_t num_tasks, void (*task)(void* context, int64_t index), void* context) {
  core.parallel_for(num_tasks, task, context);
}
inline int32_t num_threads() { return core.num_threads(); }
inline void* scratch(Scratch kind, size_t num_bytes) { return core.scratch(kind, num_bytes); }

}  // namespace tenure
