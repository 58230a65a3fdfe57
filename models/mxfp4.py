"""Weights in MXFP4 as gpt-oss's directories have them: `NAME_blocks` and `NAME_scales`, both bytes.

    blocks  [..., rows, groups, 16]  two codes of 4 bits (e2m1) in a byte, the first one low
    scales  [..., rows, groups]      of each group of 32 inputs: its exponent of two, plus 127

Format: Open Compute Project, Microscaling Formats 1.0. GGUF has the same numbers in another order of bits, in
which they are computed; nothing is rounded.
"""

from __future__ import annotations

import torch
from torch import Tensor

from kernels.linear.quantized import GROUP_SIZE, QuantizedWeight
from models.keys import Keys

BLOCKS_SUFFIX, SCALES_SUFFIX = "_blocks", "_scales"


def is_mxfp4(keys: Keys) -> bool:
    """Whether config.json says that the matrices of the experts are such."""
    return keys.section("quantization_config").values.get("quant_method") == "mxfp4"


def from_blocks(blocks: Tensor, scales: Tensor) -> QuantizedWeight:
    """blocks uint8 [rows, groups, 16], scales uint8 [rows, groups]; a matrix [rows, groups * 32].

    GGUF's block is the scale, then 16 bytes whose low halves are the first 16 codes (ggml's block_mxfp4).
    """
    codes = torch.stack((blocks & 15, blocks >> 4), dim=-1).flatten(2)
    halves = codes[:, :, :16] | codes[:, :, 16:] << 4
    rows = torch.cat((scales[:, :, None], halves), dim=2).flatten(1)
    return QuantizedWeight("mxfp4", rows, scales.shape[1] * GROUP_SIZE)
