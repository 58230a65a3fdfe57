"""Step 16: sessions that agents' sessions have begun. Those from before have none."""

from __future__ import annotations

from sqlalchemy import Column, Connection, Float, ForeignKey, Index, Integer, MetaData, String, Table

_metadata = MetaData()
_sessions = Table("agent_sessions", _metadata, Column("id", String, primary_key=True))
_subagents = Table(
    "agent_subagents",
    _metadata,
    Column("session_id", String, ForeignKey("agent_sessions.id", ondelete="CASCADE"), primary_key=True),
    Column("parent_id", String, ForeignKey("agent_sessions.id", ondelete="CASCADE"), nullable=False),
    Column("root_id", String, nullable=False),
    Column("depth", Integer, nullable=False),
    Column("call_id", String, nullable=False),
    Column("name", String),
    Column("task", String, nullable=False),
    Column("opened_at", Float, nullable=False),
    Column("closed_at", Float),
    Index("agent_subagents_of_parent", "parent_id", "opened_at"),
    Index("agent_subagents_of_root", "root_id"),
)


def subagents(connection: Connection) -> None:
    _metadata.create_all(connection, tables=[_subagents], checkfirst=False)
