"""Where a decoder's keys and values live: a protocol, and paged tensors for the torch operations."""

from __future__ import annotations

import math
import mmap
from typing import NamedTuple, Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from models.config import ModelConfig
from models.operators import KVOperators


class StepRows(NamedTuple):
    """Whose the rows of a step are. int32, shaped as `serving.engine.batch` says."""

    query_start: Tensor
    seq_lens: Tensor
    block_tables: Tensor


class KVCache(Protocol):
    """What a decoder's forward asks of the KV memory. `layer` is a plain int: one graph node each."""

    def write(self, layer: int, k: Tensor, v: Tensor, slot_mapping: Tensor) -> None:
        """Store k, v [n, num_kv_heads, head_dim], K after RoPE, in the slots [n]."""
        ...

    def attend(
        self,
        layer: int,
        q: Tensor,
        rows: StepRows,
        *,
        scale: float,
        sliding_window: int,
        softcap: float = 0.0,
        sinks: Tensor | None = None,
    ) -> Tensor:
        """Attention of q [n, num_heads, head_dim] over what was written; see kernels/paged_attention."""
        ...


class KVMemory(KVCache, Protocol):
    """A KVCache made of blocks that can be copied, and read out as plain rows. Block 0 is the null block."""

    @property
    def num_blocks(self) -> int:
        """Usable blocks, ids 1 to num_blocks."""
        ...

    @property
    def block_size(self) -> int: ...

    @property
    def bytes_per_block(self) -> int: ...

    def copy_block(self, source: int, target: int) -> None: ...

    def read_blocks(self, block_ids: NDArray[np.int32]) -> NDArray[np.generic]:
        """[len(block_ids), layer, 2 (k, v), kv_head, token, head_dim]; bfloat16 as its bits in uint16.

        int8: head_dim + 4 bytes in the last dimension, the last four being the row's float32 scale.
        """
        ...

    def write_blocks(self, block_ids: NDArray[np.int32], payload: NDArray[np.generic]) -> None:
        """The inverse of `read_blocks`."""
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

    @property
    def bytes_per_block(self) -> int:
        return self.k[:, 0].nbytes + self.v[:, 0].nbytes

    def copy_block(self, source: int, target: int) -> None:
        self.k[:, target] = self.k[:, source]
        self.v[:, target] = self.v[:, source]

    def read_blocks(self, block_ids: NDArray[np.int32]) -> NDArray[np.generic]:
        ids = torch.from_numpy(block_ids).long()
        payload = torch.stack((self.k[:, ids], self.v[:, ids]), dim=2)  # [layer, n, 2, head, token, dim]
        payload = payload.transpose(0, 1).contiguous()
        return payload.view(torch.uint16 if payload.dtype is torch.bfloat16 else payload.dtype).numpy()

    def write_blocks(self, block_ids: NDArray[np.int32], payload: NDArray[np.generic]) -> None:
        ids = torch.from_numpy(block_ids).long()
        canonical = torch.from_numpy(payload).view(self.k.dtype).transpose(0, 1)
        self.k[:, ids] = canonical[:, :, 0]
        self.v[:, ids] = canonical[:, :, 1]

    def write(self, layer: int, k: Tensor, v: Tensor, slot_mapping: Tensor) -> None:
        k_cache, v_cache = self._layers[layer]
        self._operators.write(k, v, k_cache, v_cache, slot_mapping)

    def attend(
        self,
        layer: int,
        q: Tensor,
        rows: StepRows,
        *,
        scale: float,
        sliding_window: int,
        softcap: float = 0.0,
        sinks: Tensor | None = None,
    ) -> Tensor:
        k_cache, v_cache = self._layers[layer]
        return self._operators.attend(
            q,
            k_cache,
            v_cache,
            *rows,
            scale=scale,
            sliding_window=sliding_window,
            softcap=softcap,
            sinks=sinks,
        )


def lazy_zeros(shape: tuple[int, ...], dtype: torch.dtype) -> Tensor:
    """Zeros committed page by page, when they are first written (torch.zeros commits all at once)."""
    num_bytes = math.prod(shape) * dtype.itemsize
    memory = mmap.mmap(-1, num_bytes, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    if hasattr(mmap, "MADV_NOHUGEPAGE"):
        # A block lies scattered over the layers: with huge pages its first token would commit 2 MiB in each.
        memory.madvise(mmap.MADV_NOHUGEPAGE)
    return torch.frombuffer(memory, dtype=dtype).view(shape)
