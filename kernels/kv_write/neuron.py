"""kv_write on a NeuronCore."""

from __future__ import annotations

from kernels.neuron.backend import NkiTensor, jit, nisa, nl
from kernels.neuron.exact import MAX_EXACT_INTEGER, OUT_OF_BOUNDS, log2_of
from kernels.neuron.grid import share_of

TILE_TOKENS = 128  # one token per partition


@jit
def kv_write(
    k: NkiTensor, v: NkiTensor, k_cache: NkiTensor, v_cache: NkiTensor, slot_mapping: NkiTensor
) -> tuple[NkiTensor, NkiTensor]:
    """Same contract as reference.kv_write, and tokens with slot -1 are dropped.

    The caches are the layout of KV on the device: one pair per layer and rank, block 0 being the null block
    that no sequence owns. slot = block_id * block_size + offset. A padded row of a bucket carries slot -1:
    its store is skipped by the DMA engine's bounds check. (A slot of the null block, 0 to block_size - 1, is
    harmless as well.)

    Dimensions: n tokens, g KV heads of this rank, d = head_dim, blocks of b tokens, b a power of two (32).
    Args (HBM): k, v [n, g, d]; k_cache, v_cache [num_blocks + 1, g, b, d] of k's dtype, written in place;
    slot_mapping int32 [n], none twice but for -1. The cache has less than 2^24 rows of d numbers.
    Returns the two caches, so that the graph sees them as reassigned.

    Numerics: rows are copied bit by bit. Row numbers are computed in float32, exact below 2^24.

    Engines: DMA (one scatter of g rows per token and cache), Vector (the row numbers).
    SBUF per partition: k and v, 2*g*d*s bytes, and 24 for the row numbers. PSUM: none.
    Bytes: 4*n*g*d*s. Flops: none that count. Bound by HBM and, for small d, by DMA descriptors (d*s bytes
    each). Two programs (LNC=2) take half of the tokens each: no slot is in both.

        for each tile of 128 tokens:
            load k, v, slot
            block = max(slot, 0) >> log2(b)
            row   = slot + block * (g - 1) * b          of the cache seen as [rows, d]; + 2^30 where slot < 0
            k_cache[row + head * b] = k[head], for every head; v the same
    """
    num_tokens, num_heads, head_dim = k.shape
    num_blocks, _, block_size, _ = k_cache.shape
    assert k_cache.shape == (num_blocks, num_heads, block_size, head_dim), (
        f"kv_write: cache of shape {k_cache.shape}"
    )
    assert v_cache.shape == k_cache.shape, "kv_write: the two caches must have one shape"
    assert v.shape == k.shape, "kv_write: k and v must have one shape"
    assert k_cache.dtype == k.dtype, "kv_write: the cache must have k's dtype"
    assert v_cache.dtype == v.dtype, "kv_write: the cache must have v's dtype"
    num_rows = num_blocks * num_heads * block_size
    assert num_rows < MAX_EXACT_INTEGER, (
        f"kv_write: {num_rows} rows of KV, fewer than 2^24 are exact in float32"
    )
    slots = slot_mapping.reshape((num_tokens, 1))
    first, end = share_of(num_tokens)
    for start in range(first, end, TILE_TOKENS):
        tokens = min(TILE_TOKENS, end - start)
        rows = _rows(slots[start : start + tokens, :], num_heads, block_size)
        _scatter(k_cache, k[start : start + tokens, :, :], rows)
        _scatter(v_cache, v[start : start + tokens, :, :], rows)
    return k_cache, v_cache


def _rows(slots: NkiTensor, num_heads: int, block_size: int) -> NkiTensor:
    """uint32 [tokens, 1]: where head 0 of each token lies in the cache seen as [rows, head_dim]."""
    tokens = slots.shape[0]
    slot = nl.ndarray((tokens, 1), dtype=nl.int32, buffer=nl.sbuf)
    nisa.dma_copy(dst=slot, src=slots)
    padding = nl.ndarray((tokens, 1), dtype=nl.float32, buffer=nl.sbuf)
    nisa.tensor_scalar(
        dst=padding, data=slot, op0=nl.less, operand0=0.0, op1=nl.multiply, operand1=float(OUT_OF_BOUNDS)
    )
    nisa.tensor_scalar(dst=slot, data=slot, op0=nl.maximum, operand0=0.0)
    block = nl.ndarray((tokens, 1), dtype=nl.int32, buffer=nl.sbuf)
    nisa.tensor_scalar(dst=block, data=slot, op0=nl.right_shift, operand0=log2_of(block_size))
    row = nl.ndarray((tokens, 1), dtype=nl.float32, buffer=nl.sbuf)
    nisa.scalar_tensor_tensor(
        dst=row,
        data=block,
        op0=nl.multiply,
        operand0=float((num_heads - 1) * block_size),
        op1=nl.add,
        operand1=slot,
    )
    rows = nl.ndarray((tokens, 1), dtype=nl.uint32, buffer=nl.sbuf)
    nisa.tensor_tensor(dst=rows, data1=row, data2=padding, op=nl.add)
    return rows


def _scatter(cache: NkiTensor, new: NkiTensor, rows: NkiTensor) -> None:
    tokens, num_heads, head_dim = new.shape
    num_blocks, _, block_size, _ = cache.shape
    new_sb = nl.ndarray((tokens, num_heads, head_dim), dtype=new.dtype, buffer=nl.sbuf)
    nisa.dma_copy(dst=new_sb, src=new)
    by_row = cache.reshape((num_blocks * num_heads * block_size, head_dim))
    nisa.dma_copy(
        dst=by_row.ap(
            pattern=[[head_dim, tokens], [block_size * head_dim, num_heads], [1, head_dim]],
            offset=0,
            vector_offset=rows,
            indirect_dim=0,
        ),
        src=new_sb,
        oob_mode=nisa.oob_mode.skip,
    )
