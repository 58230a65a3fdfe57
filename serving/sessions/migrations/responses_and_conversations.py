"""Step 2: responses and conversations."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
)

_metadata = MetaData()
Table(
    "responses",
    _metadata,
    Column("id", String, primary_key=True),
    Column("tenant", String, nullable=False),
    Column("status", String, nullable=False),
    Column("created_at", Integer, nullable=False),
    Column("completed_at", Integer),
    Column("settings", JSON, nullable=False),
    Column("is_background", Boolean, nullable=False),
    Column("request", JSON),
    Column("session_name", String),
    Column("previous_id", String),
    Column("conversation_id", String),
    Column("conversation_position", Integer),
    Column("usage", JSON),
    Column("error", JSON),
    Column("incomplete_reason", String),
    Column("has_begun", Boolean, nullable=False),
    Column("deltas", JSON),
    Column("is_deleted", Boolean, nullable=False),
    Index("responses_by_previous", "previous_id"),
    Index("responses_by_session", "tenant", "session_name"),
)
Table(
    "response_items",
    _metadata,
    Column("response_id", String, ForeignKey("responses.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("is_output", Boolean, nullable=False),
    Column("item_id", String, nullable=False),
    Column("item", JSON, nullable=False),
    Index("response_items_by_id", "item_id"),
)
Table(
    "conversations",
    _metadata,
    Column("id", String, primary_key=True),
    Column("tenant", String, nullable=False),
    Column("created_at", Integer, nullable=False),
    Column("metadata", JSON, nullable=False),
    Column("num_items", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("locked_by", String),
)
Table(
    "conversation_items",
    _metadata,
    Column("conversation_id", String, ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("item_id", String, nullable=False),
    Column("item", JSON, nullable=False),
    Index("conversation_items_by_id", "item_id"),
)


def responses_and_conversations(connection: Connection) -> None:
    _metadata.create_all(connection, checkfirst=False)
