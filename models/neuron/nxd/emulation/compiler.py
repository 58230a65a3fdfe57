"""The emulated compiler: a NEFF that holds no code, but knows the graph it was made of.

Imports neither torch nor anything of ours, so that a compile worker starts quickly.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any

NEFF_FILE = "graph.neff"


class HloModule:
    """Stands in for the protocol buffer: a graph as bytes."""

    def __init__(self, serialized: bytes = b"") -> None:
        self.serialized = serialized

    def SerializeToString(self) -> bytes:  # noqa: N802
        return self.serialized

    def ParseFromString(self, serialized: bytes) -> None:  # noqa: N802
        self.serialized = serialized


class MetaNeff(HloModule):
    """Stands in for the protocol buffer that describes a NEFF's inputs and outputs."""


class CompilationArtifacts:
    def __init__(self, neff_filepath: str) -> None:
        self.neff_filepath = neff_filepath

    def get_neff_bytes(self) -> bytes:
        return Path(self.neff_filepath).read_bytes()


def compile(  # noqa: A001
    hlo_module: HloModule,
    metaneff: Any,
    compiler_workdir: str | os.PathLike[str] | None = None,
    compiler_args: str | None = None,
    key: str | None = None,
) -> CompilationArtifacts:
    """Write the emulated NEFF of a graph to `<compiler_workdir>/<key>/graph.neff`."""
    if not hlo_module or not metaneff:
        raise ValueError("Required compile arguments missing: hlo_module, metaneff")
    assert compiler_workdir is not None, "the emulation has no default directory"
    directory = Path(compiler_workdir) / (key or "model")
    directory.mkdir(parents=True, exist_ok=True)
    path = directory / NEFF_FILE
    path.write_bytes(neff_of(hlo_module, compiler_args))
    return CompilationArtifacts(str(path))


def neff_of(hlo_module: HloModule, compiler_args: str | None) -> bytes:
    digest = hashlib.sha256(hlo_module.SerializeToString()).hexdigest()
    return json.dumps({"emulated neff of": digest, "compiler_args": compiler_args}).encode()


def graph_digest(neff: bytes) -> str:
    """Which graph an emulated NEFF was made of; "" where it is not one."""
    try:
        return str(json.loads(neff)["emulated neff of"])
    except (ValueError, KeyError, TypeError):
        return ""
