"""A session's items as the messages of a prompt: the same items are the same messages whenever they are read.

So a step's prompt begins with what the log has of the steps before it, token by token.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from serving.agents.commands import command_output
from serving.api.openai.responses.items import messages_of
from serving.mcp_items import model_name
from serving.responses import Item
from serving.sessions.agents.work import StoredItem

UNANSWERED = "This call was given up, and has no result."


def prompt_messages(history: Sequence[StoredItem]) -> tuple[Mapping[str, Any], ...]:
    return messages_of(None, [part for step in _steps(history) for part in _items_of(step)])


def _steps(history: Sequence[StoredItem]) -> Iterator[list[Item]]:
    """The items of a model step with the results of its calls; a message of the client's by itself."""
    group: list[Item] = []
    key: tuple[str, int | None] | None = None
    for stored in history:
        here = (stored.turn_id, stored.step)
        if group and (here != key or stored.step is None):
            yield group
            group = []
        group.append(stored.item)
        key = here
    if group:
        yield group


def _items_of(step: Sequence[Item]) -> Iterator[Item]:
    """As the Responses API has them: what was said, then all calls, then all their results."""
    outputs = {item["call_id"]: _output_of(item) for item in step if item["type"] == "function_call_output"}
    calls: list[str] = []
    for item in step:
        kind = item["type"]
        if kind == "message":
            yield {"type": "message", "role": item["role"], "content": item["content"]}
        elif kind == "reasoning":
            yield {"type": "reasoning", "content": item["summary"]}
        elif kind in ("function_call", "mcp_call", "command_execution"):
            calls.append(item["call_id"])
            yield _call(item)
            if kind == "mcp_call":
                outputs[item["call_id"]] = _mcp_output(item)
            elif kind == "command_execution":
                outputs[item["call_id"]] = command_output(item)
    for call_id in calls:
        output = outputs.get(call_id, UNANSWERED)
        yield {"type": "function_call_output", "call_id": call_id, "output": output}


def _call(item: Item) -> Item:
    name = model_name(item["server_label"], item["name"]) if item["type"] == "mcp_call" else item["name"]
    arguments = item["arguments"]
    if not isinstance(arguments, str):
        arguments = json.dumps(arguments, ensure_ascii=False)
    return {"type": "function_call", "call_id": item["call_id"], "name": name, "arguments": arguments}


def _output_of(item: Item) -> Any:
    if item["error"] is not None:
        return f"Error: {item['error']}"
    return "" if item["output"] is None else item["output"]


def _mcp_output(item: Item) -> str:
    if item["error"] is not None:
        return f"Error: {item['error']['message']}"
    return "" if item["output"] is None else str(item["output"])
