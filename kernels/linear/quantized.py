"""Weights of 8 or 4 bits, as they are before they are packed.

int8 has one scale per output; the others are GGUF's blocks of 32 inputs (ggml's quants), whose scales and
minima are float16:

    int8, q8_0   weight = scale * (code - 128)
    q4_0         weight = scale * (code - 8)
    q4_1         weight = scale * code + minimum
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import torch
from torch import Tensor

QuantizedFormat = Literal["int8", "q8_0", "q4_0", "q4_1"]
QUANTIZED_FORMATS: tuple[QuantizedFormat, ...] = get_args(QuantizedFormat)
GROUP_SIZE = 32  # inputs that share a scale
OFFSETS: dict[QuantizedFormat, int] = {"int8": 128, "q8_0": 128, "q4_0": 8, "q4_1": 0}


@dataclass(frozen=True, slots=True, eq=False)
class QuantizedWeight:
    """A matrix [out_features, in_features] as codes and scales.

    Shapes:
        codes:  uint8 [out_features, in_features]; below 16 for q4_0 and q4_1
        scales: int8: float32 [out_features]; else float16 [out_features, ceil(in_features / 32)]
        minima: float16, like scales, for q4_1; else None
    """

    format: QuantizedFormat
    codes: Tensor
    scales: Tensor
    minima: Tensor | None = None

    def __post_init__(self) -> None:
        out_features, in_features = self.codes.shape
        groups = (out_features,) if self.format == "int8" else (out_features, -(-in_features // GROUP_SIZE))
        dtype = torch.float32 if self.format == "int8" else torch.float16
        if self.codes.dtype is not torch.uint8 or (self.minima is None) == (self.format == "q4_1"):
            raise ValueError(f"{self.format}: codes must be uint8, and only q4_1 has minima.")
        for name, tensor in (("scales", self.scales), ("minima", self.minima)):
            if tensor is not None and (tensor.shape != groups or tensor.dtype is not dtype):
                raise ValueError(
                    f"{self.format}: {name} must be {dtype} {list(groups)}, got {tensor.dtype} "
                    f"{list(tensor.shape)}."
                )

    @property
    def shape(self) -> tuple[int, int]:
        return self.codes.shape[0], self.codes.shape[1]

    def dequantize(self) -> Tensor:
        """float32 [out_features, in_features]."""
        values = self.codes.to(torch.float32) - OFFSETS[self.format]
        if self.format == "int8":
            return values * self.scales[:, None]
        values *= self._each_input(self.scales)
        return values if self.minima is None else values + self._each_input(self.minima)

    def _each_input(self, groups: Tensor) -> Tensor:
        return groups.to(torch.float32).repeat_interleave(GROUP_SIZE, dim=1)[:, : self.codes.shape[1]]

    def rows(self, index: Tensor) -> QuantizedWeight:
        """The matrix of these rows, int64 [n]; -1 is a row of zeros."""
        is_zero = index < 0
        index = index.clamp(min=0)
        scales = self.scales[index]
        scales[is_zero] = 0.0
        minima = None if self.minima is None else self.minima[index]
        if minima is not None:
            minima[is_zero] = 0.0
        return QuantizedWeight(self.format, self.codes[index], scales, minima)


Weight = Tensor | QuantizedWeight


def stack_rows(weights: Sequence[Weight], dtype: torch.dtype) -> Weight:
    """Matrices one below the other. Of different formats, they become `dtype`."""
    formats = {weight.format if isinstance(weight, QuantizedWeight) else "" for weight in weights}
    if len(weights) == 1:
        return weights[0]
    if len(formats) > 1 or "" in formats:
        return torch.cat([as_tensor(weight, dtype) for weight in weights])
    parts = [weight for weight in weights if isinstance(weight, QuantizedWeight)]
    minima = [part.minima for part in parts if part.minima is not None]
    return QuantizedWeight(
        parts[0].format,
        torch.cat([part.codes for part in parts]),
        torch.cat([part.scales for part in parts]),
        torch.cat(minima) if minima else None,
    )


def as_tensor(weight: Weight, dtype: torch.dtype) -> Tensor:
    return weight.dequantize().to(dtype) if isinstance(weight, QuantizedWeight) else weight
