"""silu_mul in C++."""

from __future__ import annotations

import torch
from torch import Tensor

from kernels.library import current
from kernels.silu_mul import reference
from kernels.tensors import dtype_code, require


def silu_mul(gate_up: Tensor) -> Tensor:
    """Same contract as reference.silu_mul. Raises ValueError for other dtypes, shapes or strides."""
    library = current()
    if library is None:
        return reference.silu_mul(gate_up)
    code = dtype_code("gate_up", gate_up)
    num_tokens, width = gate_up.shape
    if width % 2:
        raise ValueError(f"gate_up must have an even number of columns, got {width}.")
    require("gate_up", gate_up, gate_up.dtype, (num_tokens, width))
    inter = width // 2
    out = torch.empty((num_tokens, inter), dtype=gate_up.dtype)
    library.silu_mul(gate_up.data_ptr(), out.data_ptr(), num_tokens, inter, code)
    return out
