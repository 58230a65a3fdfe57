"""The tables of vaults.

vaults              one row each
vault_credentials   one row each; what is secret is sealed
"""

from __future__ import annotations

from sqlalchemy import JSON, Column, Float, ForeignKey, Index, LargeBinary, String, Table

from serving.sessions.schema import metadata

vaults = Table(
    "vaults",
    metadata,
    Column("id", String, primary_key=True),
    Column("tenant", String, nullable=False),
    Column("user_id", String),  # whose it is; null: no user's in particular
    Column("created_at", Float, nullable=False),  # seconds since the epoch, here and below
    Column("name", String),
    Column("metadata", JSON, nullable=False),
    Index("vaults_by_tenant", "tenant", "created_at"),
)

vault_credentials = Table(
    "vault_credentials",
    metadata,
    Column("id", String, primary_key=True),
    Column("vault_id", String, ForeignKey("vaults.id", ondelete="CASCADE"), nullable=False),
    Column("created_at", Float, nullable=False),
    Column("updated_at", Float, nullable=False),
    Column("name", String, nullable=False),
    Column("auth", JSON, nullable=False),  # as its object shows it
    Column("sealed", LargeBinary, nullable=False),  # the secret: see `seal`
    Column("metadata", JSON, nullable=False),
    Index("vault_credentials_of_vault", "vault_id", "created_at"),
)
TABLES = [vaults, vault_credentials]
