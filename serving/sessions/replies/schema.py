"""The table of kept replies.

kept_replies  what is kept of a reply to a prompt without a session, sealed for its tenant. It belongs to no
              session. A server with an SQLite log of its own has a file beside it, and nothing here.
"""

from __future__ import annotations

from sqlalchemy import Column, Float, Index, LargeBinary, String, Table

from serving.sessions.schema import metadata

kept_replies = Table(
    "kept_replies",
    metadata,
    Column("tenant", String, primary_key=True),
    Column("place", LargeBinary, primary_key=True),  # the chain hash of all up to the reply
    Column("carrier", String, nullable=False),
    Column("used_at", Float, nullable=False),  # seconds since the epoch
    Index("kept_replies_by_use", "used_at"),
)
TABLES = [kept_replies]
