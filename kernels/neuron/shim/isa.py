"""nki.isa: the instructions, by engine."""

from __future__ import annotations

from kernels.neuron.shim.dma import dma_copy, oob_mode
from kernels.neuron.shim.elementwise import (
    activation,
    memset,
    reciprocal,
    reduce_cmd,
    scalar_tensor_tensor,
    tensor_copy,
    tensor_copy_predicated,
    tensor_scalar,
    tensor_tensor,
)
from kernels.neuron.shim.gpsimd import core_barrier, iota, nc_n_gather
from kernels.neuron.shim.matrix import nc_matmul, nc_transpose
from kernels.neuron.shim.reductions import max8, nc_find_index8, nc_match_replace8, tensor_reduce

__all__ = [
    "activation",
    "core_barrier",
    "dma_copy",
    "iota",
    "max8",
    "memset",
    "nc_find_index8",
    "nc_match_replace8",
    "nc_matmul",
    "nc_n_gather",
    "nc_transpose",
    "oob_mode",
    "reciprocal",
    "reduce_cmd",
    "scalar_tensor_tensor",
    "tensor_copy",
    "tensor_copy_predicated",
    "tensor_reduce",
    "tensor_scalar",
    "tensor_tensor",
]
