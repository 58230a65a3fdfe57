"""The source that graphs are traced from, as a digest: what keys of compiled graphs hold of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

_ROOT = Path(__file__).parents[2]
_PACKAGES = ("models", "kernels")


def code_digest() -> str:
    """Of every source file of `models` and `kernels`."""
    return source_digest(path for package in _PACKAGES for path in (_ROOT / package).rglob("*.py"))


def source_digest(paths: Iterable[Path]) -> str:
    """SHA-256 of the files' names and contents."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(f"{path.relative_to(_ROOT)}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
