"""Step 17: which model computed the KV of a branch. Of earlier turns it is not known."""

from __future__ import annotations

from sqlalchemy import Connection


def models_of_kv(connection: Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE branches ADD COLUMN computed_model VARCHAR")
