"""The definition of rotary, in plain torch."""

from __future__ import annotations

import torch
from torch import Tensor


def rotary(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    """Rotate each pair (x[i], x[i + r/2]) of the first r dimensions by its token's angle i. arXiv:2104.09864.

    x [num_tokens, num_heads, head_dim], cos and sin float32 [num_tokens, r/2] with r <= head_dim;
    returns x's shape and dtype. Dimensions from r on pass through. float32 inside, rounded once.
    """
    half = cos.shape[-1]
    first = x[..., :half].to(torch.float32)
    second = x[..., half : 2 * half].to(torch.float32)
    cos, sin = cos.unsqueeze(1), sin.unsqueeze(1)
    rotated = torch.cat((first * cos - second * sin, second * cos + first * sin), dim=-1)
    return torch.cat((rotated.to(x.dtype), x[..., 2 * half :]), dim=-1)
