"""Shapes of linear that tests and benchmarks share; each runs in every dtype of kernels.cases."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from kernels.cases import generator
from kernels.linear.quantized import (
    QuantizedFormat,
    QuantizedWeight,
    block_inputs,
    int8_weight,
    row_bytes,
)


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


# Where a block has its float16 numbers, and how large one is for weights of at most about 1.
_HALVES: dict[QuantizedFormat, dict[int, float]] = {
    "q8_0": {0: 1 / 128},
    "q4_0": {0: 1 / 8},
    "q4_1": {0: 1 / 8, 2: -1.0},
    "q5_0": {0: 1 / 16},
    "q5_1": {0: 1 / 16, 2: -1.0},
    "q4_k": {0: 1 / (8 * 63), 2: 1 / 63},
    "q5_k": {0: 1 / (16 * 63), 2: 1 / 63},
    "q6_k": {208: 1 / (32 * 128)},
    "iq4_nl": {0: 1 / 128},
}


def random_quantized(weight_format: QuantizedFormat, out_features: int, in_features: int) -> QuantizedWeight:
    """Any codes and scales, weights of the order of in_features ** -0.5; K-quants' rows to whole blocks."""
    size = in_features**-0.5
    if weight_format == "int8":
        codes = torch.randint(0, 256, (out_features, in_features), dtype=torch.uint8)
        return int8_weight(codes, torch.rand(out_features) * size / 128)
    num_inputs = block_inputs(weight_format)
    if num_inputs > 32:
        in_features += -in_features % num_inputs
    shape = (out_features, row_bytes(weight_format, in_features))
    rows = torch.randint(0, 256, shape, dtype=torch.uint8)
    blocks = rows.view(-1, row_bytes(weight_format, num_inputs))
    for offset, step in _HALVES.get(weight_format, {}).items():
        numbers = (torch.rand(len(blocks), 1) * step * size).half()
        blocks[:, offset : offset + 2] = numbers.view(torch.uint8)
    if weight_format == "mxfp4":
        blocks[:, 0] = 124 + torch.tensor(size).log2().int() - blocks[:, 0] % 4
    return QuantizedWeight(weight_format, rows, in_features)
