"""What turns have sampled, written as they sample it and read again while they are kept."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import insert, select

from serving.errors import TurnNotFound
from serving.sessions.database import Database
from serving.sessions.turns.logged_turn import LoggedTurn, SampledTokens
from serving.sessions.turns.reading import find_turn, state_of
from serving.sessions.turns.schema import turn_tokens, turns
from serving.sessions.turns.writing import row_of


class TurnLog:
    """Thread-safe."""

    def __init__(self, database: Database, *, is_synced: bool = False) -> None:
        """`is_synced`: every step waits for the disk."""
        self._database = database
        self._is_synced = is_synced

    def append(self, sampled: Sequence[SampledTokens]) -> set[str]:
        """Write what was sampled, in one transaction.

        Returns the turns that are not this process's any more (`SampledTokens.epoch` is the fence); nothing
        is written for them.
        """
        with self._database.write(synced=self._is_synced) as connection:
            turn_ids = sorted({tokens.turn_id for tokens in sampled})
            query = select(turns.c.id, turns.c.epoch).where(
                turns.c.id.in_(turn_ids), turns.c.status == "in_progress"
            )
            # Nobody else takes a turn over between this look and the end of the transaction.
            epochs = {row.id: row.epoch for row in connection.execute(query.with_for_update(read=True))}
            own = [row_of(tokens) for tokens in sampled if epochs.get(tokens.turn_id) == tokens.epoch]
            if own:
                connection.execute(insert(turn_tokens), own)
        return {tokens.turn_id for tokens in sampled if epochs.get(tokens.turn_id) != tokens.epoch}

    def read(self, tenant: str, turn_id: str, first_position: int = 0) -> LoggedTurn:
        """A kept turn, with its tokens from an output position on.

        Raises: TurnNotFound, for another tenant's turn too.
        """
        with self._database.read() as connection:
            row = find_turn(connection, turn_id)
            if row is None or not row.is_kept or row.request["tenant"] != tenant:
                raise TurnNotFound(turn_id)
            return state_of(connection, row, first_position)
