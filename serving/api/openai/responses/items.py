"""Items of the Responses API: from what a client sent to what is stored, and from there to chat messages.

A model that reads text alone is told, in the place where an image or a file was, that there was one it
cannot see. Nothing is left out silently: `unseen_parts` names each such place in the response object.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from serving.api.openai.responses.attachments import file_part, image_part
from serving.api.openai.responses.compaction import summary_of
from serving.api.validation import invalid, required_string, shown
from serving.errors import InvalidRequest
from serving.responses import Item

ROLES = ("user", "assistant", "system", "developer")
STATUSES = ("in_progress", "completed", "incomplete")
MAX_ID_CHARS = 128
UNSEEN = {
    "input_image": "[An image was attached here. This model reads text only and cannot see it.]",
    "input_file": "[The file {name} was attached here. This model reads text only and cannot open it.]",
}


def new_id(prefix: str) -> str:
    return f"{prefix}_{uuid.uuid4().hex}"


# ---- from a body ----------------------------------------------------------------------------------


def input_items(value: str | Sequence[Mapping[str, Any]], place: str = "input") -> tuple[Item, ...]:
    """Checked items, each with its `id` and all its fields. Raises InvalidRequest."""
    if isinstance(value, str):
        value = [{"role": "user", "content": value}]
    return tuple(_item(item, f"{place}.{index}") for index, item in enumerate(value))


def _item(item: Mapping[str, Any], place: str) -> Item:
    kind = item.get("type")
    if kind is None:
        kind = "message" if "role" in item else "item_reference"
    read = _READERS.get(kind) if isinstance(kind, str) else None
    if read is None:
        raise invalid(f"{place}.type", f"may be {', '.join(_READERS)}, got {shown(kind)}")
    return read(item, place)


def _message(item: Mapping[str, Any], place: str) -> Item:
    role = item.get("role")
    if role not in ROLES:
        raise invalid(f"{place}.role", f"must be one of {', '.join(ROLES)}, got {shown(role)}")
    message = {
        "id": _id(item, "msg", place),
        "type": "message",
        "role": role,
        "status": _status(item, place),
        "content": _content(item.get("content"), role == "assistant", f"{place}.content"),
    }
    if item.get("phase") is not None:
        if item["phase"] not in ("commentary", "final_answer"):
            raise invalid(f"{place}.phase", f"must be commentary or final_answer, got {shown(item['phase'])}")
        message["phase"] = item["phase"]
    return message


def _content(value: Any, is_reply: bool, place: str) -> list[dict[str, Any]]:
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


def _function_call(item: Mapping[str, Any], place: str) -> Item:
    return {
        "id": _id(item, "fc", place),
        "type": "function_call",
        "call_id": required_string(item, "call_id", place),
        "name": required_string(item, "name", place),
        "arguments": required_string(item, "arguments", place),
        "status": _status(item, place),
    }


def _function_call_output(item: Mapping[str, Any], place: str) -> Item:
    output = item.get("output")
    if not isinstance(output, str):
        output = _content(output, False, f"{place}.output")
    return {
        "id": _id(item, "fco", place),
        "type": "function_call_output",
        "call_id": required_string(item, "call_id", place),
        "output": output,
        "status": _status(item, place),
    }


def _reasoning(item: Mapping[str, Any], place: str) -> Item:
    kept: dict[str, Any] = {"id": _id(item, "rs", place), "type": "reasoning"}
    for name, kind in (("summary", "summary_text"), ("content", "reasoning_text")):
        parts = [] if item.get(name) is None else item[name]
        if not isinstance(parts, list) or not all(isinstance(part, dict) for part in parts):
            raise invalid(f"{place}.{name}", f"must be an array of content parts, got {shown(parts)}")
        kept[name] = [
            {"type": kind, "text": required_string(part, "text", f"{place}.{name}.{index}")}
            for index, part in enumerate(parts)
        ]
    return kept


def _compaction(item: Mapping[str, Any], place: str) -> Item:
    sealed = required_string(item, "encrypted_content", place)
    if summary_of(sealed) is None:
        raise invalid(f"{place}.encrypted_content", "was not made by this server's /v1/responses/compact")
    return {"id": _id(item, "cmp", place), "type": "compaction", "encrypted_content": sealed}


def _item_reference(item: Mapping[str, Any], place: str) -> Item:
    """To be looked up: see `references`."""
    return {"id": required_string(item, "id", place), "type": "item_reference"}


_READERS: dict[str, Callable[[Mapping[str, Any], str], Item]] = {
    "message": _message,
    "function_call": _function_call,
    "function_call_output": _function_call_output,
    "reasoning": _reasoning,
    "compaction": _compaction,
    "item_reference": _item_reference,
}
ITEM_TYPES = tuple(_READERS)


def _status(item: Mapping[str, Any], place: str) -> str:
    status = item.get("status")
    if status is not None and status not in STATUSES:
        raise invalid(f"{place}.status", f"must be one of {', '.join(STATUSES)}, got {shown(status)}")
    return "completed" if status is None else str(status)


def _id(item: Mapping[str, Any], prefix: str, place: str) -> str:
    id_ = item.get("id")
    if id_ is None:
        return new_id(prefix)
    if not isinstance(id_, str) or not 1 <= len(id_) <= MAX_ID_CHARS or not id_.isprintable():
        raise invalid(f"{place}.id", f"must have 1 to {MAX_ID_CHARS} printable characters, got {shown(id_)}")
    return id_


# ---- to messages ----------------------------------------------------------------------------------


def check_calls(items: Sequence[Item], num_before: int) -> None:
    """Every output answers a call before it; the input begins at item `num_before`. Raises InvalidRequest."""
    call_ids = set()
    for index, item in enumerate(items):
        if item["type"] == "function_call":
            call_ids.add(item["call_id"])
        elif item["type"] == "function_call_output" and item["call_id"] not in call_ids:
            raise _no_call(item, index - num_before)


def _no_call(output: Item, place: int) -> InvalidRequest:
    call_id = shown(output["call_id"])
    if place < 0:  # it stood there alone, or its call was deleted
        return InvalidRequest(
            f"`conversation` has the output {shown(output['id'])} without its function call {call_id}. "
            "Delete that item, or add both again.",
            param="conversation",
        )
    param = f"input.{place}.call_id"
    return InvalidRequest(f"`{param}`: there is no function call {call_id} before this output.", param=param)


def messages_of(instructions: str | None, items: Sequence[Item]) -> tuple[Mapping[str, Any], ...]:
    """The items as a chat template takes them, a system message with the instructions before them."""
    messages: list[dict[str, Any]] = []
    if instructions:
        messages.append({"role": "system", "content": instructions})
    reasoning: str | None = None
    for item in items:
        kind = item["type"]
        if kind == "reasoning":
            reasoning = "\n".join(part["text"] for part in item["content"]) or None
        elif kind == "message":
            messages.append({"role": item["role"], "content": text_of(item["content"])})
        elif kind == "function_call":
            _add_call(messages, item)
        elif kind == "function_call_output":
            messages.append(
                {"role": "tool", "content": text_of(item["output"]), "tool_call_id": item["call_id"]}
            )
        elif kind == "compaction":
            messages.append({"role": "system", "content": summary_of(item["encrypted_content"])})
        if reasoning is not None and messages and messages[-1]["role"] == "assistant" and kind != "reasoning":
            messages[-1]["reasoning_content"], reasoning = reasoning, None
    return tuple(messages)


def _add_call(messages: list[dict[str, Any]], item: Item) -> None:
    """Calls belong to the assistant's message before them."""
    if not messages or messages[-1]["role"] != "assistant":
        messages.append({"role": "assistant", "content": None})
    function = {"name": item["name"], "arguments": item["arguments"]}
    calls = messages[-1].setdefault("tool_calls", [])
    calls.append({"id": item["call_id"], "type": "function", "function": function})


def text_of(content: str | Sequence[Mapping[str, Any]]) -> str:
    if isinstance(content, str):
        return content
    return "\n".join(_part_text(part) for part in content)


def _part_text(part: Mapping[str, Any]) -> str:
    kind = part["type"]
    if kind in UNSEEN:
        return UNSEEN[kind].format(
            name=json.dumps(part.get("filename") or "without a name", ensure_ascii=False)
        )
    return str(part["refusal"] if kind == "refusal" else part["text"])


def unseen_parts(items: Sequence[Item]) -> list[str]:
    """Where in the input something stands that the model was only told of: `input.0.content.1`."""
    return [
        f"input.{index}.{field}.{position}"
        for index, item in enumerate(items)
        for field in ("content", "output")
        if isinstance(item.get(field), list)
        for position, part in enumerate(item[field])
        if part["type"] in UNSEEN
    ]
