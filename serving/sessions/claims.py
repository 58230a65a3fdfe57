"""How a process takes over what another has left: turns under way, and responses that have none.

What an owner leaves is an orphan. Whoever finds it claims it by a conditional update, so each goes to one
claimant, and a claim of a turn raises its epoch: nothing that the owner before writes is taken any more.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select, update

from serving.errors import TurnNotFound
from serving.request import Request
from serving.responses import IN_PROGRESS, ResponseRecord
from serving.sessions.database import Database
from serving.sessions.owner import MAX_ATTEMPTS, NOBODY, NUM_PROVING_TOKENS, Owner
from serving.sessions.responses.rows import record_of, request_of
from serving.sessions.responses.schema import responses, server_tools
from serving.sessions.served_models import ServedModels
from serving.sessions.turns.logged_turn import ClaimedTurn
from serving.sessions.turns.reading import claimed_of, find_turn, state_of
from serving.sessions.turns.schema import steps, turn_tokens, turns

_MAX_CLAIMED = 16  # of each kind, at once: other replicas have room too

_turn = select(turns.c.id).join(steps, steps.c.turn_id == turns.c.id).where(steps.c.run_id == responses.c.id)
_has_turn = _turn.exists()
_is_running = _turn.where(turns.c.status == "in_progress").exists()


def _has_none_since(num_tokens: int) -> ColumnElement[bool]:
    """Of a turn: owners have ended with it, and no token came since it was claimed but the first so many."""
    position = turns.c.num_claimed_tokens + num_tokens
    later = select(turn_tokens.c.turn_id).where(
        turn_tokens.c.turn_id == turns.c.id, turn_tokens.c.position >= position
    )
    return (turns.c.num_attempts > 0) & ~later.exists()


# What may be the reason why its owners end: one has ended with it, and no new token came since.
_is_suspect_turn = _has_none_since(0)
_is_suspect_response = (responses.c.num_attempts > 0) & ~_has_turn
# What went down with a process before, and may yet take the next one with it.
_is_unproven_turn = _has_none_since(NUM_PROVING_TOKENS)


@dataclass(frozen=True, slots=True)
class ClaimedResponse:
    """One without a turn under way, that has not ended, and is this process's to make from now on."""

    tenant: str
    record: ResponseRecord
    request: Request | None  # what is to be generated; None: its turn has it, or nobody waits for it
    num_attempts: int  # owners that ended before its turn began
    has_tools: bool = False  # of servers, that it calls


Claimed = ClaimedTurn | ClaimedResponse


@dataclass(frozen=True, slots=True)
class _Orphan:
    is_suspect: bool
    num_attempts: int
    claim: Callable[[Connection], Claimed | None]  # None: another process was quicker

    @property
    def is_unproven(self) -> bool:
        """It went down with a process, and is to be made by the next: that has to do with it if it ends."""
        return 0 < self.num_attempts < MAX_ATTEMPTS

    @property
    def is_on_trial(self) -> bool:
        return self.is_suspect and self.is_unproven


class Claims:
    """Thread-safe."""

    def __init__(self, database: Database, owner: Owner, served: ServedModels) -> None:
        """`served`: what other models and templates have begun is for others to go on with."""
        self._database = database
        self._owner = owner
        self._served = served

    def claim_orphans(self, made_here: Collection[str]) -> list[Claimed]:
        """Take over what gone owners left, and this process's own responses that no task of it makes.

        None is blamed for another: what is on trial is made beside nothing that went down with a process
        before, until that has made tokens enough.

        Args:
            made_here: ids of the responses that tasks of this process make.
        """
        with self._database.write() as connection:
            orphans = [*self._turns(connection), *self._responses(connection, made_here)]
            num_attempts = self._num_attempts_here(connection, made_here) if orphans else 0
            claimed = []
            for orphan in sorted(orphans, key=attrgetter("is_on_trial")):
                has_trial, has_unproven = num_attempts > 1, num_attempts > 0
                if (orphan.is_unproven and has_trial) or (orphan.is_on_trial and has_unproven):
                    continue
                if (mine := orphan.claim(connection)) is None:
                    continue
                claimed.append(mine)
                if orphan.is_unproven:
                    num_attempts = max(num_attempts, orphan.num_attempts)
            return claimed

    def claim_turn(self, tenant: str, turn_id: str) -> ClaimedTurn | None:
        """Take a turn over from whoever has it; None if it has ended. Raises: TurnNotFound."""
        with self._database.write() as connection:
            row = find_turn(connection, turn_id)
            if row is None or row.request["tenant"] != tenant:
                raise TurnNotFound(turn_id)
            if row.status != "in_progress":
                return None
            return self._claim_turn(row, row.num_attempts, connection)

    def claim_response(self, response_id: str) -> None:
        """Make an open response this process's: it has its turn."""
        with self._database.write() as connection:
            self._own_response(connection, response_id)

    def _num_attempts_here(self, connection: Connection, made_here: Collection[str]) -> int:
        """Owners that ended with what this process makes and is unproven; of several, the most. 0: none."""
        queries: Iterable[Select[Any]] = (
            select(func.max(turns.c.num_attempts)).where(
                turns.c.owner_id == self._owner.owner_id, turns.c.status == "in_progress", _is_unproven_turn
            ),
            select(func.max(responses.c.num_attempts)).where(
                responses.c.id.in_(made_here), responses.c.status.in_(IN_PROGRESS), _is_suspect_response
            ),
        )
        return max(connection.scalar(query) or 0 for query in queries)

    # ---- turns ----------------------------------------------------------------------------------

    def _turns(self, connection: Connection) -> list[_Orphan]:
        suspect = _is_suspect_turn.label("is_suspect")
        query = (
            select(turns, suspect)
            .where(
                turns.c.status == "in_progress",
                turns.c.template_fingerprint.in_(self._served.templates),
                self._owner.is_gone(connection, turns.c.owner_id),
            )
            .order_by(suspect, turns.c.id)
        )
        return [self._orphaned_turn(row) for row in connection.execute(query.limit(_MAX_CLAIMED))]

    def _orphaned_turn(self, row: Row[Any]) -> _Orphan:
        num_attempts = int(row.num_attempts if row.is_suspect else 0) + int(row.owner_id != NOBODY)
        return _Orphan(row.is_suspect, num_attempts, partial(self._claim_turn, row, num_attempts))

    def _claim_turn(self, row: Row[Any], num_attempts: int, connection: Connection) -> ClaimedTurn | None:
        tokens = state_of(connection, row).tokens
        numerics = self._served.numerics_of(row.template_fingerprint)
        done = connection.execute(
            update(turns)
            .where(turns.c.id == row.id, turns.c.epoch == row.epoch, turns.c.status == "in_progress")
            .values(
                epoch=row.epoch + 1,
                owner_id=self._owner.owner_id,
                num_attempts=num_attempts,
                num_claimed_tokens=sum(len(sampled.token_ids) for sampled in tokens),
                numerics_changed=turns.c.numerics_changed | turns.c.numeric_fingerprint.not_in(numerics),
            )
        )
        if done.rowcount != 1:
            return None
        mine = find_turn(connection, row.id)
        assert mine is not None, "it was updated in this transaction"
        return claimed_of(connection, mine, row.owner_id)

    # ---- responses ------------------------------------------------------------------------------

    def _responses(self, connection: Connection, made_here: Collection[str]) -> list[_Orphan]:
        rows = [*connection.execute(self._orphaned_responses(connection).limit(_MAX_CLAIMED))]
        rows += self._forgotten(connection, made_here)
        return [self._orphaned_response(row) for row in rows]

    def _orphaned_responses(self, connection: Connection) -> Select[Any]:
        suspect = _is_suspect_response.label("is_suspect")
        return (
            select(responses, suspect)
            .where(
                responses.c.status.in_(IN_PROGRESS),
                responses.c.template_fingerprint.in_({*self._served.templates, ""}),
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
        query = select(responses, _is_suspect_response.label("is_suspect"))
        return list(connection.execute(query.where(responses.c.id.in_(forgotten)))) if forgotten else []

    def _orphaned_response(self, row: Row[Any]) -> _Orphan:
        num_attempts = row.num_attempts + (row.owner_id not in (NOBODY, self._owner.owner_id))
        return _Orphan(row.is_suspect, num_attempts, partial(self._claim_response, row, num_attempts))

    def _claim_response(
        self, row: Row[Any], num_attempts: int, connection: Connection
    ) -> ClaimedResponse | None:
        done = connection.execute(
            update(responses)
            .where(
                responses.c.id == row.id,
                responses.c.owner_id == row.owner_id,
                responses.c.status.in_(IN_PROGRESS),
            )
            .values(owner_id=self._owner.owner_id, num_attempts=num_attempts)
        )
        if done.rowcount != 1:
            return None
        query = select(server_tools.c.response_id).where(server_tools.c.response_id == row.id)
        has_tools = connection.execute(query).first() is not None
        record = record_of(connection, row)
        return ClaimedResponse(row.tenant, record, request_of(row), num_attempts, has_tools)

    def _own_response(self, connection: Connection, response_id: str) -> None:
        connection.execute(
            update(responses)
            .where(responses.c.id == response_id, responses.c.status.in_(IN_PROGRESS))
            .values(owner_id=self._owner.owner_id)
        )
