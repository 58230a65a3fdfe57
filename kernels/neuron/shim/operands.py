"""What instructions ask of their operands, and how values get in and out of tiles."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from kernels.neuron.shim import machine
from kernels.neuron.shim.limits import MAX_DIMENSIONS, NUM_PARTITIONS, NkiLimitError
from kernels.neuron.shim.tensor import Array, NkiTensor

Float32Array = NDArray[np.float32]


def begin(instruction: str) -> None:
    machine.current().usage.instructions[instruction] += 1


def check(instruction: str, operand: str, tensor: Any, *buffers: str) -> None:
    """A compute engine can address this tile: in one of `buffers`, where its partitions may start."""
    where = f"{instruction}: {operand}"
    if not isinstance(tensor, NkiTensor):
        raise NkiLimitError(f"{where} must be a tile, got {tensor!r}.")
    if tensor.buffer not in buffers:
        raise NkiLimitError(f"{where} must be in {' or '.join(buffers)}, it is in {tensor.buffer}.")
    if len(tensor.shape) > MAX_DIMENSIONS:
        raise NkiLimitError(
            f"{where} has shape {tensor.shape}; patterns have at most {MAX_DIMENSIONS} dimensions."
        )
    num_partitions, start = tensor.shape[0], tensor.start_partition
    steps = 32 if num_partitions <= 32 else 64 if num_partitions <= 64 else NUM_PARTITIONS
    if num_partitions > NUM_PARTITIONS or start % steps:
        raise NkiLimitError(
            f"{where} has {num_partitions} partitions from {start} on; such a tile starts at a multiple of "
            f"{steps}."
        )


def check_same_elements(instruction: str, dst: NkiTensor, *others: NkiTensor) -> None:
    """Partitions and elements per partition agree; the shape of the free dimensions need not."""
    for other in others:
        if (other.shape[0], other.free_elements) != (dst.shape[0], dst.free_elements):
            raise NkiLimitError(f"{instruction}: dst has shape {dst.shape}, an operand has {other.shape}.")


def check_not_both_in_psum(instruction: str, first: NkiTensor, second: NkiTensor) -> None:
    if first.buffer == second.buffer == "psum":
        raise NkiLimitError(f"{instruction}: two inputs cannot both be in psum.")


def check_same_start(instruction: str, first: NkiTensor, second: NkiTensor) -> None:
    if first.buffer == second.buffer == "sbuf" and first.start_partition != second.start_partition:
        raise NkiLimitError(
            f"{instruction}: two inputs in sbuf start at one partition, got {first.start_partition} and "
            f"{second.start_partition}."
        )


def operand(instruction: str, name: str, value: Any, data: NkiTensor) -> Any:
    """A constant, or a float32 [P, 1] tile as a column that broadcasts over flat rows of `data`."""
    if not isinstance(value, NkiTensor):
        return np.float32(value)
    check(instruction, name, value, "sbuf", "psum")
    if value.shape[0] != data.shape[0] or value.free_elements != 1 or value.dtype != np.float32:
        raise NkiLimitError(
            f"{instruction}: {name} must be float32 [{data.shape[0]}, 1], got {value.dtype} {value.shape}."
        )
    return rows(value)


def rows(tensor: NkiTensor) -> Float32Array:
    """[partitions, elements], in the float32 that the engines compute in."""
    return tensor.array.reshape(tensor.shape[0], -1).astype(np.float32)


def raw_rows(tensor: NkiTensor) -> Array:
    return tensor.array.reshape(tensor.shape[0], -1)


def store(dst: NkiTensor, values: Array) -> None:
    dst.array[...] = cast(values, dst.dtype).reshape(dst.shape)


def cast(values: Array, dtype: np.dtype[Any]) -> Array:
    """Float to integer rounds to nearest even and saturates."""
    if np.issubdtype(dtype, np.integer) and values.dtype.kind not in "iub":
        bounds = np.iinfo(dtype)
        return np.clip(np.rint(values.astype(np.float64)), bounds.min, bounds.max).astype(dtype)
    return values.astype(dtype)
