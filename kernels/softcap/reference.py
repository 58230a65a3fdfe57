"""The definition of softcap, in plain torch."""

from __future__ import annotations

import torch
from torch import Tensor


def softcap(x: Tensor, scale: float, cap: float) -> Tensor:
    """cap * tanh(scale * x / cap); without a cap (0), scale * x. x float32 of any shape; returns the same."""
    scaled = x * scale
    return cap * torch.tanh(scaled / cap) if cap else scaled
