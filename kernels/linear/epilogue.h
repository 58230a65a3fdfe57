// What happens to a row of sums before it is stored: bias, then as Epilogue says. Each intermediate result is
// rounded to the output's type, so that a fused operation gives the bits of the separate ones.

// The sums at `column`, with bias, as the output's type holds them.
template <class Out>
TENURE_INLINE F biased(const Linear& args, const float* sums, int64_t column) {
  F y = load(sums);
  if (args.bias != nullptr) y = add(y, load_upto(args.bias + column, args.out_features - column));
  return round_through(static_cast<const Out*>(nullptr), y);
}

// Gated: panels come in pairs, gate and up of the same NR outputs.
template <class Out>
static void finish_pairs(const Linear& args, const float* sums, int64_t column, int64_t num_columns,
                         Out* out_row) {
  for (int64_t pair = 0; pair < num_columns; pair += 2 * NR)
    for (int64_t i = 0; i < NR; i += W) {
      const int64_t target = (column + pair) / 2 + i;
      if (target >= args.out_width) return;
      const F gate = biased<Out>(args, sums + pair + i, column + pair + i);
      const F up = biased<Out>(args, sums + pair + NR + i, column + pair + NR + i);
      store_upto(out_row + target, gated(args.epilogue, gate, up), args.out_width - target);
    }
}

// `num_columns` sums of one row, the first of them at `column`.
template <class Out>
static void finish_row(const Linear& args, const float* sums, int64_t row, int64_t column,
                       int64_t num_columns) {
  Out* out_row = static_cast<Out*>(args.out) + row * args.out_stride;
  if (is_gated(args.epilogue)) return finish_pairs(args, sums, column, num_columns, out_row);
  for (int64_t i = 0; i < num_columns; i += W) {
    Out* target = out_row + column + i;
    const int64_t count = args.out_width - column - i;
    F y = biased<Out>(args, sums + i, column + i);
    if (args.epilogue == kAdd) y = add(load_upto(target, count), y);
    if (is_of_gate(args.epilogue)) y = gated(activation_of(args.epilogue), y, load_upto(target, count));
    store_upto(target, y, count);
  }
}
