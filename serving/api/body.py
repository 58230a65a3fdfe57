"""From the bytes of a body to a JSON object."""

from __future__ import annotations

from email.message import Message
from hashlib import blake2b
from typing import Any

from fastapi import Request
from pydantic_core import from_json

from serving.api.content_encoding import decoded
from serving.api.errors import UnsupportedMediaType
from serving.api.limits import read_body
from serving.errors import InvalidRequest


async def read_object(request: Request, max_bytes: int) -> dict[str, Any]:
    """And note the body's digest. Raises UnsupportedMediaType, BodyTooLarge, or InvalidRequest."""
    require_json(request.headers.get("content-type"))
    return object_of(request, await read_body(request, max_bytes), max_bytes)


def object_of(request: Request, raw: bytes, max_bytes: int) -> dict[str, Any]:
    """The same of a body that was read. Raises UnsupportedMediaType, BodyTooLarge, or InvalidRequest."""
    encoding = request.headers.get("content-encoding", "identity").strip().lower()
    request.state.body_digest = blake2b(raw, digest_size=32).digest()
    return parse_object(decoded(raw, encoding, max_bytes))


async def read_optional_object(request: Request, max_bytes: int) -> dict[str, Any]:
    """The same, and an empty object where there is no body."""
    raw = await read_body(request, max_bytes)
    if not raw.strip():
        return {}
    require_json(request.headers.get("content-type"))
    return parse_object(raw)


def parse_object(raw: bytes, what: str = "body") -> dict[str, Any]:
    """Strict JSON: UTF-8, no NaN, at most 200 levels deep (pydantic's limit). Raises InvalidRequest."""
    if not raw.strip():
        raise InvalidRequest(f"The {what} is empty. Send a JSON object.")
    try:
        value = from_json(raw, allow_inf_nan=False)
    except ValueError as error:
        raise InvalidRequest(f"The {what} is not valid JSON: {error}.", code="invalid_json") from None
    if not isinstance(value, dict):
        raise InvalidRequest(f"The {what} must be a JSON object, got {_kind(value)}.")
    return value


def require_json(content_type: str | None) -> None:
    """Raises UnsupportedMediaType."""
    header = Message()
    header["content-type"] = content_type or "nothing"
    kind, _, subtype = header.get_content_type().partition("/")
    is_json = kind == "application" and (subtype == "json" or subtype.endswith("+json"))
    if content_type is None or not is_json:
        given = "there is none" if content_type is None else f"it is {content_type[:80]!r}"
        raise UnsupportedMediaType(f"The content-type must be application/json and {given}.")
    charset = header.get_content_charset("utf-8")
    if charset not in ("utf-8", "utf8", "us-ascii"):
        raise UnsupportedMediaType(f"JSON is encoded as UTF-8, and the content-type says {charset[:80]!r}.")


def _kind(value: Any) -> str:
    names = {list: "an array", str: "a string", bool: "a boolean", type(None): "null"}
    return names.get(type(value), "a number")
