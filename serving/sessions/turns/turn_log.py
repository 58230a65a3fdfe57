"""Runs in the log: what they have sampled, and how one process takes over from another.

A run belongs to one owner at a time: its `epoch` is the fence. Whoever claims a run raises it, and from then
on nothing that the owner before writes is taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, insert, select, update

from serving.errors import TurnNotFound
from serving.sessions.database import Database
from serving.sessions.owner import MAX_ATTEMPTS, NOBODY, Owner
from serving.sessions.turns.logged_turn import ClaimedTurn, LoggedTurn, SampledTokens
from serving.sessions.turns.reading import claimed_of, find_run, state_of
from serving.sessions.turns.schema import run_tokens, runs
from serving.sessions.turns.writing import row_of

_MAX_CLAIMED = 16  # at once: other replicas have room too

# An owner has ended with it since its last new token.
_is_suspect = (runs.c.num_attempts > 0) & ~(
    select(run_tokens.c.run_id)
    .where(run_tokens.c.run_id == runs.c.id, run_tokens.c.position >= runs.c.num_claimed_tokens)
    .exists()
)


class TurnLog:
    """Thread-safe."""

    def __init__(
        self,
        database: Database,
        owner: Owner,
        *,
        template_fingerprint: str,
        numeric_fingerprint: str,
        is_synced: bool = False,
    ) -> None:
        """
        Args:
            template_fingerprint: runs of other models and templates are for others to go on with.
            is_synced: every step waits for the disk.
        """
        self.owner = owner
        self._database = database
        self._template_fingerprint = template_fingerprint
        self._numeric_fingerprint = numeric_fingerprint
        self._is_synced = is_synced

    # ---- tokens ---------------------------------------------------------------------------------

    def append(self, steps: Sequence[SampledTokens]) -> set[str]:
        """Write what was sampled, in one transaction.

        Returns the runs that are not this process's any more; nothing is written for them.
        """
        with self._database.write(synced=self._is_synced) as connection:
            run_ids = sorted({tokens.run_id for tokens in steps})
            query = select(runs.c.id, runs.c.epoch).where(
                runs.c.id.in_(run_ids), runs.c.status == "in_progress"
            )
            # Nobody else takes a run over between this look and the end of the transaction.
            epochs = {row.id: row.epoch for row in connection.execute(query.with_for_update(read=True))}
            own = [row_of(tokens) for tokens in steps if epochs.get(tokens.run_id) == tokens.epoch]
            if own:
                connection.execute(insert(run_tokens), own)
        return {tokens.run_id for tokens in steps if epochs.get(tokens.run_id) != tokens.epoch}

    def read(self, tenant: str, run_id: str, first_position: int = 0) -> LoggedTurn:
        """A kept run, with its tokens from an output position on.

        Raises: TurnNotFound, for another tenant's run too.
        """
        with self._database.read() as connection:
            row = find_run(connection, run_id)
            if row is None or not row.is_kept or row.request["tenant"] != tenant:
                raise TurnNotFound(run_id)
            return state_of(connection, row, first_position)

    # ---- taking over ----------------------------------------------------------------------------

    def claim_orphans(self) -> list[ClaimedTurn]:
        """Take over runs whose owner is gone. Each goes to one claimant, whoever else asks meanwhile.

        A run whose owners have ended more than once without a new token may be what ends them. Such runs
        are taken one at a time, the next one when this one has a new token: so none is blamed for another.
        """
        with self._database.write() as connection:
            orphans = connection.execute(self._orphans(connection).limit(_MAX_CLAIMED)).all()
            has_suspect = bool(orphans) and self._has_suspect(connection)
            claimed = []
            for row in orphans:
                num_attempts = _num_attempts(row)
                is_tried = row.is_suspect and num_attempts < MAX_ATTEMPTS
                if is_tried and has_suspect:
                    continue
                has_suspect = has_suspect or is_tried
                if (run := self._claim(connection, row, num_attempts)) is not None:
                    claimed.append(run)
            return claimed

    def _orphans(self, connection: Connection) -> Select[Any]:
        is_orphan = (
            runs.c.status == "in_progress",
            runs.c.template_fingerprint == self._template_fingerprint,
            self.owner.is_gone(connection, runs.c.owner_id),
        )
        suspect = _is_suspect.label("is_suspect")
        return select(runs, suspect).where(*is_orphan).order_by(suspect, runs.c.id)

    def _has_suspect(self, connection: Connection) -> bool:
        is_own = (runs.c.owner_id == self.owner.owner_id, runs.c.status == "in_progress")
        return connection.execute(select(runs.c.id).where(*is_own, _is_suspect).limit(1)).first() is not None

    def claim(self, tenant: str, run_id: str) -> ClaimedTurn | None:
        """Take a run over from whoever has it; None if it has ended. Raises: TurnNotFound."""
        with self._database.write() as connection:
            row = find_run(connection, run_id)
            if row is None or row.request["tenant"] != tenant:
                raise TurnNotFound(run_id)
            if row.status != "in_progress":
                return None
            return self._claim(connection, row, row.num_attempts)

    def _claim(self, connection: Connection, row: Row[Any], num_attempts: int) -> ClaimedTurn | None:
        tokens = state_of(connection, row).tokens
        done = connection.execute(
            update(runs)
            .where(runs.c.id == row.id, runs.c.epoch == row.epoch, runs.c.status == "in_progress")
            .values(
                epoch=row.epoch + 1,
                owner_id=self.owner.owner_id,
                num_attempts=num_attempts,
                num_claimed_tokens=sum(len(sampled.token_ids) for sampled in tokens),
                numerics_changed=runs.c.numerics_changed
                | (runs.c.numeric_fingerprint != self._numeric_fingerprint),
            )
        )
        if done.rowcount != 1:
            return None
        mine = find_run(connection, row.id)
        assert mine is not None, "it was updated in this transaction"
        return claimed_of(connection, mine, row.owner_id)


def _num_attempts(row: Row[Any]) -> int:
    """How many owners have ended with an orphan since its last new token."""
    return int(row.num_attempts if row.is_suspect else 0) + int(row.owner_id != NOBODY)
