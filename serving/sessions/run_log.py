"""Runs in the log: who makes which, what they have sampled, and how one process takes over from another.

A process is an owner; it beats while it lives. A run belongs to one owner at a time: its `epoch` is the
fence. Whoever claims a run raises it, and from then on nothing that the owner before writes is taken.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, Row, Select, delete, insert, select, update

from serving.errors import RunNotFound
from serving.sessions.database import Database
from serving.sessions.run import ClaimedRun, RunState, SampledTokens
from serving.sessions.run_reading import claimed_of, find_run, state_of
from serving.sessions.run_schema import owners, run_tokens, runs
from serving.sessions.run_writing import row_of
from serving.sessions.writing import new_id

LEASE_S = 15.0  # an owner that was not heard of for so long is gone
_MAX_CLAIMED = 16  # at once: other replicas have room too


class RunLog:
    """Thread-safe."""

    def __init__(
        self,
        database: Database,
        *,
        place: str | None,
        template_fingerprint: str,
        numeric_fingerprint: str,
        is_synced: bool = False,
    ) -> None:
        """
        Args:
            place: that no two processes can be at (a locked data directory): whoever was there before is
                gone. None: this process is one of several.
            template_fingerprint: runs of other models and templates are for others to go on with.
            is_synced: every step waits for the disk.
        """
        self.owner_id = new_id("ow")
        self._database = database
        self._place = place
        self._template_fingerprint = template_fingerprint
        self._numeric_fingerprint = numeric_fingerprint
        self._is_synced = is_synced

    # ---- the owner ------------------------------------------------------------------------------

    def beat(self) -> None:
        """Say that this process lives. It must come several times in LEASE_S."""
        with self._database.write(synced=False) as connection:
            now = self._database.now(connection)
            own = owners.c.id == self.owner_id
            if connection.execute(update(owners).where(own).values(beat_at=now)).rowcount:
                return
            if self._place is not None:
                connection.execute(delete(owners).where(owners.c.place == self._place))
            connection.execute(insert(owners).values(id=self.owner_id, place=self._place, beat_at=now))

    def leave(self) -> None:
        """Whatever this process has not ended is for others to go on with, at once."""
        with self._database.write() as connection:
            connection.execute(delete(owners).where(owners.c.id == self.owner_id))

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

    def read(self, tenant: str, run_id: str, first_position: int = 0) -> RunState:
        """A kept run, with its tokens from an output position on.

        Raises: RunNotFound, for another tenant's run too.
        """
        with self._database.read() as connection:
            row = find_run(connection, run_id)
            if row is None or not row.is_kept or row.request["tenant"] != tenant:
                raise RunNotFound(run_id)
            return state_of(connection, row, first_position)

    # ---- taking over ----------------------------------------------------------------------------

    def claim_orphans(self) -> list[ClaimedRun]:
        """Take over runs whose owner is gone. Each goes to one claimant, whoever else asks meanwhile."""
        with self._database.write() as connection:
            rows = connection.execute(self._orphans(connection).limit(_MAX_CLAIMED)).all()
            return [claimed for row in rows if (claimed := self._claim(connection, row)) is not None]

    def _orphans(self, connection: Connection) -> Select[tuple[object, ...]]:
        alive = select(owners.c.id).where(owners.c.beat_at > self._database.now(connection) - LEASE_S)
        return select(runs).where(
            runs.c.status == "in_progress",
            runs.c.template_fingerprint == self._template_fingerprint,
            runs.c.owner_id != self.owner_id,
            runs.c.owner_id.not_in(alive),
        )

    def claim(self, tenant: str, run_id: str) -> ClaimedRun | None:
        """Take a run over from whoever has it; None if it has ended. Raises: RunNotFound."""
        with self._database.write() as connection:
            row = find_run(connection, run_id)
            if row is None or row.request["tenant"] != tenant:
                raise RunNotFound(run_id)
            return self._claim(connection, row) if row.status == "in_progress" else None

    def _claim(self, connection: Connection, row: Row[tuple[object, ...]]) -> ClaimedRun | None:
        done = connection.execute(
            update(runs)
            .where(runs.c.id == row.id, runs.c.epoch == row.epoch, runs.c.status == "in_progress")
            .values(
                epoch=row.epoch + 1,
                owner_id=self.owner_id,
                numerics_changed=runs.c.numerics_changed
                | (runs.c.numeric_fingerprint != self._numeric_fingerprint),
            )
        )
        if done.rowcount != 1:
            return None
        mine = find_run(connection, row.id)
        assert mine is not None, "it was updated in this transaction"
        return claimed_of(connection, mine, row.owner_id)
