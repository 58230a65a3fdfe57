"""What items of every type are made of."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from serving.api.openai.responses.attachments import file_part, image_part
from serving.api.validation import invalid, required_string, shown

STATUSES = ("in_progress", "completed", "incomplete")
MAX_ID_CHARS = 128


def new_id(prefix: str) -> str:
    return f"{prefix}_{uuid.uuid4().hex}"


def item_id(item: Mapping[str, Any], prefix: str, place: str) -> str:
    id_ = item.get("id")
    if id_ is None:
        return new_id(prefix)
    if not isinstance(id_, str) or not 1 <= len(id_) <= MAX_ID_CHARS or not id_.isprintable():
        raise invalid(f"{place}.id", f"must have 1 to {MAX_ID_CHARS} printable characters, got {shown(id_)}")
    return id_


def item_status(item: Mapping[str, Any], place: str) -> str:
    status = item.get("status")
    if status is not None and status not in STATUSES:
        raise invalid(f"{place}.status", f"must be one of {', '.join(STATUSES)}, got {shown(status)}")
    return "completed" if status is None else str(status)


def content_parts(value: Any, is_reply: bool, place: str) -> list[dict[str, Any]]:
    if isinstance(value, str):
        return [_text_part(value, is_reply)]
    if not isinstance(value, list) or not all(isinstance(part, dict) for part in value):
        raise invalid(place, f"must be a string or an array of content parts, got {shown(value)}")
    return [_part(part, is_reply, f"{place}.{index}") for index, part in enumerate(value)]


def _part(part: Mapping[str, Any], is_reply: bool, place: str) -> dict[str, Any]:
    kind = part.get("type")
    if kind in ("input_text", "output_text", "text"):
        return _text_part(required_string(part, "text", place), is_reply)
    if kind == "refusal" and is_reply:
        return {"type": "refusal", "refusal": required_string(part, "refusal", place)}
    if kind == "input_image" and not is_reply:
        return image_part(part, place)
    if kind == "input_file" and not is_reply:
        return file_part(part, place)
    possible = "output_text, refusal" if is_reply else "input_text, input_image, input_file"
    raise invalid(f"{place}.type", f"may be {possible}, got {shown(kind)}")


def _text_part(text: str, is_reply: bool) -> dict[str, Any]:
    if is_reply:
        return {"type": "output_text", "text": text, "annotations": [], "logprobs": []}
    return {"type": "input_text", "text": text}


def required_object(item: Mapping[str, Any], name: str, place: str) -> dict[str, Any]:
    """Raises InvalidRequest."""
    value = item.get(name)
    if not isinstance(value, dict):
        raise invalid(f"{place}.{name}", f"must be an object, got {shown(value)}")
    return value
