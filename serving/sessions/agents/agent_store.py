"""Saved agents in the log."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from serving.agent_sessions import AgentRecord
from serving.errors import AgentNotFound
from serving.principal import Principal
from serving.responses import Listed, Page
from serving.sessions.agents.schema import agent_versions, agents
from serving.sessions.agents.versioned_rows import Saved, VersionedRows
from serving.sessions.database import Database


class AgentStore:
    """Thread-safe. All methods but `create` and `page` may raise AgentNotFound."""

    def __init__(self, database: Database) -> None:
        self._rows = VersionedRows(database, agents, agent_versions, "agent", AgentNotFound)

    def create(self, principal: Principal, agent: AgentRecord) -> AgentRecord:
        saved = Saved(agent.agent_id, agent.version, agent.created, agent.updated, agent.config)
        self._rows.create(principal, saved)
        return agent

    def get(self, principal: Principal, agent_id: str, version: int | None = None) -> AgentRecord:
        """`version`: None: the newest."""
        return _record(self._rows.get(principal, agent_id, version))

    def page(self, principal: Principal, page: Page) -> Listed[AgentRecord]:
        """Raises AgentNotFound where `page.after` is none."""
        listed = self._rows.page(principal, page)
        return Listed(tuple(map(_record, listed.items)), listed.has_more)

    def update(self, principal: Principal, agent_id: str, config: Mapping[str, Any]) -> AgentRecord:
        """The agent with a new version, of this config. Raises: SharedObject."""
        return _record(self._rows.update(principal, agent_id, config))

    def delete(self, principal: Principal, agent_id: str) -> None:
        """Its sessions stay: each has its agent as it was when the session began. Raises: SharedObject."""
        self._rows.delete(principal, agent_id)


def _record(saved: Saved) -> AgentRecord:
    return AgentRecord(
        agent_id=saved.id_,
        version=saved.version,
        created=saved.created,
        updated=saved.updated,
        config=saved.config,
    )
