// One token for each row, and what log-probabilities are made of. reference.py is the definition.
#pragma once

constexpr float kSpreads[] = {6.0f, 12.0f, -kNoWeight};
constexpr int kNumSpreads = 3;

// Which tokens are looked at. What is within `spread` of the best, in units of the temperature, and has at
// least the logit `floor` is the beginning of the order.
struct Reach {
  float spread, floor;
  bool wants_total;  // of the weights of the whole row
};

struct Scan {
  const float* row;
  int64_t vocab_size;
  float best;
  float temperature;

  // Collects the candidates within reach; returns the weight of the whole row, if wanted.
  int64_t collect(const Reach& reach, int64_t min_weight, Candidates& out) const {
    const F top = set1(best), divisor = set1(temperature);
    const F spread = set1(-reach.spread), floor = set1(reach.floor);
    WholeSum total;
    out.count = out.mass = 0;
    for (int64_t i = 0; i < vocab_size; i += W) {
      const uint32_t lanes = first_lanes(vocab_size - i);
      const F logit = load_upto(row + i, vocab_size - i);
      const uint32_t high = at_least(logit, floor) & lanes;
      if (!high && !reach.wants_total) continue;
      const F x = div(sub(logit, top), divisor);
      const uint32_t chosen = at_least(x, spread) & high;
      if (!chosen && !(reach.wants_total && (at_least(x, set1(kNoWeight)) & lanes))) continue;
      const F weight = keep(scaled_exp(x), 0, vocab_size - i, zero());
      if (reach.wants_total) WholeSum::add_to(total, weight);
      if (chosen) push(chosen, i, weight, min_weight, out);
    }
    return total.value();
  }

  void push(uint32_t chosen, int64_t start, F weight, int64_t min_weight, Candidates& out) const {
    float lanes[W];
    store(lanes, weight);
    for (; chosen; chosen &= chosen - 1) {
      const int lane = __builtin_ctz(chosen);
      const int64_t whole = static_cast<int64_t>(lanes[lane]);
      if (whole < min_weight) continue;
      out.keys[out.count] = order_key(row[start + lane], start + lane);
      out.weights[out.count++] = whole;
      out.mass += whole;
    }
  }

  // A logit that at least `num_top` tokens have: the row is dealt into groups, and so many of them have a
  // best one that reaches it. -inf where there are not enough groups to say. `spare` is overwritten.
  float floor_of_top(int64_t num_top, Candidates& spare) const {
    constexpr int64_t kSegments = 256 / W;
    if (num_top > kSegments * W / 2 || vocab_size < 4 * kSegments * W) return -__builtin_inff();
    F highest[kSegments];
    for (int64_t segment = 0; segment < kSegments; ++segment) highest[segment] = set1(-__builtin_inff());
    for (int64_t i = 0; i < vocab_size; i += W) {
      const F x = keep(load_upto(row + i, vocab_size - i), 0, vocab_size - i, set1(-__builtin_inff()));
      F& group = highest[i / W % kSegments];
      group = max(x, group);
    }
    for (int64_t segment = 0; segment < kSegments; ++segment) {
      float lanes[W];
      store(lanes, highest[segment]);
      for (int64_t lane = 0; lane < W; ++lane)
        spare.keys[segment * W + lane] = order_key(lanes[lane], segment * W + lane);
    }
    spare.count = kSegments * W;
    keep_first(spare, num_top);
    int64_t last = spare.keys[0];
    for (int64_t i = 1; i < num_top; ++i) last = max_of(last, spare.keys[i]);
    return logit_of(last);
  }
};

// The candidates that top_k, min_p and the temperature leave, all of them.
static void collect_truncated(const Scan& scan, const SampleParams& params, Candidates& out) {
  Reach reach{params.spread, -__builtin_inff(), false};
  if (params.top_k > 0) reach.floor = scan.floor_of_top(params.top_k, out);
  scan.collect(reach, params.min_weight, out);
  if (params.top_k > 0 && out.count > params.top_k) keep_first(out, params.top_k);
}

// The token at u of candidates that weigh `total` with all that are not among them. -1 where they do not
// reach to it.
static int32_t draw_among(Candidates& found, int64_t total, const SampleParams& params, double u) {
  int64_t kept = total;
  if (params.top_p < 1.0) {
    const double wanted = __builtin_ceil(params.top_p * static_cast<double>(total));
    const int64_t nucleus = static_cast<int64_t>(wanted);
    if (found.mass < nucleus && found.mass < total) return -1;
    kept = find(found, min_of(nucleus, found.mass) - 1).reach;
  }
  const int64_t target = min_of(static_cast<int64_t>(u * static_cast<double>(kept)), kept - 1);
  return target < found.mass ? id_at(found, find(found, target).index) : -1;
}

static int32_t draw(const Scan& scan, const SampleParams& params, double u, Candidates& found) {
  if (params.top_k > 0 || params.min_weight > 1) {
    collect_truncated(scan, params, found);
    return draw_among(found, found.mass, params, u);
  }
  int32_t token_id = -1;
  for (int level = 0; token_id < 0 && level < kNumSpreads; ++level) {
    const int64_t total = scan.collect({kSpreads[level], -__builtin_inff(), true}, 1, found);
    token_id = draw_among(found, total, params, u);
  }
  return token_id;
}

// Room for the whole vocabulary as candidates; false where there is no memory.
static bool make_room(int64_t vocab_size, Candidates& out) {
  void* memory = scratch(kTaskScratch, static_cast<size_t>(vocab_size) * 16);
  out.keys = static_cast<int64_t*>(memory);
  out.weights = out.keys + vocab_size;
  return memory != nullptr;
}

// Philox4x32-10: philox.py says where it comes from. A multiple of 2^-53 in [0, 1).
static double uniform(uint64_t seed, uint32_t choice, int64_t position) {
  uint32_t c[4] = {choice, static_cast<uint32_t>(position), static_cast<uint32_t>(position >> 32), 0};
  uint32_t k0 = static_cast<uint32_t>(seed), k1 = static_cast<uint32_t>(seed >> 32);
  for (int round = 0; round < 10; ++round) {
    const uint64_t a = 0xD2511F53ull * c[0], b = 0xCD9E8D57ull * c[2];
    const uint32_t next0 = static_cast<uint32_t>(b >> 32) ^ c[1] ^ k0;
    const uint32_t next2 = static_cast<uint32_t>(a >> 32) ^ c[3] ^ k1;
    c[0] = next0;
    c[1] = static_cast<uint32_t>(b);
    c[2] = next2;
    c[3] = static_cast<uint32_t>(a);
    k0 += 0x9E3779B9u;
    k1 += 0xBB67AE85u;
  }
  const uint64_t bits = (static_cast<uint64_t>(c[1]) << 32 | c[0]) >> 11;
  return static_cast<double>(bits) * 0x1p-53;
}

struct SampleJob {
  const Sample& args;
  int32_t status;

  static void run(void* context, int64_t index) {
    SampleJob& job = *static_cast<SampleJob*>(context);
    const Sample& args = job.args;
    const SampleParams& params = args.params[index];
    const float* row = args.logits + index * args.vocab_size;
    const Best best = best_of(row, args.vocab_size);
    args.best[index] = best.logit;
    args.token_ids[index] = best.id;
    if (params.temperature == 0.0f || !__builtin_isfinite(best.logit)) return;
    Candidates found;
    if (!make_room(args.vocab_size, found)) {
      __atomic_store_n(&job.status, static_cast<int32_t>(kNoMemory), __ATOMIC_RELAXED);
      return;
    }
    const Scan scan{row, args.vocab_size, best.logit, params.temperature};
    const double u = uniform(params.seed, params.choice, args.positions[index]);
    args.token_ids[index] = draw(scan, params, u, found);
  }
};

struct LogprobJob {
  const LogprobParts& args;
  int32_t status;

  static void run(void* context, int64_t index) {
    LogprobJob& job = *static_cast<LogprobJob*>(context);
    const LogprobParts& args = job.args;
    const float* row = args.logits + index * args.vocab_size;
    const Best best = best_of(row, args.vocab_size);
    args.best[index] = best.logit;
    if (!__builtin_isfinite(best.logit)) return;
    Candidates found;
    if (!make_room(args.vocab_size, found)) {
      __atomic_store_n(&job.status, static_cast<int32_t>(kNoMemory), __ATOMIC_RELAXED);
      return;
    }
    const Scan scan{row, args.vocab_size, best.logit, 1.0f};
    args.totals[index] = find_top(scan, args.num_top, found);
    for (int64_t i = 0; i < args.num_top; ++i) args.top_ids[index * args.num_top + i] = id_at(found, i);
    args.ranks[index] = rank(row, args.vocab_size, args.token_ids[index]);
  }

  // Leaves the first `num_top` of the order in `found`, sorted; returns the weight of the whole row.
  static int64_t find_top(const Scan& scan, int64_t num_top, Candidates& found) {
    const float floor = num_top ? scan.floor_of_top(num_top, found) : __builtin_inff();
    const int64_t total = scan.collect({__builtin_inff(), floor, true}, 0, found);
    if (found.count > num_top) keep_first(found, num_top);
    sort_candidates(found, 0, found.count);
    return total;
  }

  static int32_t rank(const float* row, int64_t vocab_size, int64_t token_id) {
    const F logit = set1(row[token_id]);
    int32_t num_before = 0;
    for (int64_t i = 0; i < vocab_size; i += W) {
      const F x = load_upto(row + i, vocab_size - i);
      const uint32_t lanes = first_lanes(vocab_size - i);
      const uint32_t ties = i < token_id ? at_least(x, logit) & first_lanes(token_id - i) : 0;
      num_before += __builtin_popcount((above(x, logit) | ties) & lanes);
    }
    return 1 + num_before;
  }
};
