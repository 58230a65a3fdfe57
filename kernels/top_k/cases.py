"""Rows of logits that tests of top_k share."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from kernels.cases import generator


@dataclass(frozen=True, slots=True)
class Case:
    name: str
    num_rows: int
    vocab_size: int
    k: int
    num_values: int = 0  # distinct logits, so that many tie; 0: no rounding
    num_allowed: int = 0  # tokens that are not -inf; 0: all

    def inputs(self, seed: int = 0) -> tuple[Tensor, int]:
        """logits, k."""
        random = generator(seed)
        logits = 3 * torch.randn(self.num_rows, self.vocab_size, generator=random)
        if self.num_values:
            step = 24.0 / self.num_values
            logits = (logits / step).round() * step
        if self.num_allowed:
            for row in logits:
                row[torch.randperm(self.vocab_size, generator=random)[self.num_allowed :]] = -torch.inf
        return logits, self.k


CASES = [
    Case("greedy", num_rows=4, vocab_size=49_152, k=1),
    Case("greedy_ties", num_rows=5, vocab_size=20_001, k=1, num_values=6),
    Case("top_8", num_rows=3, vocab_size=259, k=8),
    Case("top_40", num_rows=2, vocab_size=32_000, k=40),
    Case("top_40_ties", num_rows=2, vocab_size=20_001, k=40, num_values=6),
    Case("one_chunk_ties", num_rows=130, vocab_size=100, k=24, num_values=4),
    Case("grammar", num_rows=2, vocab_size=20_001, k=10, num_allowed=12),
]
