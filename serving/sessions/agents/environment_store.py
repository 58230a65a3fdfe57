"""Environments in the log, and what was published from them. Their files are not: see `serving.agents`."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, func, insert, select, update

from serving.agent_sessions import (
    Artifact,
    Environment,
    EnvironmentStatus,
    config_of_json,
    config_to_json,
    environment_state,
)
from serving.budgets import NO_TERMS, Terms
from serving.errors import ArtifactNotFound, EnvironmentInUse, EnvironmentNotFound, TooManyEnvironments
from serving.principal import Principal
from serving.responses import Listed, Page
from serving.sessions.agents.open_session import OpenSession
from serving.sessions.agents.rows import has_open_step, visible
from serving.sessions.agents.schema import agent_artifacts, agent_environments
from serving.sessions.database import Database
from serving.sessions.pages import page_of_rows
from serving.sessions.reach import own

_LOCK = 0x74656E75  # of PostgreSQL, with a tenant, until the transaction ends
MAX_WAIT_S = 24 * 3600.0  # of an environment for a session


class EnvironmentStore:
    """Thread-safe."""

    def __init__(self, database: Database, max_of_tenant: int, terms: Terms = NO_TERMS) -> None:
        """`max_of_tenant`: environments that are to be had at once, where its terms have no number."""
        self._database = database
        self._max_of_tenant = max_of_tenant
        self._terms = terms

    # ---- what is asked ----------------------------------------------------------------------------

    def create(self, environment: Environment) -> None:
        """Raises: TooManyEnvironments."""
        with self._database.write() as connection:
            own = self._terms.of_tenant(environment.tenant).max_environments
            add_environment(connection, environment, self._max_of_tenant if own is None else own)

    def get(self, principal: Principal, environment_id: str) -> Environment:
        """Raises: EnvironmentNotFound."""
        with self._database.read() as connection:
            return _environment(_visible(connection, principal, environment_id))

    def page(self, principal: Principal, page: Page) -> Listed[Environment]:
        """Raises EnvironmentNotFound where `page.after` is none."""
        query = select(agent_environments).where(own(agent_environments.c, principal), _is_there())
        order = (agent_environments.c.created_at, agent_environments.c.id)
        with self._database.read() as connection:
            after = None if page.after is None else _visible(connection, principal, page.after)
            rows, has_more = page_of_rows(connection, query, order, page, after)
            return Listed(tuple(map(_environment, rows)), has_more)

    # ---- what becomes of one ------------------------------------------------------------------------

    def note(
        self, environment_id: str, status: EnvironmentStatus, error: Mapping[str, str] | None = None
    ) -> str | None:
        """It is so now, and its session's readers are told. Returns the session.

        What is connected depends on a process: behind its end an environment is ready.
        """
        stored = "ready" if status == "connected" else status
        return self._change(environment_id, status, {"status": stored, "error": error})

    def note_begun(self, environment_id: str, is_reset: bool) -> str | None:
        """Its files have been made; `is_reset`: in place of others, which are lost. Returns the session."""
        changes: dict[str, Any] = {"is_begun": True, "status": "ready", "error": None}
        if is_reset:
            changes["reset_count"] = agent_environments.c.reset_count + 1
        return self._change(environment_id, "reset" if is_reset else None, changes)

    def _change(self, environment_id: str, event: Any, changes: Mapping[str, Any]) -> str | None:
        with self._database.write() as connection:
            here = agent_environments.c.id == environment_id
            connection.execute(update(agent_environments).where(here).values(**changes))
            row = connection.execute(select(agent_environments).where(here)).one_or_none()
            if row is None or row.session_id is None or event is None:
                return None
            environment = _environment(row)
            if event != "reset":
                environment = replace(environment, status=event)
            session_row = visible(connection, Principal(row.tenant), row.session_id, is_locked=True)
            holds = has_open_step(connection, row.session_id)
            session = OpenSession(connection, session_row, NO_TERMS, holds_events=holds)
            emit_environment(session, environment, event)
            session.close()
            return str(row.session_id)

    # ---- those whose session is gone ----------------------------------------------------------------

    def left(self) -> list[str]:
        """Environments whose session was deleted, or never came: their files are to be removed."""
        is_late = agent_environments.c.created_at < time.time() - MAX_WAIT_S
        query = select(agent_environments.c.id).where(
            agent_environments.c.session_id.is_(None), agent_environments.c.is_attached | is_late
        )
        with self._database.read() as connection:
            return list(connection.scalars(query))

    def forget(self, environment_id: str) -> None:
        """But not one that a session has taken meanwhile."""
        is_left = agent_environments.c.session_id.is_(None)
        with self._database.write() as connection:
            connection.execute(
                delete(agent_environments).where(agent_environments.c.id == environment_id, is_left)
            )

    # ---- artifacts ----------------------------------------------------------------------------------

    def published(self, session_id: str) -> dict[str, str]:
        """Path to the digest of what was published of it last."""
        query = select(agent_artifacts.c.path, agent_artifacts.c.digest).where(
            agent_artifacts.c.session_id == session_id
        )
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(agent_artifacts.c.created_at))
            return {row.path: row.digest for row in rows}

    def artifact(self, principal: Principal, session_id: str, artifact_id: str) -> Artifact:
        """Raises: AgentSessionNotFound, ArtifactNotFound."""
        with self._database.read() as connection:
            visible(connection, principal, session_id)
            return _artifact(_artifact_row(connection, session_id, artifact_id))

    def artifacts(
        self, principal: Principal, session_id: str, page: Page, environment_id: str | None
    ) -> Listed[Artifact]:
        """Raises: AgentSessionNotFound; ArtifactNotFound where `page.after` is none."""
        query = select(agent_artifacts).where(agent_artifacts.c.session_id == session_id)
        if environment_id is not None:
            query = query.where(agent_artifacts.c.environment_id == environment_id)
        order = (agent_artifacts.c.created_at, agent_artifacts.c.id)
        with self._database.read() as connection:
            visible(connection, principal, session_id)
            after = None if page.after is None else _artifact_row(connection, session_id, page.after)
            rows, has_more = page_of_rows(connection, query, order, page, after)
            return Listed(tuple(map(_artifact, rows)), has_more)

    def delete_artifact(self, principal: Principal, session_id: str, artifact_id: str) -> Artifact:
        """What it was. Raises: AgentSessionNotFound, ArtifactNotFound."""
        with self._database.write() as connection:
            visible(connection, principal, session_id)
            artifact = _artifact(_artifact_row(connection, session_id, artifact_id))
            connection.execute(delete(agent_artifacts).where(agent_artifacts.c.id == artifact_id))
            return artifact


def _is_there() -> ColumnElement[bool]:
    """Those whose session was not deleted."""
    return agent_environments.c.session_id.is_not(None) | ~agent_environments.c.is_attached


# ---- within another's transaction -----------------------------------------------------------------


def add_environment(connection: Connection, environment: Environment, max_of_tenant: int) -> None:
    """Raises: TooManyEnvironments."""
    if connection.dialect.name == "postgresql":  # SQLite has one writer as it is
        taking_turns = func.pg_advisory_xact_lock(_LOCK, func.hashtext(environment.tenant))
        connection.execute(select(taking_turns))
    is_tenants = agent_environments.c.tenant == environment.tenant
    query = select(func.count()).select_from(agent_environments).where(is_tenants, _is_there())
    if connection.execute(query).scalar_one() >= max_of_tenant:
        raise TooManyEnvironments(max_of_tenant)
    connection.execute(
        insert(agent_environments).values(
            id=environment.environment_id,
            tenant=environment.tenant,
            user_id=environment.user,
            session_id=environment.session_id,
            is_attached=environment.session_id is not None,
            created_at=environment.created,
            config=config_to_json(environment.config),
            status=environment.status,
            is_begun=environment.is_begun,
            reset_count=environment.reset_count,
        )
    )


def attach(connection: Connection, environment: Environment, session: Row[Any]) -> None:
    """It is the session's from now on, and its user's. Raises: EnvironmentInUse."""
    changed = connection.execute(
        update(agent_environments)
        .where(
            agent_environments.c.id == environment.environment_id,
            agent_environments.c.tenant == environment.tenant,
            ~agent_environments.c.is_attached,
        )
        .values(session_id=session.id, user_id=session.user_id, is_attached=True)
    )
    if changed.rowcount != 1:
        raise EnvironmentInUse(environment.environment_id)


def add_artifacts(connection: Connection, artifacts: Iterable[Artifact]) -> None:
    for artifact in artifacts:
        connection.execute(
            insert(agent_artifacts).values(
                id=artifact.artifact_id,
                session_id=artifact.session_id,
                environment_id=artifact.environment_id,
                turn_id=artifact.turn_id,
                created_at=artifact.created,
                path=artifact.path,
                size_bytes=artifact.size_bytes,
                digest=artifact.digest,
            )
        )


def emit_environment(session: OpenSession, environment: Environment, event: str) -> None:
    """`event`: a status, or `reset`."""
    fields: dict[str, Any] = {
        "type": f"agent.session.environment.{event}",
        "session_id": session.session_id,
        "turn_id": None,
    }
    if event == "reset":
        place = {"environment_id": environment.environment_id, "reset_count": environment.reset_count}
        session.emit(fields | place)
    else:
        session.emit(fields | {"environment": environment_state(environment)})


# ---- rows -----------------------------------------------------------------------------------------


def _visible(connection: Connection, principal: Principal, environment_id: str) -> Row[Any]:
    row = connection.execute(
        select(agent_environments).where(
            agent_environments.c.id == environment_id, own(agent_environments.c, principal)
        )
    ).one_or_none()
    if row is None or (row.is_attached and row.session_id is None):
        raise EnvironmentNotFound(environment_id)
    return row


def _environment(row: Row[Any]) -> Environment:
    return Environment(
        environment_id=row.id,
        tenant=row.tenant,
        user=row.user_id,
        session_id=row.session_id,
        created=row.created_at,
        config=config_of_json(row.config),
        status=row.status,
        error=row.error,
        is_begun=row.is_begun,
        reset_count=row.reset_count,
    )


def _artifact_row(connection: Connection, session_id: str, artifact_id: str) -> Row[Any]:
    row = connection.execute(
        select(agent_artifacts).where(
            agent_artifacts.c.session_id == session_id, agent_artifacts.c.id == artifact_id
        )
    ).one_or_none()
    if row is None:
        raise ArtifactNotFound(artifact_id)
    return row


def _artifact(row: Row[Any]) -> Artifact:
    return Artifact(
        artifact_id=row.id,
        session_id=row.session_id,
        environment_id=row.environment_id,
        turn_id=row.turn_id,
        created=row.created_at,
        path=row.path,
        size_bytes=row.size_bytes,
        digest=row.digest,
    )
