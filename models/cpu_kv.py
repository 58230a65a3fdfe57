"""K and V in the memory layout of the C++ kernels."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from kernels import library as kernel_library
from kernels.kv_blocks import KVBlocks, KVFormat, KVShape
from kernels.kv_write.cpu import kv_write
from kernels.library import Library
from kernels.paged_attention.cpu import paged_attention
from models.config import ModelConfig
from models.cpu_operators import fallback_kv_operators
from models.kv import KVMemory, PagedKV, StepRows


class CpuKV:
    """Blocks that the kernels write and read in place, float32, bfloat16 or int8 (kernels/kv_blocks.py)."""

    def __init__(self, library: Library, blocks: KVBlocks) -> None:
        self._library = library
        self.blocks = blocks

    @property
    def num_blocks(self) -> int:
        return self.blocks.shape.num_blocks - 1

    @property
    def block_size(self) -> int:
        return self.blocks.shape.block_size

    @property
    def bytes_per_block(self) -> int:
        return self.blocks.bytes_per_block

    def copy_block(self, source: int, target: int) -> None:
        self.blocks.copy(source, target)

    def read_blocks(self, block_ids: NDArray[np.int32]) -> NDArray[np.generic]:
        return self.blocks.read(block_ids)

    def write_blocks(self, block_ids: NDArray[np.int32], payload: NDArray[np.generic]) -> None:
        self.blocks.write(block_ids, payload)

    def write(self, layer: int, k: Tensor, v: Tensor, slot_mapping: Tensor) -> None:
        kv_write(self._library, k, v, self.blocks, layer, slot_mapping)

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
        return paged_attention(
            self._library,
            q,
            self.blocks,
            layer,
            *rows,
            scale=scale,
            sliding_window=sliding_window,
            softcap=softcap,
            sinks=sinks,
        )


def kv_bytes_per_token(config: ModelConfig, kv_format: KVFormat) -> int:
    """K and V of one token in all layers, in the canonical payload."""
    head_bytes = config.head_dim * (1 if kv_format == "int8" else getattr(torch, kv_format).itemsize)
    scale_bytes = 4 if kv_format == "int8" else 0
    return 2 * config.num_layers * config.num_kv_heads * (head_bytes + scale_bytes)


def allocate_kv(config: ModelConfig, *, num_blocks: int, block_size: int, kv_format: KVFormat) -> KVMemory:
    """Memory for `num_blocks` usable blocks and the null block; committed as it is written.

    Raises ValueError for int8 where there are no built kernels.
    """
    library = kernel_library.current()
    if library is not None:
        shape = KVShape(
            num_blocks=num_blocks + 1,
            num_layers=config.num_layers,
            num_kv_heads=config.num_kv_heads,
            head_dim=config.head_dim,
            block_size=block_size,
        )
        return CpuKV(library, KVBlocks(library, shape, kv_format))
    if kv_format == "int8":
        raise ValueError("int8 KV needs the built kernels, and there are none here. Use float32 or bfloat16.")
    return PagedKV.allocate(
        config,
        num_blocks=num_blocks,
        block_size=block_size,
        dtype=getattr(torch, kv_format),
        operators=fallback_kv_operators(),
    )
