"""Step 5: who makes a response, how often that was tried, and when a conversation was last used.

Responses from before are nobody's and any model's. Conversations were last used when they were made.

The first logs with responses had them in another form, under the same number of their schema. They get the
form that was released.
"""

from __future__ import annotations

from sqlalchemy import JSON, Column, Connection, MetaData, String, Table, inspect, select, update

_STATEMENTS = (
    "ALTER TABLE runs ADD COLUMN num_attempts INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE runs ADD COLUMN num_claimed_tokens INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE responses ADD COLUMN owner_id VARCHAR NOT NULL DEFAULT ''",
    "ALTER TABLE responses ADD COLUMN num_attempts INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE responses ADD COLUMN template_fingerprint VARCHAR NOT NULL DEFAULT ''",
    "ALTER TABLE conversations ADD COLUMN last_used_at FLOAT NOT NULL DEFAULT 0",
    "UPDATE conversations SET last_used_at = created_at",
    "CREATE INDEX responses_by_status ON responses (status)",
)
_responses = Table(
    "responses",
    MetaData(),
    Column("id", String, primary_key=True),
    Column("deltas", JSON(none_as_null=True)),  # [output index, characters, log probabilities] of each delta
)


def owners_of_responses_and_attempts(connection: Connection) -> None:
    _give_requests(connection)
    _number_outputs(connection)
    for statement in _STATEMENTS:
        connection.exec_driver_sql(statement)


def _give_requests(connection: Connection) -> None:
    """Nothing was known of what is to be generated."""
    if "request" not in {column["name"] for column in inspect(connection).get_columns("responses")}:
        connection.exec_driver_sql("ALTER TABLE responses ADD COLUMN request JSON")


def _number_outputs(connection: Connection) -> None:
    """Deltas were [characters, log probabilities], of the one output that a response had."""
    deltas = _responses.c.deltas
    for response_id in connection.scalars(select(_responses.c.id).where(deltas.is_not(None))).all():
        is_it = _responses.c.id == response_id
        stored = connection.execute(select(deltas).where(is_it)).scalar_one()
        if any(len(delta) == 2 for delta in stored):
            numbered = [[0, *delta] for delta in stored]
            connection.execute(update(_responses).where(is_it).values(deltas=numbered))
