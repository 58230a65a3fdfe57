"""LoRA adapters, each a model of its own name over the weights of the one that is loaded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.config import ModelConfig
from models.families import family_of
from models.lora import read_lora
from serving.engine.cpu_runner import CpuRunner
from serving.errors import StartupError


@dataclass(frozen=True, slots=True)
class ServedAdapter:
    name: str  # that requests call it by
    root: str  # its directory's own name
    digest: str  # of its content


def load_adapters(
    entries: Sequence[str], served_names: Sequence[str], config: ModelConfig, runner: CpuRunner
) -> tuple[ServedAdapter, ...]:
    """Of `name=path` each. Raises: StartupError, CheckpointError."""
    if entries and not runner.takes_adapters:
        raise StartupError(
            "--adapter needs the compiled kernels, and here the references do the work: see `tenure doctor`."
        )
    shapes = family_of(config).expected_tensors(config)
    served = []
    for name, path in _named(entries, served_names):
        adapter = read_lora(path, shapes)
        runner.add_adapter(adapter)
        served.append(ServedAdapter(name, path.resolve().name, adapter.digest))
    return tuple(served)


def refuse_adapters(entries: Sequence[str], what: str) -> None:
    """Raises: StartupError where there are any."""
    if entries:
        raise StartupError(
            f"--adapter is not supported with {what} yet: adapters run on the CPU, on one rank."
        )


def _named(entries: Sequence[str], served_names: Sequence[str]) -> Iterator[tuple[str, Path]]:
    taken = set(served_names)
    for entry in entries:
        name, separator, path = entry.partition("=")
        if not separator or not name or not path:
            raise StartupError(f"--adapter must be NAME=PATH, got {entry!r}.")
        if name in taken:
            raise StartupError(f"--adapter {entry}: {name!r} is the name of a model already.")
        taken.add(name)
        yield name, Path(path).expanduser()
