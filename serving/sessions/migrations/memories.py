"""Step 10: memories."""

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

_namespaces = Table(
    "memory_namespaces",
    _metadata,
    Column("id", Integer, primary_key=True),
    Column("tenant", String, nullable=False),
    Column("agent_id", String, nullable=False),
    Column("user_id", String, nullable=False),
    UniqueConstraint("tenant", "agent_id", "user_id"),
)

_records = Table(
    "memory_records",
    _metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("namespace_id", Integer, ForeignKey("memory_namespaces.id", ondelete="CASCADE"), nullable=False),
    Column("text", String, nullable=False),
    Column("subject", String),
    Column("metadata", JSON, nullable=False),
    Column("same_key", LargeBinary),
    Column("denies", Boolean, nullable=False),
    Column("frame_key", LargeBinary),
    Column("num_words", Integer, nullable=False),
    Column("source_session_id", String),
    Column("source_item_id", String),
    Column("created_at", Float, nullable=False),
    Column("updated_at", Float, nullable=False),
    Column("confirmed_at", Float, nullable=False),
    Column("num_confirmations", Integer, nullable=False),
    Column("expires_after_s", Integer),
    Column("expires_at", Float),
    Column("replaced_by", Integer, ForeignKey("memory_records.number", ondelete="CASCADE")),
    Index("memory_records_of_namespace", "namespace_id", "created_at"),
    Index("memory_records_by_same_key", "namespace_id", "same_key"),
    Index("memory_records_by_frame_key", "namespace_id", "frame_key"),
    Index("memory_records_by_replacement", "replaced_by"),
    Index("memory_records_by_source", "source_item_id"),
    Index("memory_records_by_expiry", "expires_at"),
)

_words = Table(
    "memory_words",
    _metadata,
    Column("namespace_id", Integer, ForeignKey("memory_namespaces.id", ondelete="CASCADE"), primary_key=True),
    Column("word", String, primary_key=True),
    Column("number", Integer, ForeignKey("memory_records.number", ondelete="CASCADE"), primary_key=True),
    Column("count", Integer, nullable=False),
    Index("memory_words_of_record", "number"),
    sqlite_with_rowid=False,
)

_vectors = Table(
    "memory_vectors",
    _metadata,
    Column("number", Integer, ForeignKey("memory_records.number", ondelete="CASCADE"), primary_key=True),
    Column("embedder", String, nullable=False),
    Column("vector", LargeBinary, nullable=False),
)


def memories(connection: Connection) -> None:
    _metadata.create_all(connection, checkfirst=False)
