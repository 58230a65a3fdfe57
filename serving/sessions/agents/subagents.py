"""Sessions that agents begin: within the transaction of the call that asks for it.

A subagent is a session of its own, which begins with what its parent had when it made the call, and with the
same tokens in the log: so the KV of both is the same up to there. Parents are locked before those they began.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from serving.agent_sessions import OPEN_TURNS, SESSION_ID, Subagent, subagent_object
from serving.errors import InvalidRequest, SessionBusy, SessionNotFound
from serving.principal import Principal
from serving.sessions.agents.input import take_messages
from serving.sessions.agents.open_session import OpenSession
from serving.sessions.agents.progress import advance
from serving.sessions.agents.rows import NOTHING_YET, has_open_step, visible
from serving.sessions.agents.schema import (
    agent_calls,
    agent_items,
    agent_sessions,
    agent_subagents,
    agent_turns,
)
from serving.sessions.agents.work import (
    CallOutcome,
    SessionWork,
    SubagentCall,
    SubagentChanges,
    SubagentResult,
)
from serving.sessions.forking import fork
from serving.sessions.owner import NOBODY
from serving.sessions.places import place_of
from serving.sessions.records import get_session
from serving.sessions.turns.logged_turn import request_from_json, request_to_json
from serving.sessions.writing import new_id

MAX_FAMILY = 256  # subagents that a session and those it began have had


class SubagentRefused(Exception):
    """The sentence is for the model."""


def change_subagents(
    session: OpenSession, call: SubagentCall, owner_id: str
) -> tuple[CallOutcome, SubagentChanges]:
    """Raises: SubagentRefused, InvalidRequest. Its arguments fit the tool's schema."""
    match call.name:
        case "create":
            return _create(session, call, owner_id)
        case "send":
            return _send(session, call, owner_id)
        case _:
            ids = close(session, _own(session, call.arguments["id"]), owner_id)
            return _told({"id": ids[0], "status": "closed"}), SubagentChanges(
                cancelled=tuple(ids), closed=tuple(ids)
            )


def begun_by(connection: Connection, session_id: str) -> list[str]:
    """The sessions that it has begun, and those that they have."""
    query = select(agent_subagents.c.session_id).where(agent_subagents.c.parent_id == session_id)
    ids = list(connection.scalars(query.order_by(agent_subagents.c.opened_at)))
    return [*ids, *(id_ for own in ids for id_ in begun_by(connection, own))]


# ---- beginning one --------------------------------------------------------------------------------


def _create(session: OpenSession, call: SubagentCall, owner_id: str) -> tuple[CallOutcome, SubagentChanges]:
    connection, own = session.connection, session.as_subagent
    depth = 1 if own is None else own.depth + 1
    root_id = session.session_id if own is None else own.root_id
    _require_room(session, depth, root_id)
    child_id, now = new_id(SESSION_ID), time.time()
    connection.execute(insert(agent_sessions).values(**_of_parent(session.row, child_id, now)))
    connection.execute(
        insert(agent_subagents).values(
            session_id=child_id,
            parent_id=session.session_id,
            root_id=root_id,
            depth=depth,
            call_id=call.call_id,
            name=call.arguments.get("name"),
            task=call.arguments["message"],
            opened_at=now,
        )
    )
    _fork_log(connection, session.row.tenant, session.session_id, child_id)
    row = visible(connection, Principal(session.row.tenant), child_id)
    child = OpenSession(connection, row, session.terms, within=session)
    child.emit_session("created")
    child.add_turn([_message(call.arguments["message"])], _scopes(session, call))
    work = _go_on(child, owner_id)
    child.close()
    assert child.as_subagent is not None, "it was just written"
    subagent = subagent_of(child.as_subagent, session.row.agent_id)
    session.emit({"type": "agent.session.subagent.created", "subagent": subagent_object(subagent)})
    shown = {"id": child_id} if subagent.name is None else {"id": child_id, "name": subagent.name}
    return _told(shown), SubagentChanges(begun=(work,))


def _require_room(session: OpenSession, depth: int, root_id: str) -> None:
    limits = session.row.agent["multi_agent"]
    if depth > limits["max_depth"]:
        raise SubagentRefused(
            f"You are a subagent at depth {depth - 1}, and subagents may be {limits['max_depth']} deep. Do "
            "the task yourself."
        )
    is_open = (agent_subagents.c.parent_id == session.session_id) & agent_subagents.c.closed_at.is_(None)
    num_open = len(session.connection.execute(select(agent_subagents.c.session_id).where(is_open)).all())
    if num_open >= limits["max_concurrent_subagents"]:
        raise SubagentRefused(
            f"You have {num_open} subagents, and may have {limits['max_concurrent_subagents']} at a time. "
            "Close one first."
        )
    if len(begun_by(session.connection, root_id)) >= MAX_FAMILY:
        raise SubagentRefused(f"This session has had {MAX_FAMILY} subagents, and may have no more.")


def _of_parent(row: Row[Any], child_id: str, now: float) -> dict[str, Any]:
    """The same agent with the same tools, so that its prompts begin the same; and free in what it says."""
    request = replace(request_from_json(row.request), grammar=None)
    same = {column.name: getattr(row, column.name) for column in agent_sessions.c}
    return {
        **same,
        **NOTHING_YET,
        "id": child_id,
        "created_at": now,
        "last_active_at": now,
        "request": request_to_json(request),
        "tool_choice": None,
        "metadata": {},
        "max_tokens": None,
        "max_tool_calls": None,
        "max_seconds": None,
        "max_cost": None,
        "error": None,
        "owner_id": NOBODY,
    }


def _fork_log(connection: Connection, tenant: str, parent_id: str, child_id: str) -> None:
    """Without the parent's tokens it would render and compute them again: the same prompt."""
    try:
        logged = get_session(connection, tenant, parent_id, is_locked=True)
        place = place_of(connection, logged, None, "at")
    except (SessionNotFound, SessionBusy, InvalidRequest):
        return
    fork(connection, logged, place, logged.user_id, [child_id])


def _scopes(session: OpenSession, call: SubagentCall) -> list[str] | None:
    """Of who told the turn that makes the call."""
    is_it = (agent_calls.c.session_id == session.session_id) & (agent_calls.c.call_id == call.call_id)
    query = select(agent_turns.c.scopes).join(agent_calls, agent_calls.c.turn_id == agent_turns.c.id)
    scopes: list[str] | None = session.connection.execute(query.where(is_it)).scalar_one()
    return scopes


def _message(text: str) -> dict[str, Any]:
    content = [{"type": "input_text", "text": text}]
    return {"type": "message", "role": "user", "status": "completed", "phase": None, "content": content}


# ---- changing one ---------------------------------------------------------------------------------


def _send(session: OpenSession, call: SubagentCall, owner_id: str) -> tuple[CallOutcome, SubagentChanges]:
    child = _locked(session, _own(session, call.arguments["id"]))
    take_messages(child, [_message(call.arguments["message"])], _scopes(session, call))
    begun = () if child.row.status == "in_progress" else (_go_on(child, owner_id),)
    child.close()
    return _told({"id": child.session_id, "status": "sent"}), SubagentChanges(begun=begun)


def close(session: OpenSession, subagent_id: str, owner_id: str) -> list[str]:
    """It and those it has begun, whose turns are cancelled. Returns their ids, its own first."""
    child, ids = _locked(session, subagent_id), [subagent_id]
    for own_id in _open_ids(child):
        ids += close(child, own_id, owner_id)
    _cancel_turns(child, owner_id)
    child.close()
    is_it = agent_subagents.c.session_id == subagent_id
    session.connection.execute(update(agent_subagents).where(is_it).values(closed_at=time.time()))
    row = session.connection.execute(select(agent_subagents).where(is_it)).one()
    shown = subagent_object(subagent_of(row, session.row.agent_id))
    session.emit({"type": "agent.session.subagent.closed", "subagent": shown})
    return ids


def cancel_begun(session: OpenSession, owner_id: str) -> None:
    """The turns of those that it has begun are cancelled with its own."""
    for subagent_id in _open_ids(session):
        child = _locked(session, subagent_id)
        cancel_begun(child, owner_id)
        _cancel_turns(child, owner_id)
        child.close()


def _cancel_turns(session: OpenSession, owner_id: str) -> None:
    is_open = (agent_turns.c.session_id == session.session_id) & agent_turns.c.status.in_(OPEN_TURNS)
    session.connection.execute(update(agent_turns).where(is_open).values(is_cancelled=True))
    if session.row.status != "in_progress":  # nobody is at work in it
        _go_on(session, owner_id)


def _go_on(session: OpenSession, owner_id: str) -> SessionWork:
    session.set(owner_id=owner_id)
    work = advance(session)
    return SessionWork(tenant=session.row.tenant, session_id=session.session_id, work=work)


def _locked(session: OpenSession, subagent_id: str) -> OpenSession:
    row = visible(session.connection, Principal(session.row.tenant), subagent_id, is_locked=True)
    holds = has_open_step(session.connection, subagent_id)
    return OpenSession(session.connection, row, session.terms, holds_events=holds, within=session)


def _open_ids(session: OpenSession) -> Sequence[str]:
    query = select(agent_subagents.c.session_id).where(
        agent_subagents.c.parent_id == session.session_id, agent_subagents.c.closed_at.is_(None)
    )
    return session.connection.scalars(query.order_by(agent_subagents.c.opened_at)).all()


def _own(session: OpenSession, subagent_id: str) -> str:
    """Raises: SubagentRefused."""
    if subagent_id not in (open_ids := _open_ids(session)):
        raise SubagentRefused(_no_such(subagent_id, open_ids))
    return subagent_id


def _no_such(subagent_id: str, open_ids: Sequence[str]) -> str:
    known = ", ".join(open_ids) or "none"
    return f"You have no open subagent {subagent_id[:80]}. You have: {known}."


# ---- what became of them --------------------------------------------------------------------------


def subagent_results(connection: Connection, session_id: str, ids: Sequence[str]) -> list[SubagentResult]:
    """Raises: SubagentRefused."""
    query = select(agent_subagents).where(agent_subagents.c.parent_id == session_id)
    rows = {row.session_id: row for row in connection.execute(query.order_by(agent_subagents.c.opened_at))}
    open_ids = [id_ for id_, row in rows.items() if row.closed_at is None]
    for id_ in ids:
        if id_ not in rows:
            raise SubagentRefused(_no_such(id_, open_ids))
    return [_result(connection, rows[id_]) for id_ in ids or open_ids]


def _result(connection: Connection, row: Row[Any]) -> SubagentResult:
    turn = connection.execute(
        select(agent_turns)
        .where(agent_turns.c.session_id == row.session_id)
        .order_by(agent_turns.c.position.desc())
        .limit(1)
    ).one()
    is_at_work = turn.status in OPEN_TURNS
    return SubagentResult(
        subagent_id=row.session_id,
        name=row.name,
        status=turn.status if row.closed_at is None else "closed",
        is_at_work=is_at_work,
        text=None if is_at_work else _last_text(connection, turn.id),
        error=None if turn.error is None else turn.error["message"],
    )


def _last_text(connection: Connection, turn_id: str) -> str | None:
    query = select(agent_items.c.item).where(
        agent_items.c.turn_id == turn_id, agent_items.c.step.is_not(None)
    )
    for item in connection.scalars(query.order_by(agent_items.c.position.desc())):
        if item["type"] == "message":
            return str(item["content"][0]["text"])
    return None


# ---- as they are shown ----------------------------------------------------------------------------


def subagent_of(row: Row[Any], parent_agent_id: str) -> Subagent:
    return Subagent(
        subagent_id=row.session_id,
        parent_id=row.parent_id,
        parent_agent_id=parent_agent_id,
        name=row.name,
        task=row.task,
        opened=row.opened_at,
        closed=row.closed_at,
    )


def subagent_call_item(call_id: str, fields: Mapping[str, Any], agent_id: str) -> dict[str, Any]:
    """In the forms of `openai.types.beta`. The model's arguments may be anything.

    Args:
        fields: its `name`, `arguments`, `status` and `turn_id`.
        agent_id: of the caller.
    """
    name, arguments = fields["name"], fields["arguments"]
    given = arguments if isinstance(arguments, Mapping) else {}
    content = [{"type": "output_text", "text": str(given.get("message", ""))}]
    sender, recipient = {"sender_agent_id": agent_id}, str(given.get("id", ""))
    own: dict[str, Any]
    match name:
        case "create":
            kind = "create_subagent_call"
            own = {"agent_id": agent_id, "content": content, "model": None, "reasoning_effort": None}
        case "wait":
            ids = given.get("ids")
            kind = "wait_for_subagents_call"
            own = {**sender, "recipient_agent_ids": list(map(str, ids)) if isinstance(ids, list) else []}
        case "send":
            kind = "send_subagent_input_call"
            own = {**sender, "recipient_agent_id": recipient, "content": content}
        case _:
            kind = "close_subagent_call"
            own = {**sender, "recipient_agent_id": recipient}
    id_ = f"sub_{call_id.removeprefix('call_')}"
    return {"id": id_, "type": kind, "call_id": call_id, **fields, **own, "output": None, "error": None}


def _told(value: Mapping[str, Any]) -> CallOutcome:
    return CallOutcome(output=json.dumps(value, ensure_ascii=False))
