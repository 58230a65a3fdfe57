"""Numbered steps from any older log to the present schema.

A new file gets the present schema at once and counts as fully migrated. To change the schema: change
`schema`, and append a step here that makes the same change to an existing file. Steps are never edited
or renumbered once released.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from sqlalchemy import Column, Connection, Float, Integer, MetaData, String, Table, insert, inspect, select

from serving.errors import StartupError
from serving.sessions import run_schema, schema
from serving.sessions.response_schema import TABLES as RESPONSE_TABLES

Step = Callable[[Connection], None]

MIGRATIONS: list[Step] = []  # step i has number i + 1
migration = MIGRATIONS.append

_metadata = MetaData()
applied = Table(
    "migrations",
    _metadata,
    Column("number", Integer, primary_key=True),
    Column("name", String, nullable=False),
    Column("applied_at", Float, nullable=False),
)


@migration
def first_schema(connection: Connection) -> None:
    schema.metadata.create_all(connection)


@migration
def responses_and_conversations(connection: Connection) -> None:
    schema.metadata.create_all(connection, tables=RESPONSE_TABLES)


@migration
def runs(connection: Connection) -> None:
    schema.metadata.create_all(connection, tables=run_schema.TABLES)


@migration
def whereabouts_of_kv(connection: Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE branches ADD COLUMN computed_by VARCHAR")
    connection.exec_driver_sql("ALTER TABLE branches ADD COLUMN computed_seq INTEGER NOT NULL DEFAULT 0")
    schema.metadata.create_all(connection, tables=[schema.expired_sessions])


@migration
def owners_of_responses_and_attempts(connection: Connection) -> None:
    for table, column in (
        ("runs", "num_attempts INTEGER NOT NULL DEFAULT 0"),
        ("runs", "num_claimed_tokens INTEGER NOT NULL DEFAULT 0"),
        ("responses", "owner_id VARCHAR NOT NULL DEFAULT ''"),
        ("responses", "num_attempts INTEGER NOT NULL DEFAULT 0"),
        ("responses", "template_fingerprint VARCHAR NOT NULL DEFAULT ''"),
        ("conversations", "last_used_at FLOAT NOT NULL DEFAULT 0"),
    ):
        connection.exec_driver_sql(f"ALTER TABLE {table} ADD COLUMN {column}")
    connection.exec_driver_sql("UPDATE conversations SET last_used_at = created_at")
    connection.exec_driver_sql("CREATE INDEX responses_by_status ON responses (status)")


def migrate(connection: Connection) -> None:
    """Bring the file up to date, within the caller's write transaction.

    Raises: StartupError if a newer Tenure has written this file.
    """
    is_new = not inspect(connection).has_table(applied.name)
    if is_new:
        _metadata.create_all(connection)
        schema.metadata.create_all(connection)
    done = set(connection.scalars(select(applied.c.number)))
    if done and max(done) > len(MIGRATIONS):
        raise StartupError(
            f"The session log has schema {max(done)} and this version of Tenure knows schemas up to "
            f"{len(MIGRATIONS)}. Install a newer Tenure, or choose another --data-dir."
        )
    for number, step in enumerate(MIGRATIONS, start=1):
        if number in done:
            continue
        if not is_new:
            step(connection)
        connection.execute(insert(applied).values(number=number, name=step.__name__, applied_at=time.time()))
