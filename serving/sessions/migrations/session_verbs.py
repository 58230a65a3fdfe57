"""Step 7: forks, leases, what became of KV last, and branches that their session has left behind.

Sessions from before are alone and not leased.
"""

from __future__ import annotations

from sqlalchemy import Connection

_STATEMENTS = (
    "ALTER TABLE sessions ADD COLUMN family VARCHAR",
    "ALTER TABLE sessions ADD COLUMN leased_until FLOAT",
    "ALTER TABLE sessions ADD COLUMN last_restored JSON",
    "ALTER TABLE sessions ADD COLUMN last_cold JSON",
    "ALTER TABLE branches ADD COLUMN superseded_at FLOAT",
    "CREATE INDEX sessions_by_family ON sessions (family)",
)


def session_verbs(connection: Connection) -> None:
    for statement in _STATEMENTS:
        connection.exec_driver_sql(statement)
