"""The definition of silu_mul, in plain torch."""

from __future__ import annotations

import torch
from torch import Tensor


def silu_mul(gate_up: Tensor) -> Tensor:
    """silu(gate) * up; gate_up [num_tokens, 2 * inter] is gate, then up.

    Returns [num_tokens, inter] in gate_up's dtype. float32 inside, rounded once.
    """
    gate, up = gate_up.to(torch.float32).chunk(2, dim=-1)
    return (torch.nn.functional.silu(gate) * up).to(gate_up.dtype)
