"""Shapes of rotary that tests and benchmarks share; each runs in every dtype of kernels.cases."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from kernels.cases import generator


@dataclass(frozen=True, slots=True)
class Case:
    name: str
    num_tokens: int
    num_heads: int
    head_dim: int
    num_rotated: int  # dimensions; the rest passes through

    def inputs(self, dtype: torch.dtype, seed: int = 0) -> tuple[Tensor, Tensor, Tensor]:
        """x, cos, sin."""
        random = generator(seed)
        x = torch.randn(self.num_tokens, self.num_heads, self.head_dim, generator=random).to(dtype)
        angles = 100 * torch.rand(self.num_tokens, self.num_rotated // 2, generator=random)
        return x, angles.cos(), angles.sin()


CASES = [
    Case("decode", num_tokens=1, num_heads=9, head_dim=64, num_rotated=64),
    Case("prefill", num_tokens=512, num_heads=9, head_dim=64, num_rotated=64),
    Case("partly_rotated", num_tokens=7, num_heads=3, head_dim=80, num_rotated=32),
    Case("odd_sizes", num_tokens=5, num_heads=2, head_dim=27, num_rotated=26),
]
