"""Runs a kernel on torch tensors."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from threading import BrokenBarrierError
from typing import Any

import ml_dtypes
import numpy as np
import torch
from torch import Tensor

from kernels.neuron.shim import machine
from kernels.neuron.shim.limits import TARGETS, NkiLimitError
from kernels.neuron.shim.machine import Launch, Machine, Usage
from kernels.neuron.shim.tensor import Array, NkiTensor, wrap


class Simulation:
    """A kernel as a function of torch tensors, each call on fresh machines.

    With `num_programs` 2 it is kernel[2]: two threads run it, as on the two physical cores of a logical one.
    `usage` tells what the last call needed.
    """

    def __init__(self, kernel: Callable[..., Any], target: str, num_programs: int = 1) -> None:
        self.kernel = kernel
        self.target = TARGETS[target]
        if num_programs > self.target.max_programs:
            raise NkiLimitError(
                f"A logical core of {target} has at most {self.target.max_programs} physical ones, "
                f"{num_programs} programs were launched."
            )
        self._num_programs = num_programs
        self.usage = Usage()

    def __call__(self, *args: Any, **options: Any) -> Any:
        launch = Launch(self._num_programs)
        cores = [Machine(self.target, launch, program) for program in range(launch.num_programs)]
        inputs = [_argument(arg) for arg in args], {name: _argument(arg) for name, arg in options.items()}
        if len(cores) == 1:
            outputs = copy_context().run(self._run, cores[0], *inputs)
        else:
            outputs = self._run_all(cores, *inputs)
        self.usage = Usage.of_all(core.usage for core in cores)
        return tuple(map(_result, outputs)) if isinstance(outputs, tuple) else _result(outputs)

    def _run_all(self, cores: list[Machine], args: list[Any], options: dict[str, Any]) -> Any:
        """Of the first program, which returns the same tensors as the others."""
        with ThreadPoolExecutor(len(cores)) as pool:
            contexts = [copy_context() for _ in cores]
            runs = [
                pool.submit(context.run, self._run, core, args, options)
                for context, core in zip(contexts, cores, strict=True)
            ]
        errors = [error for run in runs if (error := run.exception()) is not None]
        # A program that fails breaks the barrier that another waits at.
        for error in sorted(errors, key=lambda error: isinstance(error, BrokenBarrierError)):
            raise error
        return runs[0].result()

    def _run(self, core: Machine, args: list[Any], options: dict[str, Any]) -> Any:
        machine.enter(core)
        try:
            return self.kernel(*args, **options)
        except BaseException:
            core.launch.barrier.abort()
            raise


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
