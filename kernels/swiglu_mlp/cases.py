"""Shapes of swiglu_mlp that tests share; each runs in every dtype of kernels.cases."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from kernels.cases import generator


@dataclass(frozen=True, slots=True)
class Case:
    name: str
    num_tokens: int
    hidden: int
    inter: int

    def inputs(self, dtype: torch.dtype, seed: int = 0) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """x, gate, up, down; outputs are of the order of 1."""
        random = generator(seed)
        x = torch.randn(self.num_tokens, self.hidden, generator=random)
        gate, up = torch.randn(2, self.hidden, self.inter, generator=random) / self.hidden**0.5
        down = torch.randn(self.inter, self.hidden, generator=random) / self.inter**0.5
        return x.to(dtype), gate.to(dtype), up.to(dtype), down.to(dtype)


CASES = [
    Case("decode", num_tokens=1, hidden=576, inter=1536),
    Case("extend", num_tokens=32, hidden=576, inter=768),
    Case("ragged_tile", num_tokens=130, hidden=192, inter=320),
    Case("two_tiles", num_tokens=600, hidden=256, inter=256),
    Case("odd_sizes", num_tokens=5, hidden=33, inter=71),
    Case("wide", num_tokens=3, hidden=1100, inter=129),
]
