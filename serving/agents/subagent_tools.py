"""The tools for subagents: `subagents.create`, `.wait`, `.send` and `.close`.

All sessions of a family have them, also those that may begin none: another list of tools would be another
prompt from its beginning on, and would share no KV.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from jsonschema import Draft202012Validator

from serving.agent_sessions import SUBAGENTS
from serving.agents.tool_schema import arguments_schema
from serving.mcp_items import model_name
from serving.request import Tool
from serving.sessions.agents.work import CallOutcome, SubagentCall, SubagentResult

MAX_MESSAGE_CHARS = 100_000
MAX_NAME_CHARS = 64
MAX_WAIT_S = 3600

_ID = {"type": "string", "maxLength": 64, "description": "Of the subagent, as subagents.create told it."}
_MESSAGE = {"type": "string", "minLength": 1, "maxLength": MAX_MESSAGE_CHARS}


_TOOLS: Mapping[str, tuple[str, dict[str, Any]]] = {
    "create": (
        "Begins a subagent, which knows what you know now and works on its task beside you. Returns its id.",
        arguments_schema(
            ("message",),
            message={**_MESSAGE, "description": "Its task."},
            name={"type": "string", "minLength": 1, "maxLength": MAX_NAME_CHARS},
        ),
    ),
    "wait": (
        "Waits until subagents have done what they were told, and returns their answers.",
        arguments_schema(
            (),
            ids={"type": "array", "items": _ID, "maxItems": 64, "description": "Left out: all of yours."},
            timeout_s={
                "type": "number",
                "exclusiveMinimum": 0,
                "maximum": MAX_WAIT_S,
                "description": "Return after so many seconds in any case.",
            },
        ),
    ),
    "send": (
        "Tells a subagent something more.",
        arguments_schema(("id", "message"), id=_ID, message=_MESSAGE),
    ),
    "close": ("Ends a subagent, and what it is doing.", arguments_schema(("id",), id=_ID)),
}


def subagent_tools() -> list[Tool]:
    return [
        Tool(
            name=model_name(SUBAGENTS, name),
            description=description,
            parameters=parameters,
            is_strict=False,
            param="agent.multi_agent",
        )
        for name, (description, parameters) in _TOOLS.items()
    ]


def refusal_of(call: SubagentCall) -> CallOutcome | None:
    """Where its arguments are not what they should be."""
    for error in Draft202012Validator(_TOOLS[call.name][1]).iter_errors(call.arguments):
        message = f"The arguments do not fit: {error.message}"
        return CallOutcome(error={"type": "invalid_arguments", "message": message})
    return None


def results_told(results: Sequence[SubagentResult]) -> CallOutcome:
    return CallOutcome(output=json.dumps([_told(result) for result in results], ensure_ascii=False))


def _told(result: SubagentResult) -> dict[str, Any]:
    fields = {
        "id": result.subagent_id,
        "name": result.name,
        "status": result.status,
        "answer": result.text,
        "error": result.error,
    }
    return {name: value for name, value in fields.items() if value is not None}
