// The order that products read numbers in: rows of x, and panels of NR columns, word by word.
//
// panel[word * NR + column]. A word is one float32, or two consecutive bf16 of that column. Rows are packed
// the same way: x[word * MR + row]; for AMX, whose tiles take rows as they are, x[row * num_words + word].
#pragma once

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
