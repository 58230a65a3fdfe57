"""The id of a request, under which the logs have it: the client's own, or a new one."""

from __future__ import annotations

import re
import uuid

from starlette.datastructures import Headers
from starlette.types import Scope

REQUEST_ID_HEADER = "x-request-id"
# What OpenAI's clients look for, Anthropic's, and Bedrock's.
ANSWER_HEADERS = (REQUEST_ID_HEADER, "request-id", "x-amzn-requestid")
_GIVEN = re.compile(r"[A-Za-z0-9._:/+=@-]{1,128}")


def request_id(scope: Scope) -> str:
    """The same each time it is asked for."""
    state = scope.setdefault("state", {})
    if "request_id" not in state:
        state["request_id"] = _new_id(Headers(scope=scope).get(REQUEST_ID_HEADER))
    found: str = state["request_id"]
    return found


def _new_id(given: str | None) -> str:
    return given if given is not None and _GIVEN.fullmatch(given) else f"req-{uuid.uuid4().hex}"
