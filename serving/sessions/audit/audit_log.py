"""Who did what: rows that are only ever added, each with a hash over itself and the row before.

Who changes, removes or inserts a row breaks the chain there. Who can write to the database could make a new
chain: so keep the hash that `tenure audit verify` prints somewhere else, and have it looked for later.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from serving.principal import Principal
from serving.sessions.audit.schema import audit_head, audit_log
from serving.sessions.database import Database

FIRST_HASH = "0" * 64
_LOCK = 0x7465_6E75_7265_0002  # of PostgreSQL, until the transaction ends
_PAGE = 1000
_URL = re.compile(
    r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*://)(?:[^/?#\s]*@)?(?P<host>[^/?#\s@]*)(?P<path>[^?#\s]*)(?:[?#]\S*)?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    principal: Principal
    action: str
    target: str
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What a look at the whole chain found."""

    num_rows: int
    last_hash: str
    fault: str | None = None  # a sentence that names the first bad row
    has_expected: bool = True


def note(connection: Connection, entry: AuditEntry) -> None:
    """Within the transaction of what was done, and last in it: it takes turns with everybody's."""
    if connection.dialect.name == "postgresql":  # SQLite has one writer as it is
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
    head = connection.execute(select(audit_head)).one_or_none()
    row: dict[str, Any] = {
        "number": 1 if head is None else head.number + 1,
        "at": time.time(),
        "tenant": entry.principal.tenant,
        "actor": _json(actor_of(entry.principal)),
        "action": entry.action,
        "target": _without_secrets(entry.target),
        "details": _json({name: _without_secrets(value) for name, value in entry.details.items()}),
    }
    row["hash"] = _hash(FIRST_HASH if head is None else head.hash, row)
    connection.execute(insert(audit_log).values(**row))
    new_head = {"number": row["number"], "hash": row["hash"]}
    if head is None:
        connection.execute(insert(audit_head).values(id=1, **new_head))
    else:
        connection.execute(update(audit_head).values(**new_head))


def _without_secrets(value: Any) -> Any:
    """URLs without the parts in which some have their secret: user and password, query, fragment."""
    if isinstance(value, str):
        return _URL.sub(lambda found: f"{found['scheme']}{found['host']}{found['path']}", value)
    if isinstance(value, Mapping):
        return {name: _without_secrets(one) for name, one in value.items()}
    return [_without_secrets(one) for one in value] if isinstance(value, list | tuple) else value


def actor_of(principal: Principal) -> dict[str, str]:
    """Who it was, as far as it is known."""
    known = {"user": principal.user, "agent": principal.agent, "key": principal.key_id}
    return {name: value for name, value in known.items() if value is not None}


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"))


def _hash(previous: str, row: Mapping[str, Any]) -> str:
    names = ("number", "at", "tenant", "actor", "action", "target", "details")
    fields = [previous, *(repr(row[name]) if name == "at" else row[name] for name in names)]
    return sha256(json.dumps(fields).encode()).hexdigest()


class AuditLog:
    """Thread-safe."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note(self, entry: AuditEntry) -> None:
        """Of what has no transaction of its own here."""
        with self._database.write() as connection:
            note(connection, entry)

    def rows(
        self, *, tenant: str | None = None, action: str | None = None, limit: int = 100
    ) -> list[dict[str, Any]]:
        """The newest first. `action`: or what it begins with."""
        query = select(audit_log).order_by(audit_log.c.number.desc()).limit(limit)
        if tenant is not None:
            query = query.where(audit_log.c.tenant == tenant)
        if action is not None:
            query = query.where(audit_log.c.action.startswith(action, autoescape=True))
        with self._database.read() as connection:
            return [_object(row) for row in connection.execute(query)]

    def verify(self, expected: str | None = None) -> Verified:
        """`expected`: a hash that was printed earlier, and must be in the chain."""
        previous, num_rows, has_expected = FIRST_HASH, 0, expected is None
        with self._database.read() as connection:
            while rows := _rows_behind(connection, num_rows):
                for row in rows:
                    fault = _fault(row, previous, num_rows + 1)
                    if fault is not None:
                        return Verified(num_rows=num_rows, last_hash=previous, fault=fault)
                    previous, num_rows = row.hash, num_rows + 1
                    has_expected = has_expected or row.hash == expected
            head = connection.execute(select(audit_head)).one_or_none()
        end = (0, FIRST_HASH) if head is None else (head.number, head.hash)
        fault = None
        if end[0] > num_rows:
            fault = f"Row {num_rows + 1} is missing, and all behind it: there were {end[0]}."
        elif end != (num_rows, previous):
            fault = f"Row {num_rows} is not the last one that was written: the head is {end[0]}, {end[1]}."
        return Verified(num_rows=num_rows, last_hash=previous, fault=fault, has_expected=has_expected)


def _rows_behind(connection: Connection, number: int) -> Sequence[Row[Any]]:
    query = select(audit_log).where(audit_log.c.number > number)
    return connection.execute(query.order_by(audit_log.c.number).limit(_PAGE)).all()


def _fault(row: Row[Any], previous: str, number: int) -> str | None:
    if row.number != number:
        return f"Row {number} is missing: the next one is {row.number}."
    if row.hash != _hash(previous, row._asdict()):
        return f"Row {number} is not what was written: its hash does not follow from it and the row before."
    return None


def _object(row: Row[Any]) -> dict[str, Any]:
    return {
        "number": row.number,
        "at": row.at,
        "tenant": row.tenant,
        "actor": json.loads(row.actor),
        "action": row.action,
        "target": row.target,
        "details": json.loads(row.details),
        "hash": row.hash,
    }
