// From rows of blocks, as they are in a GGUF file (ggml's block_q*), to panels (quantization.h).
//
// int8 is no format of GGUF: a row is its scale, float32, then unsigned codes, filled up to whole groups.

// A group of one column: its words of codes, and what its head has of it.
struct PackedGroup {
  uint32_t codes[8];
  uint16_t halves[2];  // scale, minimum
  int8_t bytes[2];     // formats whose scales have scales
};

template <class T>
TENURE_INLINE T read_as(const uint8_t* p) {
  T value;
  __builtin_memcpy(&value, p, sizeof value);
  return value;
}

TENURE_INLINE void read_words(const uint8_t* p, int64_t count, uint32_t* words) {
  __builtin_memcpy(words, p, static_cast<size_t>(4 * count));
}

// The low four bits, where a file has a group's 32 inputs one after the other, in the halves at `shift`.
TENURE_INLINE void read_nibbles(const uint8_t* p, int shift, uint32_t* words) {
  for (int64_t w = 0; w < 4; ++w)
    words[w] = (read_as<uint32_t>(p + 4 * w) >> shift & 0x0f0f0f0fu) |
               (read_as<uint32_t>(p + 16 + 4 * w) >> shift & 0x0f0f0f0fu) << 4;
}

// Bit 4w + j to bit 8j + w: where a panel has the fifth bits, from where blocks of 32 have them.
TENURE_INLINE uint32_t fifth_bits(uint32_t bits) {
  for (int round = 0; round < 2; ++round) {  // each moves bits at even places before those at odd ones
    uint32_t moved = (bits ^ bits >> 1) & 0x22222222u;
    bits ^= moved ^ moved << 1;
    moved = (bits ^ bits >> 2) & 0x0c0c0c0cu;
    bits ^= moved ^ moved << 2;
    moved = (bits ^ bits >> 4) & 0x00f000f0u;
    bits ^= moved ^ moved << 4;
    moved = (bits ^ bits >> 8) & 0x0000ff00u;
    bits ^= moved ^ moved << 8;
  }
  return bits;
}

// `shift`: where the wanted bits are in each of the 16 or 32 bytes; `count` of them.
TENURE_INLINE uint32_t high_bits(const uint8_t* p, int shift, int count, int64_t num_words) {
  const uint32_t mask = count == 1 ? 0x01010101u : 0x03030303u;
  uint32_t bits = 0;
  for (int64_t w = 0; w < num_words; ++w) bits |= (read_as<uint32_t>(p + 4 * w) >> shift & mask) << w * count;
  return bits;
}

// E8M0, half of 2^(e - 127) as ggml has it beside doubled values, as a bf16.
TENURE_INLINE uint16_t power_as_bf16(uint8_t e) {
  return static_cast<uint16_t>(e < 2 ? 0x20u << e : (e - 1u) << 7);
}

// Scale and minimum of K-quants' group, 6 bits each in 12 bytes.
TENURE_INLINE void read_k_scales(const uint8_t* p, int64_t group, int8_t* bytes) {
  const uint8_t* q = p + group % 4;
  const bool is_first = group < 4;
  bytes[0] = static_cast<int8_t>(is_first ? q[0] & 63 : (q[8] & 15) | (q[0] >> 6) << 4);
  bytes[1] = static_cast<int8_t>(-(is_first ? q[4] & 63 : q[8] >> 4 | (q[4] >> 6) << 4));
}

template <WeightFormat F_>
struct FileBlocks;  // kBytes of a block; the halves of its head, d first; its groups

template <>
struct FileBlocks<kInt8> {
  static constexpr int64_t kBytes = kGroup;
  static PackedGroup group(const uint8_t* block, int64_t) {
    PackedGroup out;
    read_words(block, 8, out.codes);
    return out;
  }
};

template <>
struct FileBlocks<kQ8_0> {
  static constexpr int64_t kBytes = 34;
  static PackedGroup group(const uint8_t* block, int64_t) {
    PackedGroup out;
    out.halves[0] = read_as<uint16_t>(block);
    read_words(block + 2, 8, out.codes);
    for (uint32_t& word : out.codes) word ^= 0x80808080u;
    return out;
  }
};

// Blocks of 32 inputs: the halves, the fifth bits, the low four, whose words are those of a panel.
template <int kHalves, int kBits>
struct PlainBlocks {
  static constexpr int64_t kBytes = 2 * kHalves + 4 * kBits;
  static PackedGroup group(const uint8_t* block, int64_t) {
    PackedGroup out;
    for (int64_t i = 0; i < kHalves; ++i) out.halves[i] = read_as<uint16_t>(block + 2 * i);
    if (kBits == 5) out.codes[4] = fifth_bits(read_as<uint32_t>(block + 2 * kHalves));
    read_words(block + kBytes - 16, 4, out.codes);
    return out;
  }
};

template <>
struct FileBlocks<kQ4_0> : PlainBlocks<1, 4> {};
template <>
struct FileBlocks<kQ4_1> : PlainBlocks<2, 4> {};
template <>
struct FileBlocks<kQ5_0> : PlainBlocks<1, 5> {};
template <>
struct FileBlocks<kQ5_1> : PlainBlocks<2, 5> {};
template <>
struct FileBlocks<kIQ4_NL> : PlainBlocks<1, 4> {};

template <>
struct FileBlocks<kMXFP4> {
  static constexpr int64_t kBytes = 17;
  static PackedGroup group(const uint8_t* block, int64_t) {
    PackedGroup out;
    out.halves[0] = power_as_bf16(block[0]);
    read_words(block + 1, 4, out.codes);
    return out;
  }
};

// Blocks of 256 inputs: d and m, scales, the fifth bits (byte i has those of input i of each group), and
// nibbles, two groups in each 32 bytes.
template <int kBits>
struct KBlocks {
  static constexpr int64_t kBytes = 16 + 32 * kBits;
  static uint16_t half(const uint8_t* block, int64_t index) { return read_as<uint16_t>(block + 2 * index); }
  static PackedGroup group(const uint8_t* block, int64_t index) {
    PackedGroup out;
    read_k_scales(block + 4, index, out.bytes);
    read_nibbles(block + kBytes - 128 + index / 2 * 32, static_cast<int>(index % 2 * 4), out.codes);
    if (kBits == 5) out.codes[4] = high_bits(block + 16, static_cast<int>(index), 1, 8);
    return out;
  }
};

template <>
struct FileBlocks<kQ4_K> : KBlocks<4> {};
template <>
struct FileBlocks<kQ5_K> : KBlocks<5> {};

// 256 inputs in two halves of four groups. Of each: 64 bytes with the low four bits, groups 0 and 1 in the
// low halves of bytes 0 to 31 and 32 to 63, groups 2 and 3 in the high ones; 32 bytes, two bits of each.
template <>
struct FileBlocks<kQ6_K> {
  static constexpr int64_t kBytes = 210;
  static uint16_t half(const uint8_t* block, int64_t) { return read_as<uint16_t>(block + 208); }
  static PackedGroup group(const uint8_t* block, int64_t index) {
    PackedGroup out;
    const int64_t half = index / 4, group = index % 4;
    const uint8_t* high = block + 128 + half * 32;
    read_nibbles(block + half * 64 + group % 2 * 32, static_cast<int>(group / 2 * 4), out.codes);
    for (int64_t part = 0; part < 2; ++part) {
      out.codes[4 + part] = high_bits(high + part * 16, static_cast<int>(2 * group), 2, 4);
      out.bytes[part] = static_cast<int8_t>(block[192 + 2 * index + part]);
    }
    return out;
  }
};

template <WeightFormat F_>
struct PackBlocksJob {
  using Q = Quantization<F_>;
  using Blocks = FileBlocks<F_>;
  static constexpr int64_t kRowHeadBytes = F_ == kInt8 ? 4 : 0;

  const uint8_t* const* rows;
  uint32_t* packed;
  int64_t in_features, out_features;

  static void run(void* context, int64_t panel) {
    const PackBlocksJob& job = *static_cast<const PackBlocksJob*>(context);
    const int64_t num_blocks = Q::blocks_of(job.in_features), words = Q::panel_words(job.in_features);
    const int64_t num_columns = min_of(NR, job.out_features - panel * NR);
    uint32_t* target = job.packed + panel * words;
    if (num_columns < NR) __builtin_memset(target, 0, static_cast<size_t>(4 * words));
    for (int64_t lane = 0; lane < num_columns; ++lane) {
      const uint8_t* row = job.rows[panel * NR + lane];
      for (int64_t i = 0; i < num_blocks; ++i)
        pack_block(row + kRowHeadBytes + i * Blocks::kBytes, target + i * Q::kBlockWords, lane);
      if (F_ == kInt8) target[num_blocks * Q::kBlockWords + lane] = read_as<uint32_t>(row);
    }
  }

  static void pack_block(const uint8_t* block, uint32_t* target, int64_t lane) {
    if constexpr (Q::kIsSuper)
      for (int64_t i = 0; i < (Q::kHasMinima ? 2 : 1); ++i)
        reinterpret_cast<uint16_t*>(target)[i * NR + lane] = Blocks::half(block, i);
    uint32_t* head = target + Q::kBlockHeadWords;
    for (int64_t index = 0; index < Q::kBlockGroups; ++index, head += Q::kGroupWords) {
      const PackedGroup group = Blocks::group(block, index);
      if constexpr (Q::kIsSuper)
        for (int64_t i = 0; i < 2; ++i) reinterpret_cast<int8_t*>(head)[i * NR + lane] = group.bytes[i];
      else
        for (int64_t i = 0; i < Q::kGroupHeadWords / (NR / 2); ++i)
          reinterpret_cast<uint16_t*>(head)[i * NR + lane] = group.halves[i];
      for (int64_t w = 0; w < Q::kBits; ++w) head[Q::kGroupHeadWords + w * NR + lane] = group.codes[w];
    }
  }
};

template <WeightFormat F_>
static int32_t pack_blocks(const void* const* rows, void* packed, int64_t in_features, int64_t out_features) {
  PackBlocksJob<F_> job{reinterpret_cast<const uint8_t* const*>(rows), static_cast<uint32_t*>(packed),
                        in_features, out_features};
  parallel_for(ceil_div(out_features, NR), PackBlocksJob<F_>::run, &job);
  return kOk;
}
