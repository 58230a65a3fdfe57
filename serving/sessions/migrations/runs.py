"""Step 3: turns as they are made."""

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
    LargeBinary,
    MetaData,
    String,
    Table,
)

_metadata = MetaData()
for _earlier in ("sessions", "branches"):  # of step 1: what the foreign keys need to know of them
    Table(_earlier, _metadata, Column("id", String, primary_key=True))
_TABLES = [
    Table(
        "owners",
        _metadata,
        Column("id", String, primary_key=True),
        Column("place", String),
        Column("beat_at", Float, nullable=False),
    ),
    Table(
        "runs",
        _metadata,
        Column("id", String, primary_key=True),
        Column("session_id", String, ForeignKey("sessions.id", ondelete="CASCADE"), nullable=False),
        Column("status", String, nullable=False),
        Column("is_kept", Boolean, nullable=False),
        Column("owner_id", String, nullable=False),
        Column("epoch", Integer, nullable=False),
        Column("branch_id", String, ForeignKey("branches.id", ondelete="CASCADE"), nullable=False),
        Column("seq", Integer, nullable=False),
        Column("num_items", Integer, nullable=False),
        Column("branch_epoch", Integer, nullable=False),
        Column("tail_token_ids", LargeBinary, nullable=False),
        Column("root_hash", LargeBinary, nullable=False),
        Column("reply_chain", LargeBinary),
        Column("request", JSON, nullable=False),
        Column("max_model_len", Integer, nullable=False),
        Column("template_fingerprint", String, nullable=False),
        Column("numeric_fingerprint", String, nullable=False),
        Column("numerics_changed", Boolean, nullable=False),
        Column("started", JSON, nullable=False),
        Column("finished", JSON),
        Column("error", JSON),
        Index("runs_by_status", "status"),
        Index("runs_of_session", "session_id"),
        Index("runs_of_branch", "branch_id"),
    ),
    Table(
        "run_tokens",
        _metadata,
        Column("run_id", String, ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True),
        Column("choice_index", Integer, primary_key=True),
        Column("position", Integer, primary_key=True),
        Column("token_ids", LargeBinary, nullable=False),
        Column("logprobs", JSON),
        Column("num_cached_tokens", Integer),
        Column("finish_reason", String),
        Column("stop_token_id", Integer),
        sqlite_with_rowid=False,
    ),
]


def runs(connection: Connection) -> None:
    _metadata.create_all(connection, tables=_TABLES, checkfirst=False)
