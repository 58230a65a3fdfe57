"""Paths with a session's id, which is the client's own and may have slashes in it.

A slash of an id may be sent as it is, or as `%2F`. The latter is never the slash before a verb: the state of
`a` is at `/v1/sessions/a/state`, and the session `a/state` at `/v1/sessions/a%2Fstate`.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from starlette.routing import Match
from starlette.types import Scope

from serving.api.idempotent_route import IdempotentRoute

_PARAM = "session_id"
_ENCODED_SLASH = re.compile("%2f", re.IGNORECASE)
_STAND_IN = "\0"  # for the slash of an id: no id has this character


class SessionRoute(IdempotentRoute):
    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        if scope["type"] != "http" or not scope.get("raw_path"):
            return super().matches(scope)
        match, child_scope = super().matches({**scope, "path": _path(scope["raw_path"])})
        parameters = child_scope.get("path_params", {})
        if _PARAM in parameters:
            parameters[_PARAM] = parameters[_PARAM].replace(_STAND_IN, "/")
        return match, child_scope


def _path(raw_path: bytes) -> str:
    parts = map(unquote, _ENCODED_SLASH.split(raw_path.decode("latin-1")))
    return _STAND_IN.join(part.replace(_STAND_IN, "\ufffd") for part in parts)
