"""The log's database: transactions, and what is said when they fail.

SQLite in WAL mode, or PostgreSQL: which one is the URL's choice, and `store`'s business.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL, Connection, make_url
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, OperationalError

from serving.errors import InvalidRequest, StartupError, StorageFull, Unavailable, reason_of
from serving.logs import get_logger
from serving.sessions.migrations.migrate import migrate
from serving.sessions.postgres_store import PostgresStore
from serving.sessions.sqlite_store import SqliteStore
from serving.sessions.store import Store

_log = get_logger(__name__)
_SIZE_AGE_S = 1.0  # how long a measured size is good for


def _told(error: OperationalError) -> str:
    """In words for a client: SQLite's own; PostgreSQL's name its host and user, so of those the kind."""
    cause = error.orig
    return str(cause) if isinstance(cause, sqlite3.Error) else type(cause).__name__


class Database:
    """Thread-safe. Readers never wait."""

    def __init__(self, url: str | URL, *, max_bytes: int | None = None) -> None:
        """
        Args:
            url: sqlite:///PATH or postgresql+psycopg://USER@HOST/NAME.
            max_bytes: `check_size` complains above this; None: no bound.

        Raises: StartupError where the URL is another database's, or this one cannot be used.
        """
        self._store = _make_store(url)
        self._max_bytes = max_bytes
        self._size: tuple[float, int] | None = None  # (when it was measured, bytes)
        self._has_remains = False  # deleted content may still be in files
        self._turns = threading.Lock() if self._store.has_one_writer else contextlib.nullcontext()
        try:
            self._open()
        except (OSError, DBAPIError) as error:
            cause = error.orig if isinstance(error, DBAPIError) else error
            raise StartupError(
                f"The session log {self._store.place} cannot be opened: {cause}. {self._store.advice}"
            ) from error

    def _open(self) -> None:
        self._store.open()
        try:
            with self._store.transaction(writes=True, synced=True) as connection:
                self._store.lock_schema(connection)
                migrate(connection)
        except BaseException:
            self._store.close()
            raise

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One consistent snapshot. Raises: Unavailable where the database does not answer."""
        with self._explained("read"), self._store.transaction(writes=False, synced=False) as connection:
            yield connection

    @contextmanager
    def write(self, *, synced: bool = True) -> Iterator[Connection]:
        """One transaction.

        Args:
            synced: at its end it is on disk. Otherwise the database has it, which outlives this process but
                perhaps not a power failure.

        Raises:
            Unavailable: the database does not answer, or cannot be written in time.
            StorageFull: there is no room.
            InvalidRequest: a value is of a kind that this database cannot hold.
        """
        with (
            self._explained("written"),
            self._turns,
            self._store.transaction(writes=True, synced=synced) as connection,
        ):
            yield connection

    @contextmanager
    def write_before_sync(self) -> Iterator[Connection]:
        """One transaction, which is on disk at the end of the next `sync`. Raises as `write` does."""
        with self.write(synced=not self._store.can_sync_later) as connection:
            yield connection

    def sync(self) -> None:
        """Return when the transactions of `write_before_sync` are on disk. Raises: Unavailable."""
        try:
            self._store.sync()
        except OSError as error:
            _log.error("session_log_failed", error=str(error))
            raise Unavailable(
                f"The session log cannot be written to disk: {reason_of(error)}.", retry_after_s=5
            ) from error

    @contextmanager
    def _explained(self, what: str) -> Iterator[None]:
        try:
            yield
        except OperationalError as error:
            if self._store.is_full(error):
                raise StorageFull(
                    f"The session log cannot be written: {_told(error)}. Free space on its disk, or delete "
                    "sessions (DELETE /v1/sessions/ID)."
                ) from error
            _log.error("session_log_failed", error=str(error.orig))
            raise Unavailable(
                f"The session log cannot be {what} now: {_told(error)}.", retry_after_s=5
            ) from error
        except DataError as error:
            raise InvalidRequest(f"The request has text that cannot be stored: {error.orig}.") from error

    def now(self, connection: Connection) -> float:
        """The database's clock: the one that all its writers share. Seconds since the epoch."""
        return self._store.now(connection)

    def check_size(self) -> None:
        """Raises: StorageFull above `max_bytes`. What is under way may still end."""
        if self._max_bytes is None:
            return
        size = self.size_bytes()
        if size >= self._max_bytes:
            raise StorageFull(
                f"The session log has {size} bytes and --max-log-bytes allows {self._max_bytes}. Delete "
                "sessions (DELETE /v1/sessions/ID), let them expire (--session-ttl), or allow more."
            )

    def size_bytes(self) -> int:
        """What the log's content takes on disk, as of the last second."""
        if self._size is None or time.monotonic() - self._size[0] > _SIZE_AGE_S:
            with self.read() as connection:
                self._size = (time.monotonic(), self._store.size_bytes(connection))
        return self._size[1]

    def note_deletion(self) -> None:
        """Something was deleted for good."""
        self._size = None
        self._has_remains = True

    def scrub(self) -> None:
        """Remove what was deleted from the database's files too, as far as that is ours to do.

        It may have to be tried again, while somebody reads what was there before.
        """
        if not self._has_remains:
            return
        with self._explained("written"), self._turns:
            self._has_remains = not self._store.scrub()

    def close(self) -> None:
        self._store.close()


def _make_store(url: str | URL) -> Store:
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise StartupError(
            f"{url!r} is not a database URL. The session log takes sqlite:///PATH or "
            "postgresql+psycopg://USER@HOST/NAME."
        ) from error
    match parsed.get_backend_name():
        case "sqlite":
            return SqliteStore(parsed)
        case "postgresql":
            return PostgresStore(parsed)
    raise StartupError(
        f"The session log is kept in SQLite or PostgreSQL; {parsed.get_backend_name()!r} is not supported. "
        "Use sqlite:///PATH or postgresql+psycopg://USER@HOST/NAME."
    )
