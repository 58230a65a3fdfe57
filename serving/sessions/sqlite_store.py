"""The log in a SQLite file in WAL mode, open in several processes at once."""

from __future__ import annotations

import os
import sqlite3
import time
from typing import Any

from sqlalchemy import URL, Connection, create_engine, event
from sqlalchemy.exc import OperationalError

from serving.errors import StartupError
from serving.sessions.store import Store

BUSY_TIMEOUT_S = 30.0  # how long a writer waits for the writers of other processes
_OPEN_ATTEMPTS = 50
_OPEN_PAUSE_S = 0.1
_PRAGMAS = (
    f"PRAGMA busy_timeout = {int(BUSY_TIMEOUT_S * 1000)}",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # what is deleted is overwritten, not only unlinked
)


class SqliteStore(Store):
    has_one_writer = True  # threads take turns at a lock rather than by SQLite's polling
    can_sync_later = True
    advice = "Repair or move the file, or choose another --data-dir."

    def __init__(self, url: URL) -> None:
        """Raises: StartupError for a log in memory."""
        if url.database in (None, "", ":memory:"):
            raise StartupError("The session log needs a file: several threads share it. Use sqlite:///PATH.")
        self._url = url
        self.place = str(url.database)

    def open(self) -> None:
        os.close(os.open(self.place, os.O_CREAT | os.O_RDWR, 0o600))
        self._engine = create_engine(self._url)
        event.listen(self._engine, "connect", _configure)
        self._hook_begin()
        raw = self._engine.raw_connection()
        try:
            mode = _set_wal(raw.cursor())
        except sqlite3.Error as error:
            raise OperationalError(None, None, error) from error
        finally:
            raw.close()
        if mode != "wal":
            raise StartupError(
                f"The session log {self.place} is on a file system that cannot share memory between "
                "processes, which SQLite's write-ahead log needs. Choose a --data-dir on a local disk."
            )

    def begin(self, connection: Connection, *, writes: bool, synced: bool) -> None:
        # In WAL mode NORMAL writes a commit to the file without waiting for the disk.
        connection.exec_driver_sql(f"PRAGMA synchronous = {'FULL' if synced else 'NORMAL'}")
        # A transaction that reads first and writes later could fail half-way; one that locks first waits.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    def sync(self) -> None:
        # Commits are in the write-ahead log; what a checkpoint took out of it is on disk in the database.
        file = os.open(f"{self.place}-wal", os.O_RDONLY)
        try:
            os.fsync(file)
        finally:
            os.close(file)

    def lock_schema(self, connection: Connection) -> None:
        """The write lock is enough."""

    def now(self, connection: Connection) -> float:
        return time.time()  # all writers of a file are on one machine

    def size_bytes(self, connection: Connection) -> int:
        pages, free, page_size = (
            int(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one())
            for name in ("page_count", "freelist_count", "page_size")
        )
        return (pages - free) * page_size

    def is_full(self, error: OperationalError) -> bool:
        return getattr(error.orig, "sqlite_errorname", "") == "SQLITE_FULL"

    def scrub(self) -> bool:
        """Bring the write-ahead log home and cut it to nothing: it has the pages as they were."""
        raw = self._engine.raw_connection()
        try:
            is_busy, *_ = raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except sqlite3.OperationalError as error:
            raise OperationalError("PRAGMA wal_checkpoint(TRUNCATE)", None, error) from error
        finally:
            raw.close()
        return not is_busy


def _configure(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions begin where we say, not where the driver thinks best
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _set_wal(cursor: Any) -> str:
    # The switch does not honour the busy timeout while another process opens the same new file.
    for attempt in range(_OPEN_ATTEMPTS):
        try:
            return str(cursor.execute("PRAGMA journal_mode = WAL").fetchone()[0])
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or attempt == _OPEN_ATTEMPTS - 1:
                raise
            time.sleep(_OPEN_PAUSE_S)
    raise AssertionError("the last attempt returns or raises")
