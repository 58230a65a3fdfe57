"""Compiled graphs and saved models on disk, found by what they were made of.

    <root>/<key>/graph.neff       the artifact, or model.pt
    <root>/<key>/manifest.json    its checksum, and what the key was made of
    <root>/<key>.lock             held while a graph is compiled

A graph is found by its traced bytes, and a whole model, ready to load, by what its traces follow from
(recipe.py): an unchanged model is not traced again, and a changed one compiles only what did change.

ModelBuilder compiles without a cache of its own. An entry appears whole or not at all, by a rename; a
damaged one is noticed by its checksum and made anew.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, ClassVar, Literal, Protocol

NEFF = "graph.neff"
SAVED_MODEL = "model.pt"
MANIFEST = "manifest.json"
State = Literal["ok", "missing", "damaged"]


class Source(Protocol):
    """What an artifact is made of: a dataclass, which the manifest shows."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def key(self) -> str:
        """32 hexadecimal digits."""
        ...

    @property
    def file_name(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphSource:
    """Of one compiled graph."""

    tag: str  # for people; not part of the key
    graph_sha256: str
    kernels_sha256: str  # of our kernels' source, which a graph may hold by reference; "" without kernels
    flags: str
    versions: tuple[tuple[str, str], ...]

    @property
    def key(self) -> str:
        return key_of(self.graph_sha256, self.kernels_sha256, self.flags, self.versions)

    @property
    def file_name(self) -> str:
        return NEFF


def key_of(*parts: object) -> str:
    """32 hexadecimal digits."""
    return hashlib.blake2b(repr(parts).encode(), digest_size=16).hexdigest()


class ArtifactCache:
    def __init__(self, root: Path) -> None:
        self.root = root

    def path(self, source: Source) -> Path:
        """Where the artifact is, or would be."""
        return self.root / source.key / source.file_name

    def state(self, source: Source) -> State:
        """Reads the whole artifact to check it."""
        return state_of(self.path(source))

    def add(self, source: Source, artifact: Path) -> None:
        """Copy an artifact in; what was there, if anything, is replaced. Call it under `lock`."""
        with self._replacing(source) as building:
            shutil.copyfile(artifact, building / source.file_name)
            manifest = {**asdict(source), "sha256": _sha256(building / source.file_name)}
            (building / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")

    def add_entry(self, source: Source, entry: Path) -> None:
        """The same with a whole entry of another cache."""
        with self._replacing(source) as building:
            shutil.copytree(entry, building, dirs_exist_ok=True)

    @contextmanager
    def _replacing(self, source: Source) -> Iterator[Path]:
        """A directory to fill, which becomes the entry if nothing is raised."""
        self.root.mkdir(parents=True, exist_ok=True)
        building = Path(tempfile.mkdtemp(prefix=f".{source.key}-", dir=self.root))
        try:
            yield building
            for file in building.rglob("*"):
                _sync(file)
            entry = self.root / source.key
            if entry.exists():
                shutil.rmtree(entry)
            building.rename(entry)
            _sync(self.root)
        finally:
            shutil.rmtree(building, ignore_errors=True)

    @contextmanager
    def lock(self, source: Source) -> Iterator[None]:
        """One process at a time compiles a graph; the others wait, and then find it done."""
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / f"{source.key}.lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


def state_of(artifact: Path) -> State:
    """Of an artifact with its manifest beside it, wherever that is. Reads the whole artifact."""
    try:
        manifest = json.loads((artifact.parent / MANIFEST).read_text(encoding="utf-8"))
        return "ok" if manifest["sha256"] == _sha256(artifact) else "damaged"
    except FileNotFoundError:
        return "damaged" if artifact.parent.exists() else "missing"
    except (OSError, ValueError, KeyError, TypeError):
        return "damaged"


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
