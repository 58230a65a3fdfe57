"""What a session is told from outside, within the transaction that takes it."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select, update

from serving.agent_sessions import (
    OPEN_TURNS,
    ApprovalResult,
    CancelTurn,
    NewMessages,
    SessionInput,
    ToolResult,
)
from serving.errors import InvalidRequest
from serving.principal import Principal
from serving.sessions.agents.budgets import reached_budget
from serving.sessions.agents.open_session import OpenSession
from serving.sessions.agents.rows import approval_id, narrowed
from serving.sessions.agents.schema import agent_calls, agent_turns
from serving.sessions.agents.step_events import item_event
from serving.sessions.audit.audit_log import AuditEntry, actor_of, note
from serving.sessions.writing import new_id

MAX_QUEUED_TURNS = 64  # of one session


def take(session: OpenSession, one: SessionInput, principal: Principal) -> None:
    match one:
        case NewMessages(items, steers):
            take_messages(session, items, principal.scopes, steers=steers)
        case CancelTurn():
            _take_cancel(session)
        case ToolResult():
            _take_result(session, one)
        case ApprovalResult():
            _take_approval(session, one, principal)


def take_messages(
    session: OpenSession,
    items: Sequence[Mapping[str, Any]],
    scopes: Iterable[str] | None,
    *,
    steers: bool = False,
) -> None:
    """`scopes`: see `add_turn`. Raises: InvalidRequest."""
    if session.as_subagent is not None and session.as_subagent.closed_at is not None:
        raise InvalidRequest(
            f"The subagent {session.session_id} is closed and takes no messages.", code="subagent_closed"
        )
    if session.row.status == "budget_reached" and (reached := reached_budget(session)) is not None:
        message = f"The session is budget_reached and takes no messages. {reached.message}"
        raise InvalidRequest(message, code="session_budget_exceeded")
    open_turns = select(agent_turns).where(
        agent_turns.c.session_id == session.session_id, agent_turns.c.status.in_(OPEN_TURNS)
    )
    found = session.connection.execute(open_turns.order_by(agent_turns.c.position)).all()
    if steers and found and found[0].started_at is not None and not found[0].is_cancelled:
        _require_room(session, len(items))
        session.add_messages(found[0].id, items)
        session.change_turn(found[0].id, scopes=narrowed(found[0].scopes, scopes))
        return
    num_open = len(found)
    if num_open >= MAX_QUEUED_TURNS:
        raise InvalidRequest(
            f"The session has {num_open} turns that wait or are under way, and may have {MAX_QUEUED_TURNS}. "
            "Wait until one has ended.",
            code="too_many_turns",
        )
    session.add_turn(items, scopes)


def _require_room(session: OpenSession, num_new: int) -> None:
    num_held = session.num_held_messages
    if num_held + num_new > MAX_QUEUED_TURNS:
        raise InvalidRequest(
            f"{num_held} messages wait for the turn's next model step, and {MAX_QUEUED_TURNS} may. Wait "
            "until it has begun.",
            code="too_many_turns",
        )


def _take_cancel(session: OpenSession) -> None:
    query = select(agent_turns).where(
        agent_turns.c.session_id == session.session_id, agent_turns.c.status.in_(OPEN_TURNS)
    )
    turn = session.connection.execute(query.order_by(agent_turns.c.position).limit(1)).one_or_none()
    if turn is None:
        raise InvalidRequest(
            "There is no turn to cancel: the session has none that waits or is under way.",
            code="no_active_turn",
        )
    session.change_turn(turn.id, is_cancelled=True)


def _take_result(session: OpenSession, result: ToolResult) -> None:
    call = session.connection.execute(
        select(agent_calls).where(
            agent_calls.c.session_id == session.session_id,
            agent_calls.c.call_id == result.call_id,
            agent_calls.c.turn_id == result.turn_id,
            agent_calls.c.kind == "function",
            agent_calls.c.status == "ready",
        )
    ).one_or_none()
    if call is None:  # in OpenAI's words: clients that are too early know them, and try again
        raise InvalidRequest(f"Unknown pending tool call: {result.call_id}", code="invalid_request_error")
    status = "completed" if result.error is None else "failed"
    session.end_call(call, {"status": status})
    output = list(result.output) if isinstance(result.output, tuple) else result.output
    item = {
        "id": new_id("fco"),
        "type": "function_call_output",
        "call_id": call.call_id,
        "output": output,
        "error": result.error,
        "status": status,
        "turn_id": call.turn_id,
    }
    session.add_item(item, call.step)
    session.emit(item_event("added", session.session_id, item, None))


def _take_approval(session: OpenSession, result: ApprovalResult, principal: Principal) -> None:
    asked = session.connection.execute(
        select(agent_calls).where(
            agent_calls.c.session_id == session.session_id, agent_calls.c.status == "asked"
        )
    ).all()
    call = next((one for one in asked if approval_id(one.call_id) == result.request_id), None)
    if call is None:
        raise InvalidRequest(
            f"Unknown pending approval request: {result.request_id}", code="invalid_request_error"
        )
    decided = {"decision": result.decision, "by": actor_of(principal), "at": time.time()}
    session.change_item(call.position, {"tenure:approval": decided})
    audit(session, principal, "approval.given", {"decision": result.decision, "call": call.call_id})
    if result.decision == "approve":
        session.connection.execute(
            update(agent_calls)
            .where(agent_calls.c.session_id == session.session_id, agent_calls.c.call_id == call.call_id)
            .values(status="ready")
        )
        return
    word = "denied" if result.decision == "deny" else "dismissed"
    error = {"type": f"approval_{word}", "message": f"The call was {word}, and not made."}
    session.end_call(call, {"status": "failed", "error": error})


def audit(session: OpenSession, principal: Principal, action: str, details: Mapping[str, Any]) -> None:
    entry = AuditEntry(principal=principal, action=action, target=session.session_id, details=details)
    note(session.connection, entry)
