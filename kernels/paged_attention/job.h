// One item's work: scores against a tile of K, softmax, sums of V, tile by tile and chunk by chunk.

constexpr int64_t kTilePanels = kTile / NR;

template <class Elem>
struct AttentionJob {
  // AMX takes 16 queries as the columns of its tiles and reads K where it lies; the others take queries as
  // the rows of a product with packed K.
  static constexpr bool kAmx = Format<Elem>::kRowMajor;
  static constexpr int64_t kRows = kAmx ? 16 : Format<Elem>::kRows;

  const Attention& args;
  const AttentionItem* items;
  float* partials;
  int64_t group, num_words;

  // A task's memory, carved from one buffer.
  struct Memory {
    uint32_t* keys;     // kTilePanels panels of num_words, or kTile rows
    uint32_t* queries;  // packed tiles of kRows rows
    float* scores;      // [rows, kTile]
    float* chunk;       // [rows, state_floats]
    float* total;       // [rows, state_floats]
    float* factors;     // [rows]
    Elem* zeros;        // [head_dim]
  };

  // AMX's tiles, configured while it lives.
  struct Tiles {
#if defined(__AMX_BF16__)
    Tiles() {
      if constexpr (kAmx) begin_scores();
    }
    ~Tiles() {
      if constexpr (kAmx) end_scores();
    }
#endif
  };

  int64_t query_words() const { return num_words * Format<Elem>::kOperandWords; }

  bool reserve(int64_t num_rows, Memory* memory) const {
    const int64_t state = state_floats(args.head_dim);
    const int64_t sizes[] = {kTile * num_words, ceil_div(num_rows, kRows) * kRows * query_words(),
                             num_rows * kTile,  num_rows * state,
                             num_rows * state,  num_rows,
                             args.head_dim};
    int64_t offsets[8] = {0};
    for (int i = 0; i < 7; ++i) offsets[i + 1] = offsets[i] + ceil_div(sizes[i], 16) * 16;
    uint32_t* base = static_cast<uint32_t*>(scratch(kTaskScratch, static_cast<size_t>(offsets[7]) * 4));
    if (base == nullptr) return false;
    *memory = {base + offsets[0],
               base + offsets[1],
               reinterpret_cast<float*>(base + offsets[2]),
               reinterpret_cast<float*>(base + offsets[3]),
               reinterpret_cast<float*>(base + offsets[4]),
               reinterpret_cast<float*>(base + offsets[5]),
               reinterpret_cast<Elem*>(base + offsets[6])};
    __builtin_memset(memory->zeros, 0, static_cast<size_t>(args.head_dim) * sizeof(Elem));
    return true;
  }

  static void run(void* context, int64_t index) {
    const AttentionJob& job = *static_cast<const AttentionJob*>(context);
    job.one_item(job.items[index]);
  }

  void one_item(const AttentionItem& item) const {
    const int64_t num_rows = item.num_tokens * group, state = state_floats(args.head_dim);
    Memory memory;
    if (!reserve(num_rows, &memory))
      __builtin_trap();  // a few kilobytes; nothing could be reported from here
    pack_queries(item, memory);
    const Tiles tiles;
    if (item.partial >= 0) {
      one_chunk(item, item.first_chunk, memory, partials + item.partial * state);
      return;
    }
    for (int64_t row = 0; row < num_rows; ++row) clear_state(memory.total + row * state, args.head_dim);
    for (int64_t chunk = item.first_chunk; chunk < item.last_chunk; ++chunk) {
      one_chunk(item, chunk, memory, memory.chunk);
      for (int64_t row = 0; row < num_rows; ++row)
        merge_state(memory.total + row * state, memory.chunk + row * state, args.head_dim);
    }
    write_rows(item, memory.total);
  }

  void write_rows(const AttentionItem& item, const float* states) const {
    Elem* out = static_cast<Elem*>(args.out);
    for (int64_t row = 0; row < item.num_tokens * group; ++row) {
      const int64_t token = item.first_token + row / group, head = item.kv_head * group + row % group;
      write_output(states + row * state_floats(args.head_dim), args.head_dim,
                   out + (token * args.num_heads + head) * args.head_dim);
    }
  }

  void pack_queries(const AttentionItem& item, const Memory& memory) const {
    const Elem* q = static_cast<const Elem*>(args.q) + item.kv_head * group * args.head_dim;
    const int64_t num_rows = item.num_tokens * group;
    for (int64_t first = 0; first < num_rows; first += kRows) {
      const int64_t count = min_of(kRows, num_rows - first);
      const Elem* rows[kRows];
      for (int64_t i = 0; i < count; ++i) {
        const int64_t row = first + i;
        rows[i] = q + (item.first_token + row / group) * args.q_stride + row % group * args.head_dim;
      }
      pack_queries(rows, count, memory.queries + first * query_words());
    }
  }

  void pack_queries(const Elem* const* rows, int64_t count, uint32_t* packed) const {
#if defined(__AMX_BF16__)
    if constexpr (kAmx) return pack_query_columns(rows, count, args.head_dim, packed);
#endif
    pack_rows(rows, count, args.head_dim, packed);
  }

  // states = each row's state over one chunk.
  void one_chunk(const AttentionItem& item, int64_t chunk, const Memory& memory, float* states) const {
    const int64_t num_rows = item.num_tokens * group, state = state_floats(args.head_dim);
    for (int64_t row = 0; row < num_rows; ++row) clear_state(states + row * state, args.head_dim);
    const int64_t last = item.first_position + item.num_tokens;  // no row sees more
    const int64_t end = min_of((chunk + 1) * kChunk, last);
    for (int64_t start = chunk * kChunk; start < end; start += kTile)
      if (start + kTile > range_of(args, item.first_position).from)
        one_tile(item, start, min_of(kTile, end - start), memory, states);
  }

  void one_tile(const AttentionItem& item, int64_t start, int64_t num_keys, const Memory& memory,
                float* states) const {
    const Elem* keys[kTile];
    const Elem* values[kTile];
    find_rows(item, start, num_keys, memory, keys, values);
    pack_keys(keys, num_keys, memory);
    // While this tile is computed, the next one's K comes from memory.
    const int64_t num_next = min_of(kTile, item.first_position + item.num_tokens - (start + kTile));
    each_key(args, item, start + kTile, num_next,
             [&](int64_t, int64_t offset) { prefetch(static_cast<const Elem*>(args.k_cache) + offset); });
    // Rows ascend in position: the first ones may end before this tile, the last ones begin after it.
    const int64_t num_rows = item.num_tokens * group, state = state_floats(args.head_dim);
    for (int64_t first = 0; first < num_rows; first += kRows) {
      const int64_t count = min_of(kRows, num_rows - first);
      if (seen(item, first + count - 1, start).to <= 0 || seen(item, first, start).from >= kTile) continue;
      score_rows(keys, memory, first, count);
    }
    for (int64_t row = 0; row < num_rows;) {
      const Range range = seen(item, row, start);
      int64_t count = 1;
      while (count < kValueRows && row + count < num_rows && same(seen(item, row + count, start), range))
        ++count;
      if (range.from < range.to) {
        for (int64_t i = row; i < row + count; ++i)
          memory.factors[i] = softmax_row(memory.scores + i * kTile, range, states + i * state);
        add_rows<Elem>(count, memory.scores + row * kTile, values, args.head_dim, range.from, range.to,
                       memory.factors + row, states + row * state + 2, state);
      }
      row += count;
    }
  }

  float softmax_row(float* scores, Range range, float* state) const {
    const bool is_whole = range.from == 0 && range.to == kTile;
    return is_whole ? softmax_tile<true>(scores, args.scale, 0, kTile, state)
                    : softmax_tile<false>(scores, args.scale, range.from, range.to, state);
  }

  // The part of a tile that a row sees; empty when from >= to.
  Range seen(const AttentionItem& item, int64_t row, int64_t start) const {
    const Range range = range_of(args, item.first_position + row / group);
    return {max_of(0, range.from - start), min_of(kTile, range.to - start)};
  }

  static bool same(Range a, Range b) { return a.from == b.from && a.to == b.to; }

  // Calls visit(j, offset of the row in either cache) for the keys at positions start + j, j < num_keys.
  template <class Visit>
  TENURE_INLINE void each_key(const Attention& args, const AttentionItem& item, int64_t start,
                              int64_t num_keys, Visit visit) {
    const int64_t block_stride = args.num_kv_heads * args.block_size * args.head_dim;
    const int32_t* table = args.block_tables + item.seq * args.max_blocks;
    int64_t block = start / args.block_size, slot = start % args.block_size;
    for (int64_t j = 0; j < num_keys; ++block, slot = 0) {
      int64_t offset = table[block] * block_stride + (item.kv_head * args.block_size + slot) * args.head_dim;
      for (; slot < args.block_size && j < num_keys; ++slot, ++j, offset += args.head_dim) visit(j, offset);
    }
  }

  void prefetch(const Elem* row) const {
    const char* first = reinterpret_cast<const char*>(row);
    for (int64_t byte = 0; byte < args.head_dim * static_cast<int64_t>(sizeof(Elem)); byte += 64)
      __builtin_prefetch(first + byte);
  }

  // Where the tile's rows of K and V are. What lies behind the last token is not read: zeros stand for its K,
  // and its scores are dropped.
  void find_rows(const AttentionItem& item, int64_t start, int64_t num_keys, const Memory& memory,
                 const Elem** keys, const Elem** values) const {
    each_key(args, item, start, num_keys, [&](int64_t j, int64_t offset) {
      keys[j] = static_cast<const Elem*>(args.k_cache) + offset;
      values[j] = static_cast<const Elem*>(args.v_cache) + offset;
      prefetch(values[j]);
    });
    for (int64_t j = num_keys; j < kTile; ++j) keys[j] = memory.zeros;
  }

  // Whether each aligned group of 16 keys lies in one block, in whole words of AMX's tiles.
  bool reads_in_place() const { return args.block_size % 16 == 0 && args.head_dim == 2 * num_words; }

  void pack_keys(const Elem* const* keys, int64_t num_keys, const Memory& memory) const {
    if constexpr (!kAmx) {
      for (int64_t panel = 0; panel < kTilePanels; ++panel)
        pack_panel(keys + panel * NR, args.head_dim, memory.keys + panel * num_words * NR);
    } else if (!reads_in_place()) {
      pack_rows(keys, kTile, args.head_dim, memory.keys);
    }
  }

  // Scores of `count` rows from `first` on.
  void score_rows(const Elem* const* keys, const Memory& memory, int64_t first, int64_t count) const {
    const uint32_t* queries = memory.queries + first * query_words();
    float* scores = memory.scores + first * kTile;
#if defined(__AMX_BF16__)
    if constexpr (kAmx) {
      // A group behind the last token may be anything that can be read.
      const void* groups[kKeyGroups];
      const bool in_place = reads_in_place();
      for (int64_t i = 0; i < kKeyGroups; ++i)
        groups[i] = !in_place                      ? memory.keys + i * kTileRows * num_words
                    : keys[i * 16] != memory.zeros ? static_cast<const void*>(keys[i * 16])
                                                   : keys[0];
      score_with_amx(groups, 4 * num_words, queries, count, num_words, scores, kTile);
      return;
    }
#endif
    multiply_tile<Elem>(count, kTilePanels, queries, memory.keys, num_words * NR, num_words, scores, kTile);
  }
};
