// Splitting operations that treat each row alone.
#pragma once

// Elements that one task should have at least: less is done before another thread wakes.
constexpr int64_t kElementsPerTask = 1 << 14;

TENURE_INLINE int64_t rows_per_task(int64_t num_rows, int64_t elements_per_row) {
  const int64_t enough = max_of(1, kElementsPerTask / max_of(1, elements_per_row));
  return max_of(enough, ceil_div(num_rows, 4 * num_threads()));
}
