"""Shapes of experts that tests and benchmarks share; each runs in every dtype of kernels.cases."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from kernels.cases import generator
from kernels.gated_mul.reference import Activation


@dataclass(frozen=True, slots=True)
class Case:
    name: str
    num_rows: int
    hidden: int = 64
    intermediate: int = 48
    num_experts: int = 8
    num_chosen: int = 2
    is_normalised: bool = True
    bias: bool = False
    activation: Activation = "silu"

    def inputs(self, dtype: torch.dtype, seed: int = 0) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """x, router, and of each expert gate_up [2 * inter, hidden] and down [hidden, inter]."""
        random = generator(seed)

        def normal(*shape: int) -> Tensor:
            return torch.randn(shape, generator=random)

        return (
            normal(self.num_rows, self.hidden).to(dtype),
            (3 * normal(self.num_experts, self.hidden) / self.hidden**0.5).to(dtype),
            (normal(self.num_experts, 2 * self.intermediate, self.hidden) / self.hidden**0.5).to(dtype),
            (normal(self.num_experts, self.hidden, self.intermediate) / self.intermediate**0.5).to(dtype),
        )

    def biases(self, dtype: torch.dtype) -> tuple[Tensor | None, Tensor | None, Tensor | None]:
        """Of the router, of gate and up, of down; None without them."""
        if not self.bias:
            return None, None, None
        random = generator(1)
        sizes = (
            (self.num_experts,),
            (self.num_experts, 2 * self.intermediate),
            (self.num_experts, self.hidden),
        )
        router, gate_up, down = (torch.randn(size, generator=random).to(dtype) for size in sizes)
        return router, gate_up, down


CASES = [
    Case("decode", num_rows=1),
    Case("batch", num_rows=8, hidden=256, intermediate=96, num_experts=32, num_chosen=4),
    Case("prefill", num_rows=200, num_experts=16, num_chosen=4),
    Case("softmax_over_all", num_rows=9, is_normalised=False),
    Case("every_expert", num_rows=3, num_experts=4, num_chosen=4),
    Case("one_of_one", num_rows=2, num_experts=1, num_chosen=1),
    Case("odd_sizes", num_rows=7, hidden=33, intermediate=21, num_experts=5, num_chosen=3),
    Case("biases", num_rows=6, bias=True, activation="clamped_swiglu"),
]
