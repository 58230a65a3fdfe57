"""The options of what compiles for Neuron or runs there: `compile`, and `serve --device neuron`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

from models.errors import PlanError
from models.neuron.instances import find_core
from serving.cli.options import number, option
from serving.errors import StartupError

PANEL = "Neuron"


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
CacheUrl = Annotated[
    str | None,
    option(
        "--compile-cache-url",
        "A bucket or shared disk (fsspec: s3://BUCKET/PREFIX) with graphs that the cache has not: `compile` "
        "fetches and pushes, `serve` fetches. Default: none.",
        panel=PANEL,
        metavar="URL",
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


def device_memory_bytes(instance: str, tp: int) -> int:
    """Of all cores of one replica. Raises StartupError for an instance that is not known."""
    try:
        return tp * find_core(instance).memory_bytes
    except PlanError as error:
        raise StartupError(str(error)) from error
