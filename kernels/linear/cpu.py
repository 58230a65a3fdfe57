"""linear in C++, over a weight packed once."""

from __future__ import annotations

import torch
from torch import Tensor

from kernels.library import current, raise_for_status
from kernels.linear import reference
from kernels.memory import empty
from kernels.tensors import DTYPE_CODES, dtype_code, require, row_stride


class PackedLinear:
    """y = x @ weight.T + bias, as reference.linear defines it, with sums and bias in float32, rounded once.

    weight [out_features, in_features] float32 or bfloat16; bias [out_features] or None. The weight is copied
    into the order in which the CPU reads it; the caller may drop its own. `out_dtype` is the weight's, or
    float32 (logits lose nothing to a last rounding).
    """

    def __init__(
        self, weight: Tensor, bias: Tensor | None = None, *, out_dtype: torch.dtype | None = None
    ) -> None:
        code = dtype_code("weight", weight)
        self.dtype = weight.dtype
        self.out_dtype = out_dtype or weight.dtype
        if self.out_dtype not in (weight.dtype, torch.float32):
            raise ValueError(f"out_dtype must be {weight.dtype} or float32, got {out_dtype}.")
        self.out_features, self.in_features = weight.shape
        require("weight", weight, weight.dtype, (self.out_features, self.in_features))
        self._code, self._out_code = code, DTYPE_CODES[self.out_dtype]
        self._library = current()
        self._bias = None if bias is None else bias.detach().to(torch.float32).contiguous().clone()
        if self._bias is not None:
            require("bias", self._bias, torch.float32, (self.out_features,))
        self._bias_pointer = None if self._bias is None else self._bias.data_ptr()
        self._packed = self._pack(weight)
        self._packed_pointer = self._packed.data_ptr()

    def _pack(self, weight: Tensor) -> Tensor:
        library = self._library
        if library is None:
            return weight.detach().clone()
        sizes = (self.in_features, self.out_features, self._code)
        packed = empty((library.packed_bytes(library.isa, *sizes),), torch.uint8)
        raise_for_status(library.pack(library.isa, weight.data_ptr(), packed.data_ptr(), *sizes))
        return packed

    def __call__(self, x: Tensor) -> Tensor:
        """x [num_rows, in_features] of the weight's dtype; returns [num_rows, out_features].

        Rows of x may be slices of wider ones. Raises ValueError for other dtypes, shapes or strides.
        """
        library = self._library
        if library is None:
            return self._reference(x)
        num_rows, in_features = x.shape
        if in_features != self.in_features or x.dtype is not self.dtype or not x.is_cpu:
            raise ValueError(
                f"x must be {self.dtype} [num_rows, {self.in_features}] on the CPU, "
                f"got {x.dtype} {list(x.shape)} on {x.device}."
            )
        out = torch.empty((num_rows, self.out_features), dtype=self.out_dtype)
        status = library.linear(
            library.isa,
            x.data_ptr(),
            self._packed_pointer,
            self._bias_pointer,
            out.data_ptr(),
            num_rows,
            row_stride("x", x),
            in_features,
            self.out_features,
            self._code,
            self._out_code,
        )
        if status:
            raise_for_status(status)
        return out

    def _reference(self, x: Tensor) -> Tensor:
        bias = None if self._bias is None else self._bias.to(self.dtype)
        return reference.linear(x, self._packed, bias).to(self.out_dtype)
