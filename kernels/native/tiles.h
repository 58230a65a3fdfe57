// The register-blocked product that linear and attention share: rows of x times a panel of columns.
//
// A panel holds NR columns, word by word: panel[word * NR + column]. A word is one float32, or two
// consecutive bf16 of that column. Rows are packed the same way: x[word * MR + row];
// for AMX, whose tiles take rows as they are, x[row * num_words + word].
//
// Row invariance: an output element is a sum over chunks of kChunkWords words, in ascending order, each chunk
// one accumulator that takes its words in ascending order. MR and NP say how many rows and panels share a
// loop, and never touch that order.

constexpr int NR = 2 * W;

#if defined(__AVX512F__)
constexpr int kMaxAccumulators = 24;
#elif defined(__AVX2__)
constexpr int kMaxAccumulators = 12;
#else
constexpr int kMaxAccumulators = 4;
#endif

constexpr int kVectorRows = kMaxAccumulators / 2;  // rows of a tile that is computed in vector registers
constexpr int64_t kPrefetchBytes = 4096;
// A sum of n terms errs by up to n roundings in a row, one of chunks by far fewer: with 576 to 1536 terms in
// one row, the logits of a 30-layer network are off by three times what they are with chunks.
constexpr int64_t kChunkWords = 32;

// How each element type is packed.
//   kPerWord       elements in a word
//   kOperandWords  32-bit words that a left operand's word takes: two floats where pairs of bf16 have no dot
//                  product of their own
//   kWordMultiple  columns and rows are padded with zeros to this many words
//   kRows          most rows of a tile
//   kRowMajor      rows are packed one after the other, so that whole ones need no packing
template <class Elem>
struct Format;

template <>
struct Format<float> {
  static constexpr int64_t kPerWord = 1, kOperandWords = 1, kWordMultiple = 1, kRows = kVectorRows;
  static constexpr bool kRowMajor = false;
};

template <>
struct Format<bf16> {
#if defined(__AMX_BF16__)
  static constexpr int64_t kPerWord = 2, kOperandWords = 1, kWordMultiple = 16, kRows = 32;
  static constexpr bool kRowMajor = true;
#elif defined(__AVX512BF16__)
  static constexpr int64_t kPerWord = 2, kOperandWords = 1, kWordMultiple = 1, kRows = kVectorRows;
  static constexpr bool kRowMajor = false;
#else
  static constexpr int64_t kPerWord = 2, kOperandWords = 2, kWordMultiple = 1, kRows = kVectorRows;
  static constexpr bool kRowMajor = false;
#endif
};

template <class Elem>
TENURE_INLINE int64_t words_of(int64_t num_elements) {
  return ceil_div(num_elements, Format<Elem>::kPerWord * Format<Elem>::kWordMultiple) *
         Format<Elem>::kWordMultiple;
}

// Element 2i low, 2i + 1 high; past the end 0.
TENURE_INLINE uint32_t word_at(const float* row, int64_t word, int64_t) { return float_to_bits(row[word]); }
TENURE_INLINE uint32_t word_at(const bf16* row, int64_t word, int64_t num_elements) {
  if (2 * word >= num_elements) return 0;
  const uint32_t low = row[2 * word];
  return 2 * word + 1 < num_elements ? low | static_cast<uint32_t>(row[2 * word + 1]) << 16 : low;
}

// Packs NR columns, each `num_elements` contiguous elements at columns[i], into a panel.
template <class Elem>
static void pack_panel(const Elem* const* columns, int64_t num_elements, uint32_t* panel) {
  const int64_t num_words = words_of<Elem>(num_elements);
  const int64_t whole = num_elements / Format<Elem>::kPerWord / W * W;
  for (int64_t first = 0; first < NR; first += W) {
    for (int64_t word = 0; word < whole; word += W) {
      Words block[W];
      for (int i = 0; i < W; ++i) block[i] = load_words(columns[first + i] + word * Format<Elem>::kPerWord);
      transpose(block);
      for (int i = 0; i < W; ++i) store_words(panel + (word + i) * NR + first, block[i]);
    }
  }
  for (int64_t word = whole; word < num_words; ++word)
    for (int64_t i = 0; i < NR; ++i) panel[word * NR + i] = word_at(columns[i], word, num_elements);
}

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
    TENURE_ROWS(6) TENURE_ROWS(7) TENURE_ROWS(8) TENURE_ROWS(9) TENURE_ROWS(10) TENURE_ROWS(11)
        TENURE_ROWS(12)
  }
#undef TENURE_ROWS
}

#if defined(__AMX_BF16__)
#include "amx.h"
#endif

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
