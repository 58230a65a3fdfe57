"""Kept replies in the log, for servers that share it and no data directory."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, delete, func, select, tuple_, update
from sqlalchemy.dialects import postgresql, sqlite

from serving.sessions.database import Database
from serving.sessions.replies.schema import kept_replies

MAX_BYTES = 64 << 20  # of all tenants
CHECK_AFTER = 100  # replies of this process, between looks at the table's size
NOTE_USE_AFTER_S = 3600.0  # that a reply was used is written down so seldom
MAX_IN_QUERY = 500
_ROW_BYTES = 120  # of a row and its two index entries, beside the carrier


class ReplyStore:
    """Thread-safe; several processes may use the same log. Raises as `Database` does."""

    def __init__(self, database: Database, *, max_bytes: int = MAX_BYTES) -> None:
        self._database = database
        self._max_bytes = max_bytes
        self._num_added = 0

    def keep(self, tenant: str, place: bytes, carrier: str) -> None:
        with self._database.write(synced=False) as connection:
            insert: Any = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
            row = insert(kept_replies).values(
                tenant=tenant, place=place, carrier=carrier, used_at=time.time()
            )
            changed = {name: row.excluded[name] for name in ("carrier", "used_at")}
            key = [kept_replies.c.tenant, kept_replies.c.place]
            connection.execute(row.on_conflict_do_update(index_elements=key, set_=changed))
        self._num_added += 1
        if self._num_added % CHECK_AFTER == 0:
            self._make_room()

    def _make_room(self) -> None:
        """Those used longest ago go, until three quarters of the room are taken."""
        with self._database.write(synced=False) as connection:
            excess = _num_bytes(connection) - self._max_bytes
            if excess <= 0:
                return
            excess += self._max_bytes // 4
            query = select(
                kept_replies.c.tenant, kept_replies.c.place, func.length(kept_replies.c.carrier)
            ).order_by(kept_replies.c.used_at)
            gone = []
            for tenant, place, length in connection.execute(_unlocked(query)):
                if excess <= 0:
                    break
                gone.append((tenant, place))
                excess -= length + _ROW_BYTES
            for start in range(0, len(gone), MAX_IN_QUERY):
                connection.execute(delete(kept_replies).where(_is_in(gone[start : start + MAX_IN_QUERY])))

    def find(self, tenant: str, places: Sequence[bytes]) -> list[str]:
        """The carriers of those of these places that have one."""
        rows: list[Row[Any]] = []
        for start in range(0, len(places), MAX_IN_QUERY):
            is_it = (kept_replies.c.tenant == tenant) & kept_replies.c.place.in_(
                places[start : start + MAX_IN_QUERY]
            )
            with self._database.read() as connection:
                rows += connection.execute(select(kept_replies).where(is_it)).all()
        long_ago = time.time() - NOTE_USE_AFTER_S
        self._note_use([(tenant, row.place) for row in rows if row.used_at < long_ago])
        return [row.carrier for row in rows]

    def _note_use(self, keys: Sequence[tuple[str, bytes]]) -> None:
        if not keys:
            return
        with self._database.write(synced=False) as connection:
            for start in range(0, len(keys), MAX_IN_QUERY):
                query = select(kept_replies.c.tenant, kept_replies.c.place).where(
                    _is_in(keys[start : start + MAX_IN_QUERY])
                )
                free = [(row.tenant, row.place) for row in connection.execute(_unlocked(query))]
                if free:
                    connection.execute(update(kept_replies).where(_is_in(free)).values(used_at=time.time()))

    def forget(self, tenant: str | None, used_before: float) -> None:
        """What was used last before this time, in seconds since the epoch, of a tenant (None: of all)."""
        is_old: ColumnElement[bool] = kept_replies.c.used_at < used_before
        if tenant is not None:
            is_old &= kept_replies.c.tenant == tenant
        with self._database.write() as connection:
            if connection.execute(delete(kept_replies).where(is_old)).rowcount:
                self._database.note_deletion()

    def close(self) -> None:
        """Nothing: its database is the log's, which closes it."""


def _num_bytes(connection: Connection) -> int:
    size = func.coalesce(func.sum(func.length(kept_replies.c.carrier) + _ROW_BYTES), 0)
    return int(connection.execute(select(size)).scalar_one())


def _unlocked(query: Select[Any]) -> Select[Any]:
    """Those that no other server is busy with: so that none waits for another, in a circle at worst."""
    return query.with_for_update(skip_locked=True)


def _is_in(keys: Sequence[tuple[str, bytes]]) -> ColumnElement[bool]:
    return tuple_(kept_replies.c.tenant, kept_replies.c.place).in_(keys)
