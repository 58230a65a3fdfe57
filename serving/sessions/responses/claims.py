"""Which process makes a response, and how another one takes it over.

A response whose run is in progress follows its run (`TurnLog.claim_orphans`). Here it is about the others:
those whose run has not begun, and those whose run has ended and whose own end was not noted.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, select, update

from serving.request import Request
from serving.responses import IN_PROGRESS, ResponseRecord
from serving.sessions.database import Database
from serving.sessions.owner import MAX_ATTEMPTS, NOBODY, Owner
from serving.sessions.responses.rows import record_of, request_of
from serving.sessions.responses.schema import responses
from serving.sessions.turns.schema import runs

_MAX_CLAIMED = 16  # at once: other replicas have room too

_run = select(runs.c.id).where(runs.c.id == responses.c.id)
_has_run = _run.exists()
_is_running = _run.where(runs.c.status == "in_progress").exists()
_is_suspect = (responses.c.num_attempts > 0) & ~_has_run  # an owner has ended before its run began


@dataclass(frozen=True, slots=True)
class ClaimedResponse:
    """One that has not ended, and is this process's to make from now on."""

    tenant: str
    record: ResponseRecord
    request: Request | None  # what is to be generated; None: its run has it, or nobody waits for it
    num_attempts: int  # owners that ended before its run began


class ResponseClaims:
    """Thread-safe."""

    def __init__(self, database: Database, owner: Owner, *, template_fingerprint: str) -> None:
        """`template_fingerprint`: of this process's model; responses of other models are for others."""
        self._database = database
        self._owner = owner
        self._template_fingerprint = template_fingerprint

    def claim_orphans(self, made_here: Collection[str]) -> list[ClaimedResponse]:
        """Take over responses whose owner is gone, and its own that no task of this process makes.

        Where owners have ended with a response before its run began, it may be what ended them: such ones
        are taken one at a time, as `TurnLog.claim_orphans` does with runs.

        Args:
            made_here: ids of the responses that tasks of this process make.
        """
        with self._database.write() as connection:
            orphans = list(connection.execute(self._orphans(connection).limit(_MAX_CLAIMED)))
            orphans += self._forgotten(connection, made_here)
            has_suspect = bool(orphans) and self._has_suspect(connection)
            claimed = []
            for row in orphans:
                num_attempts = row.num_attempts + (row.owner_id not in (NOBODY, self._owner.owner_id))
                is_tried = row.is_suspect and num_attempts < MAX_ATTEMPTS
                if is_tried and has_suspect:
                    continue
                has_suspect = has_suspect or is_tried
                if self._claim(connection, row, num_attempts):
                    claimed.append(_claimed(connection, row, num_attempts))
            return claimed

    def _orphans(self, connection: Connection) -> Select[Any]:
        suspect = _is_suspect.label("is_suspect")
        return (
            select(responses, suspect)
            .where(
                responses.c.status.in_(IN_PROGRESS),
                responses.c.template_fingerprint.in_((self._template_fingerprint, "")),
                self._owner.is_gone(connection, responses.c.owner_id),
                ~_is_running,
            )
            .order_by(suspect, responses.c.created_at, responses.c.id)
        )

    def _forgotten(self, connection: Connection, made_here: Collection[str]) -> list[Row[Any]]:
        """This process's own whose end could not be written, for the log was out of reach."""
        is_own = (responses.c.status.in_(IN_PROGRESS), responses.c.owner_id == self._owner.owner_id)
        open_ids = connection.scalars(select(responses.c.id).where(*is_own, ~_is_running))
        forgotten = [response_id for response_id in open_ids if response_id not in made_here][:_MAX_CLAIMED]
        query = select(responses, _is_suspect.label("is_suspect")).where(responses.c.id.in_(forgotten))
        return list(connection.execute(query)) if forgotten else []

    def _has_suspect(self, connection: Connection) -> bool:
        is_own = (responses.c.status.in_(IN_PROGRESS), responses.c.owner_id == self._owner.owner_id)
        query = select(responses.c.id).where(*is_own, _is_suspect).limit(1)
        return connection.execute(query).first() is not None

    def _claim(self, connection: Connection, row: Row[Any], num_attempts: int) -> bool:
        done = connection.execute(
            update(responses)
            .where(
                responses.c.id == row.id,
                responses.c.owner_id == row.owner_id,
                responses.c.status.in_(IN_PROGRESS),
            )
            .values(owner_id=self._owner.owner_id, num_attempts=num_attempts)
        )
        return done.rowcount == 1

    def take(self, response_id: str) -> None:
        """Make an open response this process's: it has its run."""
        with self._database.write() as connection:
            connection.execute(
                update(responses)
                .where(responses.c.id == response_id, responses.c.status.in_(IN_PROGRESS))
                .values(owner_id=self._owner.owner_id)
            )


def _claimed(connection: Connection, row: Row[Any], num_attempts: int) -> ClaimedResponse:
    return ClaimedResponse(row.tenant, record_of(connection, row), request_of(row), num_attempts)
