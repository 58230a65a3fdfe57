"""Shapes of gated_mul that tests and benchmarks share; each runs in every dtype of kernels.cases."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from kernels.cases import generator
from kernels.gated_mul.reference import Activation


@dataclass(frozen=True, slots=True)
class Case:
    name: str
    num_tokens: int
    inter: int
    spread: float = 3.0  # standard deviation of gate and up
    activation: Activation = "silu"

    def inputs(self, dtype: torch.dtype, seed: int = 0) -> tuple[Tensor, Activation]:
        """gate_up, activation."""
        gate_up = self.spread * torch.randn(self.num_tokens, 2 * self.inter, generator=generator(seed))
        return gate_up.to(dtype), self.activation


CASES = [
    Case("decode", num_tokens=1, inter=1536),
    Case("prefill", num_tokens=512, inter=1536),
    Case("odd_width", num_tokens=5, inter=37),
    Case("large_gates", num_tokens=4, inter=64, spread=60.0),
    Case("gelu", num_tokens=5, inter=37, activation="gelu_tanh"),
    Case("large_gelu", num_tokens=4, inter=64, spread=60.0, activation="gelu_tanh"),
    Case("clamped_swiglu", num_tokens=5, inter=37, spread=6.0, activation="clamped_swiglu"),
]
