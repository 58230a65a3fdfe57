"""Rows of sessions: finding, making and describing them, within the caller's transaction."""

from __future__ import annotations

import time
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from serving.errors import SessionNotFound
from serving.output import BranchInfo
from serving.sessions.schema import branches, sessions
from serving.sessions.turn import SessionRecord
from serving.sessions.writing import new_id


def find_session(
    connection: Connection, tenant: str, session_name: str, *, is_locked: bool = False
) -> Row[Any] | None:
    """`is_locked`: writers of a session come first here, so that none of them waits for another in a circle.

    SQLite has one lock for all, which a write transaction holds from its beginning.
    """
    query = select(sessions).where(sessions.c.tenant == tenant, sessions.c.name == session_name)
    return connection.execute(query.with_for_update() if is_locked else query).one_or_none()


def lock_session_of(connection: Connection, branch_id: str) -> str | None:
    """The session that has this branch, locked; None if it was deleted."""
    query = select(sessions.c.id).join(branches).where(branches.c.id == branch_id)
    session_id: str | None = connection.scalars(query.with_for_update(of=sessions)).one_or_none()
    return session_id


def get_session(
    connection: Connection, tenant: str, session_name: str, *, is_locked: bool = False
) -> Row[Any]:
    """Raises: SessionNotFound."""
    session = find_session(connection, tenant, session_name, is_locked=is_locked)
    if session is None:
        raise SessionNotFound(session_name)
    return session


def get_or_create_session(connection: Connection, tenant: str, session_name: str) -> str:
    session = find_session(connection, tenant, session_name, is_locked=True)
    if session is not None:
        return str(session.id)
    session_id, now = new_id("se"), time.time()
    connection.execute(
        insert(sessions).values(
            id=session_id, tenant=tenant, name=session_name, created_at=now, last_used_at=now, num_turns=0
        )
    )
    return session_id


def has_branch(connection: Connection, session_id: str, branch_id: str | None = None) -> bool:
    query = select(branches.c.id).where(branches.c.session_id == session_id)
    if branch_id is not None:
        query = query.where(branches.c.id == branch_id)
    return connection.execute(query.limit(1)).first() is not None


def page(connection: Connection, tenant: str, limit: int, after: str | None) -> list[SessionRecord]:
    """Most recently used first, those after the session named `after`. Raises: SessionNotFound."""
    query = select(sessions).where(sessions.c.tenant == tenant)
    if after is not None:
        last = get_session(connection, tenant, after)
        query = query.where(
            (sessions.c.last_used_at < last.last_used_at)
            | ((sessions.c.last_used_at == last.last_used_at) & (sessions.c.id < last.id))
        )
    query = query.order_by(sessions.c.last_used_at.desc(), sessions.c.id.desc()).limit(limit)
    return [record_of(connection, session) for session in connection.execute(query)]


def record_of(connection: Connection, session: Row[Any]) -> SessionRecord:
    rows = connection.execute(
        select(branches).where(branches.c.session_id == session.id).order_by(branches.c.created_at)
    ).all()
    return SessionRecord(
        session_id=session.name,
        created=session.created_at,
        last_used=session.last_used_at,
        num_turns=session.num_turns,
        num_tokens=next((row.head_seq for row in rows if row.id == session.head_branch_id), 0),
        head_branch_id=session.head_branch_id,
        branches=tuple(BranchInfo(row.id, row.head_seq, row.num_items) for row in rows),
    )
