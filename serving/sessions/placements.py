"""Which replica has a session: written down where all replicas, and all clusters of them, can read it.

A placement is taken by compare-and-set on its epoch, which grows with each move. So of two directories that
place a session at the same time one wins, and the other learns where it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, delete, exists, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from serving.errors import SessionMoved, SessionNotFound
from serving.output import Placement
from serving.sessions.database import Database
from serving.sessions.owner import LEASE_S
from serving.sessions.places import require_idle
from serving.sessions.records import get_session
from serving.sessions.schema import placements, sessions
from serving.sessions.turns.schema import owners

NOBODY = ""  # in the place of a replica: it has left
UNUSED_S = 24 * 3600.0  # after which the placement of a session that never was is forgotten


@dataclass(frozen=True, slots=True)
class Orphan:
    tenant: str
    session_name: str
    placement: Placement  # its last one


class Placements:
    """Thread-safe. A session need not have had a turn yet."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, tenant: str, session_name: str) -> Placement | None:
        with self._database.read() as connection:
            return _find(connection, tenant, session_name)

    def count(self, replicas: Sequence[str]) -> Mapping[str, int]:
        """How many sessions each of these has."""
        query = select(placements.c.replica, func.count()).where(placements.c.replica.in_(replicas))
        with self._database.read() as connection:
            return {row[0]: row[1] for row in connection.execute(query.group_by(placements.c.replica))}

    def claim(self, tenant: str, session_name: str, replica: str, known: Placement | None) -> Placement:
        """Place a session, unless somebody has since it was seen at `known`. Returns where it is."""
        try:
            with self._database.write(synced=False) as connection:
                _claim(connection, self._database.now(connection), tenant, session_name, replica, known)
        except IntegrityError:  # another one was the first to place it
            pass
        found = self.find(tenant, session_name)
        return found or self.claim(tenant, session_name, replica, None)

    def take(self, tenant: str, session_name: str, replica: str) -> Placement:
        """Place a session, wherever it is."""
        placement = self.find(tenant, session_name)
        while placement is None or placement.replica != replica:
            placement = self.claim(tenant, session_name, replica, placement)
        return placement

    def move(self, tenant: str, session_name: str, replica: str) -> Placement:
        """The same for one in which nothing is under way. Raises: SessionNotFound, SessionBusy."""
        with self._database.write() as connection:
            require_idle(connection, get_session(connection, tenant, session_name, is_locked=True))
            known = _find(connection, tenant, session_name)
            if known is None or known.replica != replica:
                _claim(connection, self._database.now(connection), tenant, session_name, replica, known)
            placement = _find(connection, tenant, session_name)
        if placement is None:
            raise SessionNotFound(session_name)
        return placement

    def hold(self, tenant: str, session_name: str, replica: str) -> None:
        """It has the session, from now on where nobody had it. Raises: SessionMoved where another has."""
        placement = self.find(tenant, session_name) or self.claim(tenant, session_name, replica, None)
        if placement.replica != replica:
            raise SessionMoved(session_name, placement.replica)

    # ---- replicas that come and go --------------------------------------------------------------

    def leased_at(self, replica: str) -> list[tuple[str, str]]:
        """(tenant, name) of the leased sessions that it has, the longest lease first."""
        with self._database.read() as connection:
            query = _leased(self._database.now(connection)).where(placements.c.replica == replica)
            return [(row.tenant, row.name) for row in connection.execute(query)]

    def leave(self, replica: str) -> None:
        """It ends: what it has is for others to take."""
        with self._database.write() as connection:
            now = self._database.now(connection)
            left = update(placements).where(placements.c.replica == replica)
            connection.execute(left.values(replica=NOBODY, epoch=placements.c.epoch + 1, placed_at=now))

    def orphans(self) -> list[Orphan]:
        """The leased sessions whose replica has left or does not live."""
        with self._database.read() as connection:
            now = self._database.now(connection)
            alive = select(owners.c.process_name).where(
                owners.c.beat_at > now - LEASE_S, owners.c.process_name.is_not(None)
            )
            query = _leased(now).where(placements.c.replica.not_in(alive))
            return [
                Orphan(row.tenant, row.name, Placement(row.replica, row.epoch))
                for row in connection.execute(query)
            ]

    def sweep(self) -> None:
        """Forget where sessions were to be that were never made."""
        is_session = exists().where(
            sessions.c.tenant == placements.c.tenant, sessions.c.name == placements.c.name
        )
        with self._database.write(synced=False) as connection:
            before = self._database.now(connection) - UNUSED_S
            connection.execute(delete(placements).where(placements.c.placed_at < before, ~is_session))


def forget_placements(connection: Connection, gone: Iterable[tuple[str, str]]) -> None:
    """Of sessions that are deleted: (tenant, name)."""
    for tenant, name in gone:
        connection.execute(delete(placements).where(placements.c.tenant == tenant, placements.c.name == name))


def _find(connection: Connection, tenant: str, name: str) -> Placement | None:
    query = select(placements.c.replica, placements.c.epoch)
    row = connection.execute(
        query.where(placements.c.tenant == tenant, placements.c.name == name)
    ).one_or_none()
    return None if row is None else Placement(row.replica, row.epoch)


def _claim(
    connection: Connection, now: float, tenant: str, name: str, replica: str, known: Placement | None
) -> bool:
    """Raises: IntegrityError."""
    if known is None:
        values = {"tenant": tenant, "name": name, "replica": replica, "epoch": 1, "placed_at": now}
        connection.execute(insert(placements).values(values))
        return True
    same = update(placements).where(
        placements.c.tenant == tenant, placements.c.name == name, placements.c.epoch == known.epoch
    )
    moved = connection.execute(same.values(replica=replica, epoch=known.epoch + 1, placed_at=now))
    return moved.rowcount == 1


def _leased(now: float) -> Select[Any]:
    return (
        select(placements)
        .join(sessions, (sessions.c.tenant == placements.c.tenant) & (sessions.c.name == placements.c.name))
        .where(sessions.c.leased_until > now)
        .order_by(sessions.c.leased_until.desc())
    )
