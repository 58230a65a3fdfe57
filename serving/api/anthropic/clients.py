"""How this API's clients are known: by the header that says which version of it they speak."""

from __future__ import annotations

from fastapi import Request
from fastapi.routing import APIRoute
from starlette.datastructures import Headers
from starlette.routing import Match
from starlette.types import Scope

from serving.api.validation import shown
from serving.errors import InvalidRequest

VERSION_HEADER = "anthropic-version"
# What we read and write is the same in both.
VERSIONS = ("2023-06-01", "2026-10-21")


async def require_known_version(request: Request) -> None:
    """Raises InvalidRequest. Who sends none is taken at his word that the path is what he means."""
    version = request.headers.get(VERSION_HEADER)
    if version is not None and version not in VERSIONS:
        raise InvalidRequest(
            f"The header {VERSION_HEADER} must be one of {', '.join(VERSIONS)}, or be left out, "
            f"got {shown(version)}.",
            param=VERSION_HEADER,
        )


class SharedPathRoute(APIRoute):
    """A route on a path that other dialects have too: for requests with this API's header alone."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        if scope["type"] != "http" or VERSION_HEADER not in Headers(scope=scope):
            return Match.NONE, {}
        return super().matches(scope)
