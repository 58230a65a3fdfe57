"""How a session goes on: what is next is read from its rows, and noted before it is done.

Whoever goes on with a session, be it the process that began a thing or another one after its end, finds the
same. A call that was begun and has no outcome is never made again, unless its tool may be.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, insert, select, update

from serving.agent_sessions import OPEN_TURNS
from serving.responses import Item
from serving.sessions.agents.budgets import reached_budget
from serving.sessions.agents.open_session import UNKNOWN_OUTCOME, OpenSession
from serving.sessions.agents.rows import told_by
from serving.sessions.agents.schema import (
    agent_calls,
    agent_items,
    agent_steps,
    agent_subagents,
    agent_turns,
)
from serving.sessions.agents.work import (
    CommandCall,
    McpCall,
    ModelStep,
    Origin,
    StoredItem,
    SubagentCall,
    ToolCalls,
    Work,
)
from serving.sessions.owner import NOBODY
from serving.sessions.turns.logged_turn import request_from_json


def advance(session: OpenSession, *, is_steered: bool = False) -> Work | None:
    """What is to be done now; None: the session rests, and is nobody's.

    `is_steered`: the turn under way was told more than its last model step has seen.
    """
    while (turn := _open_turn(session)) is not None:
        if turn.status == "queued" and not turn.is_cancelled:
            session.become("in_progress")
            turn = session.begin_turn(turn)
        step = session.last_step(turn.id)
        if step is not None and step.num_events is None:
            session.become("in_progress")
            return model_step(session, turn, step.step, is_new=False)
        if turn.is_cancelled:
            session.end_turn(turn, "cancelled")
            continue
        calls = _settled_calls(session, turn.id)
        if ours := [call for call in calls if call.kind != "function" and call.status == "ready"]:
            session.become("in_progress")
            return _tool_calls(session, turn, ours)
        if calls:
            session.change_turn(turn.id, status="waiting")
            _rest(session, "requires_action")
            return None
        if step is not None and not is_steered and not _has_calls(session, turn.id, step.step):
            session.end_turn(turn, "completed")
            continue
        if (reached := reached_budget(session)) is not None:
            session.end_turn(turn, "failed", reached)
            _rest(session, "budget_reached")
            return None
        session.become("in_progress")
        session.change_turn(turn.id, status="in_progress")
        return _begin_step(session, turn, 0 if step is None else step.step + 1)
    _rest(session, "idle")
    return None


def _rest(session: OpenSession, status: Any) -> None:
    session.become(status)
    session.set(owner_id=NOBODY)


def _open_turn(session: OpenSession) -> Row[Any] | None:
    query = select(agent_turns).where(
        agent_turns.c.session_id == session.session_id, agent_turns.c.status.in_(OPEN_TURNS)
    )
    return session.connection.execute(query.order_by(agent_turns.c.position).limit(1)).one_or_none()


# ---- model steps ----------------------------------------------------------------------------------


def _begin_step(session: OpenSession, turn: Row[Any], step: int) -> ModelStep:
    session.connection.execute(
        insert(agent_steps).values(
            turn_id=turn.id,
            step=step,
            session_id=session.session_id,
            first_event=session.next_event,
            first_output=turn.num_outputs,
        )
    )
    return model_step(session, turn, step, is_new=True)


def model_step(session: OpenSession, turn: Row[Any], step: int, *, is_new: bool) -> ModelStep:
    request = request_from_json(session.row.request)
    return ModelStep(
        session_id=session.session_id,
        turn_id=turn.id,
        step=step,
        first_output=turn.num_outputs,
        request=replace(request, principal=told_by(request.principal, turn)),
        history=_history(session),
        tool_choice=session.row.tool_choice if step == 0 else None,
        mcp_tools=tuple(session.row.mcp_tools),
        environment_id=_environment_id(session),
        is_new=is_new,
        agent=session.row.agent,
        origin=_origin(session.connection, session.as_subagent),
    )


def _history(session: OpenSession) -> tuple[StoredItem, ...]:
    """Of the turns that have begun."""
    return _stored_items(session.connection, session.session_id, agent_turns.c.started_at.is_not(None))


def _origin(connection: Connection, subagent: Row[Any] | None) -> Origin | None:
    """The same whenever it is read: what it has of the parent's items does not change any more."""
    if subagent is None:
        return None
    call = connection.execute(
        select(agent_calls, agent_turns.c.position.label("turn_position"))
        .join(agent_turns, agent_turns.c.id == agent_calls.c.turn_id)
        .where(agent_calls.c.session_id == subagent.parent_id, agent_calls.c.call_id == subagent.call_id)
    ).one()
    is_before = (agent_turns.c.position == call.turn_position) & (
        (agent_items.c.step <= call.step)
        | (agent_items.c.step.is_(None) & (agent_items.c.position < call.position))
    )
    is_its = (agent_turns.c.position < call.turn_position) | is_before
    parent = select(agent_subagents).where(agent_subagents.c.session_id == subagent.parent_id)
    return Origin(
        history=_stored_items(connection, subagent.parent_id, is_its),
        call_id=subagent.call_id,
        subagent_id=subagent.session_id,
        task=subagent.task,
        origin=_origin(connection, connection.execute(parent).one_or_none()),
    )


def _stored_items(
    connection: Connection, session_id: str, condition: ColumnElement[bool]
) -> tuple[StoredItem, ...]:
    query = (
        select(agent_items)
        .join(agent_turns, agent_turns.c.id == agent_items.c.turn_id)
        .where(agent_items.c.session_id == session_id, condition)
        .order_by(agent_turns.c.position, agent_items.c.position)
    )
    return tuple(
        StoredItem(turn_id=row.turn_id, step=row.step, item=row.item) for row in connection.execute(query)
    )


# ---- calls ----------------------------------------------------------------------------------------


def _has_calls(session: OpenSession, turn_id: str, step: int) -> bool:
    query = select(agent_calls.c.call_id).where(
        agent_calls.c.session_id == session.session_id,
        agent_calls.c.turn_id == turn_id,
        agent_calls.c.step == step,
    )
    return session.connection.execute(query.limit(1)).first() is not None


def _settled_calls(session: OpenSession, turn_id: str) -> list[Row[Any]]:
    """The open calls. One that was begun has lost whoever began it: nobody else asks while it is made."""
    is_lost = [call for call in session.open_calls(turn_id) if call.status == "started"]
    for call in is_lost:
        if call.may_repeat:
            session.connection.execute(
                update(agent_calls)
                .where(agent_calls.c.session_id == session.session_id, agent_calls.c.call_id == call.call_id)
                .values(status="ready")
            )
        else:
            session.end_call(call, {"status": "incomplete", "error": dict(UNKNOWN_OUTCOME)})
    return list(session.open_calls(turn_id))


def _tool_calls(session: OpenSession, turn: Row[Any], calls: list[Row[Any]]) -> ToolCalls:
    items = {
        row.position: row.item
        for row in session.connection.execute(
            select(agent_items.c.position, agent_items.c.item).where(
                agent_items.c.session_id == session.session_id,
                agent_items.c.position.in_([call.position for call in calls]),
            )
        )
    }
    return ToolCalls(
        session_id=session.session_id,
        turn_id=turn.id,
        principal=told_by(request_from_json(session.row.request).principal, turn),
        calls=tuple(_call(call, items[call.position]) for call in calls),
        mcp_tools=tuple(session.row.mcp_tools),
        environment_id=_environment_id(session),
        agent=session.row.agent,
    )


def _call(call: Row[Any], item: Item) -> McpCall | CommandCall | SubagentCall:
    named = {"call_id": call.call_id, "name": item["name"], "arguments": item["arguments"]}
    if call.kind == "command":
        return CommandCall(**named)
    if call.kind == "subagent":
        return SubagentCall(**named)
    return McpCall(server_label=item["server_label"], **named)


def _environment_id(session: OpenSession) -> str | None:
    environment = session.row.environment
    return None if environment is None else str(environment["id"])
