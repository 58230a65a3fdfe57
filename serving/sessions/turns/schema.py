"""The tables of turns: turns that are being made, and those that may be read again.

owners       the processes that make turns, and when each was last heard of
turns        one row for each turn with a session, from its beginning on
turn_tokens  what a turn has sampled, as it was sampled: a row for each engine step, one when it has ended
steps        which turns a run has, in order

A turn that is not kept goes when its turn ends: then its tokens are in `spans`.
"""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Float, ForeignKey, Index, Integer, LargeBinary, String, Table

from serving.sessions.schema import metadata

owners = Table(
    "owners",
    metadata,
    Column("id", String, primary_key=True),
    Column("process_name", String),  # that no two processes have at once; null: it has none
    Column("beat_at", Float, nullable=False),  # by the database's clock
)

turns = Table(
    "turns",
    metadata,
    Column("id", String, primary_key=True),
    Column("session_id", String, ForeignKey("sessions.id", ondelete="CASCADE"), nullable=False),
    Column("status", String, nullable=False),  # in_progress | completed | cancelled | failed
    Column("is_kept", Boolean, nullable=False),  # goes on after a crash, and stays as long as its session
    Column("owner_id", String, nullable=False),  # that may write; empty: it was given back
    Column("epoch", Integer, nullable=False),  # raised by each new owner: the fence
    Column("num_attempts", Integer, nullable=False),  # owners that ended with it since its last new token
    Column("num_claimed_tokens", Integer, nullable=False),  # that it had when its owner took it over
    # Where the reply starts, and the right to append it there: see sessions.writing.Head.
    Column("branch_id", String, ForeignKey("branches.id", ondelete="CASCADE"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("num_items", Integer, nullable=False),
    Column("branch_epoch", Integer, nullable=False),
    Column("tail_token_ids", LargeBinary, nullable=False),  # opens the reply, and is not in the branch yet
    Column("root_hash", LargeBinary, nullable=False),
    Column("reply_chain", LargeBinary),
    # What the tokens depend on.
    Column("request", JSON, nullable=False),  # without the part of the prompt that the branch has
    Column("max_model_len", Integer, nullable=False),
    Column("template_fingerprint", String, nullable=False),
    Column("numeric_fingerprint", String, nullable=False),
    Column("numerics_changed", Boolean, nullable=False),  # it went on under another numeric fingerprint
    # What its readers are told.
    Column("started", JSON, nullable=False),
    Column("finished", JSON(none_as_null=True)),
    Column("error", JSON(none_as_null=True)),
    Index("turns_by_status", "status"),
    Index("turns_of_session", "session_id"),
    Index("turns_of_branch", "branch_id"),
)

turn_tokens = Table(
    "turn_tokens",
    metadata,
    Column("turn_id", String, ForeignKey("turns.id", ondelete="CASCADE"), primary_key=True),
    Column("choice_index", Integer, primary_key=True),
    Column("position", Integer, primary_key=True),  # output tokens before these
    Column("token_ids", LargeBinary, nullable=False),  # int32, little-endian
    Column("logprobs", JSON(none_as_null=True)),
    Column("num_cached_tokens", Integer),  # of the prompt; in the first row
    Column("finish_reason", String),  # that the last of them brought
    Column("stop_token_id", Integer),
    sqlite_with_rowid=False,
)
steps = Table(
    "steps",
    metadata,
    Column("run_id", String, primary_key=True),  # no foreign key: what it names has a table of its own kind
    Column("position", Integer, primary_key=True),  # from 0
    Column("turn_id", String, ForeignKey("turns.id", ondelete="CASCADE"), nullable=False),
    Index("steps_by_turn", "turn_id", unique=True),
)
TABLES = [owners, turns, turn_tokens, steps]
