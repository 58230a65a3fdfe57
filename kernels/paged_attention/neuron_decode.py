"""Decode attention on a NeuronCore: one new token of each sequence over its paged KV."""

from __future__ import annotations

from kernels.neuron.backend import NkiTensor, jit, nisa, nl
from kernels.neuron.grid import share_of
from kernels.paged_attention.neuron_context import (
    BANK_FLOATS,
    PARTITIONS,
    check_cache,
    gather,
    hidden_positions,
    load_scalar,
    predicate_of,
    row_indices,
    row_tokens_of,
    step_tokens_of,
    transposed,
    transposed_keys,
)

# Row indices, predicate and additive mask of hidden positions of up to 128 rows of the context.
ContextTile = tuple[NkiTensor, NkiTensor, NkiTensor]

MASKED = -1e30  # the score of a hidden position: its exponential is 0


@jit
def decode_attention(
    q: NkiTensor,
    k_cache: NkiTensor,
    v_cache: NkiTensor,
    block_tables: NkiTensor,
    seq_lens: NkiTensor,
    sinks: NkiTensor | None,
    scale: float,
    sliding_window: int,
) -> NkiTensor:
    """softmax(scale * q @ k.T) @ v for the last token of each sequence.

    The same sums as reference.paged_attention with one new token each. The token's K and V are in the cache
    already.

    Dimensions: s sequences, h query heads on g KV heads of this rank, h <= 128, d = head_dim <= 512; query
    head i reads KV head i // (h / g); blocks of b tokens, b a power of two.
    Args (HBM):
        q: [s, h, d] float32 or bfloat16, after RoPE; the token at position seq_len - 1
        k_cache, v_cache: [num_blocks + 1, g, b, d] of q's dtype, K after RoPE; block 0 is the null block
        block_tables: int32 [s, max_blocks]; entry j holds positions j * b on; unused entries 0
        seq_lens: int32 [s]; 0 for a padded sequence
        sinks: float32 [h] or None, a logit in each head's softmax that has no value
        scale: factor on the scores, a constant of the graph
        sliding_window: a constant of the graph; w > 0 shows the last w positions
    Returns [s, h, d] in q's dtype (HBM). A padded sequence's row is finite and means nothing.

    Numerics: scores, maximum, exponentials and sums in float32; weights are rounded to the cache's dtype
    before they are summed and meet V. No running maximum: all scores are there before the first exponential.
    Hidden positions never enter a sum (neuron_context.py). The order of the sums depends on the context
    bucket.

    Keys lie on the partitions, so that masks and exponentials use all lanes with a group of any size, and the
    weights come out as the second product needs them, without a transpose.

    Engines: Tensor (K transposes, both products, the maximum across partitions), Vector (zeroing and copies
    of K and V tiles, masks), Scalar (exp), GpSimd (iota), DMA (a gather of rows of up to b * d numbers). SBUF
    per partition, i being the item size, t the tokens of a row, c = context / 128: K or V tile t*d*i,
    transposed K 512*i, scores 4*c*h/g, weights i*c*h/g, masks 5*c; tiles up to twice, where the next is
    loaded meanwhile. PSUM: at most 4 of 8 banks.
    Bytes: per sequence 2*g*d*i for each visible position (rounded up to rows), 2*h*d*i for q and result.
    Flops: 4*h*d per position of the context bucket. Bound by HBM, or by Vector Engine, which passes over K
    and V three times. Two programs (LNC=2) take half of the pairs of sequence and KV head each; with one pair
    the second has none.

        for each sequence, for each KV head:
            for each tile of 128 context rows:                         first pass, K
                K = gather(rows);  zero what is hidden
                scores[row, group, token] = scale * K @ q + mask
            m = max over rows, tokens and the sink                     across partitions by a transpose
            w = exp(scores - m)                                        m to every partition by a product with
            1 l = sum(w) + exp(sink - m) for each tile of 128 context rows:                         second
            pass, V
                V = gather(rows);  zero what is hidden
                acc += w.T @ V                                         one PSUM bank
            out = acc / l
    """
    num_seqs, num_heads, head_dim = q.shape
    num_kv_heads, block_size = k_cache.shape[1], k_cache.shape[2]
    max_blocks = block_tables.shape[1]
    check_cache(k_cache, v_cache, q, num_heads, head_dim)
    assert num_heads <= PARTITIONS, f"decode_attention: {num_heads} query heads on this rank, at most 128"
    row_tokens = row_tokens_of(max_blocks, block_size)
    out = nl.ndarray(q.shape, dtype=q.dtype, buffer=nl.shared_hbm)
    ones = nl.ndarray((PARTITIONS, PARTITIONS), dtype=nl.float32, buffer=nl.sbuf)
    nisa.memset(dst=ones, value=1.0)
    group = num_heads // num_kv_heads
    first, end = share_of(num_seqs * num_kv_heads)
    for seq in range(first // num_kv_heads, (end + num_kv_heads - 1) // num_kv_heads):
        tiles = _context_tiles(
            k_cache, block_tables, seq_lens, seq=seq, row_tokens=row_tokens, sliding_window=sliding_window
        )
        heads = max(first - seq * num_kv_heads, 0), min(end - seq * num_kv_heads, num_kv_heads)
        for head in range(heads[0], heads[1]):
            q_chunks = _query(q, seq=seq, head=head, group=group)
            scores = _scores(q_chunks, k_cache, tiles, head=head, row_tokens=row_tokens, scale=scale)
            top = _maximum(scores, sinks, head)
            weights, total = _softmax(scores, top, sinks, ones, head=head, dtype=v_cache.dtype)
            result = _values(weights, v_cache, tiles, head)
            nisa.reciprocal(dst=total, data=total)
            rounded = nl.ndarray((group, head_dim), dtype=q.dtype, buffer=nl.sbuf)
            nisa.tensor_scalar(dst=rounded, data=result, op0=nl.multiply, operand0=total)
            nisa.dma_copy(dst=out[seq, head * group : (head + 1) * group, :], src=rounded)
    return out


def _context_tiles(
    k_cache: NkiTensor,
    block_tables: NkiTensor,
    seq_lens: NkiTensor,
    seq: int,
    row_tokens: int,
    sliding_window: int,
) -> list[ContextTile]:
    seq_len = load_scalar(seq_lens, seq)
    first = nl.ndarray((PARTITIONS, 1), dtype=nl.float32, buffer=nl.sbuf)
    nisa.tensor_scalar(dst=first, data=seq_len, op0=nl.subtract, operand0=float(sliding_window))
    num_rows = block_tables.shape[1] * k_cache.shape[2] // row_tokens
    tiles = []
    for start in range(0, num_rows, PARTITIONS):
        rows = min(PARTITIONS, num_rows - start)
        hidden = hidden_positions(start, rows, row_tokens, seq_len, first, sliding_window)
        indices = row_indices(block_tables, seq, start, row_tokens, k_cache, hidden)
        predicate = predicate_of(hidden)
        nisa.tensor_scalar(dst=hidden, data=hidden, op0=nl.multiply, operand0=MASKED)
        tiles.append((indices, predicate, hidden))
    return tiles


def _query(q: NkiTensor, seq: int, head: int, group: int) -> list[NkiTensor]:
    """The group's queries transposed: [up to 128 dimensions, group] each."""
    head_dim = q.shape[2]
    q_sb = nl.ndarray((group, head_dim), dtype=q.dtype, buffer=nl.sbuf)
    nisa.dma_copy(dst=q_sb, src=q[seq, head * group : (head + 1) * group, :])
    chunks = []
    for chunk in range(0, head_dim, PARTITIONS):
        chunks.append(transposed(q_sb[:, chunk : min(chunk + PARTITIONS, head_dim)]))
    return chunks


def _scores(
    q_chunks: list[NkiTensor],
    k_cache: NkiTensor,
    tiles: list[ContextTile],
    head: int,
    row_tokens: int,
    scale: float,
) -> NkiTensor:
    """float32 [128, group, tiles * row_tokens]; -1e30 where hidden, or where the last tile has no row."""
    group = q_chunks[0].shape[1]
    scores = nl.ndarray((PARTITIONS, group, len(tiles) * row_tokens), dtype=nl.float32, buffer=nl.sbuf)
    nisa.memset(dst=scores, value=MASKED)
    column = 0
    for i in range(len(tiles)):
        indices, predicate, mask = tiles[i]
        k_tile = gather(k_cache, head, indices, predicate)
        rows = k_tile.shape[0]
        step = min(step_tokens_of(rows, row_tokens), BANK_FLOATS // group)
        for token in range(0, row_tokens, step):
            num_tokens = min(step, row_tokens - token)
            in_psum = _products(q_chunks, k_tile, token, num_tokens)
            first = column + token
            nisa.scalar_tensor_tensor(
                dst=scores[0:rows, :, first : first + num_tokens],
                data=in_psum,
                op0=nl.multiply,
                operand0=scale,
                op1=nl.add,
                operand1=mask[:, token : token + num_tokens].expand_dim(1).broadcast(1, group),
            )
        column = column + row_tokens
    return scores


def _products(q_chunks: list[NkiTensor], k_tile: NkiTensor, token: int, num_tokens: int) -> NkiTensor:
    """q @ k of some tokens of each row: float32 [rows, group, num_tokens] in PSUM."""
    rows, _, head_dim = k_tile.shape
    group = q_chunks[0].shape[1]
    in_psum = nl.ndarray((rows, group, num_tokens), dtype=nl.float32, buffer=nl.psum)
    for chunk in range(len(q_chunks)):
        width = min(PARTITIONS, head_dim - chunk * PARTITIONS)
        keys = transposed_keys(k_tile, token, num_tokens, chunk * PARTITIONS, width)
        for i in range(num_tokens):
            nisa.nc_matmul(
                dst=in_psum[:, :, i], stationary=keys[:, i, :], moving=q_chunks[chunk], accumulate=chunk > 0
            )
    return in_psum


def _maximum(scores: NkiTensor, sinks: NkiTensor | None, head: int) -> NkiTensor:
    """float32 [group, 1]: each query head's largest score or sink."""
    group = scores.shape[1]
    by_partition = nl.ndarray((PARTITIONS, group), dtype=nl.float32, buffer=nl.sbuf)
    nisa.tensor_reduce(dst=by_partition, op=nl.maximum, data=scores, axis=(2,))
    top = nl.ndarray((group, 1), dtype=nl.float32, buffer=nl.sbuf)
    nisa.tensor_reduce(dst=top, op=nl.maximum, data=transposed(by_partition), axis=(1,))
    if sinks != None:
        nisa.tensor_tensor(dst=top, data1=top, data2=_sink(sinks, head, group), op=nl.maximum)
    return top


def _softmax(
    scores: NkiTensor, top: NkiTensor, sinks: NkiTensor | None, ones: NkiTensor, head: int, dtype: object
) -> tuple[NkiTensor, NkiTensor]:
    """exp(scores - top) in `dtype`, of scores' shape, and their sum with the sink's: float32 [group, 1]."""
    group, num_columns = scores.shape[1], scores.shape[2]
    top_everywhere = _to_every_partition(top, ones)
    nisa.tensor_tensor(
        dst=scores,
        data1=scores,
        data2=top_everywhere.expand_dim(2).broadcast(2, num_columns),
        op=nl.subtract,
    )
    weights = nl.ndarray(scores.shape, dtype=dtype, buffer=nl.sbuf)
    nisa.activation(dst=weights, op=nl.exp, data=scores)
    by_partition = nl.ndarray((PARTITIONS, group), dtype=nl.float32, buffer=nl.sbuf)
    nisa.tensor_reduce(dst=by_partition, op=nl.add, data=weights, axis=(2,))
    in_psum = nl.ndarray((group, 1), dtype=nl.float32, buffer=nl.psum)
    nisa.nc_matmul(dst=in_psum, stationary=by_partition, moving=ones[:, 0:1], accumulate=False)
    total = nl.ndarray((group, 1), dtype=nl.float32, buffer=nl.sbuf)
    nisa.tensor_copy(dst=total, src=in_psum)
    if sinks != None:
        sink = _sink(sinks, head, group)
        nisa.tensor_tensor(dst=sink, data1=sink, data2=top, op=nl.subtract)
        nisa.activation(dst=sink, op=nl.exp, data=sink)
        nisa.tensor_tensor(dst=total, data1=total, data2=sink, op=nl.add)
    return weights, total


def _sink(sinks: NkiTensor, head: int, group: int) -> NkiTensor:
    sink = nl.ndarray((group, 1), dtype=nl.float32, buffer=nl.sbuf)
    nisa.dma_copy(dst=sink, src=sinks.ap(pattern=[[1, group], [1, 1]], offset=head * group))
    return sink


def _to_every_partition(column: NkiTensor, ones: NkiTensor) -> NkiTensor:
    """float32 [128, group] of a [group, 1] column: ones.T @ diagonal(column)."""
    group = column.shape[0]
    diagonal = nl.ndarray((group, group), dtype=nl.float32, buffer=nl.sbuf)
    nisa.iota(dst=diagonal, pattern=[[1, group]], channel_multiplier=-1)
    nisa.tensor_scalar(
        dst=diagonal, data=diagonal, op0=nl.equal, operand0=0.0, op1=nl.multiply, operand1=column
    )
    in_psum = nl.ndarray((PARTITIONS, group), dtype=nl.float32, buffer=nl.psum)
    nisa.nc_matmul(dst=in_psum, stationary=ones[0:group, :], moving=diagonal, accumulate=False)
    everywhere = nl.ndarray((PARTITIONS, group), dtype=nl.float32, buffer=nl.sbuf)
    nisa.tensor_copy(dst=everywhere, src=in_psum)
    return everywhere


def _values(weights: NkiTensor, v_cache: NkiTensor, tiles: list[ContextTile], head: int) -> NkiTensor:
    """weights.T @ V over all tiles: float32 [group, head_dim] in PSUM."""
    group, head_dim = weights.shape[1], v_cache.shape[3]
    in_psum = nl.ndarray((group, head_dim), dtype=nl.float32, buffer=nl.psum)
    column = 0
    for i in range(len(tiles)):
        indices, predicate, _ = tiles[i]
        v_tile = gather(v_cache, head, indices, predicate)
        rows, row_tokens, _ = v_tile.shape
        for token in range(row_tokens):
            nisa.nc_matmul(
                dst=in_psum,
                stationary=weights[0:rows, :, column],
                moving=v_tile[:, token, :],
                accumulate=column > 0,
            )
            column = column + 1
    return in_psum
