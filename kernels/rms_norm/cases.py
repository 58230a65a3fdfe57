"""Shapes of rms_norm that tests and benchmarks share; each runs in every dtype of kernels.cases."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from kernels.cases import generator


@dataclass(frozen=True, slots=True)
class Case:
    name: str
    shape: tuple[int, ...]
    eps: float = 1e-5

    def inputs(self, dtype: torch.dtype, seed: int = 0) -> tuple[Tensor, Tensor, float]:
        """x, weight, eps."""
        random = generator(seed)
        x = 3 * torch.randn(self.shape, generator=random)
        weight = torch.rand(self.shape[-1], generator=random) + 0.5
        return x.to(dtype), weight.to(dtype), self.eps


CASES = [
    Case("decode", (1, 576)),
    Case("prefill", (512, 576)),
    Case("q_norm", (33, 9, 64)),
    Case("odd_width", (5, 37), eps=1e-6),
    Case("narrower_than_a_vector", (3, 2, 3)),
]
