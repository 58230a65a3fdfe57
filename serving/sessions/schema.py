"""The tables of the log, as they are now. `migrations` brings older files here.

sessions   a tenant's name for a tree of branches
branches   a path in that tree: its parent's first `parent_seq` tokens, then its own spans
items      the messages of a branch, in order
spans      the append-only token log
placements  which replica has a session, where several share the log
expired_sessions  the last item's hash of sessions that have expired, for as long again as they lived idle

Positions are counted from the beginning of the conversation, across all ancestors: token `seq` of a
branch is the token at absolute position `seq`, item `item_index` its message number `item_index`. A
child holds rows only for what it does not share with its parent.

The primary keys of items and spans are the fence: whoever writes where somebody else has written fails.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)

metadata = MetaData()

sessions = Table(
    "sessions",
    metadata,
    Column("id", String, primary_key=True),
    Column("tenant", String, nullable=False),
    Column("name", String, nullable=False),  # what the client calls it
    Column("user_id", String),  # whose it is; null: no user's in particular
    Column("created_at", Float, nullable=False),  # seconds since the epoch, here and below
    Column("last_used_at", Float, nullable=False),
    Column("num_turns", Integer, nullable=False),  # turns begun
    Column("head_branch_id", String),  # used last; null before the first turn
    Column("family", String),  # that it shares tokens with: it was forked, or others from it; null: alone
    Column("leased_until", Float),  # its KV is evicted after what is not leased; null: never was
    Column("last_restored", JSON(none_as_null=True)),  # by a turn, and when: see `use`
    Column("last_cold", JSON(none_as_null=True)),  # why a turn last found less KV than there had been
    Column("kv_usage", JSON(none_as_null=True)),  # what its KV has taken in all; null: nothing was counted
    UniqueConstraint("tenant", "name"),
    Index("sessions_by_use", "tenant", "last_used_at"),
    Index("sessions_by_family", "family"),
)

branches = Table(
    "branches",
    metadata,
    Column("id", String, primary_key=True),
    Column("session_id", String, ForeignKey("sessions.id", ondelete="CASCADE"), nullable=False),
    Column("dialect", String, nullable=False),  # chat | text | tokens: what its turns were sent as
    Column("parent_branch_id", String, ForeignKey("branches.id", ondelete="CASCADE")),
    Column("parent_seq", Integer, nullable=False),  # tokens shared with the parent; 0 without one
    Column("parent_num_items", Integer, nullable=False),  # items shared with the parent
    Column("head_seq", Integer, nullable=False),  # tokens in all: the next span starts here
    Column("num_items", Integer, nullable=False),  # items in all
    Column("writer_epoch", Integer, nullable=False),  # the turn that may append; a newer turn raises it
    Column("created_at", Float, nullable=False),
    # Of its tokens so many were computed, last of all by this owner (see turns.schema); null: not known.
    Column("computed_by", String),
    Column("computed_seq", Integer, nullable=False),
    Column("computed_model", String),  # its weights, KV format and adapter; null: not known
    Column("superseded_at", Float),  # its session was taken back to before its end; null: it was not
    Index("branches_of_session", "session_id"),
    Index("branches_of_parent", "parent_branch_id"),
)

placements = Table(
    "placements",
    metadata,
    # Of a session, which may not have had a turn yet.
    Column("tenant", String, primary_key=True),
    Column("name", String, primary_key=True),
    Column("replica", String, nullable=False),  # the name of its process (see turns.schema); empty: it left
    Column("epoch", Integer, nullable=False),  # how often it was placed
    Column("placed_at", Float, nullable=False),
    Index("placements_by_replica", "replica"),
)

expired_sessions = Table(
    "expired_sessions",
    metadata,
    Column("tenant", String, primary_key=True),
    Column("name", String, primary_key=True),
    # Of its last item: see `items`.
    Column("chain_hash", LargeBinary, nullable=False),
    Column("end_char", Integer),
    Column("num_tokens", Integer, nullable=False),  # that were computed
    Column("expired_at", Float, nullable=False),
)

items = Table(
    "items",
    metadata,
    Column("branch_id", String, ForeignKey("branches.id", ondelete="CASCADE"), primary_key=True),
    Column("item_index", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("session_id", String, ForeignKey("sessions.id", ondelete="CASCADE"), nullable=False),
    Column("role", String, nullable=False),
    Column("content", JSON(none_as_null=True)),  # the message, or a raw prompt's text; null: ids alone
    # BLAKE2b-128 of everything up to and including this item; null: nothing can be matched with it.
    Column("chain_hash", LargeBinary),
    Column("end_char", Integer),  # of raw text: characters up to and including this item
    Column("start_seq", Integer, nullable=False),
    Column("end_seq", Integer, nullable=False),
    Column("ends_exactly", Boolean, nullable=False),  # false: its last token may belong to a later item too
    Column("finish_reason", String),  # of a reply; null: sent by the client
    Column("stop_reason", JSON(none_as_null=True)),  # the stop string or stop token id that matched
    Column("dropped_token_ids", LargeBinary),  # sampled, and no part of the context: past a stop or a hang-up
    Column("created_at", Float, nullable=False),
    Index("items_by_hash", "session_id", "chain_hash"),
    Index("items_by_text", "session_id", "end_char"),
)

spans = Table(
    "spans",
    metadata,
    Column("branch_id", String, ForeignKey("branches.id", ondelete="CASCADE"), primary_key=True),
    # Absolute position of its first token: where the sampler's counter starts, too.
    Column("seq", Integer, primary_key=True),
    Column("item_id", String, nullable=False),
    Column("role", String, nullable=False),
    Column("token_ids", LargeBinary, nullable=False),  # int32, little-endian; never empty
    Column("source", String, nullable=False),  # rendered | sampled
    Column("seed", String),  # decimal, for it may need 64 bits without sign; null: rendered
    Column("choice_index", Integer),
    Column("template_fingerprint", String, nullable=False),
    Column("numeric_fingerprint", String, nullable=False),
)
TABLES = [sessions, branches, placements, expired_sessions, items, spans]
