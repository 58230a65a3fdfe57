"""The definition of rms_norm, in plain torch."""

from __future__ import annotations

import torch
from torch import Tensor


def rms_norm(x: Tensor, weight: Tensor, eps: float, offset: float = 0.0) -> Tensor:
    """x / sqrt(mean(x^2) + eps) * (offset + weight), over the last dimension. arXiv:1910.07467.

    Some checkpoints hold how far a weight is from 1: their offset is 1.

    x [..., hidden], weight [hidden]; returns x's shape and dtype.
    Mean and scaling in float32, rounded to x's dtype, then times the weight in that dtype; with an offset all
    of it in float32, rounded once.
    """
    x_f32 = x.to(torch.float32)
    scale = torch.rsqrt(x_f32.square().mean(dim=-1, keepdim=True) + eps)
    if offset:
        return (x_f32 * scale * (offset + weight.to(torch.float32))).to(x.dtype)
    return (x_f32 * scale).to(x.dtype) * weight.to(x.dtype)
