"""Step 9: which replica has a session. Those from before are placed when they are asked for."""

from __future__ import annotations

from sqlalchemy import Column, Connection, Float, Index, Integer, MetaData, String, Table

_metadata = MetaData()
Table(
    "placements",
    _metadata,
    Column("tenant", String, primary_key=True),
    Column("name", String, primary_key=True),
    Column("replica", String, nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("placed_at", Float, nullable=False),
    Index("placements_by_replica", "replica"),
)


def placements_of_sessions(connection: Connection) -> None:
    _metadata.create_all(connection, checkfirst=False)
