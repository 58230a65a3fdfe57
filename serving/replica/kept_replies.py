"""Replies to prompts without a session: their clients keep nothing but text, so this server keeps their ids.

What is kept of a reply is the carrier that its client cannot keep (see `carriers`), found by the place of the
reply: the chain hash of all that stood before it, and of what its client was told. It is a cache as KV is,
beside the log and no part of it: what is lost here is rendered from its text.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from serving.errors import TenureError
from serving.logs import get_logger
from serving.sessions.replies.store import ReplyStore

FILE = "replies-1.sqlite"  # in the data directory; the number is that of its form
MAX_FILE_BYTES = 64 << 20
MAX_MEMORY_BYTES = 16 << 20  # of those that are to be in memory alone
_CHECK_AFTER = 100  # replies, between looks at the file's size
_NOTE_USE_AFTER_S = 3600.0  # that a reply was used is written down so seldom
_MAX_IN_QUERY = 500
_BUSY_TIMEOUT_S = 5.0
_OPEN_ATTEMPTS = 20
_OPEN_PAUSE_S = 0.1
_FORM = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
PRAGMA secure_delete = ON;
CREATE TABLE IF NOT EXISTS replies (
    tenant TEXT NOT NULL,
    place BLOB NOT NULL,
    carrier TEXT NOT NULL,
    used_at REAL NOT NULL,
    PRIMARY KEY (tenant, place)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS replies_by_use ON replies (used_at);
"""

_log = get_logger(__name__)


class KeptReplies:
    """Of all models of a process: places tell them apart. Thread-safe; several processes may share the file,
    or the log's table.

    Nothing here fails a turn: what cannot be written or read is not there.
    """

    def __init__(
        self, path: Path, *, max_bytes: int = MAX_FILE_BYTES, shared: ReplyStore | None = None
    ) -> None:
        """
        Args:
            shared: takes the place of the file, for all servers of a log.
        """
        self._shared = shared
        self._lock = threading.Lock()
        self._unfiled: OrderedDict[tuple[str, bytes], tuple[str, float]] = OrderedDict()
        self._num_unfiled_bytes = 0
        self._max_bytes = max_bytes
        self._num_added = 0
        self._database: sqlite3.Connection | None = None
        if shared is not None:
            return
        for _ in range(_OPEN_ATTEMPTS):
            try:
                self._database = _open(path)
                return
            except (OSError, sqlite3.Error) as error:
                _log.warning("kept_replies_failed", error=str(error))
                if not _may_be_opened_later(error, path):
                    return

    def keep(self, tenant: str, place: bytes, carrier: str, *, is_filed: bool) -> None:
        """
        Args:
            is_filed: not in memory alone.
        """
        if is_filed and self._shared is not None:
            with _failing_quietly():
                self._shared.keep(tenant, place, carrier)
            return
        with self._lock:
            if not is_filed or self._database is None:
                self._keep_in_memory(tenant, place, carrier)
                return
            with _failing_quietly():
                self._database.execute(
                    "INSERT OR REPLACE INTO replies VALUES (?, ?, ?, ?)",
                    (tenant, place, carrier, time.time()),
                )
                self._num_added += 1
                if self._num_added % _CHECK_AFTER == 0:
                    self._make_room(self._database)

    def _keep_in_memory(self, tenant: str, place: bytes, carrier: str) -> None:
        before, _ = self._unfiled.pop((tenant, place), ("", 0.0))
        self._unfiled[tenant, place] = carrier, time.time()
        self._num_unfiled_bytes += len(carrier) - len(before)
        while self._num_unfiled_bytes > MAX_MEMORY_BYTES:
            _, (oldest, _) = self._unfiled.popitem(last=False)
            self._num_unfiled_bytes -= len(oldest)

    def _make_room(self, database: sqlite3.Connection) -> None:
        (num_bytes,) = database.execute(
            "SELECT (page_count - freelist_count) * page_size"
            " FROM pragma_page_count, pragma_freelist_count, pragma_page_size"
        ).fetchone()
        if num_bytes > self._max_bytes:
            database.execute(
                "DELETE FROM replies WHERE used_at <= (SELECT used_at FROM replies ORDER BY used_at"
                " LIMIT 1 OFFSET (SELECT count(*) / 4 FROM replies))"
            )

    def find(self, tenant: str, places: Sequence[bytes]) -> list[str]:
        """The carriers of those of these places that have one."""
        with self._lock:
            found = self._found_in_memory(tenant, places)
            if self._database is not None:
                with _failing_quietly():
                    for start in range(0, len(places), _MAX_IN_QUERY):
                        found += self._found_in_file(
                            self._database, tenant, places[start : start + _MAX_IN_QUERY]
                        )
        if self._shared is not None and places:
            with _failing_quietly():
                found += self._shared.find(tenant, places)
        return found

    def _found_in_memory(self, tenant: str, places: Sequence[bytes]) -> list[str]:
        found = [key for place in places if (key := (tenant, place)) in self._unfiled]
        for key in found:
            self._unfiled[key] = self._unfiled[key][0], time.time()
            self._unfiled.move_to_end(key)
        return [self._unfiled[key][0] for key in found]

    def _found_in_file(self, database: sqlite3.Connection, tenant: str, places: Sequence[bytes]) -> list[str]:
        marks = ", ".join("?" * len(places))
        rows = database.execute(
            f"SELECT place, carrier, used_at FROM replies WHERE tenant = ? AND place IN ({marks})",
            (tenant, *places),
        ).fetchall()
        now = time.time()
        used = [(now, tenant, place) for place, _, used_at in rows if used_at < now - _NOTE_USE_AFTER_S]
        if used:
            database.executemany("UPDATE replies SET used_at = ? WHERE tenant = ? AND place = ?", used)
        return [carrier for _, carrier, _ in rows]

    def forget(self, tenant: str | None, used_before: float) -> None:
        """What was used last before this time, in seconds since the epoch, of a tenant (None: of all)."""
        if self._shared is not None:
            with _failing_quietly():
                self._shared.forget(tenant, used_before)
        with self._lock:
            for key, (carrier, used_at) in list(self._unfiled.items()):
                if tenant in (None, key[0]) and used_at < used_before:
                    del self._unfiled[key]
                    self._num_unfiled_bytes -= len(carrier)
            if self._database is None:
                return
            with _failing_quietly():
                deleted = self._database.execute(
                    "DELETE FROM replies WHERE used_at < ? AND (tenant = ? OR ? IS NULL)",
                    (used_before, tenant, tenant),
                )
                if deleted.rowcount:  # the write-ahead log has it still
                    self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        with self._lock:
            if self._database is not None:
                self._database.close()
                self._database = None


@contextmanager
def _failing_quietly() -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, TenureError) as error:
        _log.warning("kept_replies_failed", error=str(error))


def _open(path: Path) -> sqlite3.Connection:
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    database = sqlite3.connect(path, timeout=_BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False)
    database.executescript(_FORM)
    return database


def _may_be_opened_later(error: Exception, path: Path) -> bool:
    name = getattr(error, "sqlite_errorname", "")
    if name == "SQLITE_BUSY":  # another process opens the same new file
        time.sleep(_OPEN_PAUSE_S)
        return True
    if name not in ("SQLITE_NOTADB", "SQLITE_CORRUPT"):
        return False
    for old in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        path.with_name(old).unlink(missing_ok=True)
    return True
