"""kv_write in C++."""

from __future__ import annotations

import torch
from torch import Tensor

from kernels.kv_write import reference
from kernels.library import current, raise_for_status
from kernels.tensors import require, row_stride


def kv_write(k: Tensor, v: Tensor, k_cache: Tensor, v_cache: Tensor, slot_mapping: Tensor) -> None:
    """Same contract as reference.kv_write, any dtype. Rows of k and v may be slices of wider ones.

    Raises ValueError for other shapes or strides, and for a slot outside the cache (nothing is written then).
    """
    library = current()
    if library is None:
        reference.kv_write(k, v, k_cache, v_cache, slot_mapping)
        return
    num_tokens, num_kv_heads, head_dim = k.shape
    num_cache_blocks, _, block_size, _ = cache_shape = k_cache.shape
    if cache_shape[1] != num_kv_heads or cache_shape[3] != head_dim or v.shape != k.shape:
        raise ValueError(
            f"k {list(k.shape)}, v {list(v.shape)} and k_cache {list(cache_shape)} do not fit together."
        )
    if k.dtype is not k_cache.dtype or v.dtype is not k_cache.dtype:
        raise ValueError(f"k is {k.dtype} and v {v.dtype}, but the cache is {k_cache.dtype}.")
    require("k_cache", k_cache, k_cache.dtype, cache_shape)
    require("v_cache", v_cache, k_cache.dtype, cache_shape)
    require("slot_mapping", slot_mapping, torch.int32, (num_tokens,))
    itemsize = k.element_size()
    status = library.kv_write(
        k.data_ptr(),
        v.data_ptr(),
        k_cache.data_ptr(),
        v_cache.data_ptr(),
        slot_mapping.data_ptr(),
        num_tokens,
        row_stride("k", k) * itemsize,
        row_stride("v", v) * itemsize,
        num_kv_heads,
        block_size,
        head_dim * itemsize,
        num_cache_blocks,
    )
    if status:
        raise_for_status(status)
