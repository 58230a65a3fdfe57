"""The turns of a run, and what the server calls between them, read one after the other: one run."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing

from serving.errors import TurnNotFound
from serving.replica.replicas import Replicas
from serving.responses import RunEvent
from serving.sessions.responses.server_calls import BEFORE
from serving.sessions.turns.logged_turn import LoggedTurn


class RunTurns:
    """Belongs to the event loop."""

    def __init__(self, replicas: Replicas) -> None:
        self._replicas = replicas
        self._storage = replicas.storage
        self._workers = replicas.workers

    async def follow(self, tenant: str, run_id: str, after: int = -1) -> AsyncGenerator[tuple[int, RunEvent]]:
        """A run's (number, event) pairs behind number `after`, until the last turn that it has now has ended.

        Events are numbered through all its turns. They are read from the log, wherever the run is made.

        Raises: TurnNotFound where it has no turn yet, or its session is deleted meanwhile; TurnFailed.
        """
        number = -1
        async with aclosing(self._events(tenant, run_id)) as events:
            async for event in events:
                number += 1
                if number > after:
                    yield number, event

    async def _events(self, tenant: str, run_id: str) -> AsyncGenerator[RunEvent]:
        noted = await self._workers.run(self._storage.server_calls.read, run_id)
        if noted is not None:
            for listed in noted.listed:
                yield listed
            for call in noted.of_step(BEFORE):
                yield call.call
            for call in noted.of_step(BEFORE):
                if call.ended is None:
                    return
                yield call.ended
        for step, turn_id in enumerate(await self._turn_ids(run_id)):
            async with aclosing(self._replicas.follow(tenant, turn_id)) as events:
                async for _, event in events:
                    yield event
            if noted is None:
                continue
            noted = await self._workers.run(self._storage.server_calls.read, run_id)
            for call in () if noted is None else noted.of_step(step):
                if call.ended is None:
                    return
                yield call.ended

    async def last(self, tenant: str, run_id: str) -> LoggedTurn:
        """Raises: TurnNotFound where it has none."""
        return await self._workers.run(self._read_last, tenant, run_id)

    def _read_last(self, tenant: str, run_id: str) -> LoggedTurn:
        turn_ids = self._storage.steps.turn_ids(run_id)
        if not turn_ids:
            raise TurnNotFound(run_id)
        return self._storage.turns.read(tenant, turn_ids[-1])

    async def cancel(self, tenant: str, run_id: str) -> None:
        """End its last turn, wherever it is made; nothing changes if it has ended.

        Raises: TurnNotFound where it has none.
        """
        turn_id = (await self._turn_ids(run_id))[-1]
        claimed = await self._workers.run(self._storage.claims.claim_turn, tenant, turn_id)
        if claimed is not None:
            await self._replicas.conclude_partial(claimed)

    async def _turn_ids(self, run_id: str) -> list[str]:
        turn_ids = await self._workers.run(self._storage.steps.turn_ids, run_id)
        if not turn_ids:
            raise TurnNotFound(run_id)
        return turn_ids
