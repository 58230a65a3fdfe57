"""Which budget a session has come to the end of: its own, its agent's or its tenant's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select

from serving.agent_sessions import Budget, Spent, TurnFailure, budget_of
from serving.budgets import Per
from serving.sessions.agents.open_session import OpenSession
from serving.sessions.agents.rows import budget_of_row, spent_by_begun, spent_of_row
from serving.sessions.agents.schema import agent_sessions, agents
from serving.sessions.agents.spending import ALL_AGENTS, spent_since

_NEXT = {"day": " They have more tomorrow (UTC).", "month": " They have more next month (UTC).", "total": ""}


def reached_budget(session: OpenSession) -> TurnFailure | None:
    return _of_family(session) or _of_agent(session) or _of_tenant(session)


def agent_budget(connection: Connection, agent_id: str, agent: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """As the saved agent has it now; as the session's agent has it where that was deleted."""
    config = connection.execute(select(agents.c.config).where(agents.c.id == agent_id)).scalar_one_or_none()
    found: Mapping[str, Any] | None = (agent if config is None else config).get("tenure:budget")
    return found


def _of_family(session: OpenSession) -> TurnFailure | None:
    """A subagent's is that of the session whose family it is of, and all of that family use it up."""
    connection, subagent = session.connection, session.as_subagent
    if subagent is None:
        root, root_id, spent = session.row, session.session_id, session.spent
    else:
        root_id = subagent.root_id
        root = connection.execute(select(agent_sessions).where(agent_sessions.c.id == root_id)).one()
        # Its own row is as it was before this transaction.
        spent = spent_of_row(root).plus(_added(session))
    budget = budget_of_row(root)
    if budget == Budget():
        return None
    whose = "The session" if subagent is None else f"The session {root_id}, with its subagents,"
    spent = spent.plus(spent_by_begun(connection, root_id))
    return _failure(budget, spent, whose, "Raise `tenure:budget` to go on.")


def _added(session: OpenSession) -> Spent:
    was, is_ = spent_of_row(session.row), session.spent
    return Spent(
        usage=type(was.usage)(
            is_.usage.num_input - was.usage.num_input,
            is_.usage.num_cached - was.usage.num_cached,
            is_.usage.num_output - was.usage.num_output,
        ),
        num_tool_calls=is_.num_tool_calls - was.num_tool_calls,
        num_seconds=is_.num_seconds - was.num_seconds,
        cost=is_.cost - was.cost,
    )


def _of_agent(session: OpenSession) -> TurnFailure | None:
    row = session.row
    fields = agent_budget(session.connection, row.agent_id, row.agent) if "version" in row.agent else None
    if fields is None:
        return None
    spent = _since(session, row.agent_id, fields["per"])
    whose = f"All sessions of the agent {row.agent_id} together"
    hint = f"Raise the agent's `tenure:budget` to go on.{_NEXT[fields['per']]}"
    return _failure(budget_of(fields), spent, whose, hint)


def _of_tenant(session: OpenSession) -> TurnFailure | None:
    terms = session.terms.of_tenant(session.row.tenant)
    if terms.budget == Budget():
        return None
    spent = _since(session, ALL_AGENTS, terms.per)
    hint = f"The server's operator raises it (--budgets).{_NEXT[terms.per]}"
    return _failure(terms.budget, spent, f"All agents of {session.row.tenant} together", hint)


def _since(session: OpenSession, agent_id: str, per: Per) -> Spent:
    tenant = session.row.tenant
    stored = spent_since(session.connection, tenant, agent_id, per)
    return stored.plus(session.spending.of(tenant, agent_id))


def _failure(budget: Budget, spent: Spent, whose: str, hint: str) -> TurnFailure | None:
    used = budget.reached(spent)
    if used is None:
        return None
    verb = "has" if whose.startswith("The session") else "have"
    return TurnFailure("session_budget_exceeded", f"{whose} {verb} used {used}. {hint}")
