"""Compiled graphs on disk, found by what they were made of.

    <root>/<key>/graph.neff       the artifact
    <root>/<key>/manifest.json    its checksum, and what the key was made of
    <root>/<key>.lock             held while a graph is compiled

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
from typing import Literal

NEFF = "graph.neff"
MANIFEST = "manifest.json"
State = Literal["ok", "missing", "damaged"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArtifactSource:
    """What an artifact is made of."""

    tag: str  # for people; not part of the key
    graph_sha256: str
    flags: str
    versions: tuple[tuple[str, str], ...]

    @property
    def key(self) -> str:
        """32 hexadecimal digits."""
        parts = (self.graph_sha256, self.flags, self.versions)
        return hashlib.blake2b(repr(parts).encode(), digest_size=16).hexdigest()


class ArtifactCache:
    def __init__(self, root: Path) -> None:
        self.root = root

    def path(self, source: ArtifactSource) -> Path:
        """Where the artifact is, or would be."""
        return self.root / source.key / NEFF

    def state(self, source: ArtifactSource) -> State:
        """Reads the whole artifact to check it."""
        return state_of(self.path(source).parent)

    def add(self, source: ArtifactSource, neff: Path) -> None:
        """Copy an artifact in; what was there, if anything, is replaced. Call it under `lock`."""
        with self._replacing(source) as building:
            shutil.copyfile(neff, building / NEFF)
            manifest = {**asdict(source), "sha256": _sha256(building / NEFF)}
            (building / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")

    def add_entry(self, source: ArtifactSource, entry: Path) -> None:
        """The same with a whole entry of another cache."""
        with self._replacing(source) as building:
            shutil.copytree(entry, building, dirs_exist_ok=True)

    @contextmanager
    def _replacing(self, source: ArtifactSource) -> Iterator[Path]:
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
    def lock(self, source: ArtifactSource) -> Iterator[None]:
        """One process at a time compiles a graph; the others wait, and then find it done."""
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / f"{source.key}.lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


def state_of(entry: Path) -> State:
    """Of an entry's directory, wherever it is. Reads the whole artifact."""
    try:
        manifest = json.loads((entry / MANIFEST).read_text(encoding="utf-8"))
        return "ok" if manifest["sha256"] == _sha256(entry / NEFF) else "damaged"
    except FileNotFoundError:
        return "damaged" if entry.exists() else "missing"
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
