"""The tables of memories.

memory_namespaces  whose memories: a tenant's, of an agent and a user where those are named
memory_records     one row each, also of those that later ones replaced
memory_words       which words a record in force has: an inverted index
memory_vectors     what a record in force means, to one embedding model

A namespace's row is the lock of whoever writes in it. A record that goes takes with it what it replaced.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
)

from serving.sessions.schema import metadata

memory_namespaces = Table(
    "memory_namespaces",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("tenant", String, nullable=False),
    Column("agent_id", String, nullable=False),  # empty: of all agents; the same below
    Column("user_id", String, nullable=False),
    UniqueConstraint("tenant", "agent_id", "user_id"),
)

memory_records = Table(
    "memory_records",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("namespace_id", Integer, ForeignKey("memory_namespaces.id", ondelete="CASCADE"), nullable=False),
    Column("text", String, nullable=False),
    Column("subject", String),
    Column("metadata", JSON, nullable=False),
    # Of records in force: see `serving.memory.statements`. Null: replaced, or there is none.
    Column("same_key", LargeBinary),  # equal: they say the same, or the one denies the other
    Column("denies", Boolean, nullable=False),
    Column("frame_key", LargeBinary),  # equal: of two only the later can hold
    Column("num_words", Integer, nullable=False),
    Column("source_session_id", String),
    Column("source_item_id", String),
    Column("created_at", Float, nullable=False),  # seconds since the epoch, here and below
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

memory_words = Table(
    "memory_words",
    metadata,
    Column("namespace_id", Integer, ForeignKey("memory_namespaces.id", ondelete="CASCADE"), primary_key=True),
    Column("word", String, primary_key=True),
    Column("number", Integer, ForeignKey("memory_records.number", ondelete="CASCADE"), primary_key=True),
    Column("count", Integer, nullable=False),
    Index("memory_words_of_record", "number"),
    sqlite_with_rowid=False,
)

memory_vectors = Table(
    "memory_vectors",
    metadata,
    Column("number", Integer, ForeignKey("memory_records.number", ondelete="CASCADE"), primary_key=True),
    Column("embedder", String, nullable=False),
    Column("vector", LargeBinary, nullable=False),  # float16, little-endian, of length 1
)
TABLES = [memory_namespaces, memory_records, memory_words, memory_vectors]
