"""One way to speak with clients: its routes, and how it says what went wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter
from starlette.datastructures import Headers
from starlette.types import Scope

from serving.api.context import Context
from serving.errors import TenureError


@dataclass(frozen=True, slots=True)
class Dialect:
    prefix: str  # of the paths whose errors are told in it; of several that fit, the longest counts
    routers: Callable[[Context], Sequence[APIRouter]]
    error_body: Callable[[TenureError, str], dict[str, Any]]  # of an error and the request's id
    error_status: Callable[[TenureError], int]
    error_headers: Callable[[TenureError], Mapping[str, str]] = lambda error: {}
    header: str | None = None  # that its clients send: it tells them on paths that are no dialect's own
    also_below: tuple[str, ...] = ()  # where the same routes are served once more


def dialect_of(scope: Scope, dialects: Sequence[Dialect]) -> Dialect:
    """One of the dialects has the empty prefix: it says what belongs to none."""
    fitting = [dialect for dialect in dialects if scope["path"].startswith(_prefixes(dialect))]
    best = max(fitting, key=lambda dialect: len(dialect.prefix))
    if best.prefix:
        return best
    headers = Headers(scope=scope)
    return next((one for one in dialects if one.header is not None and one.header in headers), best)


def _prefixes(dialect: Dialect) -> tuple[str, ...]:
    return tuple(place + dialect.prefix for place in ("", *dialect.also_below))
