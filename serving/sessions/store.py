"""What differs between the databases that the log may be kept in."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import OperationalError

_WRITES = "tenure_writes"
_SYNCED = "tenure_synced"


class Store(ABC):
    """Opened once, used by several threads."""

    has_one_writer: bool  # the writers of this process take turns
    can_sync_later: bool  # `sync` brings to disk what was committed without
    place: str  # for messages; without a password
    advice: str  # what to do where it cannot be opened
    _engine: Engine

    @abstractmethod
    def open(self) -> None:
        """Connect. Raises: StartupError, OSError, DBAPIError."""

    @abstractmethod
    def begin(self, connection: Connection, *, writes: bool, synced: bool) -> None:
        """The first statements of a transaction."""

    @abstractmethod
    def sync(self) -> None:
        """Return when all that was committed here is on disk, if that can be done later. Raises: OSError."""

    @abstractmethod
    def lock_schema(self, connection: Connection) -> None:
        """Until the transaction ends, no other process migrates."""

    @abstractmethod
    def now(self, connection: Connection) -> float:
        """Seconds since the epoch, by the database's clock."""

    @abstractmethod
    def size_bytes(self, connection: Connection) -> int:
        """What the log's content takes on disk, without what is free for reuse where that can be told."""

    @abstractmethod
    def is_full(self, error: OperationalError) -> bool: ...

    @abstractmethod
    def scrub(self) -> bool:
        """Take care that deleted content does not stay in files. False: not now. Raises OperationalError."""

    @contextmanager
    def transaction(self, *, writes: bool, synced: bool) -> Iterator[Connection]:
        engine = self._engine.execution_options(**{_WRITES: writes, _SYNCED: synced})
        with engine.begin() as connection:
            yield connection

    def close(self) -> None:
        self._engine.dispose()

    def _hook_begin(self) -> None:
        """Let `begin` start each transaction of the engine."""

        @event.listens_for(self._engine, "begin")
        def begin(connection: Connection) -> None:
            options = connection.get_execution_options()
            self.begin(connection, writes=options.get(_WRITES, False), synced=options.get(_SYNCED, False))
