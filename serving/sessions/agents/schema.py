"""The tables of agents. The tokens of a session are in the log's session of the same name.

agents           one row each, with its newest version
agent_versions   what each version was
agent_sessions   one row each
agent_subagents  which of them another one has begun, with one of its calls
agent_turns      a session's turns, in order
agent_steps      a turn's model steps: a row before it is made, and how it ended in the same row
agent_calls      the calls of a step: a row before one begins, and what came of it in the same row
agent_items      what was said and done, in order
agent_events     what readers are told, but for the deltas of a step, whose numbers its row has
agent_environments  where a session's programs run, and what they are to find there
environment_templates  configurations of environments that are saved, each with its newest version
environment_template_versions  what each version was
agent_artifacts  the files that turns have published; their bytes are beside the environment's
agent_inputs     the Idempotency-Keys under which input was taken
agent_spending   what sessions have used, by day: of each tenant, and of each saved agent

A step's deltas are no rows: while it is made they follow from the turn in the log that makes it (`steps`),
and behind its end from its items and the lengths of the deltas.
"""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Boolean, Column, Float, ForeignKey, Index, Integer, String, Table

from serving.sessions.schema import metadata

agents = Table(
    "agents",
    metadata,
    Column("id", String, primary_key=True),
    Column("tenant", String, nullable=False),
    Column("user_id", String),  # whose it is; null: no user's in particular, here and below
    Column("version", Integer, nullable=False),
    Column("created_at", Float, nullable=False),  # seconds since the epoch, here and below
    Column("updated_at", Float, nullable=False),
    Column("config", JSON, nullable=False),
    Index("agents_by_tenant", "tenant", "created_at"),
)

agent_versions = Table(
    "agent_versions",
    metadata,
    Column("agent_id", String, ForeignKey("agents.id", ondelete="CASCADE"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("updated_at", Float, nullable=False),
    Column("config", JSON, nullable=False),
)

agent_sessions = Table(
    "agent_sessions",
    metadata,
    Column("id", String, primary_key=True),
    Column("tenant", String, nullable=False),
    Column("user_id", String),
    Column("agent_id", String, nullable=False),  # no foreign key: a saved agent may be deleted first
    Column("created_at", Float, nullable=False),
    Column("last_active_at", Float, nullable=False),
    Column("status", String, nullable=False),
    Column("agent", JSON, nullable=False),  # as its object shows it
    Column("request", JSON, nullable=False),  # of each turn, without messages
    Column("tool_choice", String),
    Column("mcp_tools", JSON, nullable=False),
    Column("metadata", JSON, nullable=False),
    Column("environment", JSON(none_as_null=True)),  # as its object shows it; null: none
    Column("cache_ttl", String),
    Column("max_tokens", Integer),
    Column("max_tool_calls", Integer),
    Column("max_seconds", Float),
    Column("max_cost", BigInteger),  # 1e-9 USD, here and below
    Column("usage", JSON, nullable=False),  # [input, cached, output]
    Column("num_tool_calls", Integer, nullable=False),
    Column("num_seconds", Float, nullable=False),  # that it was at work
    Column("cost", BigInteger, nullable=False),
    Column("busy_since", Float),  # it is at work, and was counted up to then; null: it is not
    Column("num_events", Integer, nullable=False),
    Column(
        "held_events", JSON, nullable=False
    ),  # to be told behind the model step that is under way; {"message": ITEM}: to be added then
    Column("num_items", Integer, nullable=False),
    Column("num_turns", Integer, nullable=False),
    Column("error", String),
    Column("owner_id", String, nullable=False),  # that goes on with it while it is in progress
    Column("template_fingerprint", String, nullable=False),  # of the model that it is for
    Column("vault_ids", JSON(none_as_null=True)),
    Index("agent_sessions_by_tenant", "tenant", "created_at"),
    Index("agent_sessions_by_status", "status"),
)

agent_subagents = Table(
    "agent_subagents",
    metadata,
    Column("session_id", String, ForeignKey("agent_sessions.id", ondelete="CASCADE"), primary_key=True),
    Column("parent_id", String, ForeignKey("agent_sessions.id", ondelete="CASCADE"), nullable=False),
    Column("root_id", String, nullable=False),  # the session of the family that nobody has begun
    Column("depth", Integer, nullable=False),  # from 1
    Column("call_id", String, nullable=False),  # of the parent, that it began with
    Column("name", String),
    Column("task", String, nullable=False),
    Column("opened_at", Float, nullable=False),
    Column("closed_at", Float),
    Index("agent_subagents_of_parent", "parent_id", "opened_at"),
    Index("agent_subagents_of_root", "root_id"),
)

agent_turns = Table(
    "agent_turns",
    metadata,
    Column("session_id", String, ForeignKey("agent_sessions.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("status", String, nullable=False),
    Column("is_cancelled", Boolean, nullable=False),  # it was asked for
    Column("created_at", Float, nullable=False),
    Column("started_at", Float),
    Column("completed_at", Float),
    Column("error", JSON(none_as_null=True)),
    Column("usage", JSON, nullable=False),
    Column("num_outputs", Integer, nullable=False),  # items that the agent made: the next output index
    Column("scopes", JSON(none_as_null=True)),  # of who told it what; null: all
)

agent_steps = Table(
    "agent_steps",
    metadata,
    Column("turn_id", String, ForeignKey("agent_turns.id", ondelete="CASCADE"), primary_key=True),
    Column("step", Integer, primary_key=True),
    Column("session_id", String, nullable=False),
    Column("first_event", Integer, nullable=False),
    Column("first_output", Integer, nullable=False),  # the output index of its first item
    Column("num_events", Integer),  # of its deltas, and what belongs to them; null: it has not ended
    Column("deltas", JSON(none_as_null=True)),  # [is reasoning, characters] of each
    Index("agent_steps_by_event", "session_id", "first_event"),
)

agent_calls = Table(
    "agent_calls",
    metadata,
    Column("session_id", String, ForeignKey("agent_sessions.id", ondelete="CASCADE"), primary_key=True),
    Column("call_id", String, primary_key=True),
    Column("turn_id", String, nullable=False),
    Column("step", Integer, nullable=False),
    Column("position", Integer, nullable=False),  # of its item
    Column("output_index", Integer, nullable=False),
    # function: the client runs it; mcp: we do; command: we do, in the session's environment; subagent: it is
    # of another session of its family.
    Column("kind", String, nullable=False),
    # asked: an approval is waited for; ready; started; done. A function waits as `ready` for its result.
    Column("status", String, nullable=False),
    Column(
        "may_repeat", Boolean, nullable=False
    ),  # it is made again where it was begun and is not known to have ended
    Index("agent_calls_of_turn", "turn_id"),
)

agent_items = Table(
    "agent_items",
    metadata,
    Column("session_id", String, ForeignKey("agent_sessions.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("id", String, nullable=False),
    Column("turn_id", String, nullable=False),
    Column("step", Integer),  # null: it came from the client
    Column("item", JSON, nullable=False),
    Index("agent_items_of_turn", "turn_id"),
)

agent_events = Table(
    "agent_events",
    metadata,
    Column("session_id", String, ForeignKey("agent_sessions.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("type", String, nullable=False),
    Column("fields", JSON, nullable=False),  # of a session's event a snapshot, of others all but ids
)

agent_inputs = Table(
    "agent_inputs",
    metadata,
    Column("session_id", String, ForeignKey("agent_sessions.id", ondelete="CASCADE"), primary_key=True),
    Column("idempotency_key", String, primary_key=True),
    Column("digest", String, nullable=False),
    Column("taken_at", Float, nullable=False),
)

agent_environments = Table(
    "agent_environments",
    metadata,
    Column("id", String, primary_key=True),
    Column("tenant", String, nullable=False),
    Column("user_id", String),
    Column("session_id", String, ForeignKey("agent_sessions.id", ondelete="SET NULL")),
    Column("is_attached", Boolean, nullable=False),  # without a session then: it is to be removed
    Column("created_at", Float, nullable=False),
    Column(
        "config", JSON, nullable=False
    ),  # its files, variables and setup commands: see `EnvironmentConfig`
    Column("status", String, nullable=False),
    Column("error", JSON(none_as_null=True)),
    Column(
        "is_begun", Boolean, nullable=False
    ),  # its files have been made: where there are none, it is reset
    Column("reset_count", Integer, nullable=False),
    Index("agent_environments_by_tenant", "tenant", "created_at"),
    Index("agent_environments_by_session", "session_id"),
)

environment_templates = Table(
    "environment_templates",
    metadata,
    Column("id", String, primary_key=True),
    Column("tenant", String, nullable=False),
    Column("user_id", String),
    Column("version", Integer, nullable=False),
    Column("created_at", Float, nullable=False),
    Column("updated_at", Float, nullable=False),
    Column("config", JSON, nullable=False),
    Index("environment_templates_by_tenant", "tenant", "created_at"),
)

environment_template_versions = Table(
    "environment_template_versions",
    metadata,
    Column(
        "template_id", String, ForeignKey("environment_templates.id", ondelete="CASCADE"), primary_key=True
    ),
    Column("version", Integer, primary_key=True),
    Column("updated_at", Float, nullable=False),
    Column("config", JSON, nullable=False),
)

agent_artifacts = Table(
    "agent_artifacts",
    metadata,
    Column("id", String, primary_key=True),
    Column("session_id", String, ForeignKey("agent_sessions.id", ondelete="CASCADE"), nullable=False),
    Column("environment_id", String, nullable=False),
    Column("turn_id", String, nullable=False),
    Column("created_at", Float, nullable=False),
    Column("path", String, nullable=False),  # as programs see it
    Column("size_bytes", Integer, nullable=False),
    Column("digest", String, nullable=False),  # SHA-256
    Index("agent_artifacts_of_session", "session_id", "created_at"),
)

agent_spending = Table(
    "agent_spending",
    metadata,
    Column("tenant", String, primary_key=True),
    Column("agent_id", String, primary_key=True),  # empty: of all agents
    Column("day", String, primary_key=True),  # YYYY-MM-DD in UTC
    Column("num_input", BigInteger, nullable=False),  # tokens, cached ones included
    Column("num_cached", BigInteger, nullable=False),
    Column("num_output", BigInteger, nullable=False),
    Column("num_tool_calls", BigInteger, nullable=False),
    Column("num_seconds", Float, nullable=False),
    Column("cost", BigInteger, nullable=False),
)
TABLES = [
    agents,
    agent_versions,
    agent_sessions,
    agent_subagents,
    agent_turns,
    agent_steps,
    agent_calls,
    agent_items,
    agent_events,
    agent_inputs,
    agent_environments,
    environment_templates,
    environment_template_versions,
    agent_artifacts,
    agent_spending,
]
