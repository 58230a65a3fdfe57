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


class QuantizedWeight:
    """A matrix [out_features, in_features], whose rows may lie in several places until it is packed."""

    __slots__ = ("_order", "_places", "format", "in_features")

    def __init__(
        self,
        weight_format: QuantizedFormat,
        blocks: Tensor | Sequence[Tensor],
        in_features: int,
        order: Tensor | None = None,
    ) -> None:
        """
        Args:
            blocks: uint8 [rows, row_bytes(format, in_features)], or several, one below the other. They may
                alias a file.
            order: int64 [out_features], which of these rows the matrix has; -1: zeros. None: all as they lie.
        """
        self.format = weight_format
        self.in_features = in_features
        places = (blocks,) if isinstance(blocks, Tensor) else blocks
        self._places = tuple(place if place.stride(-1) == 1 else place.contiguous() for place in places)
        self._order = order
        num_inputs = block_inputs(weight_format)
        if num_inputs > GROUP_SIZE and in_features % num_inputs:
            raise ValueError(
                f"{weight_format}: in_features must be a multiple of {num_inputs}, got {in_features}."
            )
        width = row_bytes(weight_format, in_features)
        for place in self._places:
            if place.dtype is not torch.uint8 or place.dim() != 2 or place.shape[1] != width:
                raise ValueError(
                    f"{weight_format}: blocks of rows of {in_features} must be uint8 "
                    f"[{len(place)}, {width}], got {place.dtype} {list(place.shape)}."
                )

    @property
    def shape(self) -> tuple[int, int]:
        return self._num_rows if self._order is None else len(self._order), self.in_features

    @property
    def _num_rows(self) -> int:
        return sum(len(place) for place in self._places)

    @property
    def blocks(self) -> Tensor:
        """The rows in one tensor, uint8 [out_features, row_bytes(format, in_features)]; it may be a copy."""
        blocks = self._places[0] if len(self._places) == 1 else torch.cat(self._places)
        if self._order is None:
            return blocks
        blocks = blocks.index_select(0, self._order.clamp(min=0))
        blocks[self._order < 0] = 0  # zeros in every format
        return blocks

    def row_pointers(self) -> tuple[Tensor, Tensor]:
        """Where each row lies, int64 [out_features], while this and the second tensor, its zeros, live."""
        zeros = torch.zeros(self._places[0].shape[1], dtype=torch.uint8)
        addresses = [place.data_ptr() + place.stride(0) * torch.arange(len(place)) for place in self._places]
        pointers = torch.cat(addresses)
        if self._order is not None:
            pointers = pointers.index_select(0, self._order.clamp(min=0))
            pointers[self._order < 0] = zeros.data_ptr()
        return pointers, zeros

    def dequantize(self) -> Tensor:
        """float32 [out_features, in_features]."""
        blocks = self.blocks
        if self.format == "int8":
            scales = blocks[:, :_SCALE_BYTES].contiguous().view(torch.float32)
            values = (blocks[:, _SCALE_BYTES:].to(torch.float32) - 128) * scales
        else:
            values = torch.from_numpy(quants.dequantize(blocks.numpy(), GGUF_TYPES[self.format]))
        return values[:, : self.in_features]

    def rows(self, index: Tensor) -> QuantizedWeight:
        """The matrix of these rows, int64 [n]; -1 is a row of zeros. Nothing is copied."""
        if self._order is not None:
            index = torch.where(index < 0, index, self._order.index_select(0, index.clamp(min=0)))
        return QuantizedWeight(self.format, self._places, self.in_features, index)


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
    return _stacked(quantized)


def _stacked(weights: Sequence[QuantizedWeight]) -> QuantizedWeight:
    """Nothing is copied."""
    places: list[Tensor] = []
    orders, num_rows = [], 0
    for weight in weights:
        own = torch.arange(weight._num_rows) if weight._order is None else weight._order
        orders.append(torch.where(own < 0, own, own + num_rows))
        places.extend(weight._places)
        num_rows += weight._num_rows
    return QuantizedWeight(weights[0].format, places, weights[0].in_features, torch.cat(orders))


def runs_of_a_format(weights: Sequence[Weight]) -> Iterator[list[Weight]]:
    """The same in the same order, neighbours of one format together."""
    return (list(run) for _, run in groupby(weights, format_name))


def as_tensor(weight: Weight, dtype: torch.dtype) -> Tensor:
    return weight.dequantize().to(dtype) if isinstance(weight, QuantizedWeight) else weight
