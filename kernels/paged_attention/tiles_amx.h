// Query rows against a tile of keys, and their weights against its V, in AMX tiles of up to 16 rows.
//
// Row invariance: whatever the other rows, a row's sums over a tile begin with zero, take its parts of
// kPartKeys tokens in ascending order, and are added to what the row had. Weights of what a row may not see
// are zeros, and so is V where no row sees it: a zero times a finite number changes no sum.

#include "../native/amx.h"

constexpr int64_t kPartKeys = 2 * kTileWords;  // tokens whose V meets a tile of weights
constexpr int64_t kTileParts = kTile / kPartKeys;
constexpr int64_t kTileDims = 64;  // elements of V in one loop, four tiles of sums

// The shapes that are computed so: fixed for a model.
template <KvFormat K>
TENURE_INLINE bool takes_tiles(const KvBlocks& kv) {
  if (K == kKvFloat || kv.block_size % kPartKeys != 0) return false;
  return key_words(kv) % kTileWords == 0 && kv.head_dim % (2 * W) == 0;
}

// sums in tile I += the query rows in tile 4 by the keys in tile J.
#define TENURE_SCORE(I, J)    \
  if constexpr (K == kKvInt8) \
    _tile_dpbsud(I, 4, J);    \
  else                        \
    _tile_dpbf16ps(I, 4, J)

// Sums of four vectors of keys: floats, or for int8 32-bit integers of the bytes as they are stored.
template <KvFormat K>
TENURE_INLINE void score_four(const uint32_t* queries, int64_t num_words, const TileKeys& keys, int first,
                              float* scores) {
  const int64_t query_bytes = 4 * query_words<K>(num_words), key_bytes = 4 * keys.stride;
  _tile_zero(0);
  _tile_zero(1);
  _tile_zero(2);
  _tile_zero(3);
  for (int64_t word = 0; word < num_words; word += kTileWords) {
    const int64_t at = word * keys.stride;
    _tile_loadd(4, queries + word, query_bytes);
    _tile_loadd(6, keys.words[first] + at, key_bytes);
    TENURE_SCORE(0, 6);
    _tile_loadd(7, keys.words[first + 1] + at, key_bytes);
    TENURE_SCORE(1, 7);
    _tile_loadd(6, keys.words[first + 2] + at, key_bytes);
    TENURE_SCORE(2, 6);
    _tile_loadd(7, keys.words[first + 3] + at, key_bytes);
    TENURE_SCORE(3, 7);
  }
  float* out = scores + first * W;
  _tile_stored(0, out, 4 * kTile);
  _tile_stored(1, out + W, 4 * kTile);
  _tile_stored(2, out + 2 * W, 4 * kTile);
  _tile_stored(3, out + 3 * W, 4 * kTile);
}
#undef TENURE_SCORE

// As score_bytes ends: the stored bytes are 128 too large.
static void finish_byte_scores(int64_t num_rows, const uint32_t* queries, int64_t num_words,
                               const TileKeys& keys, float* scores) {
  const int64_t stride = query_words<kKvInt8>(num_words);
  for (int64_t m = 0; m < num_rows; ++m, queries += stride, scores += kTile) {
    const F scale = set1(bits_to_float(queries[num_words]));
    const Words offset =
        set1_word(static_cast<uint32_t>(-128 * static_cast<int32_t>(queries[num_words + 1])));
    for (int v = 0; v < kTileVectors; ++v) {
      const F sum = to_floats(add_words(load_words(scores + v * W), offset));
      store(scores + v * W, mul(mul(sum, scale), load(keys.scales[v])));
    }
  }
}

// scores[row][key] of up to kTileRows rows, unscaled.
template <KvFormat K>
static void score_rows_in_tiles(int64_t num_rows, const uint32_t* queries, int64_t num_words,
                                const TileKeys& keys, float* scores) {
  settle(queries);
  for (int first = 0; first < kTileVectors; first += 4)
    score_four<K>(queries, num_words, keys, first, scores);
  if (K == kKvInt8) finish_byte_scores(num_rows, queries, num_words, keys, scores);
}

// A tile's V as words of two tokens, [kPartKeys / 2][head_dim] each; those in [first, last) are read.
struct ValueParts {
  const uint32_t* words[kTileParts];
  int64_t first, last;
};

// sums[m] = sums[m] * factors[m] + the weighted V, elements [dim, dim + 16 * kTiles).
template <int kTiles>
TENURE_INLINE void add_dims(int64_t num_rows, const bf16* weights, const ValueParts& parts, int64_t head_dim,
                            int64_t dim, const float* factors, float* sums, int64_t sums_stride) {
  alignas(64) float products[kTileRows * kTileDims];
  const int64_t weight_bytes = 2 * kHalvesStride, value_bytes = 4 * head_dim;
  _tile_zero(0);
  _tile_zero(1);
  if (kTiles > 2) _tile_zero(2);
  if (kTiles > 2) _tile_zero(3);
  for (int64_t part = parts.first; part < parts.last; ++part) {
    const uint32_t* words = parts.words[part] + dim;
    _tile_loadd(4, weights + part * kPartKeys, weight_bytes);
    _tile_loadd(6, words, value_bytes);
    _tile_dpbf16ps(0, 4, 6);
    _tile_loadd(7, words + W, value_bytes);
    _tile_dpbf16ps(1, 4, 7);
    if (kTiles == 2) continue;
    _tile_loadd(6, words + 2 * W, value_bytes);
    _tile_dpbf16ps(2, 4, 6);
    _tile_loadd(7, words + 3 * W, value_bytes);
    _tile_dpbf16ps(3, 4, 7);
  }
  _tile_stored(0, products, 4 * kTileDims);
  _tile_stored(1, products + W, 4 * kTileDims);
  if (kTiles > 2) _tile_stored(2, products + 2 * W, 4 * kTileDims);
  if (kTiles > 2) _tile_stored(3, products + 3 * W, 4 * kTileDims);
  for (int64_t m = 0; m < num_rows; ++m)
    for (int64_t i = 0; i < kTiles * W; i += W) {
      float* sum = sums + m * sums_stride + dim + i;
      store(sum, fma(load(sum), set1(factors[m]), load(products + m * kTileDims + i)));
    }
}

static void add_rows_in_tiles(int64_t num_rows, const bf16* weights, const ValueParts& parts,
                              int64_t head_dim, const float* factors, float* sums, int64_t sums_stride) {
  settle(weights);
  int64_t dim = 0;
  for (; dim + kTileDims <= head_dim; dim += kTileDims)
    add_dims<4>(num_rows, weights, parts, head_dim, dim, factors, sums, sums_stride);
  if (dim < head_dim) add_dims<2>(num_rows, weights, parts, head_dim, dim, factors, sums, sums_stride);
}

// `words`, a part's V of bf16, with zeros for the tokens outside `some`, which are the part's own numbers;
// false where one within `some` but outside `all` is not finite.
static bool copy_part(const uint32_t* words, int64_t head_dim, Range some, Range all, uint32_t* out) {
  const auto mask_of = [](int64_t token, Range range) {
    const uint32_t low = token >= range.from && token < range.to ? 0x0000ffffu : 0;
    const uint32_t high = token + 1 >= range.from && token + 1 < range.to ? 0xffff0000u : 0;
    return low | high;
  };
  const __m512i exponent = _mm512_set1_epi16(0x7f80);
  __mmask32 not_finite = 0;
  for (int64_t token = 0; token < kPartKeys; token += 2, words += head_dim, out += head_dim) {
    const uint32_t kept = mask_of(token, some);
    const __m512i checked = _mm512_set1_epi32(static_cast<int>(kept & ~mask_of(token, all)));
    for (int64_t i = 0; i < head_dim; i += W) {
      const Words value = and_words(load_words(words + i), set1_word(kept));
      store_words(out + i, value);
      const __m512i bits = _mm512_and_si512(_mm512_and_si512(value.v, checked), exponent);
      not_finite |= _mm512_cmpeq_epi16_mask(bits, exponent);
    }
  }
  return not_finite == 0;
}
