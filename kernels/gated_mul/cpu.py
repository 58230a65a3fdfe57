"""gated_mul in C++."""

from __future__ import annotations

import torch
from torch import Tensor

from kernels.gated_mul import reference
from kernels.gated_mul.reference import Activation
from kernels.library import current
from kernels.tensors import dtype_code, require

EPILOGUES: dict[Activation, int] = {"silu": 2, "gelu_tanh": 3, "clamped_swiglu": 4}  # native/ops.h
OF_GATE = 8  # added to one of these: of what is computed as gate, and what is there as up


def gated_mul(gate_up: Tensor, activation: Activation = "silu") -> Tensor:
    """Same contract as reference.gated_mul. Raises ValueError for other dtypes, shapes or strides."""
    library = current()
    if library is None:
        return reference.gated_mul(gate_up, activation)
    code = dtype_code("gate_up", gate_up)
    num_tokens, width = gate_up.shape
    if width % 2:
        raise ValueError(f"gate_up must have an even number of columns, got {width}.")
    require("gate_up", gate_up, gate_up.dtype, (num_tokens, width))
    inter = width // 2
    out = torch.empty((num_tokens, inter), dtype=gate_up.dtype)
    library.gated_mul(gate_up.data_ptr(), out.data_ptr(), num_tokens, inter, EPILOGUES[activation], code)
    return out
