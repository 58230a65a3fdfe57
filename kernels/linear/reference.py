"""The definition of linear, in plain torch."""

from __future__ import annotations

import torch
from torch import Tensor

from kernels.linear.quantized import GROUP_SIZE, QuantizedWeight


def linear(x: Tensor, weight: Tensor, bias: Tensor | None = None) -> Tensor:
    """x @ weight.T + bias.

    x [num_rows, in_features], weight [out_features, in_features], bias [out_features], one dtype;
    returns [num_rows, out_features] in that dtype.
    """
    return torch.nn.functional.linear(x, weight, bias)


def quantize_rows(x: Tensor) -> tuple[Tensor, Tensor]:
    """Each row's groups of 32 as bytes with one scale: the group's largest magnitude / 127.

    x [num_rows, in_features], any float dtype; the last group is filled up with zeros.
    Returns bytes int8 [num_rows, groups, 32], from x * (127 / largest) rounded to nearest even, and scales
    float32 [num_rows, groups]. A group of zeros has the scale 0; one with infinity or NaN the scale NaN.
    """
    num_rows, in_features = x.shape
    num_groups = -(-in_features // GROUP_SIZE)
    padded = torch.nn.functional.pad(x.to(torch.float32), (0, num_groups * GROUP_SIZE - in_features))
    groups = padded.view(num_rows, num_groups, GROUP_SIZE)
    largest = groups.abs().amax(dim=2)
    # A number divided by a tensor would be multiplied by the reciprocal.
    inverse = torch.where(largest > 0, torch.full_like(largest, 127.0) / largest, 0.0)
    inverse = torch.where(inverse.isfinite() & largest.isfinite(), inverse, 0.0)
    scaled = torch.where(largest.isfinite()[:, :, None], groups * inverse[:, :, None], 0.0)
    scales = torch.where(largest.isfinite(), largest / 127.0, torch.nan)
    return scaled.round().to(torch.int8), scales


def quantized_linear(x: Tensor, weight: QuantizedWeight, bias: Tensor | None = None) -> Tensor:
    """x' @ weight.T + bias, where x' is x as quantize_rows leaves it; sums in float32.

    x [num_rows, in_features] float32 or bfloat16, bias [out_features] of the same dtype; returns
    [num_rows, out_features] in x's dtype.
    """
    quantized, scales = quantize_rows(x)
    restored = (quantized * scales[:, :, None]).flatten(1)[:, : x.shape[1]]
    bias32 = None if bias is None else bias.to(torch.float32)
    return linear(restored, weight.dequantize(), bias32).to(x.dtype)
