"""The definition of swiglu_mlp, in plain torch."""

from __future__ import annotations

import torch
from torch import Tensor


def swiglu_mlp(x: Tensor, gate: Tensor, up: Tensor, down: Tensor) -> Tensor:
    """(silu(x @ gate) * (x @ up)) @ down. The SwiGLU of arXiv:2002.05202.

    x [num_tokens, hidden]; gate, up [hidden, inter]; down [inter, hidden]: each the transpose of torch's
    Linear weight. All one dtype; returns x's shape and dtype.
    Both products sum in float32; what lies between them is rounded to x's dtype once, before `down`.
    """
    x_f32 = x.to(torch.float32)
    gated = torch.nn.functional.silu(x_f32 @ gate.to(torch.float32)) * (x_f32 @ up.to(torch.float32))
    return (gated.to(x.dtype).to(torch.float32) @ down.to(torch.float32)).to(x.dtype)
