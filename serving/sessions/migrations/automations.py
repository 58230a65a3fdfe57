"""Step 18: automations of agents, and their invocations. A log from before has none."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Connection, Float, ForeignKey, Index, Integer, MetaData, String, Table

_metadata = MetaData()
_automations = Table(
    "agent_automations",
    _metadata,
    Column("id", String, primary_key=True),
    Column("tenant", String, nullable=False),
    Column("created_at", Float, nullable=False),
    Column("name", String, nullable=False),
    Column("metadata", JSON, nullable=False),
    Column("schedule", JSON, nullable=False),
    Column("target", JSON, nullable=False),
    Column("shown_target", JSON, nullable=False),
    Column("target_session_id", String),
    Column("principal", JSON, nullable=False),
    Column("status", String, nullable=False),
    Column("pause_reason", String),
    Column("next_at", Float),
    Column("revision", Integer, nullable=False),
    Column("num_invocations", Integer, nullable=False),
    Index("agent_automations_by_tenant", "tenant", "created_at"),
    Index("agent_automations_by_target", "target_session_id"),
    Index("agent_automations_by_time", "next_at"),
)
_invocations = Table(
    "agent_invocations",
    _metadata,
    Column("automation_id", String, ForeignKey("agent_automations.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("created_at", Float, nullable=False),
    Column("scheduled_at", Float),
    Column("automation", JSON(none_as_null=True)),
    Column("session_id", String),
    Column("turn_id", String),
    Column("status", String, nullable=False),
    Column("skip_reason", String),
    Column("error", JSON(none_as_null=True)),
)


def automations(connection: Connection) -> None:
    _metadata.create_all(connection, tables=[_automations, _invocations], checkfirst=False)
