"""Rows that tests and benchmarks of sample share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kernels.sample.params import join, pack

VOCAB_SIZE = 49_152  # SmolLM2's
MIXED: tuple[dict[str, Any], ...] = (
    {"temperature": 0.0},
    {},
    {"temperature": 0.7},
    {"temperature": 2.0, "top_p": 0.99},
    {"top_p": 0.9},
    {"top_k": 40, "temperature": 0.8, "top_p": 0.95, "min_p": 0.05},
    {"top_k": 5000, "top_p": 0.95},
    {"min_p": 0.05},
    {"temperature": 0.01},
    {"top_k": 1},
    {"top_p": 0.0},
)


@dataclass(frozen=True, slots=True)
class Case:
    name: str
    num_rows: int
    params: tuple[dict[str, Any], ...]  # taken in turn by the rows
    vocab_size: int = VOCAB_SIZE
    scale: float = 3.0  # standard deviation of the logits
    is_peaked: bool = False  # as a trained model's: a few tokens far above the others
    num_values: int = 0  # distinct logits, so that many tie; 0: no rounding

    def inputs(self, seed: int = 0) -> tuple[NDArray[np.float32], NDArray[np.void], NDArray[np.int64]]:
        """logits, params, positions."""
        random = np.random.default_rng(seed)
        logits = random.standard_normal((self.num_rows, self.vocab_size), np.float32) * np.float32(self.scale)
        if self.is_peaked:
            likely = random.integers(0, self.vocab_size, (self.num_rows, 8))
            np.put_along_axis(logits, likely, np.float32(4 * self.scale), axis=1)
        if self.num_values:
            step = np.float32(8 * self.scale / self.num_values)
            logits = np.round(logits / step) * step
        packed = [pack(seed=seed + i, **self.params[i % len(self.params)]) for i in range(self.num_rows)]
        return logits, join(packed), np.arange(100, 100 + self.num_rows)


CASES = [
    Case("mixed", 44, MIXED),
    Case("mixed_small", 44, MIXED, vocab_size=259),
    Case("mixed_tiny", 44, MIXED, vocab_size=3),
    Case("mixed_odd_width", 44, MIXED, vocab_size=8_209),
    Case("peaked", 44, MIXED, is_peaked=True),
    Case("flat", 44, MIXED, scale=0.01),
    Case("constant", 44, MIXED, scale=0.0),
    Case("ties", 44, MIXED, num_values=16),
    Case("decode_1", 1, ({"temperature": 0.7},), is_peaked=True),
    Case("decode_32", 32, ({"temperature": 0.7},), is_peaked=True),
    Case("decode_32_top_p", 32, ({"temperature": 0.7, "top_p": 0.9},), is_peaked=True),
    Case("decode_32_greedy", 32, ({"temperature": 0.0},), is_peaked=True),
]
