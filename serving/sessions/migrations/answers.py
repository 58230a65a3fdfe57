"""Step 15: answers to requests with an Idempotency-Key."""

from __future__ import annotations

from sqlalchemy import (
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
)

_metadata = MetaData()
_answers = Table(
    "answers",
    _metadata,
    Column("place", LargeBinary, primary_key=True),
    Column("digest", LargeBinary, nullable=False),
    Column("owner_id", String, nullable=False),
    Column("read_until", Float, nullable=False),
    Column("ended_at", Float),
    Index("answers_by_end", "ended_at"),
)
_answer_parts = Table(
    "answer_parts",
    _metadata,
    Column("place", LargeBinary, ForeignKey("answers.place", ondelete="CASCADE"), primary_key=True),
    Column("start", Integer, primary_key=True),
    Column("messages", LargeBinary, nullable=False),
)


def answers(connection: Connection) -> None:
    _metadata.create_all(connection, checkfirst=False)
