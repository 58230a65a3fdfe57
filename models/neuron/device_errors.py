"""The runtime's failures, and what to do about each.

Status names: the SDK's `nrt_status.h`. The other phrases are those of the runtime's and compiler's messages
in public reports. torch-neuronx raises RuntimeError with the text in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from models.errors import DeviceError


@dataclass(frozen=True, slots=True)
class Failure:
    phrases: tuple[str, ...]  # any of them in the message, in lower case
    what: str
    what_to_do: str


# The first that fits is it: the particular before the general.
FAILURES = (
    Failure(
        ("nrt_state_child",),
        "The Neuron runtime was used in a forked process",
        "Start worker processes with spawn, or fork before the model is loaded.",
    ),
    Failure(
        (
            "nrt_load_not_enough_nc",
            "nrt_exec_nc_busy",
            "neuroncore(s) not available",
            "number of available neuroncores",
        ),
        "A NeuronCore is taken by another process",
        "`neuron-ls` names the processes that hold cores; a core is free again when its process has ended. "
        "Give this process its own with NEURON_RT_VISIBLE_CORES, or Ray's resource neuron_cores.",
    ),
    Failure(
        ("cuda out of memory",),
        "The GPU's memory is too small for weights, KV and working space, or others have taken of it",
        "`nvidia-smi` names the processes that hold memory. Start with a lower --kv-memory, --max-num-seqs "
        "or --max-model-len.",
    ),
    Failure(
        ("cuda error", "cudaerror"),
        "The GPU reports an error, after which this process cannot use it",
        "Restart the process; if it comes again, start it with CUDA_LAUNCH_BLOCKING=1, which names the "
        "operation.",
    ),
    Failure(
        ("exceeds 16gb", "hbm usage", "nrt_resource", "tmpbuf", "out of memory", "ncc_evrf009"),
        "The NeuronCore's memory is too small for the graphs, weights and KV",
        "Compile again with a higher --tp, or a lower --kv-memory, --max-num-seqs or --max-model-len.",
    ),
    Failure(
        ("nrt_fail_host_mem_alloc",),
        "The host's memory is too small for the runtime",
        "Free some; compile on a larger host and copy the artifacts.",
    ),
    Failure(
        ("neff is invalid", "nrt_unsupported_neff_version", "broken or hacked"),
        "A compiled graph cannot be loaded: it is damaged, or made by another version of the SDK",
        "Delete it from the artifact cache and run `tenure compile` with this environment.",
    ),
    Failure(
        ("unsupported topology",),
        "The runtime cannot connect that many cores",
        "Use a --tp that `tenure compile` lists for the instance.",
    ),
    Failure(
        ("nrt_timeout", "timed out"),
        "A graph did not finish in the runtime's time",
        "Raise NEURON_RT_EXEC_TIMEOUT (seconds). If it comes again, `neuron-monitor` shows whether the "
        "device reports hardware errors.",
    ),
    Failure(
        ("nrt_queue_full", "execution queue full", "nrt_exec_sw_nq_overflow"),
        "The runtime's queue is full",
        "This is an error of Tenure: outputs were not read. Please report it.",
    ),
    Failure(
        ("nrt_hw_error", "nrt_exec_hw_err", "nrt_exec_unit_unrecoverable"),
        "The device reports a hardware error",
        "Restart the process; if it comes again, replace the instance.",
    ),
)


@contextmanager
def explained() -> Iterator[None]:
    """Turns a RuntimeError that carries one of the runtime's failures into a DeviceError."""
    try:
        yield
    except RuntimeError as error:
        failure = failure_of(str(error))
        if failure is None:
            raise
        raise DeviceError(f"{failure.what}. {failure.what_to_do} The runtime said: {error}") from error


def failure_of(message: str) -> Failure | None:
    text = message.lower()
    return next((f for f in FAILURES if any(phrase in text for phrase in f.phrases)), None)
