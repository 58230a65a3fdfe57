"""Step 20: templates of environments; replies that servers share; whose sessions and responses are.

Sessions of agents are their user's. Whose the others are is not known: they stay the tenant's.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
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
    select,
    update,
)

_metadata = MetaData()
_templates = Table(
    "environment_templates",
    _metadata,
    Column("id", String, primary_key=True),
    Column("tenant", String, nullable=False),
    Column("user_id", String),
    Column("version", Integer, nullable=False),
    Column("created_at", Float, nullable=False),
    Column("updated_at", Float, nullable=False),
    Column("config", JSON, nullable=False),
    Index("environment_templates_by_tenant", "tenant", "created_at"),
)
_versions = Table(
    "environment_template_versions",
    _metadata,
    Column(
        "template_id", String, ForeignKey("environment_templates.id", ondelete="CASCADE"), primary_key=True
    ),
    Column("version", Integer, primary_key=True),
    Column("updated_at", Float, nullable=False),
    Column("config", JSON, nullable=False),
)
_replies = Table(
    "kept_replies",
    _metadata,
    Column("tenant", String, primary_key=True),
    Column("place", LargeBinary, primary_key=True),
    Column("carrier", String, nullable=False),
    Column("used_at", Float, nullable=False),
    Index("kept_replies_by_use", "used_at"),
)
_sessions = Table(
    "sessions", _metadata, Column("tenant", String), Column("name", String), Column("user_id", String)
)
_agent_sessions = Table(
    "agent_sessions", _metadata, Column("id", String), Column("tenant", String), Column("user_id", String)
)


def templates_replies_and_users(connection: Connection) -> None:
    _metadata.create_all(connection, tables=[_templates, _versions, _replies], checkfirst=False)
    for table in ("sessions", "responses", "conversations"):
        connection.exec_driver_sql(f"ALTER TABLE {table} ADD COLUMN user_id VARCHAR")
    of_agent = select(_agent_sessions.c.user_id).where(
        _agent_sessions.c.id == _sessions.c.name, _agent_sessions.c.tenant == _sessions.c.tenant
    )
    has_agent = _sessions.c.name.in_(select(_agent_sessions.c.id))
    connection.execute(update(_sessions).where(has_agent).values(user_id=of_agent.scalar_subquery()))
