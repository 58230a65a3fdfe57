"""kv_write in C++."""

from __future__ import annotations

import torch
from torch import Tensor

from kernels.kv_blocks import KVBlocks
from kernels.library import Library, raise_for_status
from kernels.tensors import dtype_code, require, row_stride


def kv_write(
    library: Library, k: Tensor, v: Tensor, blocks: KVBlocks, layer: int, slot_mapping: Tensor
) -> None:
    """Same contract as reference.kv_write, into one layer of `blocks`. Rows of k and v may be slices.

    k and v may be float32 or bfloat16; they are rounded to the blocks' format. int8: each row has the scale
    largest magnitude / 127 and is rounded to nearest even.

    Raises ValueError for other shapes or strides, and for a slot outside the cache (nothing is written then).
    """
    shape = blocks.shape
    num_tokens = len(k)
    expected = (num_tokens, shape.num_kv_heads, shape.head_dim)
    if k.shape != expected or v.shape != expected or k.dtype is not v.dtype:
        raise ValueError(
            f"k and v must be alike and [num_tokens, {shape.num_kv_heads}, {shape.head_dim}], got "
            f"{k.dtype} {list(k.shape)} and {v.dtype} {list(v.shape)}."
        )
    code = dtype_code("k", k)
    require("slot_mapping", slot_mapping, torch.int32, (num_tokens,))
    raise_for_status(
        library.kv_write(
            blocks.layer_pointer(layer),
            k.data_ptr(),
            v.data_ptr(),
            slot_mapping.data_ptr(),
            num_tokens,
            row_stride("k", k),
            row_stride("v", v),
            code,
        )
    )
