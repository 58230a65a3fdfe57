"""Step 6: runs are called turns, and a table says which turns a run has.

Until here a kept turn had its run's id, and was all of it.
"""

from __future__ import annotations

from sqlalchemy import Connection

_STATEMENTS = (
    "ALTER TABLE runs RENAME TO turns",
    "ALTER TABLE run_tokens RENAME TO turn_tokens",
    "ALTER TABLE turn_tokens RENAME COLUMN run_id TO turn_id",
    "ALTER TABLE owners RENAME COLUMN place TO process_name",
    "DROP INDEX runs_by_status",
    "DROP INDEX runs_of_session",
    "DROP INDEX runs_of_branch",
    "CREATE INDEX turns_by_status ON turns (status)",
    "CREATE INDEX turns_of_session ON turns (session_id)",
    "CREATE INDEX turns_of_branch ON turns (branch_id)",
    "CREATE TABLE steps (run_id VARCHAR NOT NULL, position INTEGER NOT NULL, turn_id VARCHAR NOT NULL, "
    "PRIMARY KEY (run_id, position), FOREIGN KEY(turn_id) REFERENCES turns (id) ON DELETE CASCADE)",
    "CREATE UNIQUE INDEX steps_by_turn ON steps (turn_id)",
    "INSERT INTO steps (run_id, position, turn_id) SELECT id, 0, id FROM turns WHERE is_kept",
)


def turns_and_steps(connection: Connection) -> None:
    for statement in _STATEMENTS:
        connection.exec_driver_sql(statement)
