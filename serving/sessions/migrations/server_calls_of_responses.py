"""Step 14: what the server calls for a response. Those from before are one turn each."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Connection, ForeignKey, Integer, MetaData, String, Table

_metadata = MetaData()
_responses = Table("responses", _metadata, Column("id", String, primary_key=True))
_TABLES = [
    Table(
        "server_tools",
        _metadata,
        Column("response_id", String, ForeignKey("responses.id", ondelete="CASCADE"), primary_key=True),
        Column("request", JSON, nullable=False),
        Column("tools", JSON, nullable=False),
    ),
    Table(
        "server_calls",
        _metadata,
        Column("response_id", String, ForeignKey("responses.id", ondelete="CASCADE"), primary_key=True),
        Column("position", Integer, primary_key=True),
        Column("step", Integer, nullable=False),
        Column("kind", String, nullable=False),
        Column("call_id", String),
        Column("begun", JSON, nullable=False),
        Column("ended", JSON(none_as_null=True)),
    ),
]


def server_calls_of_responses(connection: Connection) -> None:
    _metadata.create_all(connection, tables=_TABLES, checkfirst=False)
