"""Items of the Responses API: from what a client sent to what is stored, and from there to chat messages.

A model that reads text alone is told, in the place where an image or a file was, that there was one it
cannot see. Nothing is left out silently: `unseen_parts` names each such place in the response object.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from serving.api.openai.responses.calls import CALL_TYPES, OUTPUT_TYPES, message_call, output_text, tool_list
from serving.api.openai.responses.calls import READERS as CALL_READERS
from serving.api.openai.responses.compaction import summary_of
from serving.api.openai.responses.fields import content_parts, item_id, item_status
from serving.api.openai.responses.tools import definitions, tool_items
from serving.api.openai.wire.response_tools import ListedMcpTool
from serving.api.validation import invalid, optional_string, required_string, shown, validate
from serving.mcp_items import STEP, call_id_of, model_name, result_text
from serving.request import CARRIER_PREFIX, CARRIERS
from serving.responses import Item

ROLES = ("user", "assistant", "system", "developer")
SERVER_CALLS = (  # of tools that another server ran, whose results are in its own replies
    "web_search_call",
    "file_search_call",
    "code_interpreter_call",
    "image_generation_call",
    "computer_call",
    "computer_call_output",
    "program",
    "program_output",
)
SUMMARISE = (
    "Summarise this conversation so that it can be continued from your summary alone. Keep names, numbers, "
    "decisions and open questions."
)
_LATE_TOOLS = "From here on these functions can be called too:"
UNSEEN = {
    "input_image": "[An image was attached here. This model reads text only and cannot see it.]",
    "input_file": "[The file {name} was attached here. This model reads text only and cannot open it.]",
}


# ---- from a body ----------------------------------------------------------------------------------


def input_items(value: str | Sequence[Mapping[str, Any]], place: str = "input") -> tuple[Item, ...]:
    """Checked items, each with its `id` and all its fields. Raises InvalidRequest."""
    if isinstance(value, str):
        value = [{"role": "user", "content": value}]
    return tuple(_item(item, f"{place}.{index}") for index, item in enumerate(_with_call_ids(value)))


def _with_call_ids(items: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Searches that OpenAI's server has run have none: an output is of the first call without one."""
    without_output: list[Any] = []
    for item in items:
        is_hosted = item.get("execution") == "server" and item.get("call_id") is None
        if is_hosted and item.get("type") == "tool_search_call":
            without_output.append(item.get("id"))
            yield {**item, "call_id": item.get("id")}
        elif is_hosted and item.get("type") == "tool_search_output" and without_output:
            yield {**item, "call_id": without_output.pop(0)}
        else:
            yield item


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
        "id": item_id(item, "msg", place),
        "type": "message",
        "role": role,
        "status": item_status(item, place),
        "content": content_parts(item.get("content"), role == "assistant", f"{place}.content"),
    }
    if item.get("phase") is not None:
        if item["phase"] not in ("commentary", "final_answer"):
            raise invalid(f"{place}.phase", f"must be commentary or final_answer, got {shown(item['phase'])}")
        message["phase"] = item["phase"]
    return message


def _reasoning(item: Mapping[str, Any], place: str) -> Item:
    kept: dict[str, Any] = {"id": item_id(item, "rs", place), "type": "reasoning"}
    for name, kind in (("summary", "summary_text"), ("content", "reasoning_text")):
        parts = [] if item.get(name) is None else item[name]
        if not isinstance(parts, list) or not all(isinstance(part, dict) for part in parts):
            raise invalid(f"{place}.{name}", f"must be an array of content parts, got {shown(parts)}")
        kept[name] = [
            {"type": kind, "text": required_string(part, "text", f"{place}.{name}.{index}")}
            for index, part in enumerate(parts)
        ]
    sealed = item.get("encrypted_content")
    if sealed is not None and not isinstance(sealed, str):
        raise invalid(f"{place}.encrypted_content", f"must be a string, got {shown(sealed)}")
    if sealed is not None and sealed.startswith(CARRIER_PREFIX):
        kept["encrypted_content"] = sealed
    return kept


def _compaction(item: Mapping[str, Any], place: str) -> Item:
    """One that another server has made is kept, though nobody here can read it."""
    sealed = required_string(item, "encrypted_content", place)
    return {"id": item_id(item, "cmp", place), "type": "compaction", "encrypted_content": sealed}


def _compaction_trigger(item: Mapping[str, Any], place: str) -> Item:
    return {"id": item_id(item, "cpt", place), "type": "compaction_trigger"}


def _additional_tools(item: Mapping[str, Any], place: str) -> Item:
    return {
        "id": item_id(item, "at", place),
        "type": "additional_tools",
        "role": item.get("role") or "developer",
        "tools": tool_list(item, place),
    }


def _server_call(item: Mapping[str, Any], place: str) -> Item:
    return {**item, "id": item_id(item, "sc", place)}


def _mcp_list_tools(item: Mapping[str, Any], place: str) -> Item:
    tools = item.get("tools")
    if not isinstance(tools, list):
        raise invalid(f"{place}.tools", f"must be an array of tools, got {shown(tools)}")
    listed = [validate(ListedMcpTool, tool, f"{place}.tools.{index}") for index, tool in enumerate(tools)]
    kept = set(ListedMcpTool.model_fields)
    return {
        "id": item_id(item, "mcpl", place),
        "type": "mcp_list_tools",
        "server_label": required_string(item, "server_label", place),
        "tools": [tool.model_dump(include=kept) for tool in listed],
        "error": item.get("error"),
    }


def _mcp_call(item: Mapping[str, Any], place: str) -> Item:
    told = {name: optional_string(item, name, place) for name in ("approval_request_id", "output")}
    return {**_mcp_request(item, place), **told, **{name: item.get(name) for name in ("error", "status")}}


def _mcp_request(item: Mapping[str, Any], place: str) -> Item:
    step = {STEP: item[STEP]} if isinstance(item.get(STEP), int) else {}
    return {
        "id": item_id(item, "mcp", place),
        "type": item["type"],
        **{name: required_string(item, name, place) for name in ("server_label", "name", "arguments")},
        **step,
    }


def _mcp_approval(item: Mapping[str, Any], place: str) -> Item:
    if not isinstance(item.get("approve"), bool):
        raise invalid(f"{place}.approve", f"must be true or false, got {shown(item.get('approve'))}")
    return {
        "id": item_id(item, "mcpa", place),
        "type": "mcp_approval_response",
        "approval_request_id": required_string(item, "approval_request_id", place),
        "approve": item["approve"],
        "reason": item.get("reason"),
    }


def _item_reference(item: Mapping[str, Any], place: str) -> Item:
    """To be looked up: see `references`."""
    return {"id": required_string(item, "id", place), "type": "item_reference"}


_READERS: dict[str, Callable[[Mapping[str, Any], str], Item]] = {
    "message": _message,
    **CALL_READERS,
    "reasoning": _reasoning,
    "compaction": _compaction,
    "compaction_summary": _compaction,
    "compaction_trigger": _compaction_trigger,
    "additional_tools": _additional_tools,
    "mcp_list_tools": _mcp_list_tools,
    "mcp_call": _mcp_call,
    "mcp_approval_request": _mcp_request,
    "mcp_approval_response": _mcp_approval,
    "item_reference": _item_reference,
    **dict.fromkeys(SERVER_CALLS, _server_call),
}
ITEM_TYPES = tuple(_READERS)


def has_foreign_reasoning(item: Mapping[str, Any]) -> bool:
    """It has reasoning that another server has sealed: nobody here can read that."""
    sealed = item.get("encrypted_content")
    is_sealed = item.get("type") == "reasoning" and isinstance(sealed, str)
    return is_sealed and not str(sealed).startswith(CARRIER_PREFIX)


# ---- to messages ----------------------------------------------------------------------------------


def orphan_outputs(items: Sequence[Item]) -> set[int]:
    """Where in the conversation outputs stand whose call is not before them."""
    call_ids, orphans = set(), set()
    for index, item in enumerate(items):
        if item["type"] in CALL_TYPES:
            call_ids.add(item["call_id"])
        elif item["type"] in OUTPUT_TYPES and item["call_id"] not in call_ids:
            orphans.add(index)
    return orphans


def messages_of(instructions: str | None, items: Sequence[Item]) -> tuple[Mapping[str, Any], ...]:
    """The items as a chat template takes them, a system message with the instructions before them."""
    messages: list[dict[str, Any]] = []
    if instructions:
        messages.append({"role": "system", "content": instructions})
    before_reply: dict[str, Any] = {}  # of what comes before a reply, and belongs to it
    orphans = orphan_outputs(items)
    late_tools = {index for index, _, is_at_start in tool_items(items) if not is_at_start}
    turns = _calls_of_turns(items)
    told = {index for first, calls in turns.items() for index in range(first, first + len(calls))}
    for index, item in enumerate(items):
        kind = item["type"]
        if kind == "reasoning":
            _add_reasoning(messages, before_reply, item)
        elif kind == "message":
            messages.append({"role": item["role"], "content": text_of(item["content"])})
        elif index in turns:
            _add_turn_of_calls(messages, turns[index])
        elif index in told:
            pass
        elif kind in CALL_TYPES:
            _add_call(messages, message_call(item))
        elif kind in ("mcp_call", "mcp_approval_response"):
            _add_answer(messages, item)
        elif kind in OUTPUT_TYPES:
            messages.append(_output_message(item, is_orphan=index in orphans))
        elif kind == "compaction":
            summary = summary_of(item["encrypted_content"])
            messages += [] if summary is None else [{"role": "system", "content": summary}]
        elif kind == "compaction_trigger":
            messages.append({"role": "user", "content": SUMMARISE})
        elif kind == "additional_tools" and index in late_tools:
            messages.append({"role": "system", "content": f"{_LATE_TOOLS}\n{definitions(item['tools'])}"})
        if before_reply and kind != "reasoning" and messages and messages[-1]["role"] == "assistant":
            messages[-1].update(before_reply)
            before_reply = {}
    return tuple(messages)


def _add_reasoning(messages: list[dict[str, Any]], before_reply: dict[str, Any], item: Item) -> None:
    """Reasoning comes before its reply. The carrier, which has all of the reply, follows it, and what the
    server has found or called for it."""
    text = "\n".join(part["text"] for part in item["content"])
    if text:
        before_reply["reasoning_content"] = text
    if "encrypted_content" in item:
        reply = next((one for one in reversed(messages) if one["role"] != "tool"), before_reply)
        follows = reply.get("role") == "assistant" and CARRIERS not in reply
        (reply if follows else before_reply)[CARRIERS] = (item["encrypted_content"],)


def _output_message(item: Item, *, is_orphan: bool) -> dict[str, Any]:
    text = output_text(item, text_of)
    if is_orphan:  # no template has a place for it
        return {"role": "user", "content": f"Output of the tool call {item['call_id']}:\n{text}"}
    return {"role": "tool", "content": text, "tool_call_id": item["call_id"]}


def _add_call(messages: list[dict[str, Any]], call: dict[str, Any]) -> None:
    """Calls belong to the assistant's message before them."""
    if not messages or messages[-1]["role"] != "assistant":
        messages.append({"role": "assistant", "content": None})
    messages[-1].setdefault("tool_calls", []).append(call)


def _calls_of_turns(items: Sequence[Item]) -> dict[int, list[Item]]:
    """The calls of each turn that has one of the server's, by the place of its first call."""
    turns: dict[int, list[Item]] = {}
    first = 0
    for index, item in enumerate(items):
        if index == 0 or not _is_of_one_turn(items[index - 1], item):
            first = index
        if _is_call(item):
            turns.setdefault(first, []).append(item)
    return {first: calls for first, calls in turns.items() if any(_is_servers(call) for call in calls)}


def _is_servers(item: Item) -> bool:
    """What became of an approved call is told by itself."""
    is_result = item["type"] == "mcp_call" and item.get("approval_request_id")
    return item["type"] in ("mcp_call", "mcp_approval_request") and not is_result


def _is_call(item: Item) -> bool:
    return _is_servers(item) or item["type"] in CALL_TYPES


def _is_of_one_turn(one: Item, next_one: Item) -> bool:
    """Of clients' calls nothing else is known than that they end a turn."""
    if not (_is_call(one) and _is_call(next_one)):
        return False
    steps = [call[STEP] for call in (one, next_one) if call.get(STEP) is not None]
    if len(steps) < 2:
        return one["type"] in CALL_TYPES or next_one["type"] in CALL_TYPES
    return bool(steps[0] == steps[1])


def _add_turn_of_calls(messages: list[dict[str, Any]], calls: Sequence[Item]) -> None:
    """They are one message, and the results of the server's follow."""
    for call in calls:
        _add_call(messages, _mcp_message_call(call) if _is_servers(call) else message_call(call))
    messages += [_mcp_result(call, result_text(call)) for call in calls if call["type"] == "mcp_call"]


def _mcp_message_call(call: Item) -> dict[str, Any]:
    function = {"name": model_name(call["server_label"], call["name"]), "arguments": call["arguments"]}
    return {"id": call_id_of(call), "type": "function", "function": function}


def _add_answer(messages: list[dict[str, Any]], item: Item) -> None:
    """What became of a call that was asked for."""
    if item["type"] == "mcp_call":
        messages.append(_mcp_result(item, result_text(item)))
    elif not item["approve"]:
        because = f" {item['reason']}" if item.get("reason") else ""
        messages.append(_mcp_result(item, f"The user did not approve of this call.{because}"))


def _mcp_result(item: Item, text: str) -> dict[str, Any]:
    return {"role": "tool", "content": text, "tool_call_id": call_id_of(item)}


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
    """Where in the input something stands that the model was told of at most: `input.0.content.1`."""
    return [place for index, item in enumerate(items) for place in _unseen(item, f"input.{index}")]


def _unseen(item: Item, place: str) -> list[str]:
    is_foreign = item["type"] == "compaction" and summary_of(item["encrypted_content"]) is None
    if is_foreign or item["type"] in SERVER_CALLS:
        return [place]
    return [
        f"{place}.{field}.{position}"
        for field in ("content", "output")
        if isinstance(item.get(field), list)
        for position, part in enumerate(item[field])
        if isinstance(part, Mapping) and part.get("type") in UNSEEN
    ]
