"""Each NKI kernel on one logical core: is it right, how long is a call, beside the computed least time.

The shapes are those of one rank of a layer. A call is timed from the host, from the call to the end of its
execution, so it has torch-xla's tracing and the launch in it; the time of a call that does nothing but add
one number, taken the same way, says how much that is. Without a chip the same calls go through the NumPy
shim, are checked and not timed.
"""

from __future__ import annotations

import importlib
import os
import statistics
import time
from collections.abc import Callable
from functools import partial
from typing import Any, Protocol

import torch

from benchmarks import neuron_roofline as roofline
from benchmarks.neuron_roofline import Core, Shard
from benchmarks.trn.kernel_calls import EMULATED, MEASURED, TINY, Call, Sizes, as_tuple, calls
from kernels.cases import TOLERANCES
from kernels.neuron.backend import TargetName, is_installed, launched, simulate

NUM_WARM_UPS, NUM_CALLS = 3, 50


class Executor(Protocol):
    def run(self, call: Call) -> tuple[torch.Tensor, ...]:
        """The kernel's outputs, on the CPU."""
        ...

    def seconds(self, call: Call) -> float | None:
        """The median time of a call; None where nothing can be timed."""
        ...

    def empty_seconds(self) -> float | None:
        """The same of a call that does next to nothing."""
        ...


class Shim:
    """No chip: the NumPy shim, or NKI's simulator where NKI is installed."""

    def __init__(self, target: TargetName, lnc: int) -> None:
        self._target, self._lnc = target, lnc

    def run(self, call: Call) -> tuple[torch.Tensor, ...]:
        return as_tuple(simulate(call.kernel, self._target, self._lnc), *call.arguments)

    def seconds(self, call: Call) -> None:
        return None

    def empty_seconds(self) -> None:
        return None


class NeuronCore:
    """One logical core, through torch-xla as torch-neuronx has it; a program on each of its physical ones."""

    def __init__(self, lnc: int) -> None:
        self._lnc = lnc
        # Read once, when the runtime starts. Compiler, runtime and launch must say the same.
        os.environ.update(NEURON_RT_NUM_CORES="1", NEURON_LOGICAL_NC_CONFIG=str(lnc))
        flags = os.environ.get("NEURON_CC_FLAGS", "")
        os.environ["NEURON_CC_FLAGS"] = f"{flags} --logical-nc-config={lnc}".strip()
        importlib.import_module("torch_neuronx")
        self._xla: Any = importlib.import_module("torch_xla")
        self._device = self._xla.device()

    def run(self, call: Call) -> tuple[torch.Tensor, ...]:
        outputs = as_tuple(launched(call.kernel, self._lnc), *self._placed(call))
        return tuple(output.cpu() for output in outputs)

    def seconds(self, call: Call) -> float:
        return self._median(partial(launched(call.kernel, self._lnc), *self._placed(call)))

    def empty_seconds(self) -> float:
        one = torch.ones(1).to(self._device)
        return self._median(lambda: one + 1)

    def _placed(self, call: Call) -> list[Any]:
        return [x.to(self._device) if isinstance(x, torch.Tensor) else x for x in call.arguments]

    def _median(self, function: Callable[[], Any]) -> float:
        self._xla.sync(wait=True)
        times = []
        for _ in range(NUM_WARM_UPS + NUM_CALLS):
            started_s = time.perf_counter()
            outputs = function()
            self._xla.sync(wait=True)
            times.append(time.perf_counter() - started_s)
            del outputs
        return statistics.median(times[NUM_WARM_UPS:])


def run_kernels(target: TargetName, *, emulate: bool) -> dict[str, Any]:
    """Each kernel's error, and on a chip its time. What fails is in its row, and the others go on."""
    core = next(core for core in roofline.CORES if core.name == target)
    if emulate:
        return _run(Shim(target, core.lnc), TINY, EMULATED, core) | {"ran_in": "the NumPy shim: not timed"}
    if not is_installed():
        return {"not_run": "NKI is not installed (SDK 2.31 has nki 0.5.0)"}
    return _run(NeuronCore(core.lnc), roofline.LLAMA_8B_TP8, MEASURED, core) | {
        "ran_in": f"a logical core of {target} (LNC={core.lnc})"
    }


def _run(executor: Executor, shard: Shard, sizes: Sizes, core: Core) -> dict[str, Any]:
    return {
        "shard": shard.name,
        "empty_call_us": _microseconds(executor.empty_seconds()),
        "kernels": [_row(executor, call, core) for call in calls(shard, sizes, core.lnc)],
    }


def _row(executor: Executor, call: Call, core: Core) -> dict[str, Any]:
    row = {
        "kernel": call.work.kernel,
        "shape": call.work.shape,
        "roofline_us": _microseconds(core.seconds(call.work)),
    }
    try:
        return row | _checked(call, executor.run(call)) | {"call_us": _microseconds(executor.seconds(call))}
    except Exception as error:  # the compiler's and the runtime's errors have no common class
        return row | {"is_ok": False, "error": f"{type(error).__name__}: {error}"}


def _checked(call: Call, outputs: tuple[torch.Tensor, ...]) -> dict[str, Any]:
    expected = call.expected()
    pairs = [(ours.float(), theirs.float()) for ours, theirs in zip(outputs, expected, strict=True)]
    tolerance = TOLERANCES[expected[0].dtype]
    return {
        "max_error": max(float((ours - theirs).abs().max()) for ours, theirs in pairs),
        "is_ok": all(
            torch.allclose(ours, theirs, rtol=tolerance.rtol, atol=tolerance.atol) for ours, theirs in pairs
        ),
    }


def _microseconds(seconds: float | None) -> float | None:
    return None if seconds is None else round(1e6 * seconds, 2)
