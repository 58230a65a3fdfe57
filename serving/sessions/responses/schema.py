"""The tables of responses and conversations. Their tokens are in the session that a response names.

responses            one row each; its items are in response_items
response_items       input items, then output items, in order
conversations        a moving head: items are appended when a response has ended
conversation_items   its items, in order
server_tools         what a response is made from that calls tools of MCP servers: one row each
server_calls         what such servers have, and calls: a row before one is made, and what came of it there
"""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Float, ForeignKey, Index, Integer, String, Table

from serving.sessions.schema import metadata

responses = Table(
    "responses",
    metadata,
    Column("id", String, primary_key=True),
    Column("tenant", String, nullable=False),
    Column("user_id", String),  # whose it is; null: no user's in particular, here and below
    Column("status", String, nullable=False),
    Column("created_at", Integer, nullable=False),  # seconds since the epoch, here and below
    Column("completed_at", Integer),
    Column("settings", JSON, nullable=False),
    Column("is_background", Boolean, nullable=False),
    Column("owner_id", String, nullable=False),  # that makes it; empty: it was given back
    Column("num_attempts", Integer, nullable=False),  # owners that ended before its turn began
    Column("template_fingerprint", String, nullable=False),  # of the model that it is for; empty: any
    Column("request", JSON(none_as_null=True)),  # what is to be generated; null once the turn has begun
    Column("session_name", String),
    Column("previous_id", String),  # no foreign key: what it names may be deleted first
    Column("conversation_id", String),
    Column("conversation_position", Integer),  # how many items it had when the response began
    Column("usage", JSON(none_as_null=True)),
    Column("error", JSON(none_as_null=True)),
    Column("incomplete_reason", String),
    Column("has_begun", Boolean, nullable=False),
    Column("deltas", JSON(none_as_null=True)),  # [output index, characters, log probabilities] of each delta
    # Deleted, and kept out of sight for the responses that go on from it.
    Column("is_deleted", Boolean, nullable=False),
    Index("responses_by_previous", "previous_id"),
    Index("responses_by_status", "status"),
    Index("responses_by_session", "tenant", "session_name"),
)

response_items = Table(
    "response_items",
    metadata,
    Column("response_id", String, ForeignKey("responses.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("is_output", Boolean, nullable=False),
    Column("item_id", String, nullable=False),
    Column("item", JSON, nullable=False),
    Index("response_items_by_id", "item_id"),
)

conversations = Table(
    "conversations",
    metadata,
    Column("id", String, primary_key=True),
    Column("tenant", String, nullable=False),
    Column("user_id", String),
    Column("created_at", Integer, nullable=False),
    Column("metadata", JSON, nullable=False),
    Column("num_items", Integer, nullable=False),  # ever added: the next position
    Column("version", Integer, nullable=False),  # raised by every change of its items
    Column("locked_by", String),  # the response that is being made in it
    Column("last_used_at", Float, nullable=False),
)

conversation_items = Table(
    "conversation_items",
    metadata,
    Column("conversation_id", String, ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("item_id", String, nullable=False),
    Column("item", JSON, nullable=False),
    Index("conversation_items_by_id", "item_id"),
)
server_tools = Table(
    "server_tools",
    metadata,
    Column("response_id", String, ForeignKey("responses.id", ondelete="CASCADE"), primary_key=True),
    Column("request", JSON, nullable=False),  # of its first turn
    Column("tools", JSON, nullable=False),
)

server_calls = Table(
    "server_calls",
    metadata,
    Column("response_id", String, ForeignKey("responses.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("step", Integer, nullable=False),  # the turn that made it; -1: before the first
    Column("kind", String, nullable=False),  # tools or call
    Column("call_id", String),
    Column("begun", JSON, nullable=False),
    Column("ended", JSON(none_as_null=True)),
)
TABLES = [responses, response_items, conversations, conversation_items, server_tools, server_calls]
