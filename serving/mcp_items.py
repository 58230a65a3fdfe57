"""Items of the Responses API about tools of MCP servers: lists of tools, calls, and approvals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from serving.responses import Item, ServerCall, ServerCallEnded, ToolsListed

STEP = "tenure:step"  # of a call: those of one turn have the same
KIND = "tenure:kind"  # of a call's error that OpenAI has no word for
_CODES = {"invalid_arguments": 400, "cancelled": 499, "internal_error": 500, "timeout": 504}
_CANCELLED = {"type": "cancelled", "message": "The call was cancelled. It may have had its effect."}


def model_name(label: str, name: str) -> str:
    """What the model calls a tool of an MCP server."""
    return f"{label}.{name}"


def list_item(listed: ToolsListed, id_: str) -> Item:
    tools = [dict(tool) for tool in listed.tools]
    item = {"id": id_, "type": "mcp_list_tools", "server_label": listed.label, "tools": tools}
    return {**item, "error": listed.error}


def approval_item(call: ServerCall, step: int) -> Item:
    return {
        "id": f"mcpr_{_suffix(call)}",
        "type": "mcp_approval_request",
        "server_label": call.label,
        "name": call.name,
        "arguments": call.arguments,
        STEP: step,
    }


def call_item(call: ServerCall, step: int, status: str, ended: ServerCallEnded | None = None) -> Item:
    """`status`: of one that has not ended."""
    output, error = (None, None) if ended is None else (ended.output, ended.error)
    if ended is None and status == "incomplete":
        error = _CANCELLED
    if ended is not None:
        status = "completed" if error is None else "failed"
    return {
        "id": f"mcp_{_suffix(call)}",
        "type": "mcp_call",
        "server_label": call.label,
        "name": call.name,
        "arguments": call.arguments,
        "approval_request_id": call.approval_id,
        "output": output,
        "error": None if error is None else _told(error),
        "status": status,
        STEP: step,
    }


def call_id_of(item: Item) -> str:
    """The model's, of a call or a request to make it."""
    asked = item.get("approval_request_id") or item["id"]
    return f"call_{str(asked).partition('_')[2]}"


def result_text(item: Item) -> str:
    """What the model reads of a call."""
    error = item.get("error")
    if error is None:
        return str(item.get("output") or "")
    if isinstance(error, Mapping):
        error = error.get("message") or error.get("content")
    if isinstance(error, list):
        error = "\n".join(str(part.get("text")) for part in error if isinstance(part, Mapping))
    return f"Error: {error}"


def _suffix(call: ServerCall) -> str:
    return call.call_id.removeprefix("call_")


def _told(error: Mapping[str, Any]) -> dict[str, Any]:
    """As OpenAI's types have it."""
    kind, message = error["type"], error["message"]
    if kind == "mcp_tool_execution_error":
        return {"type": kind, "content": [{"type": "text", "text": message}]}
    if kind == "mcp_protocol_error":
        return {"type": kind, "code": error.get("code", -32603), "message": message}
    told = {"type": "http_error", "code": _CODES.get(kind, 502), "message": message}
    return told if kind == "http_error" else {**told, KIND: kind}
