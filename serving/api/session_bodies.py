"""Bodies of what is done with a session."""

from __future__ import annotations

import uuid
from typing import Annotated, Any, cast

from pydantic import BeforeValidator, Field, WithJsonSchema

from serving.api.caller import MAX_SESSION_ID_CHARS
from serving.api.validation import invalid, shown
from serving.api.wire import INT32_MAX, WireModel

MAX_FORKS = 64  # of one request
MAX_LEASE_S = 7 * 24 * 3600


def _place(value: Any) -> str | int:
    is_id = isinstance(value, str) and 1 <= len(value) <= MAX_SESSION_ID_CHARS
    is_count = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= INT32_MAX
    if is_id or is_count:
        return cast(str | int, value)
    raise ValueError(
        f"must be the id of an item, a branch or a response, or a number of tokens, got {shown(value)}"
    )


Place = Annotated[
    Any,
    BeforeValidator(_place),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "integer"}]}),
]


class ForkBody(WireModel):
    """`at`: an item, a branch, a response, or a number of tokens; nothing: the end."""

    at: Place | None = None
    n: Annotated[int, Field(ge=1, le=MAX_FORKS)] | None = None
    ids: Annotated[list[str], Field(min_length=1, max_length=MAX_FORKS)] | None = None


class RewindBody(WireModel):
    to: Place


class LeaseBody(WireModel):
    seconds: Annotated[float, Field(ge=0, le=MAX_LEASE_S, allow_inf_nan=False)]


class MigrateBody(WireModel):
    """`replica`: as `x-tenure-replica` names it."""

    replica: Annotated[str, Field(min_length=1, max_length=256)]


def fork_ids(body: ForkBody) -> tuple[str, ...]:
    """The given ones, or new ones. Raises InvalidRequest."""
    if body.ids is None:
        return tuple(f"ses_{uuid.uuid4().hex}" for _ in range(body.n or 1))
    if body.n not in (None, len(body.ids)):
        raise invalid("ids", f"must be as many as `n`, {body.n}, got {len(body.ids)}")
    for index, session_id in enumerate(body.ids):
        if not 1 <= len(session_id) <= MAX_SESSION_ID_CHARS or not session_id.isprintable():
            raise invalid(
                f"ids.{index}",
                f"must have 1 to {MAX_SESSION_ID_CHARS} characters, all printable, got {shown(session_id)}",
            )
        if session_id in body.ids[:index]:
            raise invalid(f"ids.{index}", f"is there twice: {shown(session_id)}")
    return tuple(body.ids)
