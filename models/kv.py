"""Where a decoder's keys and values live: a protocol, and the paged tensors of one process."""

from __future__ import annotations

import math
import mmap
from typing import Protocol

import torch
from torch import Tensor

from models.config import ModelConfig
from models.operators import KVOperators


class KVCache(Protocol):
    """What a decoder's forward asks of the KV memory. `layer` is a plain int: one graph node each."""

    def write(self, layer: int, k: Tensor, v: Tensor, slot_mapping: Tensor) -> None:
        """Store k, v [n, num_kv_heads, head_dim], K after RoPE, in the slots [n]."""
        ...

    def attend(
        self,
        layer: int,
        q: Tensor,
        query_start: Tensor,
        seq_lens: Tensor,
        block_tables: Tensor,
        *,
        scale: float,
        sliding_window: int,
    ) -> Tensor:
        """Attention of q [n, num_heads, head_dim] over what was written; sliding_window 0: all of it."""
        ...


class PagedKV:
    """K and V of all layers as equal blocks, written in place.

    Shapes:
        k, v: [num_layers, num_blocks + 1, num_kv_heads, block_size, head_dim]; block 0 is the null block
    """

    def __init__(self, k: Tensor, v: Tensor, operators: KVOperators) -> None:
        if k.shape != v.shape or k.dtype != v.dtype or k.dim() != 5:
            raise ValueError(
                f"PagedKV: k {tuple(k.shape)} {k.dtype} and v {tuple(v.shape)} {v.dtype} must be alike, "
                "with 5 dimensions."
            )
        self.k = k
        self.v = v
        self._operators = operators
        # Views made once: indexing a tensor per layer and step costs more than it looks.
        self._layers = list(zip(k.unbind(0), v.unbind(0), strict=True))

    @classmethod
    def allocate(
        cls,
        config: ModelConfig,
        *,
        num_blocks: int,
        block_size: int,
        dtype: torch.dtype,
        operators: KVOperators,
    ) -> PagedKV:
        """Zeroed memory for `num_blocks` usable blocks and the null block.

        A block costs no physical memory until it is first written.
        """
        shape = (config.num_layers, num_blocks + 1, config.num_kv_heads, block_size, config.head_dim)
        return cls(lazy_zeros(shape, dtype), lazy_zeros(shape, dtype), operators)

    @property
    def num_blocks(self) -> int:
        return self.k.shape[1] - 1

    @property
    def block_size(self) -> int:
        return self.k.shape[3]

    def write(self, layer: int, k: Tensor, v: Tensor, slot_mapping: Tensor) -> None:
        k_cache, v_cache = self._layers[layer]
        self._operators.write(k, v, k_cache, v_cache, slot_mapping)

    def attend(
        self,
        layer: int,
        q: Tensor,
        query_start: Tensor,
        seq_lens: Tensor,
        block_tables: Tensor,
        *,
        scale: float,
        sliding_window: int,
    ) -> Tensor:
        k_cache, v_cache = self._layers[layer]
        return self._operators.attend(
            q,
            k_cache,
            v_cache,
            query_start,
            seq_lens,
            block_tables,
            scale=scale,
            sliding_window=sliding_window,
        )


def lazy_zeros(shape: tuple[int, ...], dtype: torch.dtype) -> Tensor:
    """Zeros committed page by page, when they are first written (torch.zeros commits all at once)."""
    num_bytes = math.prod(shape) * dtype.itemsize
    memory = mmap.mmap(-1, num_bytes, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    if hasattr(mmap, "MADV_NOHUGEPAGE"):
        # A block lies scattered over the layers: with huge pages its first token would commit 2 MiB in each.
        memory.madvise(mmap.MADV_NOHUGEPAGE)
    return torch.frombuffer(memory, dtype=dtype).view(shape)
