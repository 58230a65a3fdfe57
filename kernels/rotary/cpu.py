"""rotary in C++."""

from __future__ import annotations

import torch
from torch import Tensor

from kernels.library import current
from kernels.rotary import reference
from kernels.tensors import dtype_code, require, row_stride


def rotary(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    """Same contract as reference.rotary. Rows of x (its first dimension) may be slices of wider ones.

    Raises ValueError for other dtypes, shapes or strides.
    """
    library = current()
    if library is None:
        return reference.rotary(x, cos, sin)
    code = dtype_code("x", x)
    num_tokens, num_heads, head_dim = shape = x.shape
    half = cos.shape[-1]
    if 2 * half > head_dim:
        raise ValueError(
            f"cos has {half} angles per token and x only {head_dim} dimensions to rotate in pairs."
        )
    require("cos", cos, torch.float32, (num_tokens, half))
    require("sin", sin, torch.float32, (num_tokens, half))
    out = torch.empty(shape, dtype=x.dtype)
    library.rotary(
        x.data_ptr(),
        cos.data_ptr(),
        sin.data_ptr(),
        out.data_ptr(),
        num_tokens,
        num_heads,
        head_dim,
        half,
        row_stride("x", x),
        code,
    )
    return out
