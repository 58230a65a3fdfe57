"""Shapes of kv_write that tests and benchmarks share; each runs in every dtype of kernels.cases."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from kernels.cases import generator


@dataclass(frozen=True, slots=True)
class Case:
    name: str
    num_tokens: int
    num_kv_heads: int
    head_dim: int
    block_size: int
    num_blocks: int

    def inputs(self, dtype: torch.dtype, seed: int = 0) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """k, v, k_cache, v_cache, slot_mapping (scattered, none in the null block)."""
        random = generator(seed)
        k, v = torch.randn(2, self.num_tokens, self.num_kv_heads, self.head_dim, generator=random).to(dtype)
        shape = (self.num_blocks + 1, self.num_kv_heads, self.block_size, self.head_dim)
        slots = torch.randperm(self.num_blocks * self.block_size, generator=random)[: self.num_tokens]
        slot_mapping = (slots + self.block_size).to(torch.int32)
        return k, v, torch.zeros(shape, dtype=dtype), torch.zeros(shape, dtype=dtype), slot_mapping


CASES = [
    Case("decode", num_tokens=1, num_kv_heads=3, head_dim=64, block_size=32, num_blocks=64),
    Case("prefill", num_tokens=512, num_kv_heads=3, head_dim=64, block_size=32, num_blocks=64),
    Case("odd_sizes", num_tokens=11, num_kv_heads=1, head_dim=7, block_size=5, num_blocks=4),
]

# On Neuron a block holds a power of two of tokens.
NEURON_CASES = [
    *(case for case in CASES if case.block_size & (case.block_size - 1) == 0),
    Case("one_head", num_tokens=130, num_kv_heads=1, head_dim=128, block_size=32, num_blocks=9),
    Case("small_blocks", num_tokens=7, num_kv_heads=5, head_dim=16, block_size=4, num_blocks=3),
]
