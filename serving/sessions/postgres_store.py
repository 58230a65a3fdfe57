"""The log in PostgreSQL, through psycopg 3."""

from __future__ import annotations

from sqlalchemy import URL, Connection, create_engine
from sqlalchemy.exc import OperationalError

from serving.errors import StartupError
from serving.sessions.schema import metadata
from serving.sessions.store import Store

_DRIVER = "postgresql+psycopg"
_SCHEMA_LOCK = 781569601  # any number: it names the lock, for this database's clients
_DISK_FULL = "53100"
_TIMEOUTS = "-c lock_timeout=30s -c idle_in_transaction_session_timeout=60s"


class PostgresStore(Store):
    has_one_writer = False
    can_sync_later = False
    advice = "Check --database-url, and that the server is up and knows this user and database."

    def __init__(self, url: URL) -> None:
        """Raises: StartupError for another driver than psycopg's."""
        if url.drivername not in (_DRIVER, "postgresql"):
            raise StartupError(f"The session log reaches PostgreSQL through psycopg 3. Use {_DRIVER}://...")
        self._url = url.set(drivername=_DRIVER)
        self.place = self._url.render_as_string(hide_password=True)

    def open(self) -> None:
        try:
            # A server that was restarted is found again: connections are tried before they are used.
            self._engine = create_engine(
                self._url, pool_pre_ping=True, connect_args={"options": _TIMEOUTS, "connect_timeout": 10}
            )
        except ImportError as error:
            raise StartupError(
                "PostgreSQL needs psycopg 3, which is not installed. Run: pip install 'tenure[postgres]'"
            ) from error
        self._hook_begin()

    def begin(self, connection: Connection, *, writes: bool, synced: bool) -> None:
        if not writes:
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        elif not synced:
            connection.exec_driver_sql("SET LOCAL synchronous_commit = off")

    def sync(self) -> None:
        """Whoever wants a commit on disk has waited for it."""

    def lock_schema(self, connection: Connection) -> None:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_SCHEMA_LOCK})")

    def now(self, connection: Connection) -> float:
        return float(
            connection.exec_driver_sql("SELECT extract(epoch FROM clock_timestamp())::float8").scalar_one()
        )

    def size_bytes(self, connection: Connection) -> int:
        sizes = " + ".join(f"pg_total_relation_size('{name}')" for name in metadata.tables)
        return int(connection.exec_driver_sql(f"SELECT {sizes}").scalar_one())

    def is_full(self, error: OperationalError) -> bool:
        return getattr(error.orig, "sqlstate", None) == _DISK_FULL

    def scrub(self) -> bool:
        """Dead rows go with the server's vacuum, and old WAL segments with its checkpoints."""
        return True
