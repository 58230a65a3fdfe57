"""How the attention kernels read a sequence's paged K and V on a NeuronCore.

The context, max_blocks * block_size positions, is read in tiles of up to 128 rows, one row per partition. A
row is `row_tokens` neighbouring tokens of one block and one KV head: a whole block where the context is long
enough to fill the partitions, a part of one where it is not. In a tile that begins at row `start`, token j of
row p stands at position (start + p) * row_tokens + j.

A position is hidden when it lies past the sequence's end or before its sliding window. What is stored there
is not the sequence's: stale numbers, another one's, NaN. It is overwritten with zeros before any sum, because
0 * NaN is NaN. Rows that hold nothing but hidden positions are skipped by the DMA engine, so the padding of a
context bucket costs no bandwidth.
"""

from __future__ import annotations

from kernels.neuron.backend import NkiTensor, nisa, nl
from kernels.neuron.exact import MAX_EXACT_INTEGER, OUT_OF_BOUNDS, log2_of

PARTITIONS = 128
BANK_FLOATS = 512  # a PSUM bank holds as many per partition


def row_tokens_of(max_blocks: int, block_size: int) -> int:
    """Tokens of a row: the most that still lets the context fill 128 partitions, or 1."""
    log2_of(block_size)
    row_tokens = block_size
    while row_tokens > 1 and max_blocks * block_size // row_tokens < PARTITIONS:
        row_tokens = row_tokens // 2
    return row_tokens


def check_cache(k_cache: NkiTensor, v_cache: NkiTensor, q: NkiTensor, num_heads: int, head_dim: int) -> None:
    num_blocks, num_kv_heads, block_size, _ = k_cache.shape
    assert k_cache.shape[3] == head_dim, f"attention: q has head_dim {head_dim}, the cache {k_cache.shape[3]}"
    assert v_cache.shape == k_cache.shape, "attention: the two caches must have one shape"
    assert k_cache.dtype == q.dtype, "attention: the K cache must have q's dtype"
    assert v_cache.dtype == q.dtype, "attention: the V cache must have q's dtype"
    assert block_size <= PARTITIONS, f"attention: blocks of {block_size} tokens, at most {PARTITIONS}"
    assert num_heads % num_kv_heads == 0, f"attention: {num_heads} query heads on {num_kv_heads} KV heads"
    assert num_heads // num_kv_heads <= PARTITIONS, "attention: at most 128 query heads on one KV head"
    assert head_dim <= BANK_FLOATS, f"attention: head_dim is {head_dim}, at most {BANK_FLOATS}"
    assert num_blocks * num_kv_heads * block_size < MAX_EXACT_INTEGER, "attention: 2^24 rows of KV or more"


def load_scalar(values: NkiTensor, index: int) -> NkiTensor:
    """values[index], int32 in HBM, as float32 in every partition: [128, 1]."""
    integer = nl.ndarray((PARTITIONS, 1), dtype=nl.int32, buffer=nl.sbuf)
    nisa.dma_copy(dst=integer, src=values.ap(pattern=[[0, PARTITIONS], [1, 1]], offset=index))
    scalar = nl.ndarray((PARTITIONS, 1), dtype=nl.float32, buffer=nl.sbuf)
    nisa.tensor_copy(dst=scalar, src=integer)
    return scalar


def hidden_positions(
    start: int, rows: int, row_tokens: int, seq_len: NkiTensor, first: NkiTensor, sliding_window: int
) -> NkiTensor:
    """float32 [rows, row_tokens]: 1 where a position is hidden. `first` counts only with a sliding window."""
    position = nl.ndarray((rows, row_tokens), dtype=nl.float32, buffer=nl.sbuf)
    nisa.iota(
        dst=position, pattern=[[1, row_tokens]], offset=start * row_tokens, channel_multiplier=row_tokens
    )
    hidden = nl.ndarray((rows, row_tokens), dtype=nl.float32, buffer=nl.sbuf)
    nisa.tensor_scalar(dst=hidden, data=position, op0=nl.greater_equal, operand0=seq_len[0:rows, :])
    if sliding_window > 0:
        nisa.scalar_tensor_tensor(
            dst=hidden, data=position, op0=nl.less, operand0=first[0:rows, :], op1=nl.maximum, operand1=hidden
        )
    return hidden


def row_indices(
    block_tables: NkiTensor, seq: int, start: int, row_tokens: int, k_cache: NkiTensor, hidden: NkiTensor
) -> NkiTensor:
    """uint32 [rows, 1]: where each row, of head 0, lies in the cache seen as [rows, row_tokens * head_dim].

    Past the cache's end where every token of the row is hidden.
    """
    rows = hidden.shape[0]
    _, num_kv_heads, block_size, _ = k_cache.shape
    per_block = block_size // row_tokens
    block = nl.ndarray((rows, 1), dtype=nl.int32, buffer=nl.sbuf)
    nisa.dma_copy(
        dst=block,
        src=block_tables.ap(
            pattern=[[1, rows // per_block], [0, per_block], [1, 1]],
            offset=seq * block_tables.shape[1] + start // per_block,
        ),
    )
    part = nl.ndarray((rows, 1), dtype=nl.int32, buffer=nl.sbuf)
    nisa.iota(dst=part, pattern=[[1, 1]], channel_multiplier=1)
    nisa.tensor_scalar(dst=part, data=part, op0=nl.bitwise_and, operand0=per_block - 1)
    row = nl.ndarray((rows, 1), dtype=nl.float32, buffer=nl.sbuf)
    nisa.scalar_tensor_tensor(
        dst=row,
        data=block,
        op0=nl.multiply,
        operand0=float(num_kv_heads * per_block),
        op1=nl.add,
        operand1=part,
    )
    is_hidden = nl.ndarray((rows, 1), dtype=nl.float32, buffer=nl.sbuf)
    nisa.tensor_reduce(dst=is_hidden, op=nl.minimum, data=hidden, axis=(1,))
    indices = nl.ndarray((rows, 1), dtype=nl.uint32, buffer=nl.sbuf)
    nisa.scalar_tensor_tensor(
        dst=indices, data=is_hidden, op0=nl.multiply, operand0=float(OUT_OF_BOUNDS), op1=nl.add, operand1=row
    )
    return indices


def predicate_of(hidden: NkiTensor) -> NkiTensor:
    """The same as uint8, which is what a predicate is made of."""
    predicate = nl.ndarray(hidden.shape, dtype=nl.uint8, buffer=nl.sbuf)
    nisa.tensor_copy(dst=predicate, src=hidden)
    return predicate


def gather(cache: NkiTensor, head: int, indices: NkiTensor, predicate: NkiTensor) -> NkiTensor:
    """[rows, row_tokens, head_dim] of one KV head; zeros where a position is hidden."""
    rows, row_tokens = predicate.shape
    num_blocks, num_kv_heads, block_size, head_dim = cache.shape
    row_elements = row_tokens * head_dim
    by_row = cache.reshape((num_blocks * num_kv_heads * block_size // row_tokens, row_elements))
    tile = nl.ndarray((rows, row_tokens, head_dim), dtype=cache.dtype, buffer=nl.sbuf)
    nisa.dma_copy(
        dst=tile,
        src=by_row.ap(
            pattern=[[row_elements, rows], [head_dim, row_tokens], [1, head_dim]],
            offset=head * block_size * head_dim,
            vector_offset=indices,
            indirect_dim=0,
        ),
        oob_mode=nisa.oob_mode.skip,
    )
    nisa.tensor_copy_predicated(dst=tile, src=0.0, predicate=predicate.expand_dim(2).broadcast(2, head_dim))
    return tile


def step_tokens_of(rows: int, row_tokens: int) -> int:
    """How many tokens of each row are taken at once: as many as fill a PSUM bank."""
    return min(row_tokens, BANK_FLOATS // rows)


def transposed_keys(
    k_tile: NkiTensor, first_token: int, num_tokens: int, chunk: int, width: int
) -> NkiTensor:
    """[width, num_tokens, rows]: dimensions `chunk` on of some tokens of each row, on the partitions."""
    rows = k_tile.shape[0]
    in_psum = nl.ndarray((width, num_tokens, rows), dtype=k_tile.dtype, buffer=nl.psum)
    for token in range(num_tokens):
        nisa.nc_transpose(
            dst=in_psum[:, token, :], data=k_tile[:, first_token + token, chunk : chunk + width]
        )
    keys = nl.ndarray((width, num_tokens, rows), dtype=k_tile.dtype, buffer=nl.sbuf)
    nisa.tensor_copy(dst=keys, src=in_psum)
    return keys


def transposed(tile: NkiTensor) -> NkiTensor:
    """A [rows, columns] tile of up to 128 x 128 as [columns, rows], in SBUF."""
    rows, columns = tile.shape
    in_psum = nl.ndarray((columns, rows), dtype=tile.dtype, buffer=nl.psum)
    nisa.nc_transpose(dst=in_psum, data=tile)
    result = nl.ndarray((columns, rows), dtype=tile.dtype, buffer=nl.sbuf)
    nisa.tensor_copy(dst=result, src=in_psum)
    return result
