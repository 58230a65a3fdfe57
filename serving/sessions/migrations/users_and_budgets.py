"""Step 19: whose agents, sessions, environments, automations and vaults are; what sessions use, and may.

Sessions and automations know who began them, and their environments follow. Whose agents and vaults were
is not known: they become the tenant's.
"""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Column, Connection, Float, MetaData, String, Table, select, update

_metadata = MetaData()
_spending = Table(
    "agent_spending",
    _metadata,
    Column("tenant", String, primary_key=True),
    Column("agent_id", String, primary_key=True),
    Column("day", String, primary_key=True),
    Column("num_input", BigInteger, nullable=False),
    Column("num_cached", BigInteger, nullable=False),
    Column("num_output", BigInteger, nullable=False),
    Column("num_tool_calls", BigInteger, nullable=False),
    Column("num_seconds", Float, nullable=False),
    Column("cost", BigInteger, nullable=False),
)
_sessions = Table(
    "agent_sessions", _metadata, Column("id", String), Column("request", JSON), Column("user_id", String)
)
_environments = Table(
    "agent_environments", _metadata, Column("session_id", String), Column("user_id", String)
)
_automations = Table("agent_automations", _metadata, Column("principal", JSON), Column("user_id", String))


def users_and_budgets(connection: Connection) -> None:
    _metadata.create_all(connection, tables=[_spending], checkfirst=False)
    for table in ("agents", "agent_sessions", "agent_environments", "agent_automations", "vaults"):
        connection.exec_driver_sql(f"ALTER TABLE {table} ADD COLUMN user_id VARCHAR")
    is_sqlite = connection.dialect.name == "sqlite"
    seconds = "FLOAT" if is_sqlite else "DOUBLE PRECISION"
    for column in (
        f"max_seconds {seconds}",
        "max_cost BIGINT",
        f"num_seconds {seconds} NOT NULL DEFAULT 0",
        "cost BIGINT NOT NULL DEFAULT 0",
        f"busy_since {seconds}",
    ):
        connection.exec_driver_sql(f"ALTER TABLE agent_sessions ADD COLUMN {column}")
    connection.exec_driver_sql("ALTER TABLE agent_turns ADD COLUMN scopes JSON")
    connection.exec_driver_sql("ALTER TABLE agent_automations ADD COLUMN created_by JSON")
    connection.execute(update(_sessions).values(user_id=_sessions.c.request["user"].as_string()))
    connection.execute(update(_automations).values(user_id=_automations.c.principal["user"].as_string()))
    of_session = select(_sessions.c.user_id).where(_sessions.c.id == _environments.c.session_id)
    connection.execute(update(_environments).values(user_id=of_session.scalar_subquery()))
