// One item's work: scores against a tile of K, softmax, sums of V, tile by tile and chunk by chunk.

template <class Elem, KvFormat K>
struct AttentionJob {
  static constexpr bool kPairsBytes = K == kKvInt8 && kPairsTokens<K>;

  // Many rows read a tile of bf16 as floats, into which it is converted once: the same numbers in the same
  // order, so the same bits.
  static constexpr int64_t kWidenedRows = 2 * kScoreRows;
  static bool is_widened(int64_t num_rows) {
    return K == kKvBFloat && !kPairsTokens<K> && num_rows > kWidenedRows;
  }

#if defined(__AMX_BF16__)
  static constexpr int64_t kRowsTogether = kTileRows;
  bool is_in_tiles() const { return takes_tiles<K>(args.kv); }
#else
  static constexpr int64_t kRowsTogether = kScoreRows;
  static constexpr bool is_in_tiles() { return false; }
#endif

  const Attention& args;
  const AttentionItem* items;
  float* partials;
  int64_t group, num_words;

  // A task's memory, carved from one buffer.
  struct Memory {
    uint32_t* queries;    // [rows, query_words]
    float* scores;        // [kRowsTogether, kTile]; later the weights, unless they are `halves`
    float* chunk;         // [rows, state_floats]
    float* total;         // [rows, state_floats]
    uint32_t* keys;       // [num_words, kTile], where they cannot be read in place
    float* key_scales;    // [kTile]
    bf16* halves;         // [kRowsTogether, kHalvesStride] weights
    uint32_t* values;     // V: pairs of tokens [kTile / 2, head_dim], or floats [kTile, head_dim]
    float* value_scales;  // [kTile], int8
    float* wide_keys;     // [kTile, 2 * num_words]
  };

  bool reserve(int64_t num_rows, Memory* memory) const {
    const int64_t state = state_floats(args.kv.head_dim);
    const int64_t sizes[] = {num_rows * query_words<K>(num_words),
                             kRowsTogether * kTile,
                             num_rows * state,
                             num_rows * state,
                             reads_in_place() ? 0 : num_words * kTile,
                             kTile,
                             ceil_div(kRowsTogether * kHalvesStride, 2),
                             kPairsBytes || is_in_tiles() ? kTile / 2 * args.kv.head_dim
                             : is_widened(num_rows)       ? kTile * args.kv.head_dim
                                                          : 0,
                             kTile,
                             is_widened(num_rows) ? 2 * num_words * kTile : 0};
    constexpr int kParts = sizeof sizes / sizeof sizes[0];
    int64_t offsets[kParts + 1] = {0};
    for (int i = 0; i < kParts; ++i) offsets[i + 1] = offsets[i] + ceil_div(sizes[i], 16) * 16;
    uint32_t* base = static_cast<uint32_t*>(scratch(kTaskScratch, static_cast<size_t>(offsets[kParts]) * 4));
    if (base == nullptr) return false;
    const auto floats = [&](int i) { return reinterpret_cast<float*>(base + offsets[i]); };
    *memory = {base,
               floats(1),
               floats(2),
               floats(3),
               base + offsets[4],
               floats(5),
               reinterpret_cast<bf16*>(base + offsets[6]),
               base + offsets[7],
               floats(8),
               floats(9)};
    return true;
  }

  static void run(void* context, int64_t index) {
    const AttentionJob& job = *static_cast<const AttentionJob*>(context);
    job.one_item(job.items[index]);
  }

  void one_item(const AttentionItem& item) const {
    const int64_t num_rows = item.num_tokens * group, state = state_floats(args.kv.head_dim);
    Memory memory;
    if (!reserve(num_rows, &memory))
      __builtin_trap();  // a few kilobytes; nothing could be reported from here
    pack_queries(item, memory);
    if (item.partial >= 0) {
      one_chunk(item, item.first_chunk, memory, partials + item.partial * state);
      release();
      return;
    }
    for (int64_t row = 0; row < num_rows; ++row) begin(item, row, memory.total + row * state);
    for (int64_t chunk = item.first_chunk; chunk < item.last_chunk; ++chunk) {
      one_chunk(item, chunk, memory, memory.chunk);
      for (int64_t row = 0; row < num_rows; ++row)
        merge_state(memory.total + row * state, memory.chunk + row * state, args.kv.head_dim);
    }
    release();
    write_rows(item, memory.total);
  }

  // What a row's chunks are merged with: nothing, or its head's sink, which has a weight and no value.
  void begin(const AttentionItem& item, int64_t row, float* state) const {
    clear_state(state, args.kv.head_dim);
    if (args.sinks == nullptr) return;
    state[0] = args.sinks[item.kv_head * group + row % group] * kLog2E;
    state[1] = 1.0f;
  }

  // A thread that keeps tiles makes each of its context switches save 8 KB.
  void release() const {
#if defined(__AMX_BF16__)
    if (is_in_tiles()) _tile_release();
#endif
  }

  void write_rows(const AttentionItem& item, const float* states) const {
    Elem* out = static_cast<Elem*>(args.out);
    for (int64_t row = 0; row < item.num_tokens * group; ++row) {
      const int64_t token = item.first_token + row / group, head = item.kv_head * group + row % group;
      write_output(states + row * state_floats(args.kv.head_dim), args.kv.head_dim,
                   out + (token * args.num_heads + head) * args.kv.head_dim);
    }
  }

  void pack_queries(const AttentionItem& item, const Memory& memory) const {
    const Elem* q = static_cast<const Elem*>(args.q) + item.kv_head * group * args.kv.head_dim;
    for (int64_t row = 0; row < item.num_tokens * group; ++row)
      pack_query<K>(q + (item.first_token + row / group) * args.q_stride + row % group * args.kv.head_dim,
                    args.kv.head_dim, num_words, memory.queries + row * query_words<K>(num_words));
  }

  // states = each row's state over one chunk.
  void one_chunk(const AttentionItem& item, int64_t chunk, const Memory& memory, float* states) const {
    const int64_t num_rows = item.num_tokens * group, state = state_floats(args.kv.head_dim);
    for (int64_t row = 0; row < num_rows; ++row) clear_state(states + row * state, args.kv.head_dim);
    const int64_t last = item.first_position + item.num_tokens;  // no row sees more
    const int64_t end = min_of((chunk + 1) * kChunk, last);
    for (int64_t start = chunk * kChunk; start < end; start += kTile)
      if (start + kTile > range_of(args, item.first_position).from)
        one_tile(item, start, min_of(kTile, end - start), memory, states);
  }

  // A few rows at a time from scores to sums: their scores stay in the L1 cache beside the tile.
  void one_tile(const AttentionItem& item, int64_t start, int64_t num_keys, const Memory& memory,
                float* states) const {
    const int64_t num_rows = item.num_tokens * group;
    const bool is_wide = is_widened(num_rows);
    TileKeys keys = find_keys(item, start, num_keys, memory);
#if defined(__AMX_BF16__)
    if (is_in_tiles()) return in_tiles(item, start, num_keys, keys, memory, states);
#endif
    if (is_wide) keys = widened_keys(keys, num_words, memory.wide_keys);
    bool has_values = K != kKvInt8 && !is_wide;  // those that are read where they are
    for (int64_t first = 0; first < num_rows; first += kScoreRows) {
      const int64_t count = min_of(kScoreRows, num_rows - first);
      // Rows ascend in position: the first ones may end before this tile, the last ones begin after it.
      if (seen(item, first + count - 1, start).to <= 0 || seen(item, first, start).from >= kTile) continue;
      const uint32_t* queries = memory.queries + first * query_words<K>(num_words);
      if (is_wide)
        score_rows<kKvFloat>(count, queries, 2 * num_words, keys, memory.scores);
      else
        score_rows<K>(count, queries, num_words, keys, memory.scores);
      if (!has_values) read_values(item, start, num_keys, memory);
      has_values = true;
      add_rows_of_tile(item, start, first, count, memory, states);
    }
  }

  // The scored rows [first, first + count), those together that see the same keys.
  void add_rows_of_tile(const AttentionItem& item, int64_t start, int64_t first, int64_t count,
                        const Memory& memory, float* states) const {
    for (int64_t row = 0; row < count;) {
      const Range range = seen(item, first + row, start);
      int64_t same_count = 1;
      while (same_count < kValueRows && row + same_count < count &&
             same(seen(item, first + row + same_count, start), range))
        ++same_count;
      if (range.from < range.to)
        add_tile(item, start, range, row, same_count, memory,
                 states + (first + row) * state_floats(args.kv.head_dim));
      row += same_count;
    }
  }

  // The weights of `count` scored rows, `row` the first of them, that all see `range`.
  WeightsOut weigh(Range range, int64_t row, int64_t count, const Memory& memory, float* states,
                   float* factors) const {
    const int64_t state = state_floats(args.kv.head_dim);
    const WeightsOut out{memory.scores + row * kTile, memory.halves + row * kHalvesStride,
                         memory.value_scales};
    if (args.softcap > 0.0f) cap_scores(out.floats, count, args.scale / args.softcap);
    const float scale = (args.softcap > 0.0f ? args.softcap : args.scale) * kLog2E;
    if (range.from == 0 && range.to == kTile)
      softmax_rows<K, true>(count, scale, range, states, state, factors, out);
    else
      softmax_rows<K, false>(count, scale, range, states, state, factors, out);
    return out;
  }

  // The tile's keys and values within `range` into `count` scored rows that all see just these.
  void add_tile(const AttentionItem& item, int64_t start, Range range, int64_t row, int64_t count,
                const Memory& memory, float* states) const {
    const int64_t state = state_floats(args.kv.head_dim);
    float factors[kValueRows];
    const WeightsOut out = weigh(range, row, count, memory, states, factors);
    const TileWeights weights{out.floats, out.halves};
    const Segment as_read{reinterpret_cast<const char*>(memory.values), range.from, range.to, range.from};
    if (is_widened(item.num_tokens * group))
      return add_rows<kKvFloat>(count, weights, &as_read, 1, args.kv.head_dim, factors, states + 2, state);
    if constexpr (kPairsBytes)
      return add_rows<K>(count, weights, &as_read, 1, args.kv.head_dim, factors, states + 2, state);
    Segment segments[kMaxSegments];
    const int64_t num_segments = find_segments(item, start, range, segments);
    add_rows<K>(count, weights, segments, num_segments, args.kv.head_dim, factors, states + 2, state);
  }

#if defined(__AMX_BF16__)
  // one_tile in AMX tiles of kTileRows rows.
  void in_tiles(const AttentionItem& item, int64_t start, int64_t num_keys, const TileKeys& keys,
                const Memory& memory, float* states) const {
    const int64_t num_rows = item.num_tokens * group;
    if (asks_ahead(item)) prefetch_values(item, start, num_keys);
    if (K == kKvInt8) read_values(item, start, num_keys, memory);
    for (int64_t tile = 0; tile < num_rows; tile += kTileRows) {
      int64_t first = tile, last = min_of(tile + kTileRows, num_rows);
      while (first < last && seen(item, first, start).to <= 0) ++first;
      while (first < last && seen(item, last - 1, start).from >= kTile) --last;
      if (first == last) continue;
      configure_tiles(last - first, 0);
      score_rows_in_tiles<K>(last - first, memory.queries + first * query_words<K>(num_words), num_words,
                             keys, memory.scores);
      float factors[kTileRows];
      for (int64_t row = first; row < last;) {
        const int64_t count = min_of(kValueRows, rows_alike(item, start, row, last));
        weigh(seen(item, row, start), row - first, count, memory,
              states + row * state_floats(args.kv.head_dim), factors + row - first);
        row += count;
      }
      add_values_in_tiles(item, start, first, last, memory.halves, factors, memory, states);
    }
  }

  // How many of the rows [row, last) see the same keys as the first of them.
  int64_t rows_alike(const AttentionItem& item, int64_t start, int64_t row, int64_t last) const {
    const Range range = seen(item, row, start);
    int64_t count = 1;
    while (row + count < last && same(seen(item, row + count, start), range)) ++count;
    return count;
  }

  // The tile's V into the rows [first, last), whose weights and factors begin at `weights` and `factors`.
  void add_values_in_tiles(const AttentionItem& item, int64_t start, int64_t first, int64_t last,
                           const bf16* weights, const float* factors, const Memory& memory,
                           float* states) const {
    const int64_t state = state_floats(args.kv.head_dim);
    const Range top = seen(item, first, start), bottom = seen(item, last - 1, start);
    ValueParts parts;
    if (find_parts(item, start, {top.from, bottom.to}, {bottom.from, top.to}, memory, &parts))
      return add_rows_in_tiles(last - first, weights, parts, args.kv.head_dim, factors,
                               states + first * state + 2, state);
    for (int64_t row = first; row < last;) {
      const int64_t count = rows_alike(item, start, row, last);
      configure_tiles(count, 0);
      add_values_in_tiles(item, start, row, row + count, weights + (row - first) * kHalvesStride,
                          factors + row - first, memory, states);
      row += count;
    }
  }

  // The parts of V that rows see of which `some` see the one range and `all` the other; false where not all
  // see a number that is not finite.
  bool find_parts(const AttentionItem& item, int64_t start, Range some, Range all, const Memory& memory,
                  ValueParts* parts) const {
    const int64_t head_dim = args.kv.head_dim;
    bool is_finite = true;
    parts->first = some.from / kPartKeys;
    parts->last = ceil_div(some.to, kPartKeys);
    for (int64_t part = parts->first; part < parts->last; ++part) {
      const int64_t first = part * kPartKeys, last = first + kPartKeys;
      uint32_t* own = memory.values + part * kPartKeys / 2 * head_dim;
      parts->words[part] = own;
      if (K == kKvInt8) continue;  // read_values has put it there
      const int64_t position = start + first, slot = position % args.kv.block_size;
      const char* values = values_of(args.kv, block_at(item, position), item.kv_head);
      const uint32_t* words = reinterpret_cast<const uint32_t*>(values) + slot / 2 * head_dim;
      if (all.from <= first && last <= all.to)
        parts->words[part] = words;
      else
        is_finite &= copy_part(words, head_dim, {some.from - first, some.to - first},
                               {all.from - first, all.to - first}, own);
    }
    return is_finite;
  }
#endif

  // The tile's V as all rows of the item will use it, and its scales.
  void read_values(const AttentionItem& item, int64_t start, int64_t num_keys, const Memory& memory) const {
    const int64_t head_dim = args.kv.head_dim;
    const bool is_wide = is_widened(item.num_tokens * group);
    const int8_t* rows[kTile + 1];
    Segment segments[kMaxSegments];
    const int64_t count = find_segments(item, start, {0, num_keys}, segments);
    for (int64_t i = 0; i < count; ++i) {
      char* values = const_cast<char*>(segments[i].values);
      int64_t slot = segments[i].slot;
      for (int64_t key = segments[i].first; key < segments[i].last; ++key, ++slot) {
        rows[key] = reinterpret_cast<const int8_t*>(values) + slot * head_dim;
        if (K == kKvInt8) memory.value_scales[key] = value_scales(args.kv, values)[slot];
        if (is_wide)
          widen_row(values, slot, head_dim, reinterpret_cast<float*>(memory.values) + key * head_dim);
      }
    }
    for (int64_t key = num_keys; key < kTile; ++key) memory.value_scales[key] = 0.0f;
    if constexpr (!kPairsBytes) return;
    rows[num_keys] = rows[num_keys - 1];  // the other half of the last word is not read
    for (int64_t key = 0; key < num_keys; key += 2)
      pair_bytes(rows[key], rows[key + 1], head_dim, memory.values + key / 2 * head_dim);
    const int64_t num_pairs = ceil_div(num_keys, 2);
    if (is_in_tiles())  // zeros behind the last token of a part
      __builtin_memset(memory.values + num_pairs * head_dim, 0,
                       static_cast<size_t>((kTile / 2 - num_pairs) * head_dim) * 4);
  }

  // The part of a tile that a row sees; empty when from >= to.
  Range seen(const AttentionItem& item, int64_t row, int64_t start) const {
    const Range range = range_of(args, item.first_position + row / group);
    return {max_of(0, range.from - start), min_of(kTile, range.to - start)};
  }

  static bool same(Range a, Range b) { return a.from == b.from && a.to == b.to; }

  int64_t block_at(const AttentionItem& item, int64_t position) const {
    return args.block_tables[item.seq * args.max_blocks + position / args.kv.block_size];
  }

  // Whether each aligned vector of keys lies in one block.
  bool reads_in_place() const { return args.kv.block_size % W == 0; }

  // A vector behind the last key is any that can be read, and its scores are dropped; so are those of slots
  // that are not filled yet.
  TileKeys find_keys(const AttentionItem& item, int64_t start, int64_t num_keys, const Memory& memory) const {
    if (!reads_in_place()) return gather_keys(item, start, num_keys, memory);
    TileKeys found;
    found.stride = args.kv.block_size;
    for (int v = 0; v < kTileVectors; ++v) {
      const int64_t position = start + (v * W < num_keys ? v * W : 0), slot = position % args.kv.block_size;
      char* keys = keys_of(args.kv, block_at(item, position), item.kv_head);
      found.words[v] = reinterpret_cast<const uint32_t*>(keys) + slot;
      found.scales[v] = key_scales(args.kv, keys) + slot;
      if (asks_ahead(item))
        found.ahead[v] = values_of(args.kv, block_at(item, position), item.kv_head) + slot * token_bytes();
    }
    return found;
  }

  TileKeys gather_keys(const AttentionItem& item, int64_t start, int64_t num_keys,
                       const Memory& memory) const {
    for (int64_t key = 0; key < kTile; ++key) {
      const int64_t position = start + min_of(key, num_keys - 1), slot = position % args.kv.block_size;
      char* keys = keys_of(args.kv, block_at(item, position), item.kv_head);
      for (int64_t w = 0; w < num_words; ++w)
        memory.keys[w * kTile + key] = reinterpret_cast<const uint32_t*>(keys)[w * args.kv.block_size + slot];
      if (K == kKvInt8) memory.key_scales[key] = key_scales(args.kv, keys)[slot];
    }
    TileKeys found;
    found.stride = kTile;
    for (int v = 0; v < kTileVectors; ++v) {
      found.words[v] = memory.keys + v * W;
      found.scales[v] = memory.key_scales + v * W;
    }
    return found;
  }

  int64_t find_segments(const AttentionItem& item, int64_t start, Range range, Segment* segments) const {
    int64_t count = 0;
    for (int64_t key = range.from; key < range.to;) {
      const int64_t position = start + key, slot = position % args.kv.block_size;
      char* values = values_of(args.kv, block_at(item, position), item.kv_head);
      const int64_t last = min_of(range.to, key + args.kv.block_size - slot);
      segments[count++] = {values, key, last, slot, next_keys(item, position)};
      key = last;
    }
    return count;
  }

  // Few rows do little with each key and value, and wait for memory: the values are fetched while the keys
  // are scored, the next tile's keys while the values are summed. All at once, they would hold up what is
  // read.
  static constexpr int64_t kPrefetchRows = 12;

  bool asks_ahead(const AttentionItem& item) const { return item.num_tokens * group <= kPrefetchRows; }

  int64_t token_bytes() const { return args.kv.head_dim * element_bytes(args.kv); }

  // The block of keys that is read one tile after this position; null where none is, or none is asked for.
  const char* next_keys(const AttentionItem& item, int64_t position) const {
    const int64_t next = position + kTile;
    if (!asks_ahead(item) || next >= item.first_position + item.num_tokens) return nullptr;
    return keys_of(args.kv, block_at(item, next), item.kv_head);
  }

#if defined(__AMX_BF16__)
  void prefetch_values(const AttentionItem& item, int64_t start, int64_t num_keys) const {
    Segment segments[kMaxSegments];
    const int64_t count = find_segments(item, start, {0, num_keys}, segments);
    for (int64_t i = 0; i < count; ++i) {
      const char* first = segments[i].values + segments[i].slot * token_bytes();
      const int64_t num_bytes = (segments[i].last - segments[i].first) * token_bytes();
      for (int64_t byte = 0; byte < num_bytes; byte += 64) __builtin_prefetch(first + byte);
    }
  }
#endif
};
