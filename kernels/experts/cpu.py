"""A mixture of experts in C++: rows are gathered by expert, and only chosen experts' weights are read."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence

import torch
from torch import Tensor

from kernels.experts import reference
from kernels.library import current, raise_for_status
from kernels.linear.cpu import PackedLinear
from kernels.linear.gate_up import PackedGateAndUp, PackedGateUp
from kernels.structs import ExpertsStruct, ExpertWeightsStruct
from kernels.tensors import DTYPE_CODES, dtype_code, row_stride


class PackedExperts:
    """x [n, hidden] -> the sum of each row's chosen experts, as reference.experts defines it.

    Products are rounded to x's dtype between an expert's two matrices, and nowhere else before the sum.
    """

    def __init__(
        self,
        router: PackedLinear,
        experts: Sequence[tuple[PackedGateUp | PackedGateAndUp, PackedLinear]],
        num_chosen: int,
        *,
        is_normalised: bool,
    ) -> None:
        """Each expert is its gate and up, and its down; all in one format each.

        Raises ValueError for experts of different formats or sizes, or fewer of them than are chosen.
        """
        if len({tuple(map(_form, _packed(*expert))) for expert in experts}) > 1:
            raise ValueError("The experts of a layer must have the same sizes and formats.")
        gate_up, up, down = _packed(*experts[0])
        if not 1 <= num_chosen <= len(experts):
            raise ValueError(
                f"num_chosen must be 1 to {len(experts)}, the number of experts, got {num_chosen}."
            )
        self._library = current()
        self._router, self._experts = router, tuple(experts)
        self._num_chosen, self._is_normalised = num_chosen, is_normalised
        self._weights = (ExpertWeightsStruct * len(experts))(*map(_weights, experts))
        self.struct = ExpertsStruct(
            router=router.packed.data_ptr(),
            router_bias=_pointer(router.bias),
            weights=ctypes.addressof(self._weights),
            hidden=router.in_features,
            intermediate=gate_up.out_width,
            gate_up_features=gate_up.out_features,
            num_experts=len(experts),
            num_chosen=num_chosen,
            router_format=router.format,
            gate_up_format=gate_up.format,
            up_format=gate_up.format if up is None else up.format,
            down_format=down.format,
            activation=experts[0][0].epilogue,
            is_normalised=is_normalised,
        )

    def __call__(self, x: Tensor) -> Tensor:
        """Rows of x may be slices of wider ones. Raises ValueError for other dtypes, shapes or strides."""
        if self._library is None:
            mlps = [lambda x, gate_up=gate_up, down=down: down(gate_up(x)) for gate_up, down in self._experts]
            return reference.experts(
                x, self._router, mlps, self._num_chosen, is_normalised=self._is_normalised
            )
        dtype_code("x", x)
        if x.dim() != 2 or x.shape[1] != self._router.in_features:
            raise ValueError(f"x must be [num_rows, {self._router.in_features}], got {list(x.shape)}.")
        out = torch.empty(x.shape, dtype=x.dtype)
        struct = ExpertsStruct.from_buffer_copy(self.struct)
        struct.x, struct.out = x.data_ptr(), out.data_ptr()
        struct.num_rows, struct.x_stride = len(x), row_stride("x", x)
        struct.dtype = DTYPE_CODES[x.dtype]
        raise_for_status(self._library.experts(ctypes.addressof(struct)))
        return out


def _packed(
    gate_up: PackedGateUp | PackedGateAndUp, down: PackedLinear
) -> tuple[PackedLinear, PackedLinear | None, PackedLinear]:
    """Gate and up as one, or gate; up where it is on its own; down."""
    if isinstance(gate_up, PackedGateAndUp):
        return gate_up.gate, gate_up.up, down
    return gate_up, None, down


def _form(packed: PackedLinear | None) -> tuple[object, ...]:
    if packed is None:
        return ()
    return packed.in_features, packed.out_features, packed.out_width, packed.format, packed.epilogue


def _weights(expert: tuple[PackedGateUp | PackedGateAndUp, PackedLinear]) -> ExpertWeightsStruct:
    gate_up, up, down = _packed(*expert)
    return ExpertWeightsStruct(
        gate_up=gate_up.packed.data_ptr(),
        gate_up_bias=_pointer(gate_up.bias),
        up=None if up is None else up.packed.data_ptr(),
        up_bias=None if up is None else _pointer(up.bias),
        down=down.packed.data_ptr(),
        down_bias=_pointer(down.bias),
    )


def _pointer(tensor: Tensor | None) -> int | None:
    return None if tensor is None else tensor.data_ptr()
