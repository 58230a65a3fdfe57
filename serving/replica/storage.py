"""What a replica keeps: the log, in a data directory or a database server."""

from __future__ import annotations

import socket

from sqlalchemy import URL

from serving.sessions.answers import Answers
from serving.sessions.archive_store import ArchiveStore
from serving.sessions.conversations import ConversationStore
from serving.sessions.data_dir import DataDir
from serving.sessions.log import SessionLog
from serving.sessions.responses import ResponseStore
from serving.sessions.run_log import RunLog
from serving.sessions.session_store import ExpiredSession


class Storage:
    """Closes all."""

    def __init__(
        self,
        data_dir: DataDir,
        *,
        numerics: str,
        template_fingerprint: str,
        database_url: str | URL | None = None,
        max_log_bytes: int | None = None,
        session_ttl_s: float | None = None,
        is_synced: bool = False,
    ) -> None:
        """Takes over the directory, locked.

        Args:
            database_url: None: a file in the directory.
            max_log_bytes: no turn begins in a larger log.
            session_ttl_s: sessions that were not used for so long are deleted.
            is_synced: every step of a run waits for the disk, not only its beginning and end.

        Raises: StartupError where the log cannot be used.
        """
        self._data_dir = data_dir
        self._session_ttl_s = session_ttl_s
        self.is_exclusive = data_dir.is_exclusive and database_url is None  # nobody else uses this log
        self.log = SessionLog(database_url or data_dir.log_url, numerics=numerics, max_bytes=max_log_bytes)
        self.runs = RunLog(
            self.log.database,
            place=f"{socket.gethostname()}:{data_dir.path.resolve()}" if data_dir.is_exclusive else None,
            template_fingerprint=template_fingerprint,
            numeric_fingerprint=numerics,
            is_synced=is_synced,
        )
        self.responses = ResponseStore(self.log.database)
        self.conversations = ConversationStore(self.log.database)
        self.archives = ArchiveStore(self.log.database)
        self.answers = Answers(self.responses, self.conversations)

    def expire(self) -> list[ExpiredSession]:
        """Delete sessions that have expired, as many as one transaction should have; none: that was all."""
        return [] if self._session_ttl_s is None else self.log.sessions.expire(self._session_ttl_s)

    def scrub(self) -> None:
        """Take care that nothing deleted stays in files."""
        self.log.database.scrub()

    def close(self) -> None:
        self.log.close()
        self._data_dir.close()
