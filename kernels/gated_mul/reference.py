"""The definition of gated_mul, in plain torch."""

from __future__ import annotations

from typing import Literal

import torch
from torch import Tensor

# clamped_swiglu is gpt-oss's, with its constants.
Activation = Literal["silu", "gelu_tanh", "clamped_swiglu"]
SWIGLU_LIMIT, SWIGLU_ALPHA = 7.0, 1.702


def gated_mul(gate_up: Tensor, activation: Activation = "silu") -> Tensor:
    """activation(gate) * up; gate_up [num_tokens, 2 * inter] is gate, then up.

    silu            gate * sigmoid(gate) * up
    gelu_tanh       gelu(gate) * up, by arXiv:1606.08415's approximation with tanh
    clamped_swiglu  gate * sigmoid(1.702 * gate) * (up + 1), gate at most 7 and up within [-7, 7]

    Returns [num_tokens, inter] in gate_up's dtype. float32 inside, rounded once.
    """
    gate, up = gate_up.to(torch.float32).chunk(2, dim=-1)
    if activation == "silu":
        out = torch.nn.functional.silu(gate) * up
    elif activation == "gelu_tanh":
        out = torch.nn.functional.gelu(gate, approximate="tanh") * up
    else:
        gate, up = gate.clamp(max=SWIGLU_LIMIT), up.clamp(-SWIGLU_LIMIT, SWIGLU_LIMIT)
        out = gate * torch.sigmoid(SWIGLU_ALPHA * gate) * (up + 1)
    return out.to(gate_up.dtype)
