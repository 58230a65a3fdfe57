"""From numbers, or from GGUF's blocks, to quantised weights."""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np
import torch
from gguf import quants
from gguf.constants import GGMLQuantizationType
from numpy.typing import NDArray
from torch import Tensor

from kernels.linear.quantized import GROUP_SIZE, QuantizedFormat, QuantizedWeight

# auto: the checkpoint's own format, where it is one of QuantizedFormat; none: numbers of the decoder's dtype.
Quantization = Literal["auto", "none", "int8", "q8_0", "q4_0", "q4_1"]
QUANTIZATIONS: tuple[Quantization, ...] = get_args(Quantization)

GGUF_FORMATS: dict[GGMLQuantizationType, QuantizedFormat] = {
    GGMLQuantizationType.Q8_0: "q8_0",
    GGMLQuantizationType.Q4_0: "q4_0",
    GGMLQuantizationType.Q4_1: "q4_1",
}
_GGUF_TYPES = {name: kind for kind, name in GGUF_FORMATS.items()}


def quantize(weight: Tensor, weight_format: QuantizedFormat) -> QuantizedWeight:
    """Round a matrix [out_features, in_features] to a format.

    int8: each output's scale is its largest magnitude / 127, codes rounded to nearest even. The others as
    GGUF's reference quantisation does it, the last group filled up with zeros.
    """
    matrix = weight.to(torch.float32)
    if weight_format == "int8":
        scales = matrix.abs().amax(dim=1) / 127.0
        codes = (matrix / torch.where(scales > 0, scales, 1.0)[:, None]).round() + 128
        return QuantizedWeight("int8", codes.to(torch.uint8), scales)
    in_features = weight.shape[1]
    padded = torch.nn.functional.pad(matrix, (0, -in_features % GROUP_SIZE))
    raw = quants.quantize(padded.contiguous().numpy(), _GGUF_TYPES[weight_format])
    return from_gguf(raw, weight_format, in_features)


def from_gguf(raw: NDArray[np.uint8], weight_format: QuantizedFormat, in_features: int) -> QuantizedWeight:
    """Blocks as they are in a GGUF file, uint8 [out_features, bytes of a row] (ggml-quants' block_q*).

    A block is the scale, for q4_1 the minimum, both float16, then the codes: 32 signed bytes, or 16 bytes
    whose low halves are the first 16 codes and whose high halves are the others.
    """
    num_head_bytes = 4 if weight_format == "q4_1" else 2
    num_code_bytes = GROUP_SIZE if weight_format == "q8_0" else GROUP_SIZE // 2
    blocks = raw.reshape(raw.shape[0], -1, num_head_bytes + num_code_bytes)
    halves = np.ascontiguousarray(blocks[:, :, :num_head_bytes]).view(np.float16)
    packed = blocks[:, :, num_head_bytes:]
    codes = packed ^ 0x80 if weight_format == "q8_0" else np.concatenate((packed & 15, packed >> 4), axis=2)
    return QuantizedWeight(
        weight_format,
        torch.from_numpy(np.ascontiguousarray(codes.reshape(raw.shape[0], -1)[:, :in_features])),
        torch.from_numpy(halves[:, :, 0].copy()),
        torch.from_numpy(halves[:, :, 1].copy()) if weight_format == "q4_1" else None,
    )
