"""The log's file: connections and transactions. SQLite in WAL mode, open in several processes at once."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError

from serving.errors import StartupError, Unavailable
from serving.sessions.migrations import migrate

BUSY_TIMEOUT_S = 30.0  # how long a writer waits for the writers of other processes
_OPEN_ATTEMPTS = 50
_OPEN_PAUSE_S = 0.1
_PRAGMAS = (
    f"PRAGMA busy_timeout = {int(BUSY_TIMEOUT_S * 1000)}",
    "PRAGMA foreign_keys = ON",
    # Every transaction so far is the beginning or the end of a turn, and those survive a power loss.
    "PRAGMA synchronous = FULL",
)


class Database:
    """Thread-safe. Readers never wait; writers wait for each other."""

    def __init__(self, url: str | URL) -> None:
        """Raises: StartupError where the URL is not SQLite's, or the file cannot be used."""
        self._path = _sqlite_path(url)
        self._write_lock = threading.Lock()  # threads take turns here rather than by SQLite's polling
        try:
            os.close(os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600))
            self._engine = _create_engine(url)
            self._writer = self._engine.execution_options(tenure_writes=True)
            self._open()
        except (OSError, sqlite3.Error, DBAPIError) as error:
            cause = error.orig if isinstance(error, DBAPIError) else error
            raise StartupError(
                f"The session log {self._path} cannot be opened: {cause}. Repair or move the file, or choose "
                "another --data-dir."
            ) from error

    def _open(self) -> None:
        self._enable_wal()
        with self._writer.begin() as connection:
            migrate(connection)

    def _enable_wal(self) -> None:
        raw = self._engine.raw_connection()
        try:
            mode = _set_wal(raw.cursor())
        finally:
            raw.close()
        if mode != "wal":
            raise StartupError(
                f"The session log {self._path} is on a file system that cannot share memory between "
                "processes, which SQLite's write-ahead log needs. Choose a --data-dir on a local disk."
            )

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One consistent snapshot."""
        with self._engine.begin() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that has the write lock from its first statement on, and is on disk at its end.

        Raises: Unavailable where the lock is not to be had in time, or the disk is full.
        """
        try:
            with self._write_lock, self._writer.begin() as connection:
                yield connection
        except OperationalError as error:
            raise Unavailable(
                f"The session log cannot be written now: {error.orig}.", retry_after_s=5
            ) from error

    def close(self) -> None:
        self._engine.dispose()


def _sqlite_path(url: str | URL) -> str:
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise StartupError(f"{url!r} is not a database URL. The session log takes sqlite:///PATH.") from error
    if parsed.get_backend_name() != "sqlite":
        raise StartupError(
            f"The session log is kept in SQLite; {parsed.get_backend_name()!r} is not supported. Use "
            "sqlite:///PATH."
        )
    if parsed.database in (None, "", ":memory:"):
        raise StartupError("The session log needs a file: several threads share it. Use sqlite:///PATH.")
    return str(parsed.database)


def _create_engine(url: str | URL) -> Engine:
    engine = create_engine(url)

    @event.listens_for(engine, "connect")
    def configure(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # transactions begin below, not where the driver thinks best
        for pragma in _PRAGMAS:
            connection.execute(pragma)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A transaction that reads first and writes later could fail half-way; one that locks first waits.
        is_write = connection.get_execution_options().get("tenure_writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if is_write else "BEGIN")

    return engine


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
