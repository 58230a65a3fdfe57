"""Step: environments of agents' sessions, and the files that they publish."""

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
Table("agent_sessions", _metadata, Column("id", String, primary_key=True))
_environments = Table(
    "agent_environments",
    _metadata,
    Column("id", String, primary_key=True),
    Column("tenant", String, nullable=False),
    Column("session_id", String, ForeignKey("agent_sessions.id", ondelete="SET NULL")),
    Column("is_attached", Boolean, nullable=False),
    Column("created_at", Float, nullable=False),
    Column("config", JSON, nullable=False),
    Column("status", String, nullable=False),
    Column("error", JSON(none_as_null=True)),
    Column("is_begun", Boolean, nullable=False),
    Column("reset_count", Integer, nullable=False),
    Index("agent_environments_by_tenant", "tenant", "created_at"),
    Index("agent_environments_by_session", "session_id"),
)
_artifacts = Table(
    "agent_artifacts",
    _metadata,
    Column("id", String, primary_key=True),
    Column("session_id", String, ForeignKey("agent_sessions.id", ondelete="CASCADE"), nullable=False),
    Column("environment_id", String, nullable=False),
    Column("turn_id", String, nullable=False),
    Column("created_at", Float, nullable=False),
    Column("path", String, nullable=False),
    Column("size_bytes", Integer, nullable=False),
    Column("digest", String, nullable=False),
    Index("agent_artifacts_of_session", "session_id", "created_at"),
)


def environments(connection: Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE agent_sessions ADD COLUMN environment JSON")
    _metadata.create_all(connection, tables=[_environments, _artifacts], checkfirst=False)
