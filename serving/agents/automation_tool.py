"""Automations as the tools of a server that is always there: by them an agent wakes its own session later.

What they make are automations like any others, which tell the session that made them. The id of one follows
from the call that made it, so a call that is made again after a kill makes none twice.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from jsonschema import Draft202012Validator

from serving import operations as ops
from serving.agents.mcp_config import OTHERS, McpServer, ServerEntry
from serving.agents.tool_schema import arguments_schema, own_tool
from serving.automations import Automation, Target
from serving.errors import AutomationNotFound, TenureError
from serving.principal import Principal
from serving.responses import Page
from serving.schedules import InvalidSchedule, Once, Periodic, Schedule
from serving.sessions.agents.work import CallOutcome, McpCall, ToolCalls
from serving.sessions.automations.store import AutomationStore

LABEL = "automations"
MAX_OF_SESSION = 16  # that a session may have at a time
MAX_AHEAD_S = 366 * 24 * 3600


def _text(most: int, description: str) -> dict[str, Any]:
    return {"type": "string", "minLength": 1, "maxLength": most, "description": description}


_IN = {"type": "integer", "minimum": 1, "maximum": MAX_AHEAD_S, "description": "Once, in so many seconds."}
TOOLS = {
    tool.name: tool
    for tool in (
        own_tool(
            "create",
            "Wakes you later in this conversation: once (`in_seconds` or `run_at`), or again and again "
            "(`expression`, with `timezone`).",
            arguments_schema(
                ("name", "instructions"),
                name=_text(256, "What it is called."),
                instructions=_text(10_000, "What you are told then."),
                in_seconds=_IN,
                run_at=_text(40, "Once, at a time: 2027-01-31T12:00:00Z."),
                expression=_text(256, "Five fields of cron: 0 8 * * 1-5."),
                timezone=_text(256, "Europe/Berlin, or UTC."),
            ),
        ),
        own_tool(
            "list", "Lists what wakes you later, and the time now.", arguments_schema(()), is_read_only=True
        ),
        own_tool(
            "delete",
            "Lets nothing come any more of one that wakes you.",
            arguments_schema(("id",), id=_text(64, "As the list shows it.")),
        ),
    )
}
SERVER = McpServer(
    label=LABEL,
    entry=ServerEntry(
        safe_to_retry=("create", "list"), scopes={"list": "agents:read", OTHERS: "agents:write"}
    ),
    allowed_tools=None,
    approvals=(),
)


class AutomationCalls:
    """Thread-safe."""

    def __init__(self, store: AutomationStore) -> None:
        self._store = store
        self.has_changed: Callable[[], None] = lambda: None  # another occurrence may be the next one

    def call(self, call: McpCall, work: ToolCalls) -> CallOutcome:
        """What came of it, for the model to read."""
        checked = Draft202012Validator(TOOLS[call.name].parameters)
        for error in checked.iter_errors(call.arguments):
            return _failed("invalid_arguments", f"The arguments do not fit: {error.message}")
        try:
            match call.name:
                case "create":
                    return self._create(call, work)
                case "list":
                    own = [_shown(one) for one in self._own(work)]
                    return _told({"now": _time(time.time()), "automations": own})
                case _:
                    return self._delete(str(call.arguments["id"]), work)
        except InvalidSchedule as error:
            return _failed("invalid_arguments", f"`{error.field}` {error.message}.")
        except TenureError as error:
            return _failed("mcp_tool_execution_error", str(error))

    def _create(self, call: McpCall, work: ToolCalls) -> CallOutcome:
        own, automation_id = self._own(work), f"auto_{call.call_id.removeprefix('call_')}"
        for one in own:
            if one.automation_id == automation_id:  # made before a kill
                return _told(_shown(one))
        if len(own) >= MAX_OF_SESSION:
            return _failed("mcp_tool_execution_error", f"There are {MAX_OF_SESSION}. Delete one first.")
        schedule = _schedule(call.arguments)
        if schedule is None:
            message = "Give one of `in_seconds`, `run_at`, and `expression` with `timezone`."
            return _failed("invalid_arguments", message)
        target = {
            "type": "existing_session",
            "session_id": work.session_id,
            "instructions": call.arguments["instructions"],
        }
        automation = Automation(
            automation_id=automation_id,
            created=time.time(),
            name=call.arguments["name"],
            schedule=schedule,
            target=Target(body=target, shown=target),
            principal=work.principal,
            metadata={},
            created_by={"type": "agent", "session_id": work.session_id, "tool_call_id": call.call_id},
        )
        return _told(_shown(self._store.answer(ops.CreateAutomation(automation))))

    def _delete(self, automation_id: str, work: ToolCalls) -> CallOutcome:
        if automation_id not in [one.automation_id for one in self._own(work)]:
            raise AutomationNotFound(automation_id)
        self._store.answer(ops.DeleteAutomation(Principal(work.principal.tenant), automation_id))
        return _told({"id": automation_id, "outcome": "deleted"})

    def _own(self, work: ToolCalls) -> list[Automation]:
        """What wakes the session and was made in it; those of people are theirs."""
        tenants = Principal(work.principal.tenant)
        listed = self._store.answer(ops.ListAutomations(tenants, Page(limit=100), work.session_id))
        return [one for one in listed.items if one.created_by is not None and one.status != "completed"]


def _schedule(given: Mapping[str, Any]) -> Schedule | None:
    """None where not one of the ways to say it is there. Raises: InvalidSchedule."""
    ways = [name for name in ("in_seconds", "run_at", "expression") if name in given]
    if len(ways) != 1 or ("timezone" in given) != ("expression" in given):
        return None
    if "in_seconds" in given:
        return Once(time.time() + given["in_seconds"])
    if "expression" in given:
        return Periodic(given["expression"], given["timezone"])
    try:
        at = datetime.fromisoformat(given["run_at"])
    except ValueError:
        raise InvalidSchedule("run_at", "must be a time, as 2027-01-31T12:00:00Z") from None
    return Once((at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp())


def _shown(automation: Automation) -> dict[str, Any]:
    return {
        "id": automation.automation_id,
        "name": automation.name,
        "instructions": automation.target.body["instructions"],
        "status": automation.status,
        "next_run_at": None if automation.next_at is None else _time(automation.next_at),
    }


def _time(seconds: float) -> str:
    return datetime.fromtimestamp(int(seconds), UTC).isoformat().replace("+00:00", "Z")


def _told(value: Any) -> CallOutcome:
    return CallOutcome(output=json.dumps(value, ensure_ascii=False))


def _failed(kind: str, message: str) -> CallOutcome:
    return CallOutcome(error={"type": kind, "message": message})
