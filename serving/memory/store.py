"""Memories in the log's database: written, read, forgotten. Each method is one transaction."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import ColumnElement, Connection, Row, delete, func, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from serving.errors import InvalidRequest, MemoryFull, MemoryNotFound
from serving.memories import (
    MAX_RECORDS,
    MAX_REPLACED,
    MAX_TENANT_RECORDS,
    Memory,
    MemoryChange,
    Namespace,
    NewMemory,
    Remembered,
    Source,
)
from serving.memory.statements import Statement, is_near
from serving.memory.words import search_words
from serving.responses import Listed, Page
from serving.sessions.database import Database
from serving.sessions.memory.schema import memory_namespaces, memory_records, memory_vectors, memory_words
from serving.sessions.pages import page_of_rows
from serving.sessions.writing import new_id

_records = memory_records.c
MIN_WORDS = 2
_MAX_NEAR = 50  # records that are looked at whether they are nearly the same
_ALL = select(
    memory_records, memory_namespaces.c.tenant, memory_namespaces.c.agent_id, memory_namespaces.c.user_id
).join(memory_namespaces, memory_namespaces.c.id == _records.namespace_id)


def in_force() -> ColumnElement[bool]:
    return _records.replaced_by.is_(None) & _is_there()


def _is_there() -> ColumnElement[bool]:
    return or_(_records.expires_at.is_(None), _records.expires_at > time.time())


@dataclass(frozen=True, slots=True)
class Vector:
    """What a text means to one embedding model."""

    embedder: str
    packed: bytes  # float16, little-endian, of length 1


class MemoryStore:
    """Thread-safe; several processes may use the same database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # ---- written ----------------------------------------------------------------------------------

    def add(self, new: NewMemory, vector: Vector | None = None) -> Remembered:
        """Compared with what the namespace has: see `statements`.

        A source's item adds once, however often it asks. Raises: InvalidRequest where the text says nothing,
        MemoryFull, StorageFull.
        """
        _check_says_something(new.text, new.subject)
        self._database.check_size()
        with self._database.write() as connection:
            namespace_id = _locked_namespace(connection, new.namespace)
            known = _of_source(connection, namespace_id, new.source)
            if known is not None:
                return Remembered(_memory(connection, known), "added")
            statement = Statement.of(new.text, new.subject)
            live = _compared(connection, namespace_id, statement)
            if (said := _said_already(statement, live)) is not None:
                return Remembered(_confirmed(connection, said, new, statement), "confirmed")
            self._check_room(connection, new.namespace, namespace_id)
            number = _insert(connection, namespace_id, new, statement)
            _set_vector(connection, number, vector)
            replaced = _replaced(statement, live)
            if replaced:
                _replace(connection, replaced, number)
            return Remembered(
                _memory(connection, _row(connection, number)), "replaced" if replaced else "added"
            )

    def _check_room(self, connection: Connection, namespace: Namespace, namespace_id: int) -> None:
        here = select(func.count()).where(_records.namespace_id == namespace_id)
        if (num_records := connection.scalar(here) or 0) >= MAX_RECORDS:
            raise MemoryFull("This namespace (tenant, `agent_id`, `user_id`)", num_records, MAX_RECORDS)
        of_tenant = (
            select(func.count())
            .select_from(memory_records)
            .join(memory_namespaces, memory_namespaces.c.id == _records.namespace_id)
            .where(memory_namespaces.c.tenant == namespace.tenant)
        )
        if (num_records := connection.scalar(of_tenant) or 0) >= MAX_TENANT_RECORDS:
            raise MemoryFull("This tenant", num_records, MAX_TENANT_RECORDS)

    def update(
        self,
        tenant: str,
        memory_id: str,
        change: MemoryChange,
        only_user: str | None,
        vector: Vector | None = None,
    ) -> Memory:
        """Raises: MemoryNotFound; InvalidRequest where the text is that of another record."""
        with self._database.write() as connection:
            row = _visible(connection, tenant, memory_id, only_user, is_own=True)
            if row.replaced_by is not None:
                raise InvalidRequest(
                    f"The memory `{memory_id}` was replaced and cannot be changed. Change the one that "
                    "replaced it (`replaced_by`)."
                )
            now = time.time()
            values: dict[str, Any] = {"updated_at": now}
            if change.metadata is not None:
                values["metadata"] = dict(change.metadata)
            if change.text is not None:
                values |= _changed_text(connection, row, change.text)
                _set_vector(connection, row.number, vector)
                values |= {"confirmed_at": now, "expires_at": _expiry(now, row.expires_after_s)}
            connection.execute(update(memory_records).where(_records.number == row.number).values(**values))
            memory = _memory(connection, _row(connection, row.number))
        if change.text is not None:
            self._database.note_deletion()
        return memory

    def forget(self, tenant: str, memory_id: str, only_user: str | None) -> None:
        """With all that it replaced. Raises: MemoryNotFound."""
        with self._database.write() as connection:
            row = _visible(connection, tenant, memory_id, only_user, is_own=True)
            connection.execute(delete(memory_records).where(_records.number == row.number))
        self._database.note_deletion()

    def forget_user(self, tenant: str, user_id: str) -> int:
        """All of a user's memories, of every agent. Returns how many there were."""
        is_his = (memory_namespaces.c.tenant == tenant) & (memory_namespaces.c.user_id == user_id)
        with self._database.write() as connection:
            ids = connection.scalars(select(memory_namespaces.c.id).where(is_his).with_for_update()).all()
            num_records = connection.scalar(
                select(func.count()).select_from(memory_records).where(_records.namespace_id.in_(ids))
            )
            connection.execute(delete(memory_namespaces).where(memory_namespaces.c.id.in_(ids)))
        self._database.note_deletion()
        return num_records or 0

    def sweep(self) -> None:
        """Delete what has expired."""
        with self._database.write(synced=False) as connection:
            gone = connection.execute(delete(memory_records).where(_records.expires_at <= time.time()))
        if gone.rowcount:
            self._database.note_deletion()

    def without_vector(self, embedder: str, limit: int) -> list[tuple[int, str]]:
        """(number, text) of records in force that this embedder has not seen."""
        seen = select(memory_vectors.c.number).where(memory_vectors.c.embedder == embedder)
        query = select(_records.number, _records.text).where(in_force(), _records.number.not_in(seen))
        with self._database.read() as connection:
            return [(row.number, row.text) for row in connection.execute(query.limit(limit))]

    def set_vectors(self, read: Sequence[tuple[int, str]], vectors: Sequence[Vector]) -> None:
        """Of records that are as they were read."""
        with self._database.write(synced=False) as connection:
            for (number, text), vector in zip(read, vectors, strict=True):
                query = select(_records.number).where(
                    _records.number == number, _records.text == text, in_force()
                )
                if connection.execute(query.with_for_update()).first() is not None:
                    connection.execute(delete(memory_vectors).where(memory_vectors.c.number == number))
                    _set_vector(connection, number, vector)

    # ---- read -------------------------------------------------------------------------------------

    def get(self, tenant: str, memory_id: str, only_user: str | None) -> Memory:
        """Also one that was replaced. Raises: MemoryNotFound."""
        with self._database.read() as connection:
            return _memory(connection, _visible(connection, tenant, memory_id, only_user))

    def page(
        self,
        tenant: str,
        page: Page,
        *,
        agent_id: str | None,
        user_id: str | None,
        only_user: str | None,
        with_replaced: bool,
    ) -> Listed[Memory]:
        """By when they were added. Raises MemoryNotFound where `page.after` is none."""
        query = _ALL.where(_tenants(tenant, only_user), _is_there())
        if not with_replaced:
            query = query.where(_records.replaced_by.is_(None))
        for column, value in (("agent_id", agent_id), ("user_id", user_id)):
            if value is not None:
                query = query.where(memory_namespaces.c[column] == value)
        with self._database.read() as connection:
            after = None if page.after is None else _visible(connection, tenant, page.after, only_user)
            rows, has_more = page_of_rows(
                connection, query, (_records.created_at, _records.number), page, after
            )
            return Listed(tuple(_memories(connection, rows)), has_more)


# ---- namespaces -----------------------------------------------------------------------------------


def _locked_namespace(connection: Connection, namespace: Namespace) -> int:
    """Its id; it is made where there is none. Nobody else writes in it until the transaction ends."""
    insert_ = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    values = {
        "tenant": namespace.tenant,
        "agent_id": namespace.agent_id or "",
        "user_id": namespace.user_id or "",
    }
    connection.execute(insert_(memory_namespaces).values(**values).on_conflict_do_nothing())
    query = select(memory_namespaces.c.id).filter_by(**values)
    return int(connection.execute(query.with_for_update()).scalar_one())


def _lock_namespace(connection: Connection, namespace_id: int) -> None:
    query = select(memory_namespaces.c.id).where(memory_namespaces.c.id == namespace_id)
    connection.execute(query.with_for_update())


def _tenants(tenant: str, only_user: str | None) -> ColumnElement[bool]:
    """What a key may see: of a user's key, his records and those that are nobody's in particular."""
    is_tenants = memory_namespaces.c.tenant == tenant
    if only_user is None:
        return is_tenants
    return is_tenants & memory_namespaces.c.user_id.in_(("", only_user))


# ---- comparing ------------------------------------------------------------------------------------


def _check_says_something(text: str, subject: str | None) -> None:
    """A greeting is nothing to remember."""
    if len(search_words(text)) < (MIN_WORDS if subject is None else 1):
        raise InvalidRequest(
            f"`text` must be a statement that makes sense by itself, of at least {MIN_WORDS} words that tell "
            f"something (one, with a `subject`), got {text[:80]!r}.",
            param="text",
        )


def _compared(connection: Connection, namespace_id: int, statement: Statement) -> Sequence[Row[Any]]:
    """The records in force that may say the same, or otherwise."""
    words = set(statement.words)
    has_most = (
        select(memory_words.c.number)
        .where(memory_words.c.namespace_id == namespace_id, memory_words.c.word.in_(words))
        .group_by(memory_words.c.number)
        .order_by(func.count().desc(), memory_words.c.number.desc())
        .limit(_MAX_NEAR)
    )
    is_keyed = _records.same_key == statement.same_key
    if statement.frame_key is not None:
        is_keyed |= _records.frame_key == statement.frame_key
    query = select(memory_records).where(
        _records.namespace_id == namespace_id, in_force(), is_keyed | _records.number.in_(has_most)
    )
    return connection.execute(query.order_by(_records.number.desc())).all()


def _said_already(statement: Statement, live: Iterable[Row[Any]]) -> Row[Any] | None:
    for row in live:
        if row.same_key == statement.same_key and row.denies == statement.denies:
            return row
    for row in live:
        if row.frame_key == statement.frame_key and is_near(statement, Statement.of(row.text)):
            return row
    return None


def _replaced(statement: Statement, live: Iterable[Row[Any]]) -> list[Row[Any]]:
    return [
        row
        for row in live
        if row.same_key == statement.same_key
        or (row.frame_key is not None and row.frame_key == statement.frame_key)
        or is_near(Statement.of(row.text), statement)
    ]


def _of_source(connection: Connection, namespace_id: int, source: Source) -> Row[Any] | None:
    if source.item_id is None:
        return None
    query = _ALL.where(
        _records.namespace_id == namespace_id,
        _records.source_session_id == source.session_id,
        _records.source_item_id == source.item_id,
    )
    return connection.execute(query).first()


# ---- rows -----------------------------------------------------------------------------------------


def _insert(connection: Connection, namespace_id: int, new: NewMemory, statement: Statement) -> int:
    now = time.time()
    words = search_words(new.text)
    values = {
        "id": new_id("mem"),
        "namespace_id": namespace_id,
        "text": new.text,
        "subject": new.subject,
        "metadata": dict(new.metadata),
        "num_words": len(words),
        "source_session_id": new.source.session_id,
        "source_item_id": new.source.item_id,
        "created_at": now,
        "updated_at": now,
        "confirmed_at": now,
        "num_confirmations": 0,
        "expires_after_s": new.expires_after_s,
        "expires_at": _expiry(now, new.expires_after_s),
        **_keys(statement),
    }
    number = connection.execute(insert(memory_records).values(**values)).inserted_primary_key
    assert number is not None, "one row has one key"
    _index(connection, namespace_id, number[0], new.text)
    return int(number[0])


def _changed_text(connection: Connection, row: Row[Any], text: str) -> dict[str, Any]:
    _lock_namespace(connection, row.namespace_id)
    _check_says_something(text, row.subject)
    statement = Statement.of(text, row.subject)
    live = [one for one in _compared(connection, row.namespace_id, statement) if one.number != row.number]
    if (said := _said_already(statement, live)) is not None:
        raise InvalidRequest(
            f"The memory `{said.id}` says the same already. Nothing was changed. Forget one of the two.",
            param="text",
            code="memory_exists",
        )
    if replaced := _replaced(statement, live):
        _replace(connection, replaced, row.number)
    _unindex(connection, [row.number])
    num_words = _index(connection, row.namespace_id, row.number, text)
    return {"text": text, "num_words": num_words, **_keys(statement)}


def _keys(statement: Statement) -> dict[str, Any]:
    return {
        "same_key": statement.same_key,
        "denies": statement.denies,
        "frame_key": statement.frame_key,
    }


def _expiry(now: float, expires_after_s: int | None) -> float | None:
    return None if expires_after_s is None else now + expires_after_s


def _confirmed(connection: Connection, row: Row[Any], new: NewMemory, statement: Statement) -> Memory:
    """It was said again: it lives on, and has the subject that it may not have had."""
    now = time.time()
    expires_after_s = row.expires_after_s if new.expires_after_s is None else new.expires_after_s
    values = {
        "confirmed_at": now,
        "num_confirmations": row.num_confirmations + 1,
        "expires_after_s": expires_after_s,
        "expires_at": _expiry(now, expires_after_s),
    }
    if new.subject is not None:
        values |= {"subject": new.subject, "frame_key": statement.frame_key}
    connection.execute(update(memory_records).where(_records.number == row.number).values(**values))
    return _memory(connection, _row(connection, row.number))


def _replace(connection: Connection, replaced: Sequence[Row[Any]], by: int) -> None:
    """They stay behind the one that holds now, as do those that they replaced; but for the oldest."""
    numbers = [row.number for row in replaced]
    connection.execute(
        update(memory_records)
        .where(_records.number.in_(numbers) | _records.replaced_by.in_(numbers))
        .values(replaced_by=by)
    )
    connection.execute(
        update(memory_records)
        .where(_records.number.in_(numbers))
        .values(same_key=None, frame_key=None, updated_at=time.time())
    )
    _unindex(connection, numbers)
    behind = select(_records.number).where(_records.replaced_by == by)
    oldest = behind.order_by(_records.updated_at.desc(), _records.number.desc()).offset(MAX_REPLACED)
    if too_many := connection.scalars(oldest).all():
        connection.execute(delete(memory_records).where(_records.number.in_(too_many)))


def _index(connection: Connection, namespace_id: int, number: int, text: str) -> int:
    words = Counter(search_words(text))
    if words:
        connection.execute(
            insert(memory_words),
            [
                {"namespace_id": namespace_id, "word": word, "number": number, "count": count}
                for word, count in words.items()
            ],
        )
    return words.total()


def _unindex(connection: Connection, numbers: Sequence[int]) -> None:
    for table in (memory_words, memory_vectors):
        connection.execute(delete(table).where(table.c.number.in_(numbers)))


def _set_vector(connection: Connection, number: int, vector: Vector | None) -> None:
    if vector is not None:
        values = {"number": number, "embedder": vector.embedder, "vector": vector.packed}
        connection.execute(insert(memory_vectors).values(**values))


def _row(connection: Connection, number: int) -> Row[Any]:
    return connection.execute(_ALL.where(_records.number == number)).one()


def _visible(
    connection: Connection, tenant: str, memory_id: str, only_user: str | None, *, is_own: bool = False
) -> Row[Any]:
    """`is_own`: a user's key may change his own, and only read what is nobody's."""
    query = _ALL.where(_records.id == memory_id, _tenants(tenant, only_user), _is_there())
    row = connection.execute(query).one_or_none()
    if row is None or (is_own and only_user is not None and row.user_id != only_user):
        raise MemoryNotFound(memory_id)
    return row


def _memory(connection: Connection, row: Row[Any]) -> Memory:
    return _memories(connection, [row])[0]


def rows_of(connection: Connection, numbers: Sequence[int]) -> list[Memory]:
    """In that order."""
    rows = {row.number: row for row in connection.execute(_ALL.where(_records.number.in_(numbers)))}
    return _memories(connection, [rows[number] for number in numbers])


def _memories(connection: Connection, rows: Sequence[Row[Any]]) -> list[Memory]:
    behind: dict[int, list[str]] = {}
    numbers = [row.number for row in rows]
    query = select(_records.id, _records.replaced_by).where(_records.replaced_by.in_(numbers))
    for row in connection.execute(query.order_by(_records.updated_at.desc(), _records.number.desc())):
        behind.setdefault(row.replaced_by, []).append(row.id)
    by = [row.replaced_by for row in rows if row.replaced_by is not None]
    known = select(_records.number, _records.id).where(_records.number.in_(by))
    ids = {row.number: row.id for row in connection.execute(known)} if by else {}
    return [_of_row(row, tuple(behind.get(row.number, ())), ids.get(row.replaced_by)) for row in rows]


def _of_row(row: Row[Any], replaces: tuple[str, ...], replaced_by: str | None) -> Memory:
    return Memory(
        memory_id=row.id,
        namespace=Namespace(tenant=row.tenant, agent_id=row.agent_id or None, user_id=row.user_id or None),
        text=row.text,
        subject=row.subject,
        metadata=cast(dict[str, str], row._mapping["metadata"]),
        source=Source(row.source_session_id, row.source_item_id),
        created=row.created_at,
        updated=row.updated_at,
        confirmed=row.confirmed_at,
        num_confirmations=row.num_confirmations,
        expires_after_s=row.expires_after_s,
        expires=row.expires_at,
        replaced_by=replaced_by,
        replaces=replaces,
    )
