"""A process that makes turns, as the other users of its log see it.

It beats while it lives. What belongs to an owner that was not heard of for LEASE_S, or that has left, is for
others to go on with. Each of them claims by a conditional update, so one of them gets it.
"""

from __future__ import annotations

from sqlalchemy import Column, ColumnElement, Connection, delete, insert, select, update

from serving.responses import IN_PROGRESS
from serving.sessions.agents.schema import agent_sessions
from serving.sessions.database import Database
from serving.sessions.responses.schema import responses
from serving.sessions.turns.schema import owners, turns
from serving.sessions.writing import new_id

LEASE_S = 10.0
NOBODY = ""  # owns what was given back
MAX_ATTEMPTS = 3  # owners that may end, one after the other, at the same token of one turn
# More than are on their way to the log when a process dies: whoever makes so many, makes them not again.
NUM_PROVING_TOKENS = 64


class Owner:
    """Thread-safe."""

    def __init__(self, database: Database, *, process_name: str | None) -> None:
        """
        Args:
            process_name: that no two processes have at once (after a locked data directory, a Ray
                replica): whoever had it before is gone. None: it has none.
        """
        self.owner_id = new_id("ow")
        self._database = database
        self._process_name = process_name

    def beat(self) -> None:
        """Say that this process lives. It must come several times in LEASE_S."""
        with self._database.write(synced=False) as connection:
            now = self._database.now(connection)
            connection.execute(delete(owners).where(owners.c.beat_at <= now - LEASE_S, ~self._is_own))
            if connection.execute(update(owners).where(self._is_own).values(beat_at=now)).rowcount:
                return
            if self._process_name is not None:
                connection.execute(delete(owners).where(owners.c.process_name == self._process_name))
            connection.execute(
                insert(owners).values(id=self.owner_id, process_name=self._process_name, beat_at=now)
            )

    def leave(self) -> None:
        """Whatever this process has not ended is for others to go on with, at once."""
        own_turns = (turns.c.owner_id == self.owner_id, turns.c.status == "in_progress")
        own_responses = (responses.c.owner_id == self.owner_id, responses.c.status.in_(IN_PROGRESS))
        with self._database.write() as connection:
            connection.execute(update(turns).where(*own_turns).values(owner_id=NOBODY))
            connection.execute(update(responses).where(*own_responses).values(owner_id=NOBODY))
            own_sessions = agent_sessions.c.owner_id == self.owner_id
            connection.execute(update(agent_sessions).where(own_sessions).values(owner_id=NOBODY))
            connection.execute(delete(owners).where(self._is_own))

    def fail(self) -> None:
        """The same, but what was under way may be why this process cannot go on: it counts as an attempt."""
        with self._database.write() as connection:
            connection.execute(delete(owners).where(self._is_own))

    def expire(self, process_name: str) -> None:
        """Whoever has that name is gone, and need not be waited for."""
        with self._database.write() as connection:
            connection.execute(delete(owners).where(owners.c.process_name == process_name, ~self._is_own))

    def is_gone(self, connection: Connection, owner_id: Column[str]) -> ColumnElement[bool]:
        """The condition that it is another process, and that one does not live."""
        now = self._database.now(connection)
        alive = select(owners.c.id).where(owners.c.beat_at > now - LEASE_S)
        return (owner_id != self.owner_id) & owner_id.not_in(alive)

    @property
    def _is_own(self) -> ColumnElement[bool]:
        return owners.c.id == self.owner_id
