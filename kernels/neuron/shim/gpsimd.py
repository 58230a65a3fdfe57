"""GpSimd Engine: does not reach PSUM."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from kernels.neuron.shim import machine
from kernels.neuron.shim.limits import NkiLimitError
from kernels.neuron.shim.operands import begin, check, check_same_elements, raw_rows, store
from kernels.neuron.shim.tensor import NkiTensor


def iota(
    dst: NkiTensor, pattern: Sequence[Sequence[int]], offset: int = 0, channel_multiplier: int = 0
) -> None:
    """offset + partition * channel_multiplier + index * step, summed over `pattern` [[step, count], ...]."""
    begin("iota")
    check("iota", "dst", dst, "sbuf")
    if math.prod(count for _, count in pattern) != dst.free_elements:
        raise NkiLimitError(f"iota: pattern {pattern} does not fill dst's {dst.free_elements} elements.")
    values = offset + np.arange(dst.shape[0], dtype=np.int64)[:, None] * channel_multiplier
    for step, count in pattern:
        values = (values[:, :, None] + np.arange(count) * step).reshape(dst.shape[0], -1)
    store(dst, values)


def nc_n_gather(dst: NkiTensor, data: NkiTensor, indices: NkiTensor) -> None:
    """dst[p, i] = data[p, indices[p, i]]."""
    begin("nc_n_gather")
    check("nc_n_gather", "dst", dst, "sbuf")
    check("nc_n_gather", "data", data, "sbuf")
    check("nc_n_gather", "indices", indices, "sbuf")
    check_same_elements("nc_n_gather", dst, indices)
    if indices.dtype != np.uint32 or dst.dtype != data.dtype:
        raise NkiLimitError(f"nc_n_gather: indices {indices.dtype}, data {data.dtype}, dst {dst.dtype}.")
    places = raw_rows(indices).astype(np.int64)
    if places.max() >= data.free_elements:
        raise NkiLimitError(
            f"nc_n_gather: index {places.max()} is out of bounds for {data.free_elements} elements."
        )
    store(dst, np.take_along_axis(raw_rows(data), places, axis=1))


def core_barrier(data: NkiTensor, cores: tuple[int, ...]) -> None:
    """Each of the two programs waits for the other; what both wrote into `data` can be read then."""
    begin("core_barrier")
    core = machine.current()
    if core.launch.num_programs != 2 or tuple(cores) != (0, 1):
        raise NkiLimitError(
            f"core_barrier: cores {tuple(cores)}, {core.launch.num_programs} programs; it takes (0, 1) of 2."
        )
    if data.buffer != "shared_hbm":
        raise NkiLimitError(f"core_barrier: data is in {data.buffer}, it must be in shared_hbm.")
    core.launch.barrier.wait()
