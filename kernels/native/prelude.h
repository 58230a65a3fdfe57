// What every operation's source includes before it opens its namespace.
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include "kv_blocks.h"
#include "ops.h"
#include "pool.h"
