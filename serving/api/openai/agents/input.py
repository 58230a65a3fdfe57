"""What clients tell a session: messages, results, approvals, an end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from serving.agent_sessions import ApprovalResult, CancelTurn, NewMessages, SessionInput, ToolResult
from serving.api.openai.agents.config import unsupported
from serving.api.openai.agents.wire import ApprovalEvent, MessageEvent, ToolResultEvent
from serving.api.openai.responses.fields import content_parts
from serving.api.validation import invalid, shown, validate
from serving.responses import Item

_PREFIX = "agent.session.input."
_KINDS = ("message", "cancel", "tool_result", "mcp_approval_request_result")


def messages_of(value: Any, place: str) -> tuple[Item, ...]:
    """Messages without ids; none for null. Raises InvalidRequest."""
    if value is None:
        return ()
    if isinstance(value, str):
        value = [{"role": "user", "content": value}]
    if not isinstance(value, list) or not value:
        raise invalid(place, f"must be a string or a list of messages, not empty, got {shown(value)}")
    return tuple(_message(message, f"{place}.{index}") for index, message in enumerate(value))


def _message(message: Any, place: str) -> Item:
    if not isinstance(message, dict):
        raise invalid(place, f"must be an object, got {shown(message)}")
    if message.get("type", "message") != "message":
        raise invalid(f"{place}.type", f"must be message, got {shown(message['type'])}")
    if message.get("role") != "user":
        raise invalid(f"{place}.role", f"must be user, got {shown(message.get('role'))}")
    content = content_parts(message.get("content"), False, f"{place}.content")
    if not content or not any(part["type"] != "input_text" or part["text"] for part in content):
        raise invalid(f"{place}.content", "must not be empty")
    for index, part in enumerate(content):
        if part["type"] == "input_file":
            raise unsupported(f"{place}.content.{index}", "Send the file's text.")
    return {"type": "message", "role": "user", "status": "completed", "phase": None, "content": content}


def inputs_of(events: Sequence[Mapping[str, Any]]) -> tuple[SessionInput, ...]:
    """Raises InvalidRequest."""
    return tuple(_input(event, f"events.{index}") for index, event in enumerate(events))


def _input(event: Mapping[str, Any], place: str) -> SessionInput:
    kind = event.get("type")
    match kind.removeprefix(_PREFIX) if isinstance(kind, str) and kind.startswith(_PREFIX) else None:
        case "message":
            body = validate(MessageEvent, event, place)
            return NewMessages(messages_of(body.input, f"{place}.input"), body.steers)
        case "cancel":
            return CancelTurn()
        case "tool_result":
            return _result(validate(ToolResultEvent, event, place), place)
        case "mcp_approval_request_result":
            approval = validate(ApprovalEvent, event, place)
            return ApprovalResult(approval.request_id, approval.response.decision)
        case "computer_use_approval_request_result":
            raise unsupported(f"{place}.type", "Sessions have no computer to use.")
    possible = ", ".join(f"{_PREFIX}{name}" for name in _KINDS)
    raise invalid(f"{place}.type", f"may be {possible}, got {shown(kind)}")


def _result(body: ToolResultEvent, place: str) -> ToolResult:
    if not body.success:
        error = body.error or "The call failed."
        return ToolResult(turn_id=body.turn_id, call_id=body.call_id, output=None, error=error)
    output = body.output
    if output is not None and not isinstance(output, str):
        parts = content_parts(output, False, f"{place}.output")
        for index, part in enumerate(parts):
            if part["type"] == "input_file":
                raise unsupported(f"{place}.output.{index}", "Send the file's text.")
        output = tuple(parts)
    return ToolResult(turn_id=body.turn_id, call_id=body.call_id, output=output, error=None)
