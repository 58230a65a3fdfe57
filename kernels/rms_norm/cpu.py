"""rms_norm in C++."""

from __future__ import annotations

import torch
from torch import Tensor

from kernels.library import current
from kernels.rms_norm import reference
from kernels.tensors import dtype_code, require, row_stride


def rms_norm(x: Tensor, weight: Tensor, eps: float, offset: float = 0.0) -> Tensor:
    """Same contract as reference.rms_norm. Rows of x (its first dimension) may be slices of wider ones.

    Raises ValueError for other dtypes, shapes or strides.
    """
    library = current()
    if library is None:
        return reference.rms_norm(x, weight, eps, offset)
    code = dtype_code("x", x)
    shape = x.shape
    num_rows, hidden = shape[0], shape[-1]
    require("weight", weight, x.dtype, (hidden,))
    out = torch.empty(shape, dtype=x.dtype)
    num_inner = out.numel() // max(1, num_rows * hidden)
    library.rms_norm(
        x.data_ptr(),
        weight.data_ptr(),
        out.data_ptr(),
        num_rows,
        num_inner,
        row_stride("x", x),
        hidden,
        eps,
        offset,
        code,
    )
    return out
