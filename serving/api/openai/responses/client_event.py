"""What a client says over a WebSocket: one frame, text or binary, with one JSON object in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.types import Message

from serving.api.body import parse_object
from serving.api.validation import invalid, shown
from serving.errors import BodyTooLarge, InvalidRequest, TenureError

CREATE, STEER = "response.create", "response.steer"
MAX_STREAM_ID_CHARS = 256
_STREAM_ID = re.compile(rf"[A-Za-z0-9_.-]{{1,{MAX_STREAM_ID_CHARS}}}")  # OpenAI's rule


@dataclass(frozen=True, slots=True)
class ClientEvent:
    """An event of one of the two types, or what is wrong with the frame."""

    kind: str = ""
    stream_id: str | None = None  # the lane that it is for; None: the one without a name
    fields: Mapping[str, Any] = field(default_factory=dict)  # but for these two
    error: TenureError | None = None

    @classmethod
    def of(cls, frame: Message, max_bytes: int) -> ClientEvent:
        """Of an ASGI `websocket.receive`."""
        try:
            fields = _object(frame, max_bytes)
            stream_id = _stream_id(fields)
        except TenureError as error:
            return cls(error=error)
        kind = fields.pop("type", None)
        if kind == CREATE:
            return cls(CREATE, stream_id, fields)
        try:
            if kind != STEER:
                raise InvalidRequest(
                    f"`type` must be {CREATE} or {STEER}, got {shown(kind)}. A response is cancelled by "
                    "closing its connection.",
                    param="type",
                    code="unknown_event_type",
                )
            _check_steer(fields)
        except InvalidRequest as error:
            return cls(stream_id=stream_id, error=error)
        return cls(STEER, stream_id, fields)


def _object(frame: Message, max_bytes: int) -> dict[str, Any]:
    text = frame.get("text")
    # A text frame is UTF-8, which the transport has checked; a binary one is what the client says it is.
    raw: bytes = (frame.get("bytes") or b"") if text is None else text.encode(errors="replace")
    if len(raw) > max_bytes:
        raise BodyTooLarge(max_bytes, len(raw))
    return parse_object(raw, "message")


def _stream_id(fields: dict[str, Any]) -> str | None:
    stream_id = fields.pop("stream_id", None)
    if stream_id is None:
        return None
    if not isinstance(stream_id, str) or not _STREAM_ID.fullmatch(stream_id):
        raise invalid(
            "stream_id",
            f"must have 1 to {MAX_STREAM_ID_CHARS} ASCII letters, digits, `_`, `.` or `-`, "
            f"got {shown(stream_id)}",
        )
    return stream_id


def _check_steer(fields: Mapping[str, Any]) -> None:
    """What is told of a steer that failed repeats these two."""
    if not isinstance(fields.get("previous_response_id"), str):
        raise invalid("previous_response_id", "must be the id of the response to steer")
    if not isinstance(fields.get("input"), str | list):
        raise invalid("input", f"must be a string or an array of items, got {shown(fields.get('input'))}")
