"""The Vector Engine along the free dimensions: reductions, and the search for the largest."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kernels.neuron.shim.language import Operator
from kernels.neuron.shim.limits import SEARCH_ELEMENTS, NkiLimitError
from kernels.neuron.shim.operands import Float32Array, begin, check, check_same_elements, rows, store
from kernels.neuron.shim.tensor import NkiTensor

_MISSING = 0xFFFFFFFF


def tensor_reduce(
    dst: NkiTensor, op: Operator, data: NkiTensor, axis: tuple[int, ...], negate: bool = False
) -> None:
    """Reduce the last dimensions, in float32; times -1 with `negate`."""
    begin("tensor_reduce")
    check("tensor_reduce", "dst", dst, "sbuf", "psum")
    check("tensor_reduce", "data", data, "sbuf", "psum")
    ndim = len(data.shape)
    if op.reduce is None or 0 in axis or list(axis) != list(range(ndim - len(axis), ndim)):
        raise NkiLimitError(
            f"tensor_reduce: {op.name} over {axis} of {data.shape}; only last dimensions reduce."
        )
    values = op.reduce(data.array.astype(np.float32), axis=axis)
    if (dst.shape[0], dst.free_elements) != (values.shape[0], values.size // values.shape[0]):
        raise NkiLimitError(f"tensor_reduce: dst has shape {dst.shape}, the result {values.shape}.")
    store(dst, -values if negate else values)


def max8(dst: NkiTensor, src: NkiTensor) -> None:
    """The eight largest of each partition, descending."""
    begin("max8")
    check("max8", "dst", dst, "sbuf")
    _check_search("max8", src)
    _check_eight("max8", "dst", dst, src)
    store(dst, np.sort(rows(src), axis=1)[:, :-9:-1])


def nc_find_index8(dst: NkiTensor, data: NkiTensor, vals: NkiTensor) -> None:
    """Where the values stand first; a value given twice is at its first two places, in ascending order."""
    begin("nc_find_index8")
    check("nc_find_index8", "dst", dst, "sbuf")
    _check_search("nc_find_index8", data)
    _check_eight("nc_find_index8", "dst", dst, data)
    _check_eight("nc_find_index8", "vals", vals, data)
    if dst.dtype != np.uint32:
        raise NkiLimitError(f"nc_find_index8: the shim writes uint32, got {dst.dtype}.")
    store(dst, _places(rows(data), rows(vals)).astype(np.uint32))


def nc_match_replace8(dst: NkiTensor, data: NkiTensor, vals: NkiTensor, imm: float) -> None:
    """data with the first place of each value replaced by imm."""
    begin("nc_match_replace8")
    check("nc_match_replace8", "dst", dst, "sbuf")
    _check_search("nc_match_replace8", data)
    _check_eight("nc_match_replace8", "vals", vals, data)
    check_same_elements("nc_match_replace8", dst, data)
    replaced = rows(data)
    for row, places in zip(replaced, _places(replaced, rows(vals)), strict=True):
        row[places[places != _MISSING]] = imm
    store(dst, replaced)


def _places(data: Float32Array, vals: Float32Array) -> NDArray[np.int64]:
    found = np.full(vals.shape, _MISSING, np.int64)
    for row in range(len(data)):
        taken: dict[float, int] = {}
        for column, value in enumerate(vals[row].tolist()):
            places = np.flatnonzero(data[row] == value)
            rank = taken.get(value, 0)
            taken[value] = rank + 1
            if rank < len(places):
                found[row, column] = places[rank]
    return found


def _check_search(name: str, data: NkiTensor) -> None:
    check(name, "data", data, "sbuf")
    if data.free_elements not in SEARCH_ELEMENTS:
        raise NkiLimitError(f"{name}: 8 to 16384 elements per partition, got {data.free_elements}.")


def _check_eight(name: str, operand: str, tensor: NkiTensor, data: NkiTensor) -> None:
    check(name, operand, tensor, "sbuf")
    if tensor.shape[0] != data.shape[0] or tensor.free_elements != 8:
        raise NkiLimitError(f"{name}: {operand} must be [{data.shape[0]}, 8], got {tensor.shape}.")
