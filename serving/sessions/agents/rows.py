"""Rows of agents' sessions as values."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from serving.agent_sessions import (
    NOTHING_SPENT,
    AgentSession,
    AgentTurn,
    Budget,
    Spent,
    TokenUsage,
    TurnFailure,
)
from serving.errors import AgentSessionNotFound, AgentTurnNotFound
from serving.principal import Principal, common_scopes
from serving.sessions.agents.schema import (
    agent_calls,
    agent_items,
    agent_sessions,
    agent_steps,
    agent_subagents,
    agent_turns,
)
from serving.sessions.reach import own

NOTHING_YET: Mapping[str, Any] = {  # the columns that count, of a session that begins
    "status": "idle",
    "usage": [0, 0, 0],
    "num_tool_calls": 0,
    "num_seconds": 0.0,
    "cost": 0,
    "busy_since": None,
    "num_events": 0,
    "held_events": [],
    "num_items": 0,
    "num_turns": 0,
}
SUMMARY_ID = "cmp"  # what the ids of items begin with that the model alone is shown


def sessions_with_parents() -> Select[Any]:
    parent_id = select(agent_subagents.c.parent_id).where(agent_subagents.c.session_id == agent_sessions.c.id)
    return select(agent_sessions, parent_id.scalar_subquery().label("parent_id"))


def visible(
    connection: Connection, principal: Principal, session_id: str, *, is_locked: bool = False
) -> Row[Any]:
    """Raises: AgentSessionNotFound, for another user's session too."""
    query = sessions_with_parents().where(agent_sessions.c.id == session_id, own(agent_sessions.c, principal))
    row = connection.execute(query.with_for_update() if is_locked else query).one_or_none()
    if row is None:
        raise AgentSessionNotFound(session_id)
    return row


def session_of(
    row: Row[Any],
    changes: Mapping[str, Any] | None = None,
    actions: tuple[Mapping[str, Any], ...] = (),
    begun: Spent = NOTHING_SPENT,
) -> AgentSession:
    """
    Args:
        changes: of its columns, that are not in the row yet.
        begun: see `spent_by_begun`.
    """
    values = {**row._mapping, **(changes or {})}
    return AgentSession(
        session_id=values["id"],
        created=values["created_at"],
        last_active=values["last_active_at"],
        agent=values["agent"],
        status=values["status"],
        required_actions=actions,
        metadata=values["metadata"],
        usage=TokenUsage(*values["usage"]),
        budget=budget_of_row(row),
        num_tool_calls=values["num_tool_calls"],
        num_seconds=values["num_seconds"],
        cost=values["cost"],
        environment=values["environment"],
        cache_ttl=values["cache_ttl"],
        error=values["error"],
        num_events=values["num_events"],
        vault_ids=tuple(values["vault_ids"] or ()),
        parent_id=values.get("parent_id"),
        begun=begun,
    )


def narrowed(scopes: Iterable[str] | None, others: Iterable[str] | None) -> list[str] | None:
    """What both allow; None: all."""
    both = common_scopes(_with_scopes("", scopes), _with_scopes("", others))
    return None if both is None else sorted(both)


def told_by(principal: Principal, turn: Row[Any]) -> Principal:
    """Whom a turn is made for: the session's principal, with no more than who told it may do."""
    return principal.with_no_more_than(_with_scopes(principal.tenant, turn.scopes))


def _with_scopes(tenant: str, scopes: Iterable[str] | None) -> Principal:
    return Principal(tenant, scopes=None if scopes is None else frozenset(scopes))


def budget_of_row(row: Row[Any]) -> Budget:
    return Budget(
        max_tokens=row.max_tokens,
        max_tool_calls=row.max_tool_calls,
        max_seconds=row.max_seconds,
        max_cost=row.max_cost,
    )


def spent_of_row(row: Any) -> Spent:
    """Of a row with these columns."""
    return Spent(
        usage=TokenUsage(*row.usage),
        num_tool_calls=row.num_tool_calls,
        num_seconds=row.num_seconds,
        cost=row.cost,
    )


def spent_by_begun(connection: Connection, session_id: str) -> Spent:
    """By all sessions that this one has begun, and those began."""
    rows = agent_sessions.c
    query = select(rows.usage, rows.num_tool_calls, rows.num_seconds, rows.cost).join(
        agent_subagents, agent_subagents.c.session_id == rows.id
    )
    spent = NOTHING_SPENT
    for row in connection.execute(query.where(agent_subagents.c.root_id == session_id)):
        spent = spent.plus(spent_of_row(row))
    return spent


def turn_of(row: Row[Any], agent_id: str, subagent_id: str | None = None) -> AgentTurn:
    return AgentTurn(
        turn_id=row.id,
        session_id=row.session_id,
        agent_id=agent_id,
        status=row.status,
        created=row.created_at,
        started=row.started_at,
        completed=row.completed_at,
        failure=None if row.error is None else TurnFailure(**row.error),
        usage=TokenUsage(*row.usage),
        subagent_id=subagent_id,
    )


def turn_row(connection: Connection, session_id: str, turn_id: str) -> Row[Any]:
    """Raises: AgentTurnNotFound."""
    row = connection.execute(
        select(agent_turns).where(agent_turns.c.session_id == session_id, agent_turns.c.id == turn_id)
    ).one_or_none()
    if row is None:
        raise AgentTurnNotFound(turn_id)
    return row


def has_open_step(connection: Connection, session_id: str) -> bool:
    """A model step is under way, whose deltas have the numbers that are next."""
    query = select(agent_steps.c.step).where(
        agent_steps.c.session_id == session_id, agent_steps.c.num_events.is_(None)
    )
    return connection.execute(query.limit(1)).first() is not None


def required_actions(connection: Connection, session_id: str) -> tuple[Mapping[str, Any], ...]:
    """What a client is to do, in the order of the calls."""
    query = (
        select(agent_calls, agent_items.c.item)
        .join(
            agent_items,
            (agent_items.c.session_id == agent_calls.c.session_id)
            & (agent_items.c.position == agent_calls.c.position),
        )
        .where(agent_calls.c.session_id == session_id, agent_calls.c.status.in_(("asked", "ready")))
        .order_by(agent_calls.c.position)
    )
    return tuple(
        _approval(row) if row.kind == "mcp" else _function_call(row)
        for row in connection.execute(query)
        if row.kind == "function" or row.status == "asked"
    )


def _function_call(row: Row[Any]) -> dict[str, Any]:
    item = row.item
    return {
        "type": "function_call",
        "call_id": row.call_id,
        "name": item["name"],
        "arguments": item["arguments"],
        "turn_id": row.turn_id,
    }


def mcp_item_id(call_id: str) -> str:
    return f"mcp_{call_id.removeprefix('call_')}"


def approval_id(call_id: str) -> str:
    return f"mcpr_{call_id.removeprefix('call_')}"


def _approval(row: Row[Any]) -> dict[str, Any]:
    item = row.item
    arguments = json.dumps(item["arguments"], ensure_ascii=False)
    return {
        "type": "mcp_approval_request",
        "request_id": approval_id(row.call_id),
        "turn_id": row.turn_id,
        "request": {
            "type": "mcp_tool_call",
            "server_label": item["server_label"],
            "name": item["name"],
            "arguments": item["arguments"],
            "message": f"The agent asks to call {item['name']} of {item['server_label']} with {arguments}.",
        },
    }
