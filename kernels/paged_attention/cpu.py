"""paged_attention in C++: reads each KV block where it lies, once per group of query heads."""

from __future__ import annotations

import torch
from torch import Tensor

from kernels.kv_blocks import KVBlocks
from kernels.library import Library, raise_for_status
from kernels.parts import attention_part
from kernels.tensors import dtype_code, dtype_name, require, row_stride


def paged_attention(
    library: Library,
    q: Tensor,
    blocks: KVBlocks,
    layer: int,
    query_start: Tensor,
    seq_lens: Tensor,
    block_tables: Tensor,
    *,
    scale: float,
    sliding_window: int = 0,
    softcap: float = 0.0,
    sinks: Tensor | None = None,
) -> Tensor:
    """Same contract as reference.paged_attention, over one layer of `blocks`. Rows of q may be slices.

    q is float32 or bfloat16. Where the blocks are bfloat16, q and the softmax's weights are rounded to it;
    where they are int8, q becomes bytes with one scale per row, and each weight times V's scale is rounded
    to bfloat16.

    Raises ValueError for other dtypes, shapes or strides, and for lengths or block ids that do not fit.
    """
    code = dtype_code("q", q)
    num_tokens, num_heads, head_dim = shape = q.shape
    num_seqs, max_blocks = tables_shape = block_tables.shape
    if blocks.shape.head_dim != head_dim or num_heads % blocks.shape.num_kv_heads:
        raise ValueError(f"q {list(shape)} and {blocks.shape} do not fit together.")
    require("query_start", query_start, torch.int32, (num_seqs + 1,))
    require("seq_lens", seq_lens, torch.int32, (num_seqs,))
    require("block_tables", block_tables, torch.int32, tables_shape)
    if sinks is not None:
        require("sinks", sinks, torch.float32, (num_heads,))
    library.need(attention_part(dtype_name(q.dtype), blocks.format))
    out = torch.empty(shape, dtype=q.dtype)
    status = library.paged_attention(
        blocks.layer_pointer(layer),
        q.data_ptr(),
        query_start.data_ptr(),
        seq_lens.data_ptr(),
        block_tables.data_ptr(),
        out.data_ptr(),
        row_stride("q", q),
        num_tokens,
        num_seqs,
        max_blocks,
        num_heads,
        sliding_window,
        scale,
        softcap,
        None if sinks is None else sinks.data_ptr(),
        code,
    )
    if status:
        raise_for_status(status)
    return out
