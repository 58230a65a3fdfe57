// The register-blocked product that `linear` is made of: rows of x times panels of columns (panels.h).
//
// Row invariance: an output element is a sum over chunks of kChunkWords words, in ascending order, each chunk
// one accumulator that takes its words in ascending order. MR and NP say how many rows and panels share a
// loop, and never touch that order.
#pragma once

#include "panels.h"
#if defined(__AMX_BF16__)
#include "tiles_amx.h"
#endif

// How many panels `num_rows` rows should meet in one call: few rows several, for more independent sums; many
// rows one, which then stays in the cache.
template <class Elem>
TENURE_INLINE int64_t panels_per_call(int64_t num_rows) {
  if (Format<Elem>::kRowMajor) return num_rows <= Format<Elem>::kRows ? 4 : 1;
  return num_rows * 8 <= kMaxAccumulators ? 4 : num_rows * 4 <= kMaxAccumulators ? 2 : 1;
}

// Packs `num_rows` rows of `num_elements` contiguous elements as a left operand.
template <class Elem>
static void pack_rows_in_words(const Elem* const* rows, int64_t num_rows, int64_t num_elements,
                               uint32_t* packed) {
  constexpr int64_t kOperandWords = Format<Elem>::kOperandWords;
  const int64_t num_words = words_of<Elem>(num_elements);
  for (int64_t row = 0; row < num_rows; ++row) {
    const Elem* source = rows[row];
    for (int64_t word = 0; word < num_words; ++word) {
      const uint32_t bits = word_at(source, word, num_elements);
      if (kOperandWords == 2) {
        packed[2 * word * num_rows + row] = bits << 16;
        packed[(2 * word + 1) * num_rows + row] = bits & 0xffff0000u;
      } else {
        packed[word * num_rows + row] = bits;
      }
    }
  }
}

// One chunk of the product, words [first, last): begins the sums in `out` where first is 0, else adds to
// them.
template <class Elem, int MR, int NP>
TENURE_INLINE void add_chunk(const uint32_t* x, const uint32_t* panels, int64_t panel_words, int64_t first,
                             int64_t last, float* out, int64_t out_stride) {
  constexpr int NV = 2 * NP;
  F sums[MR][NV];
  for (int m = 0; m < MR; ++m)
    for (int v = 0; v < NV; ++v) sums[m][v] = zero();
  for (int64_t word = first; word < last; ++word) {
    Words w[NV];
    for (int v = 0; v < NV; ++v) {
      const uint32_t* source = panels + (v / 2) * panel_words + word * NR + (v % 2) * W;
      w[v] = load_words(source);
      __builtin_prefetch(source + kPrefetchBytes / 4);
    }
    if constexpr (Format<Elem>::kPerWord == 1) {
      for (int m = 0; m < MR; ++m) {
        const F xm = set1(bits_to_float(x[word * MR + m]));
        for (int v = 0; v < NV; ++v) sums[m][v] = fma(xm, as_float(w[v]), sums[m][v]);
      }
    } else {
#if defined(__AVX512BF16__)
      for (int m = 0; m < MR; ++m) {
        const Words xm = set1_word(x[word * MR + m]);
        for (int v = 0; v < NV; ++v) sums[m][v] = dot(xm, w[v], sums[m][v]);
      }
#else
      for (int m = 0; m < MR; ++m) {
        const F xm = set1(bits_to_float(x[2 * word * MR + m]));
        for (int v = 0; v < NV; ++v) sums[m][v] = fma(xm, even(w[v]), sums[m][v]);
      }
      for (int m = 0; m < MR; ++m) {
        const F xm = set1(bits_to_float(x[(2 * word + 1) * MR + m]));
        for (int v = 0; v < NV; ++v) sums[m][v] = fma(xm, odd(w[v]), sums[m][v]);
      }
#endif
    }
  }
  for (int m = 0; m < MR; ++m)
    for (int v = 0; v < NV; ++v) {
      float* sum = out + m * out_stride + v * W;
      store(sum, first == 0 ? sums[m][v] : add(load(sum), sums[m][v]));
    }
}

// out[row][column] = x . panel, for MR rows and NP panels; out rows are out_stride floats apart.
template <class Elem, int MR, int NP>
static void tile(const uint32_t* x, const uint32_t* panels, int64_t panel_words, int64_t num_words,
                 float* out, int64_t out_stride) {
  add_chunk<Elem, MR, NP>(x, panels, panel_words, 0, min_of(kChunkWords, num_words), out, out_stride);
  for (int64_t first = kChunkWords; first < num_words; first += kChunkWords)
    add_chunk<Elem, MR, NP>(x, panels, panel_words, first, min_of(first + kChunkWords, num_words), out,
                            out_stride);
}

template <class Elem, int MR>
static void row_tile(int64_t num_panels, const uint32_t* x, const uint32_t* panels, int64_t panel_words,
                     int64_t num_words, float* out, int64_t out_stride) {
  if constexpr (MR * 8 <= kMaxAccumulators) {
    for (; num_panels >= 4; num_panels -= 4, panels += 4 * panel_words, out += 4 * NR)
      tile<Elem, MR, 4>(x, panels, panel_words, num_words, out, out_stride);
  }
  if constexpr (MR * 4 <= kMaxAccumulators) {
    for (; num_panels >= 2; num_panels -= 2, panels += 2 * panel_words, out += 2 * NR)
      tile<Elem, MR, 2>(x, panels, panel_words, num_words, out, out_stride);
  }
  for (; num_panels > 0; --num_panels, panels += panel_words, out += NR)
    tile<Elem, MR, 1>(x, panels, panel_words, num_words, out, out_stride);
}

// The same for a number of rows known only at run time, 1 <= num_rows <= Format<Elem>::kRows.
template <class Elem>
static void multiply_in_vectors(int64_t num_rows, int64_t num_panels, const uint32_t* x,
                                const uint32_t* panels, int64_t panel_words, int64_t num_words, float* out,
                                int64_t out_stride) {
#define TENURE_ROWS(n)                                                                   \
  case n:                                                                                \
    if constexpr (n <= kVectorRows)                                                      \
      row_tile<Elem, n>(num_panels, x, panels, panel_words, num_words, out, out_stride); \
    break;
  switch (num_rows) {
    TENURE_ROWS(1)
    TENURE_ROWS(2)
    TENURE_ROWS(3)
    TENURE_ROWS(4)
    TENURE_ROWS(5)
    TENURE_ROWS(6)
    TENURE_ROWS(7) TENURE_ROWS(8) TENURE_ROWS(9) TENURE_ROWS(10) TENURE_ROWS(11) TENURE_ROWS(12)
  }
#undef TENURE_ROWS
}

// Rows as multiply_tile wants them.
template <class Elem>
static void pack_rows(const Elem* const* rows, int64_t num_rows, int64_t num_elements, uint32_t* packed) {
#if defined(__AMX_BF16__)
  if constexpr (Format<Elem>::kPerWord == 2) return pack_rows_for_amx(rows, num_rows, num_elements, packed);
#endif
  pack_rows_in_words(rows, num_rows, num_elements, packed);
}

// out = x . panels, rows out_stride floats apart.
template <class Elem>
static void multiply_tile(int64_t num_rows, int64_t num_panels, const uint32_t* x, const uint32_t* panels,
                          int64_t panel_words, int64_t num_words, float* out, int64_t out_stride) {
#if defined(__AMX_BF16__)
  if constexpr (Format<Elem>::kPerWord == 2)
    return multiply_with_amx(num_rows, num_panels, x, panels, panel_words, num_words, out, out_stride);
#endif
  multiply_in_vectors<Elem>(num_rows, num_panels, x, panels, panel_words, num_words, out, out_stride);
}
