"""Checks that cost next to nothing, before a pointer crosses into C."""

from __future__ import annotations

import torch
from torch import Tensor

DTYPE_CODES = {torch.float32: 0, torch.bfloat16: 1}


def dtype_name(dtype: torch.dtype) -> str:
    return str(dtype).removeprefix("torch.")


def dtype_code(name: str, tensor: Tensor) -> int:
    """The library's number for the dtype of a CPU tensor. Raises ValueError."""
    code = DTYPE_CODES.get(tensor.dtype)
    if code is None or not tensor.is_cpu:
        raise ValueError(
            f"{name} must be a float32 or bfloat16 tensor on the CPU, got {tensor.dtype} on {tensor.device}."
        )
    return code


def require(name: str, tensor: Tensor, dtype: torch.dtype, shape: tuple[int, ...]) -> None:
    """Raises ValueError unless the tensor is a contiguous CPU tensor of this dtype and shape."""
    if tensor.shape != shape or tensor.dtype is not dtype or not tensor.is_contiguous() or not tensor.is_cpu:
        raise ValueError(
            f"{name} must be a contiguous {dtype} {list(shape)} on the CPU, got {_describe(tensor)}."
        )


def row_stride(name: str, tensor: Tensor) -> int:
    """Elements from one row (first dimension) to the next, the rest of a row being contiguous.

    So a slice of a wider projection needs no copy. Raises ValueError for anything else.
    """
    if tensor.is_contiguous():
        return tensor.numel() // max(1, tensor.shape[0])
    strides = tensor.stride()
    expected = 1
    for size, stride in zip(reversed(tensor.shape[1:]), reversed(strides[1:]), strict=True):
        if size != 1 and stride != expected:
            raise ValueError(f"{name} must be contiguous within each row, got {_describe(tensor)}.")
        expected *= size
    return strides[0]


def _describe(tensor: Tensor) -> str:
    return f"{tensor.dtype} {list(tensor.shape)} with strides {list(tensor.stride())} on {tensor.device}"
