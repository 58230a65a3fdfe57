"""nki.language: dtypes, memories, operators, the launch grid."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import ml_dtypes
import numpy as np

from kernels.neuron.shim import machine
from kernels.neuron.shim.machine import Buffer
from kernels.neuron.shim.tensor import NkiTensor, allocate

float32 = np.dtype(np.float32)
bfloat16 = np.dtype(ml_dtypes.bfloat16)
int32 = np.dtype(np.int32)
uint32 = np.dtype(np.uint32)
uint8 = np.dtype(np.uint8)

sbuf: Buffer = "sbuf"
psum: Buffer = "psum"
shared_hbm: Buffer = "shared_hbm"


@dataclass(frozen=True, slots=True)
class Operator:
    """What an instruction's `op` names. Arithmetic is in float32, bitvec on the integers as they are."""

    name: str
    apply: Callable[..., Any]
    is_bitvec: bool = False
    reduce: Callable[..., Any] | None = None
    valid: tuple[float, float] = (-np.inf, np.inf)  # of an activation's input


add = Operator("add", np.add, reduce=np.add.reduce)
subtract = Operator("subtract", np.subtract)
multiply = Operator("multiply", np.multiply)
maximum = Operator("maximum", np.maximum, reduce=np.maximum.reduce)
minimum = Operator("minimum", np.minimum, reduce=np.minimum.reduce)
equal = Operator("equal", np.equal)
less = Operator("less", np.less)
greater = Operator("greater", np.greater)
less_equal = Operator("less_equal", np.less_equal)
greater_equal = Operator("greater_equal", np.greater_equal)
bitwise_and = Operator("bitwise_and", np.bitwise_and, is_bitvec=True)
right_shift = Operator("right_shift", np.right_shift, is_bitvec=True)

exp = Operator("exp", np.exp)
square = Operator("square", np.square)
rsqrt = Operator("rsqrt", lambda x: 1 / np.sqrt(x), valid=(2.0**-87, 2.0**97))
silu = Operator("silu", lambda x: x / (1 + np.exp(-x)))
ACTIVATIONS = (exp, square, rsqrt, silu)


def program_id(axis: int = 0) -> int:
    return machine.current().program


def num_programs(axes: int = 0) -> int:
    return machine.current().launch.num_programs


def program_ndim() -> int:
    """0 without a grid."""
    return 0 if num_programs() == 1 else 1


def ndarray(
    shape: Sequence[int], dtype: Any, buffer: Buffer = "sbuf", name: str = "", address: Any = None
) -> NkiTensor:
    assert address is None, "the shim places tiles itself"
    return allocate(machine.current(), shape, dtype, buffer)
