"""Step 11: what the KV of each session has taken. Of earlier turns nothing is known."""

from __future__ import annotations

from sqlalchemy import Connection


def usage_of_kv(connection: Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE sessions ADD COLUMN kv_usage JSON")
