"""Step 8: agents, and the sessions that they have."""

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
    MetaData,
    String,
    Table,
)

_metadata = MetaData()
Table(
    "agents",
    _metadata,
    Column("id", String, primary_key=True),
    Column("tenant", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("created_at", Float, nullable=False),
    Column("updated_at", Float, nullable=False),
    Column("config", JSON, nullable=False),
    Index("agents_by_tenant", "tenant", "created_at"),
)

Table(
    "agent_versions",
    _metadata,
    Column("agent_id", String, ForeignKey("agents.id", ondelete="CASCADE"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("updated_at", Float, nullable=False),
    Column("config", JSON, nullable=False),
)

Table(
    "agent_sessions",
    _metadata,
    Column("id", String, primary_key=True),
    Column("tenant", String, nullable=False),
    Column("agent_id", String, nullable=False),
    Column("created_at", Float, nullable=False),
    Column("last_active_at", Float, nullable=False),
    Column("status", String, nullable=False),
    Column("agent", JSON, nullable=False),
    Column("request", JSON, nullable=False),
    Column("tool_choice", String),
    Column("mcp_tools", JSON, nullable=False),
    Column("metadata", JSON, nullable=False),
    Column("cache_ttl", String),
    Column("max_tokens", Integer),
    Column("max_tool_calls", Integer),
    Column("usage", JSON, nullable=False),
    Column("num_tool_calls", Integer, nullable=False),
    Column("num_events", Integer, nullable=False),
    Column("held_events", JSON, nullable=False),
    Column("num_items", Integer, nullable=False),
    Column("num_turns", Integer, nullable=False),
    Column("error", String),
    Column("owner_id", String, nullable=False),
    Column("template_fingerprint", String, nullable=False),
    Index("agent_sessions_by_tenant", "tenant", "created_at"),
    Index("agent_sessions_by_status", "status"),
)

Table(
    "agent_turns",
    _metadata,
    Column("session_id", String, ForeignKey("agent_sessions.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("status", String, nullable=False),
    Column("is_cancelled", Boolean, nullable=False),
    Column("created_at", Float, nullable=False),
    Column("started_at", Float),
    Column("completed_at", Float),
    Column("error", JSON(none_as_null=True)),
    Column("usage", JSON, nullable=False),
    Column("num_outputs", Integer, nullable=False),
)

Table(
    "agent_steps",
    _metadata,
    Column("turn_id", String, ForeignKey("agent_turns.id", ondelete="CASCADE"), primary_key=True),
    Column("step", Integer, primary_key=True),
    Column("session_id", String, nullable=False),
    Column("first_event", Integer, nullable=False),
    Column("first_output", Integer, nullable=False),
    Column("num_events", Integer),
    Column("deltas", JSON(none_as_null=True)),
    Index("agent_steps_by_event", "session_id", "first_event"),
)

Table(
    "agent_calls",
    _metadata,
    Column("session_id", String, ForeignKey("agent_sessions.id", ondelete="CASCADE"), primary_key=True),
    Column("call_id", String, primary_key=True),
    Column("turn_id", String, nullable=False),
    Column("step", Integer, nullable=False),
    Column("position", Integer, nullable=False),
    Column("output_index", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("status", String, nullable=False),
    Column("may_repeat", Boolean, nullable=False),
    Index("agent_calls_of_turn", "turn_id"),
)

Table(
    "agent_items",
    _metadata,
    Column("session_id", String, ForeignKey("agent_sessions.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("id", String, nullable=False),
    Column("turn_id", String, nullable=False),
    Column("step", Integer),
    Column("item", JSON, nullable=False),
    Index("agent_items_of_turn", "turn_id"),
)

Table(
    "agent_events",
    _metadata,
    Column("session_id", String, ForeignKey("agent_sessions.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("type", String, nullable=False),
    Column("fields", JSON, nullable=False),
)

Table(
    "agent_inputs",
    _metadata,
    Column("session_id", String, ForeignKey("agent_sessions.id", ondelete="CASCADE"), primary_key=True),
    Column("idempotency_key", String, primary_key=True),
    Column("digest", String, nullable=False),
    Column("taken_at", Float, nullable=False),
)


def agents(connection: Connection) -> None:
    _metadata.create_all(connection, checkfirst=False)
