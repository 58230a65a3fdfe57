// The pieces of work that attention is cut into.

constexpr int64_t kTile = 128;      // positions that share one step of the softmax
constexpr int64_t kChunk = 256;     // positions that are summed on their own, then merged
constexpr int64_t kQueryRows = 48;  // rows that share each packed tile of K, roughly

// Some tokens of one sequence, all query heads of one KV head, over some of its chunks.
struct AttentionItem {
  int32_t seq, kv_head;
  int32_t first_token, num_tokens;  // rows of q
  int32_t first_position;           // of first_token
  int32_t first_chunk, last_chunk;  // [first, last)
  int32_t cost;                     // chunks
  int64_t partial;                  // where this chunk's result goes, in rows; -1: merge here
};

// The positions [from, to) that the token at `position` sees.
struct Range {
  int64_t from, to;
};

TENURE_INLINE Range range_of(const Attention& args, int64_t position) {
  const int64_t window = args.sliding_window;
  return {window > 0 ? max_of(0, position - window + 1) : 0, position + 1};
}

static int32_t check_attention(const Attention& args) {
  if (args.query_start[0] != 0 || args.query_start[args.num_seqs] != args.num_tokens) return kBadQueryStart;
  for (int64_t seq = 0; seq < args.num_seqs; ++seq) {
    const int64_t num_new = args.query_start[seq + 1] - args.query_start[seq], len = args.seq_lens[seq];
    if (num_new < 0) return kBadQueryStart;
    const int64_t num_blocks = ceil_div(len, args.kv.block_size);
    if (len < num_new || num_blocks > args.max_blocks) return kBadSeqLen;
    for (int64_t i = 0; i < num_blocks; ++i) {
      const int32_t block = args.block_tables[seq * args.max_blocks + i];
      if (block < 0 || block >= args.kv.num_blocks) return kBlockOutOfRange;
    }
  }
  return kOk;
}

// Calls visit(item) for each piece of work, not yet cut into chunks; from the last tokens of a sequence,
// which see the most, to the first.
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
      for (int64_t head = 0; head < args.kv.num_kv_heads; ++head) {
        item.kv_head = static_cast<int32_t>(head);
        visit(item);
      }
    }
  }
}

// Whether an item becomes one task per chunk: where a few long ones would leave threads idle.
TENURE_INLINE bool is_split(const AttentionItem& item, int64_t total_cost) {
  return num_threads() > 1 && item.cost > 1 && item.cost * num_threads() * 4 > total_cost;
}

constexpr int kCostClasses = 32;

TENURE_INLINE int cost_class(int64_t cost) {  // 0 for the most expensive
  return kCostClasses - 1 - (31 - __builtin_clz(static_cast<unsigned>(cost < 1 ? 1 : cost)));
}
