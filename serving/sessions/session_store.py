"""Sessions in the log, as a tenant sees and deletes them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import delete, select

from serving.responses import FIRST_PAGE, Page
from serving.sessions.branch_ids import BranchIds
from serving.sessions.database import Database
from serving.sessions.records import get_session, items_of, page_of_sessions, record_of
from serving.sessions.schema import branches, sessions
from serving.sessions.turn import SessionRecord


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
        self.forget(gone)

    def forget(self, branch_ids: Iterable[str]) -> None:
        """Let go of what memory has of branches that were deleted."""
        for branch_id in branch_ids:
            self._branch_ids.forget(branch_id)
