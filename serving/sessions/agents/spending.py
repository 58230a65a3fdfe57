"""What sessions have used by day: of each tenant, and of each saved agent."""

from __future__ import annotations

import time
from typing import Any

from sqlalchemy import Connection, func, select
from sqlalchemy.dialects import postgresql, sqlite

from serving.agent_sessions import NOTHING_SPENT, Spent, TokenUsage, budget_of
from serving.budgets import ANY, BudgetState, Per, Terms, first_day
from serving.principal import Principal
from serving.sessions.agents.schema import agent_spending, agents
from serving.sessions.database import Database
from serving.sessions.reach import own_or_shared

ALL_AGENTS = ""
_COUNTED = ("num_input", "num_cached", "num_output", "num_tool_calls", "num_seconds", "cost")


class Spending:
    """What a transaction adds, until it is written."""

    def __init__(self) -> None:
        self._added: dict[tuple[str, str], Spent] = {}  # by tenant and agent

    def add(self, tenant: str, agent_id: str | None, more: Spent) -> None:
        """`agent_id`: None: it is no saved one."""
        for subject in {ALL_AGENTS, agent_id or ALL_AGENTS}:
            self._added[tenant, subject] = self.of(tenant, subject).plus(more)

    def of(self, tenant: str, agent_id: str) -> Spent:
        return self._added.get((tenant, agent_id), NOTHING_SPENT)

    def write(self, connection: Connection) -> None:
        day = first_day("day", time.time())
        insert: Any = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
        for (tenant, agent_id), spent in sorted(self._added.items()):
            values = insert(agent_spending).values(tenant=tenant, agent_id=agent_id, day=day, **_row(spent))
            sums = {name: agent_spending.c[name] + values.excluded[name] for name in _COUNTED}
            key = [agent_spending.c.tenant, agent_spending.c.agent_id, agent_spending.c.day]
            connection.execute(values.on_conflict_do_update(index_elements=key, set_=sums))
        self._added.clear()


def spent_since(connection: Connection, tenant: str, agent_id: str, per: Per) -> Spent:
    """In the day, the month or all the time that there was; `agent_id`: empty: by all agents."""
    query = select(*(func.sum(agent_spending.c[name]).label(name) for name in _COUNTED)).where(
        agent_spending.c.tenant == tenant,
        agent_spending.c.agent_id == agent_id,
        agent_spending.c.day >= first_day(per, time.time()),
    )
    row = connection.execute(query).one()
    return Spent(
        usage=TokenUsage(int(row.num_input or 0), int(row.num_cached or 0), int(row.num_output or 0)),
        num_tool_calls=int(row.num_tool_calls or 0),
        num_seconds=float(row.num_seconds or 0),
        cost=int(row.cost or 0),
    )


class SpendingStore:
    """Thread-safe."""

    def __init__(self, database: Database, terms: Terms) -> None:
        self._database = database
        self._terms = terms

    def budgets(self, principal: Principal) -> tuple[BudgetState, ...]:
        """See `GetBudgets`."""
        has_one = agents.c.config["tenure:budget"].as_string().is_not(None)
        query = select(agents).where(own_or_shared(agents.c, principal), has_one)
        with self._database.read() as connection:
            found = [] if principal.only_user is not None else [self._of_tenant(connection, principal.tenant)]
            for row in connection.execute(query.order_by(agents.c.created_at)):
                fields = row.config["tenure:budget"]
                per = fields["per"]
                found.append(
                    BudgetState(
                        of="agent",
                        id=row.id,
                        per=per,
                        since=first_day(per, time.time()),
                        budget=budget_of(fields),
                        spent=spent_since(connection, principal.tenant, row.id, per),
                    )
                )
            return tuple(found)

    def of_named_tenants(self) -> list[BudgetState]:
        """Of those that have terms of their own."""
        with self._database.read() as connection:
            return [self._of_tenant(connection, tenant) for tenant in self._terms.tenants if tenant != ANY]

    def _of_tenant(self, connection: Connection, tenant: str) -> BudgetState:
        terms = self._terms.of_tenant(tenant)
        return BudgetState(
            of="tenant",
            id=tenant,
            per=terms.per,
            since=first_day(terms.per, time.time()),
            budget=terms.budget,
            spent=spent_since(connection, tenant, ALL_AGENTS, terms.per),
        )


def _row(spent: Spent) -> dict[str, Any]:
    usage = dict(zip(_COUNTED[:3], spent.usage.as_row, strict=True))
    return usage | {
        "num_tool_calls": spent.num_tool_calls,
        "num_seconds": spent.num_seconds,
        "cost": spent.cost,
    }
