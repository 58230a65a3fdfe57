"""Kept replies in a file beside the log, which the processes of a data directory share."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from serving.logs import get_logger
from serving.sessions.replies.store import CHECK_AFTER, MAX_BYTES, MAX_IN_QUERY, NOTE_USE_AFTER_S

FILE = "replies-1.sqlite"  # in the data directory; the number is that of its form
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


class ReplyFile:
    """What `ReplyStore` is for servers of one database. Thread-safe. Its methods raise sqlite3.Error."""

    def __init__(self, database: sqlite3.Connection, max_bytes: int) -> None:
        self._lock = threading.Lock()
        self._database = database
        self._max_bytes = max_bytes
        self._num_added = 0

    @classmethod
    def open(cls, path: Path, *, max_bytes: int = MAX_BYTES) -> ReplyFile | None:
        """A file that is none is begun anew. None where there can be no file."""
        for _ in range(_OPEN_ATTEMPTS):
            try:
                return cls(_open(path), max_bytes)
            except (OSError, sqlite3.Error) as error:
                _log.warning("kept_replies_failed", error=str(error))
                if not _may_be_opened_later(error, path):
                    break
        return None

    def keep(self, tenant: str, place: bytes, carrier: str) -> None:
        with self._lock:
            self._database.execute(
                "INSERT OR REPLACE INTO replies VALUES (?, ?, ?, ?)", (tenant, place, carrier, time.time())
            )
            self._num_added += 1
            if self._num_added % CHECK_AFTER == 0:
                self._make_room()

    def _make_room(self) -> None:
        (num_bytes,) = self._database.execute(
            "SELECT (page_count - freelist_count) * page_size"
            " FROM pragma_page_count, pragma_freelist_count, pragma_page_size"
        ).fetchone()
        if num_bytes > self._max_bytes:
            self._database.execute(
                "DELETE FROM replies WHERE used_at <= (SELECT used_at FROM replies ORDER BY used_at"
                " LIMIT 1 OFFSET (SELECT count(*) / 4 FROM replies))"
            )

    def find(self, tenant: str, places: Sequence[bytes]) -> list[str]:
        """The carriers of those of these places that have one."""
        found = []
        with self._lock:
            for start in range(0, len(places), MAX_IN_QUERY):
                found += self._find(tenant, places[start : start + MAX_IN_QUERY])
        return found

    def _find(self, tenant: str, places: Sequence[bytes]) -> list[str]:
        marks = ", ".join("?" * len(places))
        rows = self._database.execute(
            f"SELECT place, carrier, used_at FROM replies WHERE tenant = ? AND place IN ({marks})",
            (tenant, *places),
        ).fetchall()
        now = time.time()
        used = [(now, tenant, place) for place, _, used_at in rows if used_at < now - NOTE_USE_AFTER_S]
        if used:
            self._database.executemany("UPDATE replies SET used_at = ? WHERE tenant = ? AND place = ?", used)
        return [carrier for _, carrier, _ in rows]

    def forget(self, tenant: str | None, used_before: float) -> None:
        """What was used last before this time, in seconds since the epoch, of a tenant (None: of all)."""
        with self._lock:
            deleted = self._database.execute(
                "DELETE FROM replies WHERE used_at < ? AND (tenant = ? OR ? IS NULL)",
                (used_before, tenant, tenant),
            )
            if deleted.rowcount:  # the write-ahead log has it still
                self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        with self._lock:
            self._database.close()


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
