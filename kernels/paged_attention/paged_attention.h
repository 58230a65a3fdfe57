// Ragged causal attention over paged KV.
//
// Row invariance: a row (one query head of one token) reads its sequence's positions in tiles of kTile, cut at
// multiples of kTile whatever the block size. Tiles make chunks of kChunk positions. Within a chunk the softmax
// runs online from tile to tile; a chunk starts from nothing, and chunks are merged in ascending order. So a
// chunk can be anyone's work, and a row's bits do not depend on the other rows of its task, on which thread had
// which chunk, or on where the blocks lie. Positions a row may not see never enter its sums.

constexpr int64_t kTile = 64;
constexpr int64_t kChunk = 256;
constexpr int64_t kQueryRows = 48;  // rows that share each packed tile of K, roughly
constexpr int64_t kTilePanels = kTile / NR;
constexpr int kValueVectors = W == 16 ? 4 : 2;  // of head_dim, per loop over a tile's V
constexpr int kValueRows = kMaxAccumulators / kValueVectors < 6 ? kMaxAccumulators / kValueVectors : 6;
constexpr float kNothing = -__builtin_inff();

// Some tokens of one sequence, all query heads of one KV head, over some of its chunks.
struct AttentionItem {
  int32_t seq, kv_head;
  int32_t first_token, num_tokens;     // rows of q
  int32_t first_position;              // of first_token
  int32_t first_chunk, last_chunk;     // [first, last)
  int32_t cost;                        // chunks
  int64_t partial;                     // where this chunk's result goes, in rows; -1: merge here
};

// Floats of one row's partial result: running maximum, sum of weights, weighted sum of V.
TENURE_INLINE int64_t state_floats(int64_t head_dim) { return 2 + head_dim; }

// The positions [from, to) that the token at `position` sees.
struct Range {
  int64_t from, to;
};

TENURE_INLINE Range range_of(const Attention& args, int64_t position) {
  const int64_t window = args.sliding_window;
  return {window > 0 ? max_of(0, position - window + 1) : 0, position + 1};
}

// target = target merged with source, each {maximum, sum, V sums}. An empty source changes nothing.
static void merge_state(float* target, const float* source, int64_t head_dim) {
  if (source[1] == 0.0f) return;
  const float maximum = target[0] > source[0] ? target[0] : source[0];
  const float keep_target = exp(target[0] - maximum), keep_source = exp(source[0] - maximum);
  target[0] = maximum;
  target[1] = target[1] * keep_target + source[1] * keep_source;
  const F a = set1(keep_target), b = set1(keep_source);
  for (int64_t i = 2; i < 2 + head_dim; i += W) {
    const int64_t count = 2 + head_dim - i;
    const F merged = fma(load_upto(source + i, count), b, mul(load_upto(target + i, count), a));
    store_upto(target + i, merged, count);
  }
}

TENURE_INLINE void clear_state(float* state, int64_t head_dim) {
  state[0] = kNothing;
  __builtin_memset(state + 1, 0, static_cast<size_t>(1 + head_dim) * sizeof(float));
}

template <class Elem>
static void write_output(const float* state, int64_t head_dim, Elem* out) {
  const F sum = set1(state[1]);
  for (int64_t i = 0; i < head_dim; i += W)
    store_upto(out + i, div(load_upto(state + 2 + i, head_dim - i), sum), head_dim - i);
}

// One row's scores of a tile become weights; returns the factor for what the row summed before. With kWhole the
// row sees the whole tile: the same numbers without the masks.
template <bool kWhole>
static float softmax_tile(float* scores, float scale, int64_t from, int64_t to, float* state) {
  F v[kTile / W];
  F maxima = set1(kNothing);
  for (int64_t i = 0; i < kTile / W; ++i) {
    v[i] = mul(load(scores + i * W), set1(scale));
    if (!kWhole) v[i] = keep(v[i], from - i * W, to - i * W, set1(kNothing));
    maxima = max(maxima, v[i]);
  }
  const float tile_max = max_lanes(maxima);
  const float maximum = state[0] > tile_max ? state[0] : tile_max;
  F sums = zero();
  for (int64_t i = 0; i < kTile / W; ++i) {
    F weights = exp(sub(v[i], set1(maximum)));
    if (!kWhole) weights = keep(weights, from - i * W, to - i * W, zero());
    sums = add(sums, weights);
    store(scores + i * W, weights);
  }
  const float factor = exp(state[0] - maximum);
  state[0] = maximum;
  state[1] = state[1] * factor + sum_lanes(sums);
  return factor;
}

// sums[m] = sums[m] * factors[m] + weights[m][from..to) . values[from..to), for `count` of head_dim's elements.
template <class Elem, int MR, int NV>
static void add_values(const float* weights, const Elem* const* values, int64_t offset, int64_t count, int64_t from,
                       int64_t to, const float* factors, float* sums, int64_t sums_stride) {
  F acc[MR][NV];
  for (int m = 0; m < MR; ++m)
    for (int v = 0; v < NV; ++v) acc[m][v] = mul(load_upto(sums + m * sums_stride + v * W, count - v * W), set1(factors[m]));
  for (int64_t j = from; j < to; ++j) {
    F value[NV];
    for (int v = 0; v < NV; ++v) value[v] = load_upto(values[j] + offset + v * W, count - v * W);
    for (int m = 0; m < MR; ++m) {
      const F weight = set1(weights[m * kTile + j]);
      for (int v = 0; v < NV; ++v) acc[m][v] = fma(weight, value[v], acc[m][v]);
    }
  }
  for (int m = 0; m < MR; ++m)
    for (int v = 0; v < NV; ++v) store_upto(sums + m * sums_stride + v * W, acc[m][v], count - v * W);
}

template <class Elem, int MR>
static void add_rows(const float* weights, const Elem* const* values, int64_t head_dim, int64_t from, int64_t to,
                     const float* factors, float* sums, int64_t sums_stride) {
  int64_t i = 0;
  // A constant count lets the compiler drop the tests for a last, partial vector.
  for (; i + kValueVectors * W <= head_dim; i += kValueVectors * W)
    add_values<Elem, MR, kValueVectors>(weights, values, i, kValueVectors * W, from, to, factors, sums + i, sums_stride);
  for (; i + W <= head_dim; i += W)
    add_values<Elem, MR, 1>(weights, values, i, W, from, to, factors, sums + i, sums_stride);
  if (i < head_dim)
    add_values<Elem, MR, 1>(weights, values, i, head_dim - i, from, to, factors, sums + i, sums_stride);
}

template <class Elem>
static void add_rows(int64_t num_rows, const float* weights, const Elem* const* values, int64_t head_dim,
                     int64_t from, int64_t to, const float* factors, float* sums, int64_t sums_stride) {
#define TENURE_ROWS(n)                                                                              \
  case n:                                                                                           \
    if constexpr (n <= kValueRows)                                                                  \
      add_rows<Elem, n>(weights, values, head_dim, from, to, factors, sums, sums_stride);           \
    break;
  switch (num_rows) {
    TENURE_ROWS(1) TENURE_ROWS(2) TENURE_ROWS(3) TENURE_ROWS(4) TENURE_ROWS(5) TENURE_ROWS(6)
  }
#undef TENURE_ROWS
}

template <class Elem>
struct AttentionJob {
  // AMX takes 16 queries as the columns of its tiles and reads K where it lies; the others take queries as the
  // rows of a product with packed K.
  static constexpr bool kAmx = Format<Elem>::kRowMajor;
  static constexpr int64_t kRows = kAmx ? 16 : Format<Elem>::kRows;

  const Attention& args;
  const AttentionItem* items;
  float* partials;
  int64_t group, num_words, tokens_per_item;

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
    const int64_t sizes[] = {kTile * num_words, ceil_div(num_rows, kRows) * kRows * query_words(), num_rows * kTile,
                             num_rows * state, num_rows * state, num_rows, args.head_dim};
    int64_t offsets[8] = {0};
    for (int i = 0; i < 7; ++i) offsets[i + 1] = offsets[i] + ceil_div(sizes[i], 16) * 16;
    uint32_t* base = static_cast<uint32_t*>(scratch(kTaskScratch, static_cast<size_t>(offsets[7]) * 4));
    if (base == nullptr) return false;
    *memory = {base + offsets[0], base + offsets[1],
               reinterpret_cast<float*>(base + offsets[2]), reinterpret_cast<float*>(base + offsets[3]),
               reinterpret_cast<float*>(base + offsets[4]), reinterpret_cast<float*>(base + offsets[5]),
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
    if (!reserve(num_rows, &memory)) __builtin_trap();  // a few kilobytes; nothing could be reported from here
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

  void one_tile(const AttentionItem& item, int64_t start, int64_t num_keys, const Memory& memory, float* states) const {
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
      while (count < kValueRows && row + count < num_rows && same(seen(item, row + count, start), range)) ++count;
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
  TENURE_INLINE void each_key(const Attention& args, const AttentionItem& item, int64_t start, int64_t num_keys,
                              Visit visit) {
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

  // Where the tile's rows of K and V are. What lies behind the last token is not read: zeros stand for its K, and
  // its scores are dropped.
  void find_rows(const AttentionItem& item, int64_t start, int64_t num_keys, const Memory& memory, const Elem** keys,
                 const Elem** values) const {
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
        groups[i] = !in_place                       ? memory.keys + i * kTileRows * num_words
                    : keys[i * 16] != memory.zeros ? static_cast<const void*>(keys[i * 16])
                                                    : keys[0];
      score_with_amx(groups, 4 * num_words, queries, count, num_words, scores, kTile);
      return;
    }
#endif
    multiply_tile<Elem>(count, kTilePanels, queries, memory.keys, num_words * NR, num_words, scores, kTile);
  }
};

static int32_t check_attention(const Attention& args) {
  if (args.query_start[0] != 0 || args.query_start[args.num_seqs] != args.num_tokens) return kBadQueryStart;
  for (int64_t seq = 0; seq < args.num_seqs; ++seq) {
    const int64_t num_new = args.query_start[seq + 1] - args.query_start[seq], len = args.seq_lens[seq];
    if (num_new < 0) return kBadQueryStart;
    const int64_t num_blocks = ceil_div(len, args.block_size);
    if (len < num_new || num_blocks > args.max_blocks) return kBadSeqLen;
    for (int64_t i = 0; i < num_blocks; ++i) {
      const int32_t block = args.block_tables[seq * args.max_blocks + i];
      if (block < 0 || block >= args.num_cache_blocks) return kBlockOutOfRange;
    }
  }
  return kOk;
}

// Calls visit(item) for each piece of work, not yet cut into chunks; from the last tokens of a sequence, which
// see the most, to the first.
template <class Visit>
static void each_item(const Attention& args, int64_t tokens_per_item, Visit visit) {
  for (int64_t seq = 0; seq < args.num_seqs; ++seq) {
    const int64_t start = args.query_start[seq], num_new = args.query_start[seq + 1] - start;
    const int64_t position = args.seq_lens[seq] - num_new;
    for (int64_t tile = ceil_div(num_new, tokens_per_item) - 1; tile >= 0; --tile) {
      AttentionItem item{};
      item.seq = static_cast<int32_t>(seq);
      item.first_token = static_cast<int32_t>(start + tile * tokens_per_item);
      item.num_tokens = static_cast<int32_t>(min_of(tokens_per_item, num_new - tile * tokens_per_item));
      item.first_position = static_cast<int32_t>(position + tile * tokens_per_item);
      item.first_chunk = static_cast<int32_t>(range_of(args, item.first_position).from / kChunk);
      item.last_chunk = static_cast<int32_t>(ceil_div(item.first_position + item.num_tokens, kChunk));
      item.cost = item.last_chunk - item.first_chunk;
      item.partial = -1;
      for (int64_t head = 0; head < args.num_kv_heads; ++head) {
        item.kv_head = static_cast<int32_t>(head);
        visit(item);
      }
    }
  }
}

// How the items become tasks: one each, or one per chunk where a few long ones would leave threads idle.
struct AttentionPlan {
  int64_t num_tasks = 0, num_split = 0, num_partial_rows = 0, total_cost = 0;
};

TENURE_INLINE bool is_split(const AttentionItem& item, int64_t total_cost) {
  return num_threads() > 1 && item.cost > 1 && item.cost * num_threads() * 4 > total_cost;
}

constexpr int kCostClasses = 32;

TENURE_INLINE int cost_class(int64_t cost) {  // 0 for the most expensive
  return kCostClasses - 1 - (31 - __builtin_clz(static_cast<unsigned>(cost < 1 ? 1 : cost)));
}

template <class Elem>
static int32_t attention_of(const Attention& args) {
  const int32_t status = check_attention(args);
  if (status != kOk || args.num_tokens == 0) return status;
  const int64_t group = args.num_heads / args.num_kv_heads;
  const int64_t tokens_per_item = max_of(1, kQueryRows / group);

  AttentionPlan plan;
  int64_t class_sizes[kCostClasses + 1] = {0};
  each_item(args, tokens_per_item, [&](const AttentionItem& item) { plan.total_cost += item.cost; });
  each_item(args, tokens_per_item, [&](const AttentionItem& item) {
    const bool split = is_split(item, plan.total_cost);
    plan.num_tasks += split ? item.cost : 1;
    plan.num_split += split;
    plan.num_partial_rows += split ? item.cost * item.num_tokens * group : 0;
    class_sizes[cost_class(split ? 1 : item.cost)] += split ? item.cost : 1;
  });

  const int64_t state = state_floats(args.head_dim);
  const size_t item_bytes = static_cast<size_t>(plan.num_tasks + plan.num_split) * sizeof(AttentionItem);
  char* memory = static_cast<char*>(
      scratch(kCallerScratch, item_bytes + static_cast<size_t>(plan.num_partial_rows * state) * sizeof(float)));
  if (memory == nullptr) return kNoMemory;
  AttentionItem* tasks = reinterpret_cast<AttentionItem*>(memory);
  AttentionItem* split_items = tasks + plan.num_tasks;
  AttentionJob<Elem> job{args, tasks, reinterpret_cast<float*>(memory + item_bytes), group,
                         words_of<Elem>(args.head_dim), tokens_per_item};

  // Expensive tasks first, so that none starts last.
  int64_t next_of_class[kCostClasses], next_split = 0, next_row = 0;
  for (int64_t i = 0, next = 0; i < kCostClasses; ++i) {
    next_of_class[i] = next;
    next += class_sizes[i];
  }
  each_item(args, tokens_per_item, [&](AttentionItem item) {
    if (!is_split(item, plan.total_cost)) {
      tasks[next_of_class[cost_class(item.cost)]++] = item;
      return;
    }
    item.partial = next_row;
    split_items[next_split++] = item;
    for (int32_t chunk = item.first_chunk; chunk < item.first_chunk + item.cost; ++chunk) {
      AttentionItem piece = item;
      piece.first_chunk = chunk;
      piece.partial = next_row;
      tasks[next_of_class[cost_class(1)]++] = piece;
      next_row += item.num_tokens * group;
    }
  });
  parallel_for(plan.num_tasks, AttentionJob<Elem>::run, &job);

  // The chunks' results, merged in ascending order just as one_item does it.
  for (int64_t i = 0; i < plan.num_split; ++i) {
    const AttentionItem& item = split_items[i];
    const int64_t num_rows = item.num_tokens * group;
    float* totals = static_cast<float*>(scratch(kTaskScratch, static_cast<size_t>(num_rows * state) * sizeof(float)));
    if (totals == nullptr) return kNoMemory;
    for (int64_t row = 0; row < num_rows; ++row) {
      clear_state(totals + row * state, args.head_dim);
      for (int64_t chunk = 0; chunk < item.cost; ++chunk)
        merge_state(totals + row * state, job.partials + (item.partial + chunk * num_rows + row) * state, args.head_dim);
    }
    job.write_rows(item, totals);
  }
  return kOk;
}

static int32_t paged_attention(const Attention& args) {
  return args.dtype == kFloat32 ? attention_of<float>(args) : attention_of<bf16>(args);
}
