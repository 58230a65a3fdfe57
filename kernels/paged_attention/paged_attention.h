// Ragged causal attention over paged KV.
//
// Row invariance: a row (one query head of one token) reads its sequence's positions in tiles of kTile, cut
// at multiples of kTile whatever the block size. Tiles make chunks of kChunk positions. Within a chunk the
// softmax runs online from tile to tile; a chunk starts from nothing, and chunks are merged in ascending
// order. So a chunk can be anyone's work, and a row's bits do not depend on the other rows of its task, on
// which thread had which chunk, or on where the blocks lie. Positions a row may not see never enter its sums.

#include "items.h"
#include "scores.h"
#include "values.h"

#include "state.h"
#if defined(__AMX_BF16__)
#include "tiles_amx.h"
#endif

#include "job.h"

// How the items become tasks: one each, or one per chunk.
struct AttentionPlan {
  int64_t total_cost = 0, num_tasks = 0, num_split = 0, num_partial_rows = 0;
  int64_t class_sizes[kCostClasses] = {0};
};

static AttentionPlan make_plan(const Attention& args, int64_t group, int64_t tokens_per_item) {
  AttentionPlan plan;
  each_item(args, tokens_per_item, [&](const AttentionItem& item) { plan.total_cost += item.cost; });
  each_item(args, tokens_per_item, [&](const AttentionItem& item) {
    const bool split = is_split(item, plan.total_cost);
    plan.num_tasks += split ? item.cost : 1;
    plan.num_split += split;
    plan.num_partial_rows += split ? item.cost * item.num_tokens * group : 0;
    plan.class_sizes[cost_class(split ? 1 : item.cost)] += split ? item.cost : 1;
  });
  return plan;
}

// Fills `tasks`, the expensive ones first, so that none of them starts last; and `split_items`.
static void list_tasks(const Attention& args, const AttentionPlan& plan, int64_t group,
                       int64_t tokens_per_item, AttentionItem* tasks, AttentionItem* split_items) {
  int64_t next_of_class[kCostClasses], next_row = 0;
  for (int64_t i = 0, next = 0; i < kCostClasses; ++i) {
    next_of_class[i] = next;
    next += plan.class_sizes[i];
  }
  each_item(args, tokens_per_item, [&](AttentionItem item) {
    if (!is_split(item, plan.total_cost)) {
      tasks[next_of_class[cost_class(item.cost)]++] = item;
      return;
    }
    item.partial = next_row;
    *split_items++ = item;
    for (int32_t i = 0; i < item.cost; ++i) {
      AttentionItem piece = item;
      piece.first_chunk = item.first_chunk + i;
      piece.partial = next_row;
      tasks[next_of_class[cost_class(1)]++] = piece;
      next_row += item.num_tokens * group;
    }
  });
}

// The chunks of one split item, merged in ascending order just as one_item does it.
template <class Job>
static bool merge_chunks(const Job& job, const AttentionItem& item) {
  const int64_t head_dim = job.args.kv.head_dim, state = state_floats(head_dim),
                num_rows = item.num_tokens * job.group;
  const size_t num_bytes = static_cast<size_t>(num_rows * state) * sizeof(float);
  float* totals = static_cast<float*>(scratch(kTaskScratch, num_bytes));
  if (totals == nullptr) return false;
  for (int64_t row = 0; row < num_rows; ++row) {
    job.begin(item, row, totals + row * state);
    for (int64_t chunk = 0; chunk < item.cost; ++chunk)
      merge_state(totals + row * state, job.partials + (item.partial + chunk * num_rows + row) * state,
                  head_dim);
  }
  job.write_rows(item, totals);
  return true;
}

template <class Elem, KvFormat K>
static int32_t attention_of(const Attention& args) {
  const int32_t status = check_attention(args);
  if (status != kOk || args.num_tokens == 0) return status;
  const int64_t group = args.num_heads / args.kv.num_kv_heads;
  const int64_t tokens_per_item = max_of(1, kQueryRows / group);
  const AttentionPlan plan = make_plan(args, group, tokens_per_item);

  const size_t item_bytes = static_cast<size_t>(plan.num_tasks + plan.num_split) * sizeof(AttentionItem);
  const int64_t partial_floats = plan.num_partial_rows * state_floats(args.kv.head_dim);
  char* memory = static_cast<char*>(
      scratch(kCallerScratch, item_bytes + static_cast<size_t>(partial_floats) * sizeof(float)));
  if (memory == nullptr) return kNoMemory;
  AttentionItem* tasks = reinterpret_cast<AttentionItem*>(memory);
  AttentionItem* split_items = tasks + plan.num_tasks;
  list_tasks(args, plan, group, tokens_per_item, tasks, split_items);

  AttentionJob<Elem, K> job{args, tasks, reinterpret_cast<float*>(memory + item_bytes), group,
                            key_words(args.kv)};
  parallel_for(plan.num_tasks, AttentionJob<Elem, K>::run, &job);
  for (int64_t i = 0; i < plan.num_split; ++i)
    if (!merge_chunks(job, split_items[i])) return kNoMemory;
  return kOk;
}
