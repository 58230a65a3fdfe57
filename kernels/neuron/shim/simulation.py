"""Runs a kernel on torch tensors."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import copy_context
from typing import Any

import ml_dtypes
import numpy as np
import torch
from torch import Tensor

from kernels.neuron.shim import machine
from kernels.neuron.shim.limits import TARGETS, NkiLimitError
from kernels.neuron.shim.machine import Machine, Usage
from kernels.neuron.shim.tensor import Array, NkiTensor, wrap


class Simulation:
    """A kernel as a function of torch tensors, each call on a fresh machine.

    `usage` tells what the last call needed.
    """

    def __init__(self, kernel: Callable[..., Any], target: str) -> None:
        self.kernel = kernel
        self.target = TARGETS[target]
        self.usage = Usage()

    def __call__(self, *args: Any, **options: Any) -> Any:
        core = Machine(self.target)
        self.usage = core.usage
        return copy_context().run(self._run, core, args, options)

    def _run(self, core: Machine, args: tuple[Any, ...], options: dict[str, Any]) -> Any:
        machine.enter(core)
        inputs = [_argument(arg) for arg in args]
        outputs = self.kernel(*inputs, **{name: _argument(value) for name, value in options.items()})
        if isinstance(outputs, tuple):
            return tuple(_result(output) for output in outputs)
        return _result(outputs)


def _argument(value: Any) -> Any:
    return wrap(to_numpy(value)) if isinstance(value, Tensor) else value


def _result(output: NkiTensor) -> Tensor:
    if output.buffer != "shared_hbm":
        raise NkiLimitError(f"A kernel returns tensors in shared_hbm, got one in {output.buffer}.")
    return to_torch(np.ascontiguousarray(output.array))


def to_numpy(tensor: Tensor) -> Array:
    """The same memory; bfloat16 as ml_dtypes'."""
    if not tensor.is_contiguous():
        raise ValueError(f"Kernels take contiguous tensors, got shape {list(tensor.shape)}.")
    if tensor.dtype is torch.bfloat16:
        return tensor.view(torch.int16).numpy().view(ml_dtypes.bfloat16)
    array: Array = tensor.numpy()
    return array


def to_torch(array: Array) -> Tensor:
    if array.dtype == ml_dtypes.bfloat16:
        return torch.from_numpy(array.view(np.int16)).view(torch.bfloat16)
    return torch.from_numpy(array)
