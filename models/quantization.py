"""From numbers to quantised weights, and which of a file's formats we compute with as they are."""

from __future__ import annotations

from typing import Literal, get_args

import torch
from gguf import quants
from gguf.constants import GGMLQuantizationType
from torch import Tensor

from kernels.linear.quantized import (
    GGUF_TYPES,
    GROUP_SIZE,
    GGUFFormat,
    QuantizedFormat,
    QuantizedWeight,
    int8_weight,
)

# auto: the checkpoint's own format, where it is one of QuantizedFormat; none: numbers of the decoder's dtype.
Quantization = Literal["auto", "none", "int8", "q8_0", "q4_0", "q4_1"]
QUANTIZATIONS: tuple[Quantization, ...] = get_args(Quantization)

GGUF_FORMATS: dict[GGMLQuantizationType, GGUFFormat] = {kind: name for name, kind in GGUF_TYPES.items()}


def quantize(weight: Tensor, weight_format: QuantizedFormat) -> QuantizedWeight:
    """Round a matrix [out_features, in_features] to a format.

    int8: each output's scale is its largest magnitude / 127, codes rounded to nearest even. The others as
    GGUF's reference quantisation does it, the last group filled up with zeros.

    Raises: NotImplementedError for a format that the gguf package reads and does not write.
    """
    matrix = weight.to(torch.float32)
    if weight_format == "int8":
        scales = matrix.abs().amax(dim=1) / 127.0
        codes = (matrix / torch.where(scales > 0, scales, 1.0)[:, None]).round() + 128
        return int8_weight(codes.to(torch.uint8), scales)
    in_features = weight.shape[1]
    padded = torch.nn.functional.pad(matrix, (0, -in_features % GROUP_SIZE))
    blocks = quants.quantize(padded.contiguous().numpy(), GGUF_TYPES[weight_format])
    return QuantizedWeight(weight_format, torch.from_numpy(blocks), in_features)
