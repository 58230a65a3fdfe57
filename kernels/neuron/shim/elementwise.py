"""Vector and Scalar Engine: one output element for each input element."""

from __future__ import annotations

from enum import Enum
from typing import Any

import numpy as np

from kernels.neuron.shim import machine
from kernels.neuron.shim.language import ACTIVATIONS, Operator, add
from kernels.neuron.shim.limits import NkiLimitError
from kernels.neuron.shim.operands import (
    begin,
    check,
    check_not_both_in_psum,
    check_same_elements,
    check_same_start,
    operand,
    raw_rows,
    rows,
    store,
)
from kernels.neuron.shim.tensor import NkiTensor


class reduce_cmd(Enum):  # noqa: N801 - NKI's name
    idle = 0
    reset_reduce = 3


def memset(dst: NkiTensor, value: float) -> None:
    begin("memset")
    check("memset", "dst", dst, "sbuf", "psum")
    dst.array[...] = value


def tensor_copy(dst: NkiTensor, src: NkiTensor) -> None:
    begin("tensor_copy")
    check("tensor_copy", "dst", dst, "sbuf", "psum")
    check("tensor_copy", "src", src, "sbuf", "psum")
    check_same_elements("tensor_copy", dst, src)
    store(dst, raw_rows(src) if src.dtype == dst.dtype else rows(src))


def tensor_copy_predicated(dst: NkiTensor, src: float | NkiTensor, predicate: NkiTensor) -> None:
    """dst = src where predicate is not 0."""
    name = "tensor_copy_predicated"
    begin(name)
    check(name, "dst", dst, "sbuf", "psum")
    check(name, "predicate", predicate, "sbuf", "psum")
    check_same_elements(name, dst, predicate)
    if predicate.dtype.name not in ("uint8", "uint16", "uint32"):
        raise NkiLimitError(f"{name}: predicate must be of unsigned integers, got {predicate.dtype}.")
    values: Any = src
    if isinstance(src, NkiTensor):
        check(name, "src", src, "sbuf", "psum")
        check_same_elements(name, dst, src)
        check_not_both_in_psum(name, src, predicate)
        if src.dtype != dst.dtype:
            raise NkiLimitError(f"{name}: src is {src.dtype}, dst is {dst.dtype}; they must be the same.")
        values = raw_rows(src).reshape(dst.shape)
    is_chosen = raw_rows(predicate).reshape(dst.shape) != 0
    dst.array[...] = np.where(is_chosen, np.asarray(values, dst.dtype), dst.array)


def tensor_tensor(dst: NkiTensor, data1: NkiTensor, data2: NkiTensor, op: Operator) -> None:
    begin("tensor_tensor")
    check("tensor_tensor", "dst", dst, "sbuf", "psum")
    check("tensor_tensor", "data1", data1, "sbuf", "psum")
    check("tensor_tensor", "data2", data2, "sbuf", "psum")
    check_same_elements("tensor_tensor", dst, data1, data2)
    check_not_both_in_psum("tensor_tensor", data1, data2)
    check_same_start("tensor_tensor", data1, data2)
    _check_arithmetic("tensor_tensor", op)
    store(dst, _apply(op, rows(data1), rows(data2)))


def tensor_scalar(
    dst: NkiTensor,
    data: NkiTensor,
    op0: Operator,
    operand0: float | NkiTensor,
    reverse0: bool = False,
    op1: Operator | None = None,
    operand1: float | NkiTensor | None = None,
    reverse1: bool = False,
) -> None:
    """(data op0 operand0) op1 operand1; bitvec operators take integers as they are."""
    begin("tensor_scalar")
    check("tensor_scalar", "dst", dst, "sbuf", "psum")
    check("tensor_scalar", "data", data, "sbuf", "psum")
    check_same_elements("tensor_scalar", dst, data)
    if op0.is_bitvec:
        _bitvec(dst, data, op0, operand0, op1)
        return
    values = _ordered(op0, rows(data), operand("tensor_scalar", "operand0", operand0, data), reverse0)
    if op1 is not None:
        _check_arithmetic("tensor_scalar", op1)
        values = _ordered(op1, values, operand("tensor_scalar", "operand1", operand1, data), reverse1)
    store(dst, values)


def scalar_tensor_tensor(
    dst: NkiTensor,
    data: NkiTensor,
    op0: Operator,
    operand0: float | NkiTensor,
    op1: Operator,
    operand1: NkiTensor,
) -> None:
    """(data op0 operand0) op1 operand1, operand1 being as large as data."""
    name = "scalar_tensor_tensor"
    begin(name)
    check(name, "dst", dst, "sbuf", "psum")
    check(name, "data", data, "sbuf", "psum")
    check(name, "operand1", operand1, "sbuf", "psum")
    check_same_elements(name, dst, data, operand1)
    check_not_both_in_psum(name, data, operand1)
    check_same_start(name, data, operand1)
    _check_arithmetic(name, op0)
    _check_arithmetic(name, op1)
    store(
        dst, _apply(op1, _apply(op0, rows(data), operand(name, "operand0", operand0, data)), rows(operand1))
    )


def reciprocal(dst: NkiTensor, data: NkiTensor) -> None:
    begin("reciprocal")
    check("reciprocal", "dst", dst, "sbuf", "psum")
    check("reciprocal", "data", data, "sbuf", "psum")
    check_same_elements("reciprocal", dst, data)
    with np.errstate(divide="ignore"):
        store(dst, 1 / rows(data))


def activation(
    dst: NkiTensor,
    op: Operator,
    data: NkiTensor,
    bias: float | NkiTensor | None = None,
    scale: float | NkiTensor = 1.0,
    reduce_op: Operator | None = None,
    reduce_res: NkiTensor | None = None,
    reduce_cmd: reduce_cmd = reduce_cmd.idle,
) -> None:
    """op(data * scale + bias), and the sum over the free dimensions into reduce_res."""
    begin("activation")
    check("activation", "dst", dst, "sbuf", "psum")
    check("activation", "data", data, "sbuf", "psum")
    check_same_elements("activation", dst, data)
    if op not in ACTIVATIONS:
        raise NkiLimitError(f"activation: {op.name} is no activation function.")
    values = rows(data) * operand("activation", "scale", scale, data) + _bias(bias, data)
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        is_valid = np.isnan(values) | ((values >= op.valid[0]) & (values <= op.valid[1]))
        values = np.where(is_valid, op.apply(values), np.nan).astype(np.float32)
    store(dst, values)
    if reduce_res is not None:
        _store_sum(values, reduce_op, reduce_res, reduce_cmd)


def _bias(bias: float | NkiTensor | None, data: NkiTensor) -> Any:
    if bias is None:
        return np.float32(0)
    target = machine.current().target
    if not isinstance(bias, NkiTensor) and not target.has_scalar_bias:
        raise NkiLimitError(f"activation: bias must be a [P, 1] tile on {target.name}, got {bias}.")
    return operand("activation", "bias", bias, data)


def _store_sum(values: Any, reduce_op: Operator | None, result: NkiTensor, command: reduce_cmd) -> None:
    if reduce_op is not add or command is not reduce_cmd.reset_reduce:
        raise NkiLimitError(
            "activation: the shim sums with reduce_op=nl.add and reduce_cmd.reset_reduce only."
        )
    check("activation", "reduce_res", result, "sbuf", "psum")
    store(result, values.sum(axis=1, keepdims=True, dtype=np.float32))


def _ordered(op: Operator, data: Any, other: Any, is_reversed: bool) -> Any:
    return _apply(op, other, data) if is_reversed else _apply(op, data, other)


def _apply(op: Operator, first: Any, second: Any) -> Any:
    with np.errstate(over="ignore", invalid="ignore"):
        return op.apply(first, second).astype(np.float32)


def _check_arithmetic(name: str, op: Operator) -> None:
    if op.is_bitvec:
        raise NkiLimitError(f"{name}: {op.name} is a bitvec operator.")


def _bitvec(dst: NkiTensor, data: NkiTensor, op0: Operator, operand0: Any, op1: Operator | None) -> None:
    if op1 is not None or not isinstance(operand0, int):
        raise NkiLimitError("tensor_scalar: the shim applies one bitvec operator, with an integer constant.")
    if data.dtype.kind not in "iu" or dst.dtype.kind not in "iu":
        raise NkiLimitError(f"tensor_scalar: {op0.name} takes integers, got {data.dtype} to {dst.dtype}.")
    bits = raw_rows(data).astype(np.uint32)  # shifts are logical
    store(dst, op0.apply(bits, np.uint32(operand0)))
