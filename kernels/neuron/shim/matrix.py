"""The Tensor Engine: reads SBUF, writes PSUM."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kernels.neuron.shim import machine
from kernels.neuron.shim.limits import (
    MAX_MOVING_COLUMNS,
    MAX_STATIONARY_COLUMNS,
    NUM_PARTITIONS,
    PSUM_BANK_BYTES,
    NkiLimitError,
)
from kernels.neuron.shim.operands import begin, check, raw_rows, rows, store
from kernels.neuron.shim.tensor import NkiTensor


def nc_matmul(
    dst: NkiTensor, stationary: NkiTensor, moving: NkiTensor, accumulate: bool | None = None
) -> None:
    """dst = stationary.T @ moving, or += with accumulate; sums in float32."""
    begin("nc_matmul")
    check("nc_matmul", "dst", dst, "psum")
    check("nc_matmul", "stationary", stationary, "sbuf")
    check("nc_matmul", "moving", moving, "sbuf")
    if accumulate is None:
        raise NkiLimitError("nc_matmul: our kernels say whether they accumulate; got accumulate=None.")
    _check_shapes(dst, stationary, moving)
    _check_dtypes(dst, stationary, moving)
    _check_bank("nc_matmul", dst)
    product = rows(stationary).T @ rows(moving)
    is_result = _view_of(dst.storage.is_matmul_result, dst)
    if accumulate and not is_result.all():
        raise NkiLimitError("nc_matmul: accumulates onto PSUM that no matmul has written.")
    is_result[...] = True
    store(dst, (rows(dst) + product) if accumulate else product)
    machine.current().usage.matmul_flops += 2 * stationary.size * moving.free_elements


def nc_transpose(dst: NkiTensor, data: NkiTensor) -> None:
    """dst = data.T, by a product with the identity."""
    begin("nc_transpose")
    check("nc_transpose", "dst", dst, "psum")
    check("nc_transpose", "data", data, "sbuf")
    num_partitions, num_columns = data.shape[0], data.free_elements
    if num_partitions > NUM_PARTITIONS or num_columns > MAX_STATIONARY_COLUMNS:
        raise NkiLimitError(
            f"nc_transpose: data has shape {data.shape}; at most [128, 128] transpose at once."
        )
    if (dst.shape[0], dst.free_elements) != (num_columns, num_partitions):
        raise NkiLimitError(f"nc_transpose: data has shape {data.shape}, dst has {dst.shape}.")
    if dst.dtype != data.dtype:
        raise NkiLimitError(f"nc_transpose: data is {data.dtype}, dst is {dst.dtype}; they must be the same.")
    _check_bank("nc_transpose", dst)
    values = raw_rows(data).T.copy()
    if not machine.current().target.transposes_bits:
        # A product with the identity multiplies what is not finite by the identity's zeros.
        values[~np.isfinite(values.astype(np.float32)).all(axis=1)] = np.nan
    store(dst, values)


def _check_shapes(dst: NkiTensor, stationary: NkiTensor, moving: NkiTensor) -> None:
    if stationary.shape[0] != moving.shape[0]:
        raise NkiLimitError(
            f"nc_matmul: stationary has {stationary.shape[0]} partitions, moving has {moving.shape[0]}."
        )
    if stationary.free_elements > MAX_STATIONARY_COLUMNS:
        raise NkiLimitError(
            f"nc_matmul: stationary has {stationary.free_elements} columns, at most {MAX_STATIONARY_COLUMNS}."
        )
    if moving.free_elements > MAX_MOVING_COLUMNS:
        raise NkiLimitError(
            f"nc_matmul: moving has {moving.free_elements} columns, at most {MAX_MOVING_COLUMNS}."
        )
    if (dst.shape[0], dst.free_elements) != (stationary.free_elements, moving.free_elements):
        raise NkiLimitError(
            f"nc_matmul: dst has shape {dst.shape}, the product [{stationary.free_elements}, "
            f"{moving.free_elements}]."
        )


def _check_dtypes(dst: NkiTensor, stationary: NkiTensor, moving: NkiTensor) -> None:
    names = (stationary.dtype.name, moving.dtype.name)
    if dst.dtype != np.float32:
        raise NkiLimitError(f"nc_matmul: dst must be float32, got {dst.dtype}.")
    if not set(names) <= {"float32", "bfloat16"} or len(set(names)) > 1:
        raise NkiLimitError(
            f"nc_matmul: stationary and moving must both be bfloat16 or both float32, got {names}."
        )


def _check_bank(name: str, dst: NkiTensor) -> None:
    """All of dst's elements of a partition lie in one bank."""
    itemsize = dst.dtype.itemsize
    first = dst.offset % dst.storage.partition_elements
    span = sum((size - 1) * stride for size, stride in zip(dst.shape[1:], dst.strides[1:], strict=True))
    if first * itemsize // PSUM_BANK_BYTES != ((first + span + 1) * itemsize - 1) // PSUM_BANK_BYTES:
        raise NkiLimitError(
            f"{name}: dst takes bytes {first * itemsize} to {(first + span + 1) * itemsize} of its "
            "partitions; "
            f"it must lie in one PSUM bank of {PSUM_BANK_BYTES} bytes."
        )


def _view_of(mask: NDArray[np.bool_], dst: NkiTensor) -> NDArray[np.bool_]:
    return np.lib.stride_tricks.as_strided(mask[dst.offset :], dst.shape, dst.strides)
