"""The decoder's functions as graphs: one for each bucket, made by a warm-up, and none after it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from types import FunctionType, MethodType
from typing import Any

import torch
from torch import Tensor

from models.errors import CompileError
from models.neuron.bucket import Bucket
from models.neuron.inputs import step_inputs
from models.neuron.shape import TRANSFER_BLOCKS, NeuronShape
from models.neuron.torch_native.decoder import NativeDecoder, StepOutputs
from models.neuron.torch_native.packed import StepInputs, pack

Progress = Callable[[str, int, int], None]  # (what or `what: part`, done, total)
Backend = str | Callable[..., Any]  # of torch.compile; EAGER runs the functions as they are
EAGER = "eager"
# Dynamo's own limits are 8 graphs of a function for one module, and 256 for all modules of a process.
_MAX_GRAPHS_OF_PROCESS = 1 << 16
# Whether a call may compile is the process's, too: another model's warm-up and a step go one after the other.
_STANCE = threading.Lock()


class Graphs:
    """Called from one thread only: torch.compile guards on what is a thread's, as the number of threads."""

    def __init__(self, decoder: NativeDecoder, shape: NeuronShape, backend: Backend) -> None:
        self.shape = shape
        self._is_eager = backend == EAGER
        self._device = decoder.layers[0].k.device
        self._families = {
            name: self._compiled(getattr(decoder, name), backend)
            for name in ("decode", "extend", "gather", "scatter")
        }

    def _compiled(self, function: MethodType, backend: Backend) -> Callable[..., Any]:
        if self._is_eager:
            return function
        compiled: Callable[..., Any] = torch.compile(
            _with_code_of_its_own(function), backend=backend, fullgraph=True, dynamic=False
        )
        return compiled

    def warm_up(self, progress: Progress) -> None:
        """Make every graph, by a call of it that writes to the null block alone.

        Raises CompileError: a graph break, a refused operation, the backend's own failure.
        """
        if self._is_eager:
            return  # there is nothing to make
        # Dynamo takes a second and 70 MB, which a server without it is not to pay for.
        from torch._dynamo.exc import TorchDynamoException

        calls: dict[str, Callable[[], Any]] = {
            bucket.tag: partial(self._warm_step, bucket) for bucket in self.shape.buckets
        }
        calls |= {"gather_blocks": self._warm_gather, "scatter_blocks": self._warm_scatter}
        limits = torch._dynamo.config.patch(
            recompile_limit=len(calls), accumulated_recompile_limit=_MAX_GRAPHS_OF_PROCESS
        )
        with _STANCE, torch.no_grad(), limits:
            for done, (tag, call) in enumerate(calls.items()):
                progress(f"compile: {tag}", done, len(calls))
                try:
                    call()
                except TorchDynamoException as error:
                    raise CompileError(f"Compiling {tag} failed: {error}") from error
        progress("compile", len(calls), len(calls))

    def step(self, bucket: Bucket, inputs: StepInputs) -> StepOutputs:
        """Inputs on the host or the device; outputs on the device. Raises RuntimeError for another shape."""
        family = "decode" if bucket.extend == 1 else "extend"
        with self._frozen():
            outputs: StepOutputs = self._families[family](*map(self._on_device, inputs))
        return outputs

    def gather(self, block_ids: Tensor) -> Tensor:
        """int32 [TRANSFER_BLOCKS] -> their KV, on the device."""
        with self._frozen():
            payload: Tensor = self._families["gather"](self._on_device(block_ids))
        return payload

    def scatter(self, block_ids: Tensor, payload: Tensor) -> None:
        with self._frozen():
            self._families["scatter"](self._on_device(block_ids), self._on_device(payload))

    @contextmanager
    def _frozen(self) -> Iterator[None]:
        """A shape that was not warmed up would be compiled in the middle of serving: an error instead."""
        if self._is_eager:
            with torch.no_grad():
                yield
            return
        with _STANCE, torch.no_grad(), torch.compiler.set_stance("fail_on_recompile"):
            yield

    def _on_device(self, x: Tensor) -> Tensor:
        return x.to(self._device, non_blocking=True)

    def _warm_step(self, bucket: Bucket) -> None:
        block_size = self.shape.layout.block_size
        inputs = pack(bucket, step_inputs(bucket, block_size), block_size)
        self._families["decode" if bucket.extend == 1 else "extend"](*map(self._on_device, inputs))

    def _warm_gather(self) -> Tensor:
        payload: Tensor = self._families["gather"](self._on_device(_null_blocks()))
        return payload

    def _warm_scatter(self) -> None:
        self._families["scatter"](self._on_device(_null_blocks()), self._warm_gather())


def _with_code_of_its_own(method: MethodType) -> MethodType:
    """Dynamo keeps and counts graphs by code object: those of another model in this process are not ours."""
    function = method.__func__
    assert isinstance(function, FunctionType)
    code = function.__code__.replace()
    copy = FunctionType(code, function.__globals__, function.__name__, function.__defaults__)
    return MethodType(copy, method.__self__)


def _null_blocks() -> Tensor:
    return torch.zeros(TRANSFER_BLOCKS, dtype=torch.int32)
