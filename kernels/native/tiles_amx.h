// The product of floats (tiles.h) in AMX tiles.
#pragma once

#include "amx.h"
#include "panels.h"

constexpr int64_t kPrefetchStep = 2 * kTileWords;  // words ahead: two rounds of the loop

// The kTileWords words of a panel from here on.
TENURE_INLINE void prefetch_words(const uint32_t* words) {
  for (int64_t i = 0; i < kTileWords * NR; i += 16) __builtin_prefetch(words + i);
}

// Up to 16 rows and two panels: tiles 0 and 1 take the first panel's halves, 2 and 3 the second's.
TENURE_INLINE void one_row_tile(int64_t num_panels, const uint32_t* x, int64_t num_words,
                                const uint32_t* panels, int64_t panel_words, float* out, int64_t out_bytes) {
  const int64_t x_bytes = 4 * num_words;
  const uint32_t* second = panels + panel_words;
  _tile_zero(0);
  _tile_zero(1);
  _tile_zero(2);
  _tile_zero(3);
  for (int64_t word = 0; word < num_words; word += kTileWords) {
    prefetch_words(panels + (word + kPrefetchStep) * NR);
    _tile_loadd(4, x + word, x_bytes);
    _tile_loadd(6, panels + word * NR, 4 * NR);
    _tile_loadd(7, panels + word * NR + 16, 4 * NR);
    _tile_dpbf16ps(0, 4, 6);
    _tile_dpbf16ps(1, 4, 7);
    if (num_panels == 1) continue;
    prefetch_words(second + (word + kPrefetchStep) * NR);
    _tile_loadd(6, second + word * NR, 4 * NR);
    _tile_loadd(7, second + word * NR + 16, 4 * NR);
    _tile_dpbf16ps(2, 4, 6);
    _tile_dpbf16ps(3, 4, 7);
  }
  _tile_stored(0, out, out_bytes);
  _tile_stored(1, out + 16, out_bytes);
  if (num_panels == 1) return;
  _tile_stored(2, out + NR, out_bytes);
  _tile_stored(3, out + NR + 16, out_bytes);
}

// 17 to 32 rows and one panel: tiles 0 and 1 take the first 16 rows, 2 and 3 the rest.
TENURE_INLINE void two_row_tiles(const uint32_t* x, int64_t num_words, const uint32_t* panel, float* out,
                                 int64_t out_bytes) {
  const int64_t x_bytes = 4 * num_words;
  _tile_zero(0);
  _tile_zero(1);
  _tile_zero(2);
  _tile_zero(3);
  for (int64_t word = 0; word < num_words; word += kTileWords) {
    _tile_loadd(4, x + word, x_bytes);
    _tile_loadd(6, panel + word * NR, 4 * NR);
    _tile_loadd(7, panel + word * NR + 16, 4 * NR);
    _tile_loadd(5, x + kTileRows * num_words + word, x_bytes);
    _tile_dpbf16ps(0, 4, 6);
    _tile_dpbf16ps(1, 4, 7);
    _tile_dpbf16ps(2, 5, 6);
    _tile_dpbf16ps(3, 5, 7);
  }
  float* second = out + kTileRows * (out_bytes / 4);
  _tile_stored(0, out, out_bytes);
  _tile_stored(1, out + 16, out_bytes);
  _tile_stored(2, second, out_bytes);
  _tile_stored(3, second + 16, out_bytes);
}

static void multiply_with_amx(int64_t num_rows, int64_t num_panels, const uint32_t* x, const uint32_t* panels,
                              int64_t panel_words, int64_t num_words, float* out, int64_t out_stride) {
  const int64_t out_bytes = 4 * out_stride;
  if (num_rows > kTileRows) {
    configure_tiles(kTileRows, num_rows - kTileRows);
    for (; num_panels > 0; --num_panels, panels += panel_words, out += NR)
      two_row_tiles(x, num_words, panels, out, out_bytes);
  } else {
    configure_tiles(num_rows, 0);
    for (; num_panels > 0; num_panels -= 2, panels += 2 * panel_words, out += 2 * NR)
      one_row_tile(min_of(num_panels, 2), x, num_words, panels, panel_words, out, out_bytes);
  }
  _tile_release();  // a thread that keeps tiles makes each of its context switches save 8 KB
}

static void pack_rows_for_amx(const bf16* const* rows, int64_t num_rows, int64_t num_elements,
                              uint32_t* packed) {
  const int64_t num_words = words_of<bf16>(num_elements);
  for (int64_t row = 0; row < num_rows; ++row) {
    uint32_t* target = packed + row * num_words;
    for (int64_t word = num_elements / 2; word < num_words; ++word)
      target[word] = word_at(rows[row], word, num_elements);
    __builtin_memcpy(target, rows[row], static_cast<size_t>(num_elements / 2) * 4);
  }
}
