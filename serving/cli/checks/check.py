"""What one look at the machine comes to."""

from __future__ import annotations

import importlib.metadata
from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    ok = "ok"
    absent = "absent"  # not here, and not needed to serve on CPU
    warning = "warning"  # works, but worse than it could
    missing = "missing"  # serving on CPU needs it


@dataclass(frozen=True, slots=True)
class Check:
    name: str
    status: Status
    found: str
    hint: str = ""  # how to get what is missing


def installed_version(distribution: str) -> str | None:
    try:
        return importlib.metadata.version(distribution)
    except importlib.metadata.PackageNotFoundError:
        return None
