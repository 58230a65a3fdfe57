"""The tables of answers to requests with an Idempotency-Key, which processes that share the log share.

answers       one row for each key whose answer is being made, or was not long ago
answer_parts  what its maker has written down of it, in order
"""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, LargeBinary, String, Table

from serving.sessions.schema import metadata

answers = Table(
    "answers",
    metadata,
    Column("place", LargeBinary, primary_key=True),  # a hash of whose key it is, and of the key
    Column("digest", LargeBinary, nullable=False),  # a hash of what was asked
    Column("owner_id", String, nullable=False),  # that makes it
    Column(
        "read_until", Float, nullable=False
    ),  # another process reads it until then, by the database's clock
    Column("ended_at", Float),  # null: it is being made
    Index("answers_by_end", "ended_at"),
)

answer_parts = Table(
    "answer_parts",
    metadata,
    Column("place", LargeBinary, ForeignKey("answers.place", ondelete="CASCADE"), primary_key=True),
    Column("start", Integer, primary_key=True),  # the number of its first message
    Column("messages", LargeBinary, nullable=False),
)

TABLES = [answers, answer_parts]
