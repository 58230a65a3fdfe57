"""The options of what compiles for Neuron or runs there: `compile`, and `serve --device neuron`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import platformdirs

from serving.cli.options import number, option
from serving.config import NeuronConfig
from serving.errors import StartupError

PANEL = "Neuron"
DEFAULT_INSTANCE = "trn1.2xlarge"


class KVLayoutChoice(StrEnum):
    paged = "paged"
    contiguous = "contiguous"


InstanceName = Annotated[
    str,
    option(
        "--instance",
        "trn1.2xlarge, trn1.32xlarge, trn1n.32xlarge or trn2.48xlarge: whose memory is planned with.",
        panel=PANEL,
        metavar="NAME",
    ),
]
KVLayoutOption = Annotated[
    KVLayoutChoice,
    option(
        "--kv-layout",
        "contiguous gives each sequence one block: for compilers that fail on paged graphs.",
        panel=PANEL,
    ),
]
CacheDir = Annotated[
    Path | None,
    option(
        "--compile-cache",
        "Where compiled graphs are kept. Default: $XDG_CACHE_HOME/tenure/neuron.",
        panel=PANEL,
        metavar="DIR",
    ),
]
CompileWorkers = Annotated[
    int, number("--compile-workers", "Graphs that are compiled at a time.", least=1, panel=PANEL)
]
CompileTimeout = Annotated[
    float, number("--compile-timeout", "Seconds that one graph may take.", least=1, panel=PANEL)
]
Emulate = Annotated[
    bool,
    option(
        "--emulate",
        "Run the graphs on this CPU, without the Neuron SDK: an emulation, slow, for tests.",
        panel=PANEL,
    ),
]


def make_neuron_config(
    *,
    instance: str,
    kv_layout: KVLayoutChoice,
    cache_dir: Path | None,
    compile_workers: int,
    compile_timeout: float,
    emulate: bool,
    may_compile: bool = True,
) -> NeuronConfig:
    """Raises StartupError for an instance that is not one with NeuronCores."""
    from serving.planning.hardware import INSTANCES, find_instance

    machine = find_instance(instance, cpu_memory_bytes=1)
    if machine.is_measured:
        raise StartupError(
            f"--instance is {instance}, and NeuronCores are in {', '.join(INSTANCES)}. Name one of these."
        )
    return NeuronConfig(
        instance=machine.name,
        target=machine.family,
        core_memory_bytes=machine.core_memory_bytes,
        tp_sizes=machine.tp_sizes,
        kv_layout=kv_layout.value,
        cache_dir=cache_dir or platformdirs.user_cache_path("tenure", appauthor=False) / "neuron",
        compile_workers=compile_workers,
        compile_timeout_s=compile_timeout,
        emulate=emulate,
        may_compile=may_compile,
    )
