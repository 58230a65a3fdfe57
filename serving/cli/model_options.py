"""The options of whatever loads a model in this process: `serve` and `chat MODEL`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from serving.cli.options import bad_value, default_data_dir, number, option
from serving.cli.sizes import parse_duration_s, parse_memory, parse_num_bytes
from serving.config import ReplicaConfig
from serving.errors import StartupError
from serving.replica.memory import available_bytes

PANEL = "Model and memory"


class Dtype(StrEnum):
    auto = "auto"
    float32 = "float32"
    bfloat16 = "bfloat16"


class QuantizationChoice(StrEnum):
    auto = "auto"
    none = "none"
    int8 = "int8"
    q8_0 = "q8_0"
    q4_0 = "q4_0"
    q4_1 = "q4_1"


class KVDtypeChoice(StrEnum):
    auto = "auto"
    float32 = "float32"
    bfloat16 = "bfloat16"
    int8 = "int8"


class GenerationConfigChoice(StrEnum):
    auto = "auto"
    none = "none"


MaxModelLen = Annotated[
    int | None,
    number("--max-model-len", "Most tokens of one sequence. Default: the model's own.", least=2, panel=PANEL),
]
KvMemory = Annotated[
    str | None,
    option(
        "--kv-memory",
        "Memory for KV: 2GB, 512MiB, or a share of what is free, 40% or 0.4.",
        panel=PANEL,
        metavar="SIZE",
    ),
]
DtypeOption = Annotated[
    Dtype, option("--dtype", "Numbers to compute with, where nothing is quantised.", panel=PANEL)
]
QuantizationOption = Annotated[
    QuantizationChoice,
    option("--quantization", "Format of the weights; auto keeps the file's own.", panel=PANEL),
]
KVDtypeOption = Annotated[KVDtypeChoice, option("--kv-dtype", "Format of the KV cache.", panel=PANEL)]
GenerationConfigOption = Annotated[
    GenerationConfigChoice,
    option(
        "--generation-config",
        "auto: the checkpoint's sampling defaults stand in for what a request leaves out.",
        panel="Sampling",
    ),
]
DataDir = Annotated[
    Path | None,
    option(
        "--data-dir", "Where sessions are kept. Default: $XDG_DATA_HOME/tenure.", panel=PANEL, metavar="DIR"
    ),
]
Threads = Annotated[
    int | None, number("--threads", "Compute threads. Default: one per physical core.", least=1, panel=PANEL)
]


def make_replica_config(
    *, data_dir: Path | None, kv_memory: str | None, device_memory_bytes: int | None = None, **values: Any
) -> ReplicaConfig:
    """A ReplicaConfig from flags; what it refuses is a usage error here.

    A share of `kv_memory` is one of the accelerator's memory if there is one, else of what this machine has.
    """
    try:
        return ReplicaConfig(
            data_dir=data_dir or default_data_dir(),
            kv_memory_bytes=kv_memory_bytes(kv_memory, device_memory_bytes),
            **values,
        )
    except StartupError as error:
        raise typer.BadParameter(str(error)) from error


def kv_memory_bytes(text: str | None, device_memory_bytes: int | None = None) -> int | None:
    if text is None:
        return None
    try:
        return parse_memory(text).resolve(
            available_bytes() if device_memory_bytes is None else device_memory_bytes
        )
    except ValueError as error:
        raise bad_value(error, "--kv-memory") from error


def checked_duration_s(flag: str, text: str) -> float:
    try:
        return parse_duration_s(text)
    except ValueError as error:
        raise bad_value(error, flag) from error


def checked_num_bytes(flag: str, text: str) -> int:
    try:
        return parse_num_bytes(text)
    except ValueError as error:
        raise bad_value(error, flag) from error
