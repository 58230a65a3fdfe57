// A whole step as a flat list of operations over a few buffers: what a decoder does op by op from Python,
// without Python in between. Each operation has the bits of the function that it is named after.
#pragma once

template <class Elem>
struct Program {
  const Step& step;
  int64_t num_rows;
  const int32_t* adapters;  // of the rows

  Elem* buffer(int32_t id) const { return reinterpret_cast<Elem*>(step.buffers[id]); }

  KvBlocks layer(int32_t index) const {
    KvBlocks kv = step.kv;
    kv.data += index * step.layer_stride;
    return kv;
  }

  int32_t run(const ProgramOp& op) {
    switch (op.kind) {
      case kEmbed:
        return embed(op);
      case kNorm:
        return rms_norm(buffer(op.x), op.weight, buffer(op.out), num_rows, 1, step.widths[op.x],
                        op.in_features, op.eps, op.offset, step.dtype);
      case kLinearOp:
        return multiply(op, buffer(op.out) + op.first_column, step.widths[op.out], step.dtype);
      case kHeadNorm:
        return norm_heads(op);
      case kRotateWrite:
        return rotate_and_write(op);
      case kAttend:
        return attend(op);
      case kSelect:
        return select(op);
      case kLogits:
        return logits(op);
      case kAddOp:
        return add_rows(op);
      case kExperts:
        return run_experts(op);
    }
    return kBadFormat;
  }

  int32_t embed(const ProgramOp& op) const {
    const int32_t status = take_rows({op.weight, step.token_ids, buffer(op.out), num_rows, op.in_features,
                                      op.out_features, static_cast<WeightFormat>(op.format), step.dtype});
    if (status != kOk || op.scale == 1.0f) return status;
    return each_row(op, [&](int64_t row) {
      Elem* h = buffer(op.out) + row * step.widths[op.out];
      each_vector(step.widths[op.out], [&](int64_t i, int64_t count) {
        store_upto(h + i, mul(load_upto(h + i, count), set1(op.scale)), count);
      });
    });
  }

  int32_t logits(const ProgramOp& op) const {
    const int32_t status = multiply(op, step.logits, op.out_width, kFloat32);
    if (status != kOk || (op.scale == 1.0f && op.softcap == 0.0f)) return status;
    return softcap(step.logits, num_rows, op.out_width, op.scale, op.softcap);
  }

  // Rounded where a product and then a sum would round.
  int32_t add_rows(const ProgramOp& op) const {
    const int64_t width = step.widths[op.out];
    return each_row(op, [&](int64_t row) {
      const Elem* x = buffer(op.x) + row * width;
      Elem* out = buffer(op.out) + row * width;
      each_vector(width, [&](int64_t i, int64_t count) {
        const F scaled = round_through(x, mul(load_upto(x + i, count), set1(op.scale)));
        store_upto(out + i, add(load_upto(out + i, count), scaled), count);
      });
    });
  }

  int32_t run_experts(const ProgramOp& op) const {
    Experts args = *op.experts;
    args.x = buffer(op.x);
    args.out = buffer(op.out);
    args.num_rows = num_rows;
    args.x_stride = step.widths[op.x];
    args.dtype = step.dtype;
    return experts(args);
  }

  template <class Visit>
  static void each_vector(int64_t width, const Visit& visit) {
    for (int64_t i = 0; i < width; i += W) visit(i, width - i);
  }

  // visit(row) for all rows, on several threads where they are wide or many.
  template <class Visit>
  int32_t each_row(const ProgramOp& op, const Visit& visit) const {
    RowJob<Visit> job{visit, num_rows, rows_per_task(num_rows, max_of(op.out_width, step.widths[op.out]))};
    parallel_for(ceil_div(num_rows, job.rows_per_task), RowJob<Visit>::run, &job);
    return kOk;
  }

  template <class Visit>
  struct RowJob {
    const Visit& visit;
    int64_t num_rows, rows_per_task;

    static void run(void* context, int64_t index) {
      const RowJob& job = *static_cast<const RowJob*>(context);
      const int64_t last = min_of((index + 1) * job.rows_per_task, job.num_rows);
      for (int64_t row = index * job.rows_per_task; row < last; ++row) job.visit(row);
    }
  };

  int32_t multiply(const ProgramOp& op, void* out, int64_t out_stride, Dtype out_dtype) const {
    Lora adapters{};
    const int32_t status = adapt(op, adapters);
    if (status != kOk) return status;
    return linear({buffer(op.x), op.weight, op.bias, out, num_rows, step.widths[op.x], out_stride,
                   op.in_features, op.out_features, op.out_width, static_cast<WeightFormat>(op.format),
                   step.dtype, out_dtype, static_cast<Epilogue>(op.epilogue),
                   adapters.rank > 0 ? &adapters : nullptr});
  }

  // What the rows' adapters add here: of rank 0 where that is nothing.
  int32_t adapt(const ProgramOp& op, Lora& lora) const {
    if (op.site < 0 || adapters == nullptr) return kOk;
    const LoraWeights* weights = step.lora + op.site * step.num_adapters;
    int64_t rank = 0;
    for (int64_t row = 0; row < num_rows; ++row)
      if (adapters[row] >= 0) rank = max_of(rank, weights[adapters[row]].rank);
    if (rank == 0) return kOk;
    const int64_t product_bytes = num_rows * rank * static_cast<int64_t>(sizeof(float));
    const int64_t pointer_bytes = num_rows * static_cast<int64_t>(sizeof(const LoraPanel*));
    char* base =
        static_cast<char*>(scratch(kOuterScratch, static_cast<size_t>(product_bytes + pointer_bytes)));
    if (base == nullptr) return kNoMemory;
    lora = {buffer(op.x),
            weights,
            adapters,
            reinterpret_cast<float*>(base),
            reinterpret_cast<const LoraPanel**>(base + product_bytes),
            num_rows,
            step.widths[op.x],
            op.in_features,
            rank,
            step.dtype,
            static_cast<WeightFormat>(min_of(op.format, kInt8))};
    return tenure::lora(lora);
  }

  int32_t norm_heads(const ProgramOp& op) const {
    Elem* heads = buffer(op.x) + op.first_head * op.head_dim;
    const int64_t width = step.widths[op.x];
    HeadNormJob job{heads,
                    static_cast<const Elem*>(op.weight),
                    width,
                    op.num_heads,
                    op.head_dim,
                    op.eps,
                    op.offset,
                    num_rows,
                    rows_per_task(num_rows, op.num_heads * op.head_dim)};
    parallel_for(ceil_div(num_rows, job.rows_per_task), HeadNormJob::run, &job);
    return kOk;
  }

  struct HeadNormJob {
    Elem* heads;
    const Elem* weight;
    int64_t width, num_heads, head_dim;
    float eps, offset;
    int64_t num_rows, rows_per_task;

    static void run(void* context, int64_t index) {
      const HeadNormJob& job = *static_cast<const HeadNormJob*>(context);
      const int64_t last = min_of((index + 1) * job.rows_per_task, job.num_rows);
      for (int64_t row = index * job.rows_per_task; row < last; ++row)
        for (int64_t head = 0; head < job.num_heads; ++head) {
          Elem* x = job.heads + row * job.width + head * job.head_dim;
          rms_norm_row(x, job.weight, x, job.head_dim, job.eps, job.offset);
        }
    }
  };

  int32_t rotate_and_write(const ProgramOp& op) const {
    Elem* qkv = buffer(op.x);
    const KvBlocks kv = layer(op.layer);
    if (op.rope >= 0) rotate(op, kv);
    Elem* k = qkv + op.num_heads * op.head_dim;
    const int64_t width = step.widths[op.x];
    return kv_write(
        {k, k + kv.num_kv_heads * op.head_dim, kv, step.slot_mapping, num_rows, width, width, step.dtype});
  }

  void rotate(const ProgramOp& op, const KvBlocks& kv) const {
    RotateJob job{step,
                  step.cos[op.rope],
                  step.sin[op.rope],
                  buffer(op.x),
                  step.widths[op.x],
                  op.num_heads + kv.num_kv_heads,
                  op.head_dim,
                  rows_per_task(num_rows, (op.num_heads + kv.num_kv_heads) * op.head_dim)};
    parallel_for(ceil_div(num_rows, job.rows_per_task), RotateJob::run, &job);
  }

  struct RotateJob {
    const Step& step;
    const float* cos;
    const float* sin;
    Elem* heads;
    int64_t width, num_heads, head_dim, rows_per_task;

    static void run(void* context, int64_t index) {
      const RotateJob& job = *static_cast<const RotateJob*>(context);
      const int64_t last = min_of((index + 1) * job.rows_per_task, job.step.num_tokens);
      const int64_t half = job.step.num_angles;
      for (int64_t row = index * job.rows_per_task; row < last; ++row) {
        const int64_t angles = job.step.positions[row] * half;
        for (int64_t head = 0; head < job.num_heads; ++head) {
          Elem* x = job.heads + row * job.width + head * job.head_dim;
          rotate_head(x, job.cos + angles, job.sin + angles, x, job.head_dim, half);
        }
      }
    }
  };

  int32_t attend(const ProgramOp& op) const {
    return paged_attention({buffer(op.x), layer(op.layer), step.query_start, step.seq_lens, step.block_tables,
                            buffer(op.out), step.widths[op.x], step.num_tokens, step.num_seqs,
                            step.max_blocks, op.num_heads, op.sliding_window, op.scale, op.softcap, op.sinks,
                            step.dtype});
  }

  int32_t select(const ProgramOp& op) {
    const int64_t width = step.widths[op.x];
    for (int64_t i = 0; i < step.num_logit_rows; ++i)
      __builtin_memcpy(buffer(op.out) + i * width, buffer(op.x) + step.logit_rows[i] * width,
                       static_cast<size_t>(width) * sizeof(Elem));
    num_rows = step.num_logit_rows;
    if (adapters == nullptr) return kOk;
    for (int64_t i = 0; i < num_rows; ++i) step.logit_adapters[i] = adapters[step.logit_rows[i]];
    adapters = step.logit_adapters;
    return kOk;
  }
};

template <class Elem>
static int32_t run_program_of(const ProgramOp* ops, int64_t num_ops, const Step& step) {
  Program<Elem> program{step, step.num_tokens, step.adapters};
  for (int64_t i = 0; i < num_ops; ++i) {
    const int32_t status = program.run(ops[i]);
    if (status != kOk) return status;
    if (program.num_rows == 0) return kOk;
  }
  return kOk;
}
