"""paged_attention in C++: reads each KV block where it lies, once per group of query heads."""

from __future__ import annotations

import torch
from torch import Tensor

from kernels.library import current, raise_for_status
from kernels.paged_attention import fallback
from kernels.tensors import dtype_code, require, row_stride


def paged_attention(
    q: Tensor,
    k_cache: Tensor,
    v_cache: Tensor,
    query_start: Tensor,
    seq_lens: Tensor,
    block_tables: Tensor,
    *,
    scale: float,
    sliding_window: int = 0,
) -> Tensor:
    """Same contract as reference.paged_attention. Rows of q may be slices of wider ones.

    Raises ValueError for other dtypes, shapes or strides, and for lengths or block ids that do not fit.
    """
    library = current()
    if library is None:
        return fallback.paged_attention(
            q,
            k_cache,
            v_cache,
            query_start,
            seq_lens,
            block_tables,
            scale=scale,
            sliding_window=sliding_window,
        )
    code = dtype_code("q", q)
    num_tokens, num_heads, head_dim = shape = q.shape
    num_cache_blocks, num_kv_heads, block_size, cache_head_dim = cache_shape = k_cache.shape
    num_seqs, max_blocks = tables_shape = block_tables.shape
    if cache_head_dim != head_dim or num_heads % num_kv_heads:
        raise ValueError(f"q {list(shape)} and k_cache {list(cache_shape)} do not fit together.")
    require("k_cache", k_cache, q.dtype, cache_shape)
    require("v_cache", v_cache, q.dtype, cache_shape)
    require("query_start", query_start, torch.int32, (num_seqs + 1,))
    require("seq_lens", seq_lens, torch.int32, (num_seqs,))
    require("block_tables", block_tables, torch.int32, tables_shape)
    out = torch.empty(shape, dtype=q.dtype)
    status = library.paged_attention(
        library.isa,
        q.data_ptr(),
        k_cache.data_ptr(),
        v_cache.data_ptr(),
        query_start.data_ptr(),
        seq_lens.data_ptr(),
        block_tables.data_ptr(),
        out.data_ptr(),
        row_stride("q", q),
        num_tokens,
        num_seqs,
        max_blocks,
        num_heads,
        num_kv_heads,
        head_dim,
        block_size,
        num_cache_blocks,
        sliding_window,
        scale,
        code,
    )
    if status:
        raise_for_status(status)
    return out
