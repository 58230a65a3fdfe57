"""Tensors: a storage, and views of it with shape, strides and offset in elements."""

from __future__ import annotations

import math
import weakref
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kernels.neuron.shim.limits import NUM_PARTITIONS, NkiLimitError
from kernels.neuron.shim.machine import Buffer, Machine

Array = NDArray[Any]


class Storage:
    """Memory of one tensor: `elements` is flat; on chip, one partition after the other."""

    def __init__(self, elements: Array, buffer: Buffer, partition_elements: int) -> None:
        self.elements = elements
        self.buffer = buffer
        self.partition_elements = partition_elements
        self.is_matmul_result = np.zeros(len(elements) if buffer == "psum" else 0, bool)

    @property
    def is_on_chip(self) -> bool:
        return self.buffer in ("sbuf", "psum")


@dataclass(frozen=True, slots=True)
class Rows:
    """An indirect first dimension: view row p starts at row indices[p] of a base of `num_rows` rows."""

    indices: NkiTensor
    num_rows: int
    row_elements: int


class NkiTensor:
    def __init__(
        self,
        storage: Storage,
        shape: tuple[int, ...],
        strides: tuple[int, ...],
        offset: int = 0,
        rows: Rows | None = None,
    ) -> None:
        self.storage = storage
        self.shape = shape
        self.strides = strides
        self.offset = offset
        self.rows = rows
        if rows is None:
            self._check_bounds()

    @property
    def dtype(self) -> np.dtype[Any]:
        return self.storage.elements.dtype

    @property
    def buffer(self) -> Buffer:
        return self.storage.buffer

    @property
    def size(self) -> int:
        return math.prod(self.shape)

    @property
    def start_partition(self) -> int:
        return self.offset // self.storage.partition_elements

    @property
    def free_elements(self) -> int:
        return math.prod(self.shape[1:])

    @property
    def array(self) -> Array:
        """A NumPy view of the same elements."""
        itemsize = self.dtype.itemsize
        return np.lib.stride_tricks.as_strided(
            self.storage.elements[self.offset :], self.shape, [stride * itemsize for stride in self.strides]
        )

    def __getitem__(self, key: Any) -> NkiTensor:
        self._refuse_indirect("slice")
        keys = list(key) if isinstance(key, tuple) else [key]
        if Ellipsis in keys:
            at = keys.index(Ellipsis)
            keys[at : at + 1] = [slice(None)] * (len(self.shape) - len(keys) + 1)
        keys += [slice(None)] * (len(self.shape) - len(keys))
        if len(keys) > len(self.shape):
            raise NkiLimitError(f"{len(keys)} indices for a tensor of shape {self.shape}.")
        shape, strides, offset = [], [], self.offset
        for dim, (index, size, stride) in enumerate(zip(keys, self.shape, self.strides, strict=True)):
            start, stop, step = _span(index, size)
            offset += start * stride
            if isinstance(index, slice) or (self.storage.is_on_chip and dim == 0):
                shape.append(-(-(stop - start) // step))
                strides.append(stride * step)
        if self.storage.is_on_chip and len(shape) == 1:
            shape, strides = [*shape, 1], [*strides, 1]
        return NkiTensor(self.storage, tuple(shape), tuple(strides), offset)

    def reshape(self, shape: tuple[int, ...]) -> NkiTensor:
        self._refuse_indirect("reshape")
        if math.prod(shape) != self.size or self.strides != _contiguous(self.shape):
            raise NkiLimitError(f"Cannot reshape {self.shape} with strides {self.strides} to {shape}.")
        if self.storage.is_on_chip and shape[0] != self.shape[0]:
            raise NkiLimitError(f"A reshape keeps the {self.shape[0]} partitions, got {shape}.")
        return NkiTensor(self.storage, tuple(shape), _contiguous(tuple(shape)), self.offset)

    def expand_dim(self, dim: int) -> NkiTensor:
        self._refuse_partitions(dim)
        shape = (*self.shape[:dim], 1, *self.shape[dim:])
        strides = (*self.strides[:dim], 0, *self.strides[dim:])
        return NkiTensor(self.storage, shape, strides, self.offset)

    def broadcast(self, dim: int, size: int) -> NkiTensor:
        self._refuse_partitions(dim)
        if self.shape[dim] != 1:
            raise NkiLimitError(
                f"Only a dimension of size 1 broadcasts; dimension {dim} of {self.shape} does not."
            )
        shape = (*self.shape[:dim], size, *self.shape[dim + 1 :])
        strides = (*self.strides[:dim], 0, *self.strides[dim + 1 :])
        return NkiTensor(self.storage, shape, strides, self.offset)

    def ap(
        self,
        pattern: Sequence[Sequence[int]],
        offset: int | None = None,
        vector_offset: NkiTensor | None = None,
        indirect_dim: int = 0,
    ) -> NkiTensor:
        """An access pattern over the storage: [[stride, count], ...], whatever the shape of this view."""
        strides = tuple(stride for stride, _ in pattern)
        shape = tuple(count for _, count in pattern)
        offset = self.offset if offset is None else offset
        if self.storage.is_on_chip and strides[0] != self.storage.partition_elements:
            raise NkiLimitError(
                "The first stride of an on-chip pattern is the partition's "
                f"{self.storage.partition_elements} elements, got {strides[0]}."
            )
        if vector_offset is None:
            return NkiTensor(self.storage, shape, strides, offset)
        return NkiTensor(
            self.storage, shape, strides, offset, self._rows(strides, vector_offset, indirect_dim)
        )

    def _rows(self, strides: tuple[int, ...], indices: NkiTensor, indirect_dim: int) -> Rows:
        if self.storage.is_on_chip:
            raise NkiLimitError("vector_offset addresses HBM only.")
        if indices.buffer != "sbuf" or indices.dtype not in (np.dtype("uint32"), np.dtype("int32")):
            raise NkiLimitError(
                f"vector_offset is 32-bit integers in SBUF, got {indices.dtype} in {indices.buffer}."
            )
        row_elements = math.prod(self.shape[1:])
        if indirect_dim != 0 or strides[0] != row_elements:
            raise NkiLimitError(
                f"vector_offset indexes dimension 0, whose stride is {row_elements}; got stride "
                f"{strides[0]} and "
                f"indirect_dim={indirect_dim}."
            )
        return Rows(indices, self.shape[0], row_elements)

    def _refuse_indirect(self, verb: str) -> None:
        if self.rows is not None:
            raise NkiLimitError(f"An indirect view cannot be used to {verb}.")

    def _refuse_partitions(self, dim: int) -> None:
        if self.storage.is_on_chip and dim == 0:
            raise NkiLimitError("The partition dimension of an on-chip tensor stays as it is.")

    def _check_bounds(self) -> None:
        reach = [(size - 1) * stride for size, stride in zip(self.shape, self.strides, strict=True)]
        first, last = self.offset + sum(min(r, 0) for r in reach), self.offset + sum(max(r, 0) for r in reach)
        if min(self.shape) < 1 or first < 0 or last >= len(self.storage.elements):
            raise NkiLimitError(
                f"A view of shape {self.shape}, strides {self.strides} and offset {self.offset} reaches "
                f"elements {first} to {last} of a tensor of {len(self.storage.elements)}."
            )


def allocate(machine: Machine, shape: Sequence[int], dtype: Any, buffer: Buffer) -> NkiTensor:
    """Fresh memory, filled with what nobody should read: NaN, or the largest integer."""
    shape = tuple(shape)
    dtype = np.dtype(dtype)
    is_on_chip = buffer in ("sbuf", "psum")
    if is_on_chip and (len(shape) < 2 or shape[0] > NUM_PARTITIONS):
        raise NkiLimitError(
            f"An on-chip tile has 1 to {NUM_PARTITIONS} partitions and a free dimension, got {shape}."
        )
    fill: Any = np.iinfo(dtype).max if np.issubdtype(dtype, np.integer) else np.nan

    def make() -> Storage:
        return Storage(np.full(math.prod(shape), fill, dtype), buffer, math.prod(shape[1:]))

    storage = machine.shared_tensor(make) if buffer == "shared_hbm" else make()
    if is_on_chip:
        partition_bytes = math.prod(shape[1:]) * dtype.itemsize
        machine.allocate(buffer, partition_bytes)
        weakref.finalize(storage, machine.free, buffer, partition_bytes)
    return NkiTensor(storage, shape, _contiguous(shape))


def wrap(elements: Array) -> NkiTensor:
    """An argument of the kernel, in HBM."""
    flat = elements.reshape(-1)
    return NkiTensor(
        Storage(flat, "shared_hbm", math.prod(elements.shape[1:])),
        elements.shape,
        _contiguous(elements.shape),
    )


def _contiguous(shape: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(math.prod(shape[dim + 1 :]) for dim in range(len(shape)))


def _span(index: Any, size: int) -> tuple[int, int, int]:
    """start, stop, step; NumPy would clip what reaches beyond the end."""
    if isinstance(index, slice):
        start = 0 if index.start is None else index.start
        stop = size if index.stop is None else index.stop
        step = 1 if index.step is None else index.step
    else:
        start, stop, step = index, index + 1, 1
    if not (0 <= start < stop <= size and step >= 1):
        raise NkiLimitError(f"Index {index} is out of bounds for a dimension of {size}.")
    return start, stop, step
