"""Content blocks, each as a message of its own, and how those of one speaker are put together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from serving.request import CARRIER_PREFIX, CARRIERS

Part = dict[str, Any]  # a message in OpenAI's form


def call_part(call_id: str, name: str, arguments: str) -> Part:
    """One call, of the assistant's. `arguments`: JSON."""
    call = {"id": call_id, "type": "function", "function": {"name": name, "arguments": arguments}}
    return {"role": "assistant", "content": "", "tool_calls": [call]}


def combined(parts: Iterator[Part]) -> Iterator[Part]:
    """Parts of the user that follow one another are one message, and so are the assistant's."""
    for role, group in groupby(parts, key=itemgetter("role")):
        if role in ("user", "assistant"):
            yield _one(role, list(group))
        else:
            yield from group


def _one(role: str, parts: Sequence[Part]) -> Part:
    text = "\n".join(part["content"] for part in parts if part["content"])
    calls = [call for part in parts for call in part.get("tool_calls", ())]
    reasoning = "\n".join(part["reasoning_content"] for part in parts if part.get("reasoning_content"))
    carriers = tuple(one for part in parts for one in part.get(CARRIERS, ()))
    message: Part = {"role": role, "content": text}
    if calls:
        message |= {"content": text or None, "tool_calls": calls}
    if reasoning:
        message["reasoning_content"] = reasoning
    if carriers:
        message[CARRIERS] = carriers
    return message


def thinking_part(thinking: str, sealed: str | None) -> Part:
    """Reasoning of the assistant's, and what is sealed beside it: of use where a server of ours did that.

    It is for a template that reads it; with others it is no part of what a session compares.
    """
    part: Part = {"role": "assistant", "content": ""}
    if thinking:
        part["reasoning_content"] = thinking
    if is_carrier(sealed):
        part[CARRIERS] = (sealed,)
    return part


def is_carrier(sealed: object) -> bool:
    """Whether it says that a server of ours has sealed it."""
    return isinstance(sealed, str) and sealed.startswith(CARRIER_PREFIX)
