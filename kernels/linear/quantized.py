"""Weights of 8 bits and fewer, as they are before they are packed: a matrix as rows of blocks.

The blocks are those of GGUF, byte for byte (ggml's quants), and stand for what the gguf package gives. int8
is our own: a row is its scale, float32, then a code for each input, filled up to whole groups.

    blocks of 32 inputs; scale and minimum are float16, MXFP4's scale a power of two
        q8_0, q5_0, q4_0   weight = scale * (code - 128, 16 or 8), q8_0's codes signed in the file
        q4_1, q5_1         weight = scale * code + minimum
        iq4_nl, mxfp4      weight = scale * the format's value of a 4-bit code
    blocks of 256 inputs, whose scales have a scale, and minima one, in float16
        q4_k, q5_k         weight = (d * s) * code - m * t, s and t 6 bits for each 32 inputs
        q6_k               weight = (d * s) * (code - 32), s 8 bits for each 16
    int8                   weight = scale * (code - 128)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, get_args

import torch
from gguf import quants
from gguf.constants import GGML_QUANT_SIZES, GGMLQuantizationType
from torch import Tensor

from kernels.tensors import dtype_name

GGUFFormat = Literal[
    "q8_0", "q4_0", "q4_1", "q5_0", "q5_1", "q4_k", "q5_k", "q6_k", "iq4_nl", "mxfp4"
]  # fmt: skip
QuantizedFormat = Literal["int8"] | GGUFFormat
GGUF_FORMATS: tuple[GGUFFormat, ...] = get_args(GGUFFormat)
QUANTIZED_FORMATS: tuple[QuantizedFormat, ...] = ("int8", *GGUF_FORMATS)
GGUF_TYPES = {name: GGMLQuantizationType[name.upper()] for name in GGUF_FORMATS}
GROUP_SIZE = 32  # inputs whose bytes are summed before they are scaled
_SCALE_BYTES = 4  # of an int8 row


def block_inputs(weight_format: QuantizedFormat) -> int:
    """Inputs of a block, of which a row has whole ones."""
    return GROUP_SIZE if weight_format == "int8" else int(GGML_QUANT_SIZES[GGUF_TYPES[weight_format]][0])


def row_bytes(weight_format: QuantizedFormat, in_features: int) -> int:
    num_blocks = -(-in_features // block_inputs(weight_format))
    if weight_format == "int8":
        return _SCALE_BYTES + num_blocks * GROUP_SIZE
    return num_blocks * int(GGML_QUANT_SIZES[GGUF_TYPES[weight_format]][1])


@dataclass(frozen=True, slots=True, eq=False)
class QuantizedWeight:
    """A matrix [out_features, in_features].

    `blocks`: uint8 [out_features, row_bytes(format, in_features)]; it may alias a file.
    """

    format: QuantizedFormat
    blocks: Tensor
    in_features: int

    def __post_init__(self) -> None:
        num_inputs = block_inputs(self.format)
        if num_inputs > GROUP_SIZE and self.in_features % num_inputs:
            raise ValueError(
                f"{self.format}: in_features must be a multiple of {num_inputs}, got {self.in_features}."
            )
        shape = (self.blocks.shape[0], row_bytes(self.format, self.in_features))
        if self.blocks.dtype is not torch.uint8 or self.blocks.shape != shape:
            raise ValueError(
                f"{self.format}: blocks of rows of {self.in_features} must be uint8 {list(shape)}, got "
                f"{self.blocks.dtype} {list(self.blocks.shape)}."
            )

    @property
    def shape(self) -> tuple[int, int]:
        return self.blocks.shape[0], self.in_features

    def dequantize(self) -> Tensor:
        """float32 [out_features, in_features]."""
        if self.format == "int8":
            scales = self.blocks[:, :_SCALE_BYTES].contiguous().view(torch.float32)
            values = (self.blocks[:, _SCALE_BYTES:].to(torch.float32) - 128) * scales
        else:
            values = torch.from_numpy(quants.dequantize(self.blocks.numpy(), GGUF_TYPES[self.format]))
        return values[:, : self.in_features]

    def rows(self, index: Tensor) -> QuantizedWeight:
        """The matrix of these rows, int64 [n]; -1 is a row of zeros."""
        blocks = self.blocks.index_select(0, index.clamp(min=0))
        blocks[index < 0] = 0  # zeros in every format
        return QuantizedWeight(self.format, blocks, self.in_features)


Weight = Tensor | QuantizedWeight


def int8_weight(codes: Tensor, scales: Tensor) -> QuantizedWeight:
    """codes uint8 [out_features, in_features], scales float32 [out_features]."""
    in_features = codes.shape[1]
    filled = torch.nn.functional.pad(codes, (0, -in_features % GROUP_SIZE), value=128)
    return QuantizedWeight("int8", torch.cat((scales[:, None].view(torch.uint8), filled), dim=1), in_features)


def format_name(weight: Weight) -> str:
    return weight.format if isinstance(weight, QuantizedWeight) else dtype_name(weight.dtype)


def stack_rows(weights: Sequence[Weight], dtype: torch.dtype) -> Weight:
    """Matrices one below the other. Of different formats, they become `dtype`."""
    if len(weights) == 1:
        return weights[0]
    quantized = [weight for weight in weights if isinstance(weight, QuantizedWeight)]
    if len(quantized) < len(weights) or len({weight.format for weight in quantized}) > 1:
        return torch.cat([as_tensor(weight, dtype) for weight in weights])
    blocks = torch.cat([weight.blocks for weight in quantized])
    return QuantizedWeight(quantized[0].format, blocks, quantized[0].in_features)


def runs_of_a_format(weights: Sequence[Weight]) -> Iterator[list[Weight]]:
    """The same in the same order, neighbours of one format together."""
    return (list(run) for _, run in groupby(weights, format_name))


def as_tensor(weight: Weight, dtype: torch.dtype) -> Tensor:
    return weight.dequantize().to(dtype) if isinstance(weight, QuantizedWeight) else weight
