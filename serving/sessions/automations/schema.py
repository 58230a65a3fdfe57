"""The tables of automations.

agent_automations   one row each, with the occurrence that is to come
agent_invocations   what came of those that came, the newest of each automation
"""

from __future__ import annotations

from sqlalchemy import JSON, Column, Float, ForeignKey, Index, Integer, String, Table

from serving.sessions.schema import metadata

agent_automations = Table(
    "agent_automations",
    metadata,
    Column("id", String, primary_key=True),
    Column("tenant", String, nullable=False),
    Column("user_id", String),  # whose it is; null: no user's in particular
    Column("created_at", Float, nullable=False),  # seconds since the epoch, here and below
    Column("name", String, nullable=False),
    Column("metadata", JSON, nullable=False),
    Column("schedule", JSON, nullable=False),  # its `run_at`, or its `expression` and `timezone`
    Column("target", JSON, nullable=False),  # the body as it was sent
    Column("shown_target", JSON, nullable=False),  # as its object shows it
    Column("target_session_id", String),  # that is told each time; null: a new one each time
    Column("principal", JSON, nullable=False),  # who set the target
    Column("created_by", JSON(none_as_null=True)),  # as its object shows it; null: a client
    Column("status", String, nullable=False),
    Column("pause_reason", String),
    Column("next_at", Float),  # the occurrence to come; null: none will, or it is paused
    Column("revision", Integer, nullable=False),  # how often it was changed: what is delivered is of this one
    Column("num_invocations", Integer, nullable=False),  # ever
    Index("agent_automations_by_tenant", "tenant", "created_at"),
    Index("agent_automations_by_target", "target_session_id"),
    Index("agent_automations_by_time", "next_at"),
)

agent_invocations = Table(
    "agent_invocations",
    metadata,
    Column("automation_id", String, ForeignKey("agent_automations.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("created_at", Float, nullable=False),
    Column("scheduled_at", Float),  # null: somebody asked for it
    Column("automation", JSON(none_as_null=True)),  # its object as it was; null: the same
    Column("session_id", String),  # no foreign key: it may be deleted first
    Column("turn_id", String),  # of a session that there was: delivered when this has begun
    Column("status", String, nullable=False),
    Column("skip_reason", String),
    Column("error", JSON(none_as_null=True)),
)
TABLES = [agent_automations, agent_invocations]
