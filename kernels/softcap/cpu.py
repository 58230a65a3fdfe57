"""softcap in C++."""

from __future__ import annotations

import torch
from torch import Tensor

from kernels.library import current
from kernels.softcap import reference
from kernels.tensors import require


def softcap(x: Tensor, scale: float, cap: float) -> Tensor:
    """Same contract as reference.softcap, of x [num_rows, width]; x itself may be changed and returned.

    Raises ValueError for other dtypes, shapes or strides.
    """
    library = current()
    if library is None:
        return reference.softcap(x, scale, cap)
    num_rows, width = x.shape
    require("x", x, torch.float32, (num_rows, width))
    library.softcap(x.data_ptr(), num_rows, width, scale, cap)
    return x
