"""Step 1: sessions, branches, items, spans."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)

_metadata = MetaData()
Table(
    "sessions",
    _metadata,
    Column("id", String, primary_key=True),
    Column("tenant", String, nullable=False),
    Column("name", String, nullable=False),
    Column("created_at", Float, nullable=False),
    Column("last_used_at", Float, nullable=False),
    Column("num_turns", Integer, nullable=False),
    Column("head_branch_id", String),
    UniqueConstraint("tenant", "name"),
    Index("sessions_by_use", "tenant", "last_used_at"),
)
Table(
    "branches",
    _metadata,
    Column("id", String, primary_key=True),
    Column("session_id", String, ForeignKey("sessions.id", ondelete="CASCADE"), nullable=False),
    Column("dialect", String, nullable=False),
    Column("parent_branch_id", String, ForeignKey("branches.id", ondelete="CASCADE")),
    Column("parent_seq", Integer, nullable=False),
    Column("parent_num_items", Integer, nullable=False),
    Column("head_seq", Integer, nullable=False),
    Column("num_items", Integer, nullable=False),
    Column("writer_epoch", Integer, nullable=False),
    Column("created_at", Float, nullable=False),
    Index("branches_of_session", "session_id"),
    Index("branches_of_parent", "parent_branch_id"),
)
Table(
    "items",
    _metadata,
    Column("branch_id", String, ForeignKey("branches.id", ondelete="CASCADE"), primary_key=True),
    Column("item_index", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("session_id", String, ForeignKey("sessions.id", ondelete="CASCADE"), nullable=False),
    Column("role", String, nullable=False),
    Column("content", JSON),
    Column("chain_hash", LargeBinary),
    Column("end_char", Integer),
    Column("start_seq", Integer, nullable=False),
    Column("end_seq", Integer, nullable=False),
    Column("ends_exactly", Boolean, nullable=False),
    Column("finish_reason", String),
    Column("stop_reason", JSON),
    Column("dropped_token_ids", LargeBinary),
    Column("created_at", Float, nullable=False),
    Index("items_by_hash", "session_id", "chain_hash"),
    Index("items_by_text", "session_id", "end_char"),
)
Table(
    "spans",
    _metadata,
    Column("branch_id", String, ForeignKey("branches.id", ondelete="CASCADE"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("item_id", String, nullable=False),
    Column("role", String, nullable=False),
    Column("token_ids", LargeBinary, nullable=False),
    Column("source", String, nullable=False),
    Column("seed", String),
    Column("choice_index", Integer),
    Column("template_fingerprint", String, nullable=False),
    Column("numeric_fingerprint", String, nullable=False),
)


def first_schema(connection: Connection) -> None:
    _metadata.create_all(connection, checkfirst=False)
