"""Calls that a client runs, and their outputs: as items, and as messages of a chat template."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from serving.api.openai.responses.fields import content_parts, item_id, item_status, required_object
from serving.api.openai.responses.tools import ResponseTools, definitions, model_name
from serving.api.validation import invalid, required_string, shown
from serving.call_arguments import parse_arguments
from serving.call_kinds import ITEM_TYPE, arguments_of
from serving.mcp_items import STEP
from serving.responses import Item

CALL_TYPES = frozenset(ITEM_TYPE.values())


# ---- from a body ----------------------------------------------------------------------------------


def _function_call(item: Mapping[str, Any], place: str) -> Item:
    return {
        **_call(item, "fc", place),
        "name": required_string(item, "name", place),
        "arguments": required_string(item, "arguments", place),
        **_namespace(item, place),
    }


def _custom_tool_call(item: Mapping[str, Any], place: str) -> Item:
    return {
        **_call(item, "ctc", place),
        "name": required_string(item, "name", place),
        "input": required_string(item, "input", place),
        **_namespace(item, place),
    }


def _local_shell_call(item: Mapping[str, Any], place: str) -> Item:
    return {**_call(item, "lsh", place), "action": required_object(item, "action", place)}


def _shell_call(item: Mapping[str, Any], place: str) -> Item:
    return {**_call(item, "sh", place), "action": required_object(item, "action", place)}


def _apply_patch_call(item: Mapping[str, Any], place: str) -> Item:
    return {**_call(item, "apc", place), "operation": required_object(item, "operation", place)}


def _tool_search_call(item: Mapping[str, Any], place: str) -> Item:
    arguments = item.get("arguments")
    if isinstance(arguments, str):
        try:
            arguments = parse_arguments(arguments)
        except ValueError:
            raise invalid(f"{place}.arguments", f"must be JSON, got {shown(arguments)}") from None
    call = _call({**item, "call_id": item.get("call_id") or item.get("id")}, "tsc", place)
    step = {STEP: item[STEP]} if isinstance(item.get(STEP), int) else {}
    return {**call, "arguments": arguments, "execution": _execution(item, place), **step}


def _call(item: Mapping[str, Any], prefix: str, place: str) -> dict[str, Any]:
    return {
        "id": item_id(item, prefix, place),
        "type": item["type"],
        "call_id": required_string(item, "call_id", place),
        "status": item_status(item, place),
    }


def _namespace(item: Mapping[str, Any], place: str) -> dict[str, str]:
    return {} if item.get("namespace") is None else {"namespace": required_string(item, "namespace", place)}


def _execution(item: Mapping[str, Any], place: str) -> str:
    execution = item.get("execution") or "client"
    if execution not in ("client", "server"):
        raise invalid(f"{place}.execution", f"must be client or server, got {shown(execution)}")
    return str(execution)


def _output(item: Mapping[str, Any], place: str) -> Item:
    """Of a function, a custom tool or a local shell: text."""
    output = item.get("output")
    if not isinstance(output, str):
        output = content_parts(output, False, f"{place}.output")
    given = item if item.get("call_id") is not None else {**item, "call_id": item.get("id")}
    return {**_call(given, "fco", place), "output": output}


def _shell_call_output(item: Mapping[str, Any], place: str) -> Item:
    output = item.get("output")
    if not isinstance(output, list) or not all(isinstance(part, dict) for part in output):
        raise invalid(f"{place}.output", f"must be an array of outputs, got {shown(output)}")
    return {**_call(item, "sho", place), "output": output}


def _apply_patch_call_output(item: Mapping[str, Any], place: str) -> Item:
    status = item.get("status")
    if status not in ("completed", "failed"):
        raise invalid(f"{place}.status", f"must be completed or failed, got {shown(status)}")
    call = _call({**item, "status": "completed"}, "apo", place)
    return {**call, "status": status, "output": item.get("output") or ""}


def _tool_search_output(item: Mapping[str, Any], place: str) -> Item:
    call = _call({**item, "call_id": item.get("call_id") or item.get("id")}, "tso", place)
    return {**call, "execution": _execution(item, place), "tools": tool_list(item, place)}


def tool_list(item: Mapping[str, Any], place: str) -> list[Any]:
    """Raises InvalidRequest."""
    tools = item.get("tools")
    if not isinstance(tools, list):
        raise invalid(f"{place}.tools", f"must be an array of tools, got {shown(tools)}")
    ResponseTools().add(tools, f"{place}.tools")
    return tools


READERS: dict[str, Callable[[Mapping[str, Any], str], Item]] = {
    "function_call": _function_call,
    "function_call_output": _output,
    "custom_tool_call": _custom_tool_call,
    "custom_tool_call_output": _output,
    "local_shell_call": _local_shell_call,
    "local_shell_call_output": _output,
    "shell_call": _shell_call,
    "shell_call_output": _shell_call_output,
    "apply_patch_call": _apply_patch_call,
    "apply_patch_call_output": _apply_patch_call_output,
    "tool_search_call": _tool_search_call,
    "tool_search_output": _tool_search_output,
}
OUTPUT_TYPES = frozenset(READERS) - CALL_TYPES


# ---- to messages ----------------------------------------------------------------------------------


def message_call(item: Item) -> dict[str, Any]:
    """As an assistant's message has it."""
    name = item.get("name") or str(item["type"]).removesuffix("_call")
    function = {"name": model_name(name, item.get("namespace")), "arguments": arguments_of(item)}
    return {"id": item["call_id"], "type": "function", "function": function}


def output_text(item: Item, text_of: Callable[[Any], str]) -> str:
    """`text_of`: of content parts."""
    kind = item["type"]
    if kind == "tool_search_output":
        return definitions(item["tools"]) or "No tools were found."
    if kind == "shell_call_output":
        return "\n".join(_shell_text(part) for part in item["output"])
    if kind == "apply_patch_call_output":
        return "\n".join(filter(None, (item["status"], str(item["output"]))))
    return text_of(item["output"])


def _shell_text(part: Mapping[str, Any]) -> str:
    outcome = part.get("outcome")
    outcome = outcome if isinstance(outcome, Mapping) else {}
    end = "timed out" if outcome.get("type") == "timeout" else f"exit code {outcome.get('exit_code')}"
    return "\n".join(filter(None, (str(part.get("stdout") or ""), str(part.get("stderr") or ""), end)))
