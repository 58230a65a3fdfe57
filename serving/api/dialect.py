"""One way to speak with clients: its routes, and how it says what went wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter

from serving.api.context import Context
from serving.errors import TenureError


@dataclass(frozen=True, slots=True)
class Dialect:
    prefix: str  # of the paths whose errors are told in it; of several that fit, the longest counts
    routers: Callable[[Context], Sequence[APIRouter]]
    error_body: Callable[[TenureError], dict[str, Any]]


def dialect_of(path: str, dialects: Sequence[Dialect]) -> Dialect:
    """One of the dialects has the empty prefix: it says what belongs to none."""
    fitting = [dialect for dialect in dialects if path.startswith(dialect.prefix)]
    return max(fitting, key=lambda dialect: len(dialect.prefix))
