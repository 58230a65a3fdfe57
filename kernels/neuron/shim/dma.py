"""The DMA engines: between HBM and SBUF, with gather and scatter of rows on the HBM side."""

from __future__ import annotations

from enum import Enum
from typing import Any

import numpy as np

from kernels.neuron.shim import machine
from kernels.neuron.shim.limits import NkiLimitError
from kernels.neuron.shim.operands import begin, cast
from kernels.neuron.shim.tensor import NkiTensor


class oob_mode(Enum):  # noqa: N801 - NKI's name
    error = 0
    skip = 1


def dma_copy(dst: NkiTensor, src: NkiTensor, oob_mode: oob_mode = oob_mode.error) -> None:
    """dst = src, cast through float32. Rows with an index out of bounds are an error or are skipped."""
    begin("dma_copy")
    for name, tensor in (("dst", dst), ("src", src)):
        if tensor.buffer == "psum":
            raise NkiLimitError(f"dma_copy: {name} is in psum, which the DMA engines do not reach.")
    if dst.size != src.size:
        raise NkiLimitError(f"dma_copy: dst has shape {dst.shape}, src has {src.shape}.")
    if dst.rows is not None and src.rows is not None:
        raise NkiLimitError("dma_copy: dst and src cannot both be indirect.")
    indirect = dst if dst.rows is not None else src
    num_rows = indirect.shape[0]
    kept = (
        np.flatnonzero(_in_bounds(indirect, oob_mode)) if indirect.rows is not None else np.arange(num_rows)
    )
    values = _read(src, kept) if src.rows is not None else src.array.reshape(num_rows, -1)[kept]
    if values.dtype != dst.dtype:
        values = cast(values.astype(np.float32), dst.dtype)
    _write(dst, kept, values)
    _count(dst, src, len(kept) / num_rows)


def _in_bounds(view: NkiTensor, mode: oob_mode) -> Any:
    assert view.rows is not None
    indices = view.rows.indices.array.reshape(-1).astype(np.int64)
    if len(indices) != view.shape[0]:
        raise NkiLimitError(f"dma_copy: {len(indices)} indices for {view.shape[0]} rows.")
    is_inside = (indices >= 0) & (indices < view.rows.num_rows)
    if mode is oob_mode.error and not is_inside.all():
        raise NkiLimitError(
            f"dma_copy: index {indices[~is_inside][0]} is out of bounds for {view.rows.num_rows} rows."
        )
    return is_inside


def _elements(view: NkiTensor, kept: Any) -> Any:
    """Positions in the storage, [kept rows, elements per row]."""
    assert view.rows is not None
    indices = view.rows.indices.array.reshape(-1).astype(np.int64)[kept]
    inner = np.zeros(1, np.int64)
    for stride, count in zip(view.strides[1:], view.shape[1:], strict=True):
        inner = (inner[:, None] + np.arange(count) * stride).reshape(-1)
    positions = view.offset + indices[:, None] * view.rows.row_elements + inner
    if positions.size and positions.max() >= len(view.storage.elements):
        raise NkiLimitError(
            f"dma_copy: a row of the pattern reaches element {positions.max()} of "
            f"{len(view.storage.elements)}."
        )
    return positions


def _read(view: NkiTensor, kept: Any) -> Any:
    return view.storage.elements[_elements(view, kept)]


def _write(dst: NkiTensor, kept: Any, values: Any) -> None:
    if dst.rows is not None:
        dst.storage.elements[_elements(dst, kept)] = values
    elif len(kept) == values.shape[0] and values.size == dst.size:
        dst.array[...] = values.reshape(dst.shape)
    else:
        dst.array[kept] = values.reshape(len(kept), *dst.shape[1:])


def _count(dst: NkiTensor, src: NkiTensor, fraction: float) -> None:
    for tensor in (dst, src):
        if not tensor.storage.is_on_chip:
            machine.current().usage.dma_bytes += round(tensor.size * fraction) * tensor.dtype.itemsize
