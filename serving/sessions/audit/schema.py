"""The tables of the audit log.

audit_log           who did what, in order; each row's hash covers the one before
audit_head          one row: the last of them, so that it is seen when the end is gone
"""

from __future__ import annotations

from sqlalchemy import Column, Float, Index, Integer, String, Table, Text

from serving.sessions.schema import metadata

audit_log = Table(
    "audit_log",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),  # from 1, without gaps
    Column("at", Float, nullable=False),
    Column("tenant", String, nullable=False),
    Column("actor", Text, nullable=False),  # JSON: who, here and below as it was hashed
    Column("action", String, nullable=False),  # `session.deleted`
    Column("target", String, nullable=False),  # an id
    Column("details", Text, nullable=False),  # JSON
    Column("hash", String, nullable=False),  # SHA-256, hexadecimal
    Index("audit_log_by_tenant", "tenant", "number"),
)

audit_head = Table(
    "audit_head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),  # 1
    Column("number", Integer, nullable=False),
    Column("hash", String, nullable=False),
)
TABLES = [audit_log, audit_head]
