"""Brings any older log to the present schema, in numbered steps.

A new log gets the present schema at once and counts as fully migrated. To change the schema: change the
tables in `schema` and its like, and append a step here that makes the same change to an existing log. A
step is never edited, renamed or moved once released, and calls nothing that may change.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from sqlalchemy import Column, Connection, Float, Integer, MetaData, String, Table, insert, inspect, select

from serving.errors import StartupError
from serving.sessions import schema
from serving.sessions.agents import schema as agent_schema
from serving.sessions.answers import schema as answer_schema
from serving.sessions.audit import schema as audit_schema
from serving.sessions.automations import schema as automation_schema
from serving.sessions.memory import schema as memory_schema
from serving.sessions.migrations.agents import agents
from serving.sessions.migrations.answers import answers
from serving.sessions.migrations.automations import automations
from serving.sessions.migrations.environments import environments
from serving.sessions.migrations.first_schema import first_schema
from serving.sessions.migrations.memories import memories
from serving.sessions.migrations.models_of_kv import models_of_kv
from serving.sessions.migrations.owners_of_responses_and_attempts import owners_of_responses_and_attempts
from serving.sessions.migrations.placements_of_sessions import placements_of_sessions
from serving.sessions.migrations.responses_and_conversations import responses_and_conversations
from serving.sessions.migrations.runs import runs
from serving.sessions.migrations.server_calls_of_responses import server_calls_of_responses
from serving.sessions.migrations.session_verbs import session_verbs
from serving.sessions.migrations.subagents import subagents
from serving.sessions.migrations.templates_replies_and_users import templates_replies_and_users
from serving.sessions.migrations.turns_and_steps import turns_and_steps
from serving.sessions.migrations.usage_of_kv import usage_of_kv
from serving.sessions.migrations.users_and_budgets import users_and_budgets
from serving.sessions.migrations.vaults_and_audit import vaults_and_audit
from serving.sessions.migrations.whereabouts_of_kv import whereabouts_of_kv
from serving.sessions.replies import schema as reply_schema
from serving.sessions.responses import schema as response_schema
from serving.sessions.turns import schema as turn_schema
from serving.sessions.vaults import schema as vault_schema

Step = Callable[[Connection], None]
_TABLES = [
    *schema.TABLES,
    *response_schema.TABLES,
    *turn_schema.TABLES,
    *agent_schema.TABLES,
    *memory_schema.TABLES,
    *vault_schema.TABLES,
    *audit_schema.TABLES,
    *answer_schema.TABLES,
    *automation_schema.TABLES,
    *reply_schema.TABLES,
]

MIGRATIONS: list[Step] = [  # step i has number i + 1
    first_schema,
    responses_and_conversations,
    runs,
    whereabouts_of_kv,
    owners_of_responses_and_attempts,
    turns_and_steps,
    session_verbs,
    agents,
    placements_of_sessions,
    memories,
    usage_of_kv,
    vaults_and_audit,
    environments,
    server_calls_of_responses,
    answers,
    subagents,
    models_of_kv,
    automations,
    users_and_budgets,
    templates_replies_and_users,
]

_metadata = MetaData()
applied = Table(
    "migrations",
    _metadata,
    Column("number", Integer, primary_key=True),
    Column("name", String, nullable=False),
    Column("applied_at", Float, nullable=False),
)


def migrate(connection: Connection) -> None:
    """Bring the log up to date, within the caller's write transaction.

    Raises: StartupError if a newer Tenure has written this log.
    """
    is_new = not inspect(connection).has_table(applied.name)
    if is_new:
        _metadata.create_all(connection)
        schema.metadata.create_all(connection, tables=_TABLES)
    done = {row.name: row.number for row in connection.execute(select(applied))}
    newer = [done[name] for name in done.keys() - {step.__name__ for step in MIGRATIONS}]
    if newer:
        raise StartupError(
            f"The session log has schema {max(newer)} and this version of Tenure knows schemas up to "
            f"{len(MIGRATIONS)}. Install a newer Tenure, or choose another --data-dir."
        )
    # Told apart by name, for the numbers are of this log: commits between releases had other orders.
    for step in MIGRATIONS:
        if step.__name__ in done:
            continue
        if not is_new:
            step(connection)
        done[step.__name__] = max(done.values(), default=0) + 1
        connection.execute(
            insert(applied).values(number=done[step.__name__], name=step.__name__, applied_at=time.time())
        )
