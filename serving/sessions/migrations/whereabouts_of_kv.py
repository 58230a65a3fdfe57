"""Step 4: who has a branch's KV, and what is known of sessions that have expired.

Of branches from before, nobody is known to have computed anything.
"""

from __future__ import annotations

from sqlalchemy import Column, Connection, Float, Integer, LargeBinary, MetaData, String, Table

_metadata = MetaData()
Table(
    "expired_sessions",
    _metadata,
    Column("tenant", String, primary_key=True),
    Column("name", String, primary_key=True),
    Column("chain_hash", LargeBinary, nullable=False),
    Column("end_char", Integer),
    Column("num_tokens", Integer, nullable=False),
    Column("expired_at", Float, nullable=False),
)


def whereabouts_of_kv(connection: Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE branches ADD COLUMN computed_by VARCHAR")
    connection.exec_driver_sql("ALTER TABLE branches ADD COLUMN computed_seq INTEGER NOT NULL DEFAULT 0")
    _metadata.create_all(connection, checkfirst=False)
