"""What is saved with versions, in a table and that of its versions: each update makes one, and all stay."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Row, Table, delete, insert, select, update

from serving.errors import SharedObject, TenureError
from serving.principal import Principal
from serving.responses import Listed, Page
from serving.sessions.database import Database
from serving.sessions.pages import page_of_rows
from serving.sessions.reach import own_or_shared


class Saved(NamedTuple):
    """As one of its versions has it."""

    id_: str
    version: int
    created: float
    updated: float
    config: Mapping[str, Any]


class VersionedRows:
    """Thread-safe. All methods but `create` and `page` raise `not_found` where there is none."""

    def __init__(
        self,
        database: Database,
        table: Table,
        versions: Table,
        kind: str,
        not_found: Callable[[str, int | None], TenureError],
    ) -> None:
        """
        Args:
            versions: its first column names the row in `table`.
            kind: what it is called.
        """
        self._database = database
        self._table = table
        self._versions = versions
        self._key = next(iter(versions.c))
        self._kind = kind
        self._not_found = not_found

    def create(self, principal: Principal, saved: Saved) -> None:
        self._database.check_size()
        with self._database.write() as connection:
            connection.execute(
                insert(self._table).values(
                    id=saved.id_,
                    tenant=principal.tenant,
                    user_id=principal.user,
                    version=saved.version,
                    created_at=saved.created,
                    updated_at=saved.updated,
                    config=dict(saved.config),
                )
            )
            self._add_version(connection, saved)

    def get(self, principal: Principal, id_: str, version: int | None = None) -> Saved:
        """`version`: None: the newest."""
        with self._database.read() as connection:
            newest = _saved(self._row(connection, self._seen_by(principal), id_))
            if version in (None, newest.version):
                return newest
            row = connection.execute(
                select(self._versions).where(self._key == id_, self._versions.c.version == version)
            ).one_or_none()
        if row is None:
            raise self._not_found(id_, version)
        return newest._replace(version=row.version, updated=row.updated_at, config=row.config)

    def page(self, principal: Principal, page: Page) -> Listed[Saved]:
        """Raises `not_found` where `page.after` is none."""
        is_seen = self._seen_by(principal)
        order = (self._table.c.created_at, self._table.c.id)
        with self._database.read() as connection:
            after = None if page.after is None else self._row(connection, is_seen, page.after)
            rows, has_more = page_of_rows(connection, select(self._table).where(is_seen), order, page, after)
            return Listed(tuple(map(_saved, rows)), has_more)

    def update(self, principal: Principal, id_: str, config: Mapping[str, Any]) -> Saved:
        """A new version, of this config. Raises: SharedObject."""
        self._database.check_size()
        with self._database.write() as connection:
            old = _saved(self._changeable(connection, principal, id_))
            saved = old._replace(version=old.version + 1, updated=time.time(), config=config)
            connection.execute(
                update(self._table)
                .where(self._table.c.id == id_)
                .values(version=saved.version, updated_at=saved.updated, config=dict(config))
            )
            self._add_version(connection, saved)
        return saved

    def delete(self, principal: Principal, id_: str) -> None:
        """Raises: SharedObject."""
        with self._database.write() as connection:
            self._changeable(connection, principal, id_)
            connection.execute(delete(self._table).where(self._table.c.id == id_))

    def _add_version(self, connection: Connection, saved: Saved) -> None:
        connection.execute(
            insert(self._versions).values(
                {
                    self._key.name: saved.id_,
                    "version": saved.version,
                    "updated_at": saved.updated,
                    "config": dict(saved.config),
                }
            )
        )

    def _seen_by(self, principal: Principal) -> ColumnElement[bool]:
        return own_or_shared(self._table.c, principal)

    def _changeable(self, connection: Connection, principal: Principal, id_: str) -> Row[Any]:
        """Raises: SharedObject."""
        row = self._row(connection, self._seen_by(principal), id_, is_locked=True)
        if principal.only_user not in (None, row.user_id):
            raise SharedObject(self._kind, id_)
        return row

    def _row(
        self, connection: Connection, is_seen: ColumnElement[bool], id_: str, *, is_locked: bool = False
    ) -> Row[Any]:
        query = select(self._table).where(self._table.c.id == id_, is_seen)
        row = connection.execute(query.with_for_update() if is_locked else query).one_or_none()
        if row is None:
            raise self._not_found(id_, None)
        return row


def _saved(row: Row[Any]) -> Saved:
    return Saved(row.id, row.version, row.created_at, row.updated_at, row.config)
