"""Shapes of linear that tests and benchmarks share; each runs in every dtype of kernels.cases."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from kernels.cases import generator


@dataclass(frozen=True, slots=True)
class Case:
    name: str
    num_rows: int
    in_features: int
    out_features: int
    bias: bool = False

    def inputs(self, dtype: torch.dtype, seed: int = 0) -> tuple[Tensor, Tensor, Tensor | None]:
        """x, weight, bias; outputs are of the order of 1."""
        random = generator(seed)
        x = torch.randn(self.num_rows, self.in_features, generator=random).to(dtype)
        weight = torch.randn(self.out_features, self.in_features, generator=random) / self.in_features**0.5
        bias = torch.randn(self.out_features, generator=random).to(dtype) if self.bias else None
        return x, weight.to(dtype), bias


CASES = [
    Case("decode_qkv", num_rows=1, in_features=576, out_features=960),
    Case("decode_down", num_rows=8, in_features=1536, out_features=576),
    Case("extend_gate_up", num_rows=32, in_features=576, out_features=3072),
    Case("prefill_gate_up", num_rows=512, in_features=576, out_features=3072),
    Case("prefill_down", num_rows=512, in_features=1536, out_features=576),
    Case("with_bias", num_rows=5, in_features=64, out_features=96, bias=True),
    Case("odd_sizes", num_rows=13, in_features=33, out_features=71, bias=True),
    Case("one_column", num_rows=3, in_features=7, out_features=1),
]
