"""Saved agents in the log: each update makes a version, and all of them stay."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, insert, select, update

from serving.agent_sessions import AgentRecord
from serving.errors import AgentNotFound, SharedObject
from serving.principal import Principal
from serving.responses import Listed, Page
from serving.sessions.agents.schema import agent_versions, agents
from serving.sessions.database import Database
from serving.sessions.pages import page_of_rows
from serving.sessions.reach import own_or_shared


class AgentStore:
    """Thread-safe. All methods but `create` and `page` may raise AgentNotFound."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(self, principal: Principal, agent: AgentRecord) -> AgentRecord:
        with self._database.write() as connection:
            connection.execute(
                insert(agents).values(
                    id=agent.agent_id,
                    tenant=principal.tenant,
                    user_id=principal.user,
                    version=agent.version,
                    created_at=agent.created,
                    updated_at=agent.updated,
                    config=dict(agent.config),
                )
            )
            _add_version(connection, agent)
        return agent

    def get(self, principal: Principal, agent_id: str, version: int | None = None) -> AgentRecord:
        """`version`: None: the newest."""
        with self._database.read() as connection:
            newest = _record(_row(connection, own_or_shared(agents.c, principal), agent_id))
            if version in (None, newest.version):
                return newest
            row = connection.execute(
                select(agent_versions).where(
                    agent_versions.c.agent_id == agent_id, agent_versions.c.version == version
                )
            ).one_or_none()
        if row is None:
            raise AgentNotFound(agent_id, version)
        return AgentRecord(
            agent_id=agent_id,
            version=row.version,
            created=newest.created,
            updated=row.updated_at,
            config=row.config,
        )

    def page(self, principal: Principal, page: Page) -> Listed[AgentRecord]:
        """Raises AgentNotFound where `page.after` is none."""
        is_seen = own_or_shared(agents.c, principal)
        query = select(agents).where(is_seen)
        with self._database.read() as connection:
            after = None if page.after is None else _row(connection, is_seen, page.after)
            rows, has_more = page_of_rows(connection, query, (agents.c.created_at, agents.c.id), page, after)
            return Listed(tuple(map(_record, rows)), has_more)

    def update(self, principal: Principal, agent_id: str, config: Mapping[str, Any]) -> AgentRecord:
        """The agent with a new version, of this config. Raises: SharedObject."""
        with self._database.write() as connection:
            old = _record(_changeable(connection, principal, agent_id))
            agent = AgentRecord(
                agent_id=agent_id,
                version=old.version + 1,
                created=old.created,
                updated=time.time(),
                config=config,
            )
            connection.execute(
                update(agents)
                .where(agents.c.id == agent_id)
                .values(version=agent.version, updated_at=agent.updated, config=dict(config))
            )
            _add_version(connection, agent)
        return agent

    def delete(self, principal: Principal, agent_id: str) -> None:
        """Its sessions stay: each has its agent as it was when the session began. Raises: SharedObject."""
        with self._database.write() as connection:
            _changeable(connection, principal, agent_id)
            connection.execute(delete(agents).where(agents.c.id == agent_id))


def _add_version(connection: Connection, agent: AgentRecord) -> None:
    connection.execute(
        insert(agent_versions).values(
            agent_id=agent.agent_id,
            version=agent.version,
            updated_at=agent.updated,
            config=dict(agent.config),
        )
    )


def _changeable(connection: Connection, principal: Principal, agent_id: str) -> Row[Any]:
    """Raises: AgentNotFound, SharedObject."""
    row = _row(connection, own_or_shared(agents.c, principal), agent_id, is_locked=True)
    if principal.only_user not in (None, row.user_id):
        raise SharedObject("agent", agent_id)
    return row


def _row(
    connection: Connection, is_seen: ColumnElement[bool], agent_id: str, *, is_locked: bool = False
) -> Row[Any]:
    query = select(agents).where(agents.c.id == agent_id, is_seen)
    row = connection.execute(query.with_for_update() if is_locked else query).one_or_none()
    if row is None:
        raise AgentNotFound(agent_id)
    return row


def _record(row: Row[Any]) -> AgentRecord:
    return AgentRecord(
        agent_id=row.id,
        version=row.version,
        created=row.created_at,
        updated=row.updated_at,
        config=row.config,
    )
