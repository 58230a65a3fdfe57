"""linear in C++, over a weight packed once."""

from __future__ import annotations

import torch
from torch import Tensor

from kernels import memory
from kernels.library import Library, current, raise_for_status
from kernels.linear import reference
from kernels.linear.quantized import QuantizedFormat, QuantizedWeight, Weight, format_name
from kernels.parts import weights_part
from kernels.tensors import DTYPE_CODES, dtype_code, require, row_stride

STORE, ADD = 0, 1  # enum Epilogue of native/ops.h; the gated ones are in gated_mul/cpu.py
FORMAT_CODES: dict[QuantizedFormat, int] = {  # enum WeightFormat; floats have their dtype's
    "int8": 2,
    "q8_0": 3,
    "q4_0": 4,
    "q4_1": 5,
    "q5_0": 6,
    "q5_1": 7,
    "q4_k": 8,
    "q5_k": 9,
    "q6_k": 10,
    "iq4_nl": 11,
    "mxfp4": 12,
}


class PackedLinear:
    """y = x @ weight.T + bias, as the reference defines it, with sums and bias in float32, rounded once.

    weight [out_features, in_features] float32, bfloat16 or quantised; bias [out_features] or None. The weight
    is copied into the order in which the CPU reads it; the caller may drop its own. x has the weight's dtype,
    or either one where the weight is quantised. `out_dtype` is x's, or float32 (logits lose nothing to a last
    rounding).
    """

    epilogue = STORE
    columns: Tensor | None = None  # which row of the weight each packed column is, -1: none; None: in order

    def __init__(
        self, weight: Weight, bias: Tensor | None = None, *, out_dtype: torch.dtype | None = None
    ) -> None:
        self.out_features, self.in_features = weight.shape
        self.out_width = self.out_features
        self.format = _format_code(weight)
        self.dtype = weight.dtype if isinstance(weight, Tensor) else None  # of x; None: either
        self.out_dtype = out_dtype
        if out_dtype not in (None, self.dtype, torch.float32):
            raise ValueError(f"out_dtype must be {self.dtype} or float32, got {out_dtype}.")
        self._library = current()
        self.bias = None if bias is None else bias.detach().to(torch.float32).contiguous().clone()
        if self.bias is not None:
            require("bias", self.bias, torch.float32, (self.out_features,))
        self._bias_pointer = None if self.bias is None else self.bias.data_ptr()
        self._reference_weight = _own(weight) if self._library is None else None
        self.packed = (
            memory.empty((0,), torch.uint8) if self._library is None else _pack(self._library, weight)
        )
        self._packed_pointer = self.packed.data_ptr()

    def __call__(self, x: Tensor) -> Tensor:
        """x [num_rows, in_features]; returns [num_rows, out_features].

        Rows of x may be slices of wider ones. Raises ValueError for other dtypes, shapes or strides.
        """
        out_dtype = self.out_dtype or x.dtype
        library = self._library
        if library is None:
            return self._reference(x).to(out_dtype)
        code = dtype_code("x", x)
        num_rows, in_features = x.shape
        if in_features != self.in_features or self.dtype not in (None, x.dtype):
            raise ValueError(
                f"x must be {self.dtype or 'of a float dtype'} [num_rows, {self.in_features}] on the CPU, "
                f"got {x.dtype} {list(x.shape)} on {x.device}."
            )
        out = torch.empty((num_rows, self.out_width), dtype=out_dtype)
        status = library.linear(
            x.data_ptr(),
            self._packed_pointer,
            self._bias_pointer,
            out.data_ptr(),
            num_rows,
            row_stride("x", x),
            in_features,
            self.out_features,
            self.out_width,
            self.format,
            code,
            DTYPE_CODES[out_dtype],
            self.epilogue,
        )
        if status:
            raise_for_status(status)
        return out

    def rows(self, ids: Tensor, dtype: torch.dtype) -> Tensor:
        """The weight's rows of these ids, int32 [n]: [n, in_features] in `dtype`, float32 or bfloat16.

        Raises ValueError for an id outside the weight.
        """
        library = self._library
        if library is None:
            return reference_rows(self._weight, ids, dtype)
        require("ids", ids, torch.int32, (len(ids),))
        out = torch.empty((len(ids), self.in_features), dtype=dtype)
        raise_for_status(
            library.take_rows(
                self._packed_pointer,
                ids.data_ptr(),
                out.data_ptr(),
                len(ids),
                self.in_features,
                self.out_features,
                self.format,
                DTYPE_CODES[dtype],
            )
        )
        return out

    @property
    def _weight(self) -> Weight:
        assert self._reference_weight is not None, "without a library the weight itself is kept"
        return self._reference_weight

    def _reference(self, x: Tensor) -> Tensor:
        weight = self._weight
        bias = None if self.bias is None else self.bias.to(x.dtype)
        if isinstance(weight, QuantizedWeight):
            return reference.quantized_linear(x, weight, bias)
        return reference.linear(x, weight, bias)


def reference_rows(weight: Weight, ids: Tensor, dtype: torch.dtype) -> Tensor:
    """The definition of PackedLinear.rows."""
    index = ids.long()
    if isinstance(weight, QuantizedWeight):
        return weight.rows(index).dequantize().to(dtype)
    return weight.index_select(0, index).to(dtype)


def _format_code(weight: Weight) -> int:
    if isinstance(weight, QuantizedWeight):
        return FORMAT_CODES[weight.format]
    return dtype_code("weight", weight)


def _own(weight: Weight) -> Weight:
    if isinstance(weight, QuantizedWeight):
        return QuantizedWeight(weight.format, weight.blocks, weight.in_features)
    return weight.detach().clone()


def _pack(library: Library, weight: Weight) -> Tensor:
    out_features, in_features = weight.shape
    sizes = (in_features, out_features, _format_code(weight))
    library.need(weights_part(format_name(weight)))
    packed = memory.packed(library.packed_bytes(*sizes))
    if isinstance(weight, QuantizedWeight):
        pointers, _zeros = weight.row_pointers()
    else:
        require("weight", weight, weight.dtype, (out_features, in_features))
        pointers = weight.data_ptr() + weight.element_size() * weight.stride(0) * torch.arange(out_features)
    raise_for_status(library.pack(pointers.data_ptr(), packed.data_ptr(), *sizes))
    return packed
