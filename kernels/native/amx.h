// AMX tiles: 16 rows of the left operand, or 16 words of 16 columns, or 16 x 16 sums, each.
//
//   0 to 3  sums
//   4, 5    rows of the left operand
//   6, 7    words of columns
//
// A product adds a tile's 16 words to each sum one after the other, whatever the number of rows configured,
// so that a row's bits do not depend on how many share its tile.
#pragma once

constexpr int64_t kTileRows = 16, kTileWords = 16;

// GCC's tile intrinsics do not tell the compiler what they read: everything written before, here in
// particular what `memory` points to, is in memory after this.
TENURE_INLINE void settle(const void* memory) { asm volatile("" ::"r"(memory) : "memory"); }

struct alignas(64) TileConfig {
  uint8_t palette, start_row, reserved[14];
  uint16_t row_bytes[16];
  uint8_t num_rows[16];
};

// Tiles 0, 1 and 4 have the first `num_rows` rows, 2, 3 and 5 `num_second` others, or as many where there are
// none.
TENURE_INLINE void configure_tiles(int64_t num_rows, int64_t num_second) {
  TileConfig config = {};
  config.palette = 1;
  const int64_t first = num_rows, second = num_second > 0 ? num_second : num_rows;
  const int64_t rows[8] = {first, first, second, second, first, second, kTileWords, kTileWords};
  for (int i = 0; i < 8; ++i) {
    config.row_bytes[i] = 64;
    config.num_rows[i] = static_cast<uint8_t>(rows[i]);
  }
  settle(&config);
  _tile_loadconfig(&config);
}
