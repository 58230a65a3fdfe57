"""LoRA adapters, each a model of its own name over the weights of the one that is loaded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from models.config import ModelConfig
from models.lora import Projection, projections_of, read_lora
from serving.engine.cpu_runner import CpuRunner
from serving.errors import ModelNotFound, StartupError
from serving.request import Request


@dataclass(frozen=True, slots=True)
class ServedAdapter:
    name: str  # that requests call it by
    root: str  # its directory's own name
    digest: str  # of its content


@dataclass(slots=True, eq=False)
class Adapters:
    """What is served, by name, and which turns are under way with it. Belongs to the event loop."""

    projections: Mapping[str, Projection] | None = None  # of the model; None: it takes no adapters
    directory: Path | None = None  # only what is below it is loaded while the server runs; None: nothing is
    served: dict[str, ServedAdapter] = field(default_factory=dict)
    _num_users: Counter[str] = field(default_factory=Counter)  # by digest

    def name_of(self, digest: str | None) -> str | None:
        """That it is served under; None where it is not, and for the model itself."""
        return next((name for name, adapter in self.served.items() if adapter.digest == digest), None)

    def begin(self, request: Request) -> str | None:
        """A turn begins, or goes on: the content of its model's adapter; None for the model itself.

        Raises: ModelNotFound where what a turn began with is not here, or has other weights now.
        """
        adapter = self.served.get(request.model)
        digest = None if adapter is None else adapter.digest
        if request.adapter is not None and request.adapter != digest:
            raise ModelNotFound(request.model, self.served)
        if digest is not None:
            self.hold(digest)
        return digest

    def hold(self, digest: str) -> None:
        """It is needed until `end`, also where it is not served."""
        self._num_users[digest] += 1

    def end(self, digest: str | None) -> None:
        if digest is not None:
            self._num_users[digest] -= 1

    def is_used(self, digest: str) -> bool:
        """Whether it is served, or held."""
        is_served = any(adapter.digest == digest for adapter in self.served.values())
        return is_served or self._num_users[digest] > 0


def load_adapters(
    entries: Sequence[str],
    directory: Path | None,
    served_names: Sequence[str],
    config: ModelConfig,
    runner: CpuRunner,
) -> Adapters:
    """Of `name=path` each. Raises: StartupError, CheckpointError."""
    if not runner.takes_adapters:
        refuse_adapters(entries, directory, "the kernels' references, see `tenure doctor`")
        return Adapters()
    adapters = Adapters(projections_of(config), directory)
    for name, path in _named(entries, served_names):
        adapter = read_lora(path, adapters.projections or {})
        runner.add_adapter(adapter)
        adapters.served[name] = ServedAdapter(name, path.resolve().name, adapter.digest)
    return adapters


def refuse_adapters(entries: Sequence[str], directory: Path | None, what: str) -> None:
    """Raises: StartupError where there are any, or may be."""
    if entries or directory is not None:
        flag = "--adapter" if entries else "--adapter-dir"
        raise StartupError(f"{flag} is not supported with {what} yet: adapters run on the CPU, on one rank.")


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
