"""Sessions in the log, as a tenant sees and deletes them."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Row, delete, select

from serving.responses import FIRST_PAGE, Page
from serving.sessions.branch_ids import BranchIds
from serving.sessions.database import Database
from serving.sessions.records import get_session, items_of, mark_expired, page_of_sessions, record_of
from serving.sessions.run_schema import runs
from serving.sessions.schema import branches, expired_sessions, sessions
from serving.sessions.turn import SessionRecord


@dataclass(frozen=True, slots=True)
class ExpiredSession:
    tenant: str
    token_ids: tuple[list[int], ...]  # of each branch, for whoever has their KV


class SessionStore:
    """Thread-safe; several processes may use the same log."""

    def __init__(self, database: Database, branch_ids: BranchIds) -> None:
        self._database = database
        self._branch_ids = branch_ids

    def page(self, tenant: str, page: Page = FIRST_PAGE) -> list[SessionRecord]:
        """By last use. Raises: SessionNotFound if `page.after` is none of this tenant's."""
        with self._database.read() as connection:
            return page_of_sessions(connection, tenant, page)

    def get(self, tenant: str, session_name: str) -> SessionRecord:
        """Raises: SessionNotFound, for another tenant's session too."""
        with self._database.read() as connection:
            return record_of(connection, get_session(connection, tenant, session_name))

    def get_with_items(
        self, tenant: str, session_name: str, *, with_token_ids: bool = False
    ) -> SessionRecord:
        """The same with the items of each branch. Raises: SessionNotFound."""
        with self._database.read() as connection:
            record = record_of(connection, get_session(connection, tenant, session_name))
            return replace(
                record,
                branches=tuple(
                    replace(
                        branch, items=items_of(connection, branch.branch_id, with_token_ids=with_token_ids)
                    )
                    for branch in record.branches
                ),
            )

    def delete(self, tenant: str, session_name: str) -> None:
        """Forget the session. Turns that are under way finish, and leave nothing.

        Raises: SessionNotFound.
        """
        with self._database.write() as connection:
            session = get_session(connection, tenant, session_name, is_locked=True)
            gone = connection.scalars(select(branches.c.id).where(branches.c.session_id == session.id)).all()
            connection.execute(delete(sessions).where(sessions.c.id == session.id))
        self._database.note_deletion()
        for branch_id in gone:
            self._branch_ids.forget(branch_id)

    def expire(self, ttl_s: float, limit: int = 100) -> list[ExpiredSession]:
        """Delete sessions that were last used longer ago, but for those with a turn under way.

        A mark of each stays for as long again.
        """
        limit_s = time.time() - ttl_s
        is_running = select(runs.c.id).where(
            runs.c.session_id == sessions.c.id, runs.c.status == "in_progress"
        )
        is_due = select(sessions).where(sessions.c.last_used_at < limit_s, ~is_running.exists())
        with self._database.write() as connection:
            connection.execute(delete(expired_sessions).where(expired_sessions.c.expired_at < limit_s))
            due = connection.execute(is_due.limit(limit).with_for_update(skip_locked=True)).all()
            expired = [self._expire(connection, session) for session in due]
        if expired:
            self._database.note_deletion()
        return expired

    def _expire(self, connection: Connection, session: Row[Any]) -> ExpiredSession:
        ids = connection.scalars(select(branches.c.id).where(branches.c.session_id == session.id)).all()
        token_ids = tuple(self._branch_ids.read(connection, branch_id).tolist() for branch_id in ids)
        mark_expired(connection, session)
        connection.execute(delete(sessions).where(sessions.c.id == session.id))
        for branch_id in ids:
            self._branch_ids.forget(branch_id)
        return ExpiredSession(session.tenant, token_ids)
