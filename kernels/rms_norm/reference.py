"""The definition of rms_norm, in plain torch."""

from __future__ import annotations

import torch
from torch import Tensor


def rms_norm(x: Tensor, weight: Tensor, eps: float) -> Tensor:
    """x / sqrt(mean(x^2) + eps) * weight, over the last dimension. The formula of arXiv:1910.07467.

    x [..., hidden], weight [hidden]; returns x's shape and dtype.
    Mean and scaling in float32, rounded to x's dtype, then times the weight in that dtype.
    """
    x_f32 = x.to(torch.float32)
    scale = torch.rsqrt(x_f32.square().mean(dim=-1, keepdim=True) + eps)
    return (x_f32 * scale).to(x.dtype) * weight.to(x.dtype)
