"""Step 12: vaults of credentials, the vaults of agents' sessions, and the audit log."""

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
    Text,
)

_metadata = MetaData()
Table(
    "vaults",
    _metadata,
    Column("id", String, primary_key=True),
    Column("tenant", String, nullable=False),
    Column("created_at", Float, nullable=False),
    Column("name", String),
    Column("metadata", JSON, nullable=False),
    Index("vaults_by_tenant", "tenant", "created_at"),
)
Table(
    "vault_credentials",
    _metadata,
    Column("id", String, primary_key=True),
    Column("vault_id", String, ForeignKey("vaults.id", ondelete="CASCADE"), nullable=False),
    Column("created_at", Float, nullable=False),
    Column("updated_at", Float, nullable=False),
    Column("name", String, nullable=False),
    Column("auth", JSON, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("metadata", JSON, nullable=False),
    Index("vault_credentials_of_vault", "vault_id", "created_at"),
)
Table(
    "audit_log",
    _metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Float, nullable=False),
    Column("tenant", String, nullable=False),
    Column("actor", Text, nullable=False),
    Column("action", String, nullable=False),
    Column("target", String, nullable=False),
    Column("details", Text, nullable=False),
    Column("hash", String, nullable=False),
    Index("audit_log_by_tenant", "tenant", "number"),
)
Table(
    "audit_head",
    _metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, nullable=False),
    Column("hash", String, nullable=False),
)


def vaults_and_audit(connection: Connection) -> None:
    _metadata.create_all(connection, checkfirst=False)
    connection.exec_driver_sql("ALTER TABLE agent_sessions ADD COLUMN vault_ids JSON")
