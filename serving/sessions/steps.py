"""The steps of a run: its turns, in order.

A run is durable work of one or more turns, with an id, an owner and a status of its own; a response is the
simplest one. The table `steps` joins it to its turns: whoever has a run's id finds what was said in it.
"""

from __future__ import annotations

from sqlalchemy import Connection, insert, select

from serving.sessions.database import Database
from serving.sessions.turns.schema import steps


def add_turn(connection: Connection, run_id: str, position: int, turn_id: str) -> None:
    """Make a turn a run's step, within the caller's transaction."""
    connection.execute(insert(steps).values(run_id=run_id, position=position, turn_id=turn_id))


class Steps:
    """Thread-safe."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def turn_ids(self, run_id: str) -> list[str]:
        """The turns of a run, in order; none where it has not begun, or its session was deleted."""
        query = select(steps.c.turn_id).where(steps.c.run_id == run_id).order_by(steps.c.position)
        with self._database.read() as connection:
            return list(connection.scalars(query))

    def turn_id(self, run_id: str, position: int) -> str | None:
        """One turn of a run; None where it has not begun."""
        query = select(steps.c.turn_id).where(steps.c.run_id == run_id, steps.c.position == position)
        with self._database.read() as connection:
            turn_id: str | None = connection.execute(query).scalar_one_or_none()
            return turn_id
