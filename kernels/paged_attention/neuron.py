"""Extend attention on a NeuronCore: many new tokens of a sequence over its paged KV, prefix included."""

from __future__ import annotations

from kernels.neuron.backend import NkiTensor, jit, nisa, nl
from kernels.neuron.grid import share_of
from kernels.paged_attention.neuron_context import (
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

# Of up to 128 query rows: q transposed (128 dimensions each), position, running maximum, running sum, result.
QueryTile = tuple[list[NkiTensor], NkiTensor, NkiTensor, NkiTensor, NkiTensor]

MASKED = -1e30  # added to a masked score: exp of it is 0, and it stays finite where a whole row is masked


@jit
def extend_attention(
    q: NkiTensor,
    k_cache: NkiTensor,
    v_cache: NkiTensor,
    block_tables: NkiTensor,
    positions: NkiTensor,
    seq_lens: NkiTensor,
    sinks: NkiTensor | None,
    scale: float,
    sliding_window: int,
) -> NkiTensor:
    """softmax(scale * q @ k.T + causal mask) @ v for a rectangle of new tokens, flash style.

    The same sums as reference.paged_attention, with the batch as a rectangle of padded rows. The new tokens'
    K and V are in the cache already (kv_write comes first), so prefix and new tokens are read alike.

    Dimensions: s sequences, n new tokens each, h query heads on g KV heads of this rank, d = head_dim <= 512;
    query head i reads KV head i // (h / g), h / g <= 128; blocks of b tokens, b a power of two.
    Args (HBM):
        q: [s, n, h, d] float32 or bfloat16, after RoPE
        k_cache, v_cache: [num_blocks + 1, g, b, d] of q's dtype, K after RoPE; block 0 is the null block
        block_tables: int32 [s, max_blocks]; entry j holds positions j * b on; unused entries 0
        positions: int32 [s, n], ascending; padded rows come last, with any position
        seq_lens: int32 [s], positions that are filled, the new ones among them; 0 for a padded sequence
        sinks: float32 [h] or None, a logit in each head's softmax that has no value
        scale: factor on the scores, a constant of the graph
        sliding_window: a constant of the graph; w > 0 shows position p the positions p - w + 1 to p
    Returns [s, n, h, d] in q's dtype (HBM). Rows of padding are finite and mean nothing.

    Numerics: scores, maximum, exponentials and sums in float32; weights are rounded to the cache's dtype
    before they meet V. Hidden positions never enter a sum (neuron_context.py). The order of the sums depends
    on the context bucket, so bits may differ between buckets. On trn1 a NaN or infinity in a visible K spoils
    its tile of the same sequence, because Tensor Engine transposes by a product.

    Engines: Tensor (K and weight transposes, both products), Vector (masks, scaling, maxima, rescaling),
    Scalar (exp), GpSimd (iota), DMA (a gather of rows of up to b * d numbers).
    SBUF per partition, i being the item size and t the tokens of a row: K and V tiles 2*t*d*i, transposed K
    512*i*ceil(d/128), positions 512*t, scores, mask and weights 4096 + 512*i, and for each of the n*h/g/128
    query tiles 4*d + 128*i*ceil(d/128) + 24; all but the last up to twice, where the next is made meanwhile.
    PSUM: at most 4 of 8 banks.
    Bytes: per sequence 2*g*d*i for each visible position (rounded up to rows), 2*n*h*d*i for q and result.
    Flops: 4*n*h*d per position of the context bucket. Bound by Tensor Engine for long n, by HBM for short.
    Two programs (LNC=2) take half of the pairs of sequence and KV head each; of one pair, half of the new
    tokens each, and then both read its K and V.

        for each sequence, for each KV head:
            query tiles: 128 rows, a row being one token and one query head of the group
            m, l, acc = sink (or -1e30), 1 (or 0), 0            per query row
            for each tile of 128 context rows:
                K, V = gather(rows);  zero what is hidden
                for each step of up to 512 positions, for each query tile:
                    scores = scale * q @ K.T + mask             PSUM, mask from positions
                    m'     = max(m, max(scores));  a = exp(m - m')
                    w      = exp(scores - m')
                    l, acc = l * a + sum(w), acc * a + w @ V    w transposed on Tensor Engine
                    m      = m'
            out = acc / l
    """
    num_seqs, num_new, num_heads, head_dim = q.shape
    num_kv_heads, block_size = k_cache.shape[1], k_cache.shape[2]
    max_blocks = block_tables.shape[1]
    check_cache(k_cache, v_cache, q, num_heads, head_dim)
    row_tokens = row_tokens_of(max_blocks, block_size)
    out = nl.ndarray(q.shape, dtype=q.dtype, buffer=nl.shared_hbm)
    key_positions = _key_positions(row_tokens, min(PARTITIONS, max_blocks * block_size // row_tokens))
    num_pairs = num_seqs * num_kv_heads
    first, end = share_of(num_pairs) if num_pairs > 1 else (0, 1)
    tokens = (0, num_new) if num_pairs > 1 else share_of(num_new)
    if tokens[0] == tokens[1]:
        end = first
    for seq in range(first // num_kv_heads, (end + num_kv_heads - 1) // num_kv_heads):
        tiles = _context_tiles(
            k_cache,
            block_tables,
            positions,
            seq_lens,
            seq=seq,
            row_tokens=row_tokens,
            sliding_window=sliding_window,
        )
        heads = max(first - seq * num_kv_heads, 0), min(end - seq * num_kv_heads, num_kv_heads)
        for head in range(heads[0], heads[1]):
            queries = _query_tiles(q, positions, sinks, tokens, seq=seq, head=head, num_kv_heads=num_kv_heads)
            for i in range(len(tiles)):
                start, indices, predicate = tiles[i]
                k_tile = gather(k_cache, head, indices, predicate)
                v_tile = gather(v_cache, head, indices, predicate)
                _attend_tile(
                    queries, k_tile, v_tile, key_positions, start * row_tokens, scale, sliding_window
                )
            _store(out, queries, tokens[0], seq=seq, head=head, num_kv_heads=num_kv_heads)
    return out


def _key_positions(row_tokens: int, rows: int) -> NkiTensor:
    """float32 [128, row_tokens, rows]: positions within a context tile, p * row_tokens + j at [:, j, p]."""
    within = nl.ndarray((PARTITIONS, row_tokens, rows), dtype=nl.float32, buffer=nl.sbuf)
    nisa.iota(dst=within, pattern=[[1, row_tokens], [row_tokens, rows]])
    return within


def _context_tiles(
    k_cache: NkiTensor,
    block_tables: NkiTensor,
    positions: NkiTensor,
    seq_lens: NkiTensor,
    seq: int,
    row_tokens: int,
    sliding_window: int,
) -> list[tuple[int, NkiTensor, NkiTensor]]:
    """First row, row indices and predicate of hidden positions, for each tile of a sequence's context."""
    seq_len = load_scalar(seq_lens, seq)
    first = load_scalar(positions, seq * positions.shape[1])
    nisa.tensor_scalar(dst=first, data=first, op0=nl.add, operand0=float(1 - sliding_window))
    num_rows = block_tables.shape[1] * k_cache.shape[2] // row_tokens
    tiles = []
    for start in range(0, num_rows, PARTITIONS):
        rows = min(PARTITIONS, num_rows - start)
        hidden = hidden_positions(start, rows, row_tokens, seq_len, first, sliding_window)
        indices = row_indices(block_tables, seq, start, row_tokens, k_cache, hidden)
        tiles.append((start, indices, predicate_of(hidden)))
    return tiles


def _query_tiles(
    q: NkiTensor,
    positions: NkiTensor,
    sinks: NkiTensor | None,
    new_tokens: tuple[int, int],
    seq: int,
    head: int,
    num_kv_heads: int,
) -> list[QueryTile]:
    """Of the new tokens from the first to the end of `new_tokens`."""
    _, num_new, num_heads, head_dim = q.shape
    group = num_heads // num_kv_heads
    tile_tokens = PARTITIONS // group
    tiles = []
    for token in range(new_tokens[0], new_tokens[1], tile_tokens):
        tokens = min(tile_tokens, new_tokens[1] - token)
        rows = tokens * group
        row = seq * num_new + token
        q_sb = nl.ndarray((rows, head_dim), dtype=q.dtype, buffer=nl.sbuf)
        nisa.dma_copy(
            dst=q_sb,
            src=q.ap(
                pattern=[[num_heads * head_dim, tokens], [head_dim, group], [1, head_dim]],
                offset=(row * num_heads + head * group) * head_dim,
            ),
        )
        q_chunks = []
        for chunk in range(0, head_dim, PARTITIONS):
            q_chunks.append(transposed(q_sb[:, chunk : min(chunk + PARTITIONS, head_dim)]))
        position = nl.ndarray((rows, 1), dtype=nl.int32, buffer=nl.sbuf)
        nisa.dma_copy(dst=position, src=positions.ap(pattern=[[1, tokens], [0, group], [1, 1]], offset=row))
        position_f32 = nl.ndarray((rows, 1), dtype=nl.float32, buffer=nl.sbuf)
        nisa.tensor_copy(dst=position_f32, src=position)
        maximum, total, result = _fresh_state(sinks, tokens=tokens, group=group, head=head, head_dim=head_dim)
        tiles.append((q_chunks, position_f32, maximum, total, result))
    return tiles


def _fresh_state(
    sinks: NkiTensor | None, tokens: int, group: int, head: int, head_dim: int
) -> tuple[NkiTensor, NkiTensor, NkiTensor]:
    rows = tokens * group
    maximum = nl.ndarray((rows, 1), dtype=nl.float32, buffer=nl.sbuf)
    total = nl.ndarray((rows, 1), dtype=nl.float32, buffer=nl.sbuf)
    result = nl.ndarray((rows, head_dim), dtype=nl.float32, buffer=nl.sbuf)
    nisa.memset(dst=result, value=0.0)
    if sinks != None:
        nisa.dma_copy(
            dst=maximum, src=sinks.ap(pattern=[[0, tokens], [1, group], [1, 1]], offset=head * group)
        )
        nisa.memset(dst=total, value=1.0)
    else:
        nisa.memset(dst=maximum, value=MASKED)
        nisa.memset(dst=total, value=0.0)
    return maximum, total, result


def _attend_tile(
    queries: list[QueryTile],
    k_tile: NkiTensor,
    v_tile: NkiTensor,
    key_positions: NkiTensor,
    first_position: int,
    scale: float,
    sliding_window: int,
) -> None:
    """Take one tile of the context into the state of every query tile."""
    rows, row_tokens, head_dim = k_tile.shape
    step = step_tokens_of(rows, row_tokens)
    for token in range(0, row_tokens, step):
        num_tokens = min(step, row_tokens - token)
        keys = []
        for chunk in range(0, head_dim, PARTITIONS):
            keys.append(transposed_keys(k_tile, token, num_tokens, chunk, min(PARTITIONS, head_dim - chunk)))
        for i in range(len(queries)):
            q_chunks, position, maximum, total, result = queries[i]
            query_rows = result.shape[0]
            within = key_positions[0:query_rows, token : token + num_tokens, 0:rows]
            mask = _mask(within, position, first_position, sliding_window)
            scores = _scores(q_chunks, keys, mask, scale)
            weights, decay = _softmax_step(scores, maximum, total, v_tile)
            _add_values(result, weights, decay, v_tile, token)


def _mask(within: NkiTensor, position: NkiTensor, first_position: int, sliding_window: int) -> NkiTensor:
    """float32, of `within`'s shape: 0 where the query sees the position, -1e30 where it does not."""
    query_rows = within.shape[0]
    last = nl.ndarray((query_rows, 1), dtype=nl.float32, buffer=nl.sbuf)
    nisa.tensor_scalar(dst=last, data=position, op0=nl.subtract, operand0=float(first_position))
    mask = nl.ndarray(within.shape, dtype=nl.float32, buffer=nl.sbuf)
    nisa.tensor_scalar(dst=mask, data=within, op0=nl.greater, operand0=last, op1=nl.multiply, operand1=MASKED)
    if sliding_window > 0:
        nisa.tensor_scalar(dst=last, data=last, op0=nl.subtract, operand0=float(sliding_window))
        early = nl.ndarray(within.shape, dtype=nl.float32, buffer=nl.sbuf)
        nisa.tensor_scalar(
            dst=early, data=within, op0=nl.less_equal, operand0=last, op1=nl.multiply, operand1=MASKED
        )
        nisa.tensor_tensor(dst=mask, data1=mask, data2=early, op=nl.add)
    return mask


def _scores(q_chunks: list[NkiTensor], keys: list[NkiTensor], mask: NkiTensor, scale: float) -> NkiTensor:
    in_psum = nl.ndarray(mask.shape, dtype=nl.float32, buffer=nl.psum)
    for chunk in range(len(keys)):
        nisa.nc_matmul(dst=in_psum, stationary=q_chunks[chunk], moving=keys[chunk], accumulate=chunk > 0)
    scores = nl.ndarray(mask.shape, dtype=nl.float32, buffer=nl.sbuf)
    nisa.scalar_tensor_tensor(
        dst=scores, data=in_psum, op0=nl.multiply, operand0=scale, op1=nl.add, operand1=mask
    )
    return scores


def _softmax_step(
    scores: NkiTensor, maximum: NkiTensor, total: NkiTensor, v_tile: NkiTensor
) -> tuple[NkiTensor, NkiTensor]:
    """The scores' weights in V's dtype, and the decay of earlier sums; updates maximum and total."""
    query_rows = scores.shape[0]
    negative = nl.ndarray((query_rows, 1), dtype=nl.float32, buffer=nl.sbuf)
    decay = nl.ndarray((query_rows, 1), dtype=nl.float32, buffer=nl.sbuf)
    added = nl.ndarray((query_rows, 1), dtype=nl.float32, buffer=nl.sbuf)
    nisa.tensor_reduce(dst=negative, op=nl.maximum, data=scores, axis=(1, 2))
    nisa.tensor_tensor(dst=negative, data1=negative, data2=maximum, op=nl.maximum)
    nisa.tensor_scalar(dst=negative, data=negative, op0=nl.multiply, operand0=-1.0)
    nisa.activation(dst=decay, op=nl.exp, data=maximum, bias=negative)
    nisa.tensor_scalar(dst=maximum, data=negative, op0=nl.multiply, operand0=-1.0)
    weights = nl.ndarray(scores.shape, dtype=v_tile.dtype, buffer=nl.sbuf)
    nisa.activation(
        dst=weights,
        op=nl.exp,
        data=scores,
        bias=negative,
        reduce_op=nl.add,
        reduce_res=added,
        reduce_cmd=nisa.reduce_cmd.reset_reduce,
    )
    nisa.scalar_tensor_tensor(
        dst=total, data=total, op0=nl.multiply, operand0=decay, op1=nl.add, operand1=added
    )
    return weights, decay


def _add_values(
    result: NkiTensor, weights: NkiTensor, decay: NkiTensor, v_tile: NkiTensor, token: int
) -> None:
    """result = result * decay + weights @ V of tokens `token` on."""
    in_psum = nl.ndarray(result.shape, dtype=nl.float32, buffer=nl.psum)
    for i in range(weights.shape[1]):
        nisa.nc_matmul(
            dst=in_psum,
            stationary=transposed(weights[:, i, :]),
            moving=v_tile[:, token + i, :],
            accumulate=i > 0,
        )
    nisa.scalar_tensor_tensor(
        dst=result, data=result, op0=nl.multiply, operand0=decay, op1=nl.add, operand1=in_psum
    )


def _store(
    out: NkiTensor,
    queries: list[QueryTile],
    first_token: int,
    seq: int,
    head: int,
    num_kv_heads: int,
) -> None:
    _, num_new, num_heads, head_dim = out.shape
    group = num_heads // num_kv_heads
    token = first_token
    for i in range(len(queries)):
        _, _, _, total, result = queries[i]
        rows = result.shape[0]
        nisa.reciprocal(dst=total, data=total)
        rounded = nl.ndarray((rows, head_dim), dtype=out.dtype, buffer=nl.sbuf)
        nisa.tensor_scalar(dst=rounded, data=result, op0=nl.multiply, operand0=total)
        nisa.dma_copy(
            dst=out.ap(
                pattern=[[num_heads * head_dim, rows // group], [head_dim, group], [1, head_dim]],
                offset=((seq * num_new + token) * num_heads + head * group) * head_dim,
            ),
            src=rounded,
        )
        token = token + rows // group
