"""Whole sessions out of the log and into it."""

from __future__ import annotations

from dataclasses import dataclass

from serving.errors import AlreadyExists
from serving.sessions.archives.entries import ResponsesEntry, SessionEntry
from serving.sessions.archives.reading import responses_entry, session_entry
from serving.sessions.archives.writing import require_new, write_responses, write_session
from serving.sessions.database import Database
from serving.sessions.records import find_session, forget_expired, get_session
from serving.sessions.writing import new_id


@dataclass(frozen=True, slots=True)
class StoredSession:
    session: SessionEntry
    responses: ResponsesEntry


class ArchiveStore:
    """Thread-safe; several processes may use the same log."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # ---- out ------------------------------------------------------------------------------------

    def read(self, tenant: str, session_name: str) -> StoredSession:
        """One consistent state. Raises: SessionNotFound."""
        with self._database.read() as connection:
            session = get_session(connection, tenant, session_name)
            return StoredSession(
                session_entry(connection, session), responses_entry(connection, tenant, session_name)
            )

    # ---- in -------------------------------------------------------------------------------------

    def write(
        self,
        tenant: str,
        session_name: str,
        stored: StoredSession,
        *,
        is_copy: bool,
        user: str | None = None,
    ) -> dict[str, str]:
        """All of it, or nothing; it is on disk when this returns.

        Args:
            user: whose it is from now on; None: the tenant's.
            is_copy: its responses get new ids. Returns those by the old ones.

        Raises: AlreadyExists, StorageFull, Unavailable.
        """
        self._database.check_size()
        new_ids = {r.id: new_id("resp") for r in stored.responses.responses} if is_copy else {}
        with self._database.write() as connection:
            if find_session(connection, tenant, session_name, is_locked=True) is not None:
                raise AlreadyExists("session", session_name)
            require_new(connection, stored.responses, session_name, is_copy=is_copy)
            forget_expired(connection, tenant, session_name)
            write_session(connection, tenant, user, session_name, stored.session)
            write_responses(connection, tenant, user, session_name, stored.responses, new_ids)
        return new_ids
