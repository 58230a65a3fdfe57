"""What keeps runs from being lost: this process says that it lives, and takes over from those that do not."""

from __future__ import annotations

import asyncio
import contextlib
import time

from serving.agents.agents import Agents
from serving.errors import TenureError
from serving.logs import get_logger
from serving.replica.replicas import Replicas
from serving.runs.runs import Runs
from serving.sessions.owner import LEASE_S

BEAT_S = LEASE_S / 5

_log = get_logger(__name__)


class Recovery:
    """Belongs to the event loop."""

    def __init__(self, replicas: Replicas, runs: Runs, agents: Agents) -> None:
        self._replicas = replicas
        self._storage = replicas.storage
        self._owner = replicas.storage.owner
        self._workers = replicas.workers
        self._runs = runs
        self._agents = agents
        self._beats: asyncio.Task[None] | None = None
        self._has_news = asyncio.Event()  # an owner is known to be gone: no need to wait for the next beat
        self._takes_over = True
        self._others_may_live_until_s = 0.0
        self._num_settled: int | None = (
            None  # tasks begun here, of which a whole beat has seen what they left
        )

    async def start(self) -> None:
        """Begin to beat.

        Where no other process can take over what was left behind, it is concluded or gone on with when this
        returns. Otherwise that comes a moment later, so that a run which ends whoever takes it up does not
        end a start.

        Raises: Unavailable, StorageFull where the log cannot be written.
        """
        await self._workers.run(self._owner.beat)
        self._others_may_live_until_s = time.monotonic() + LEASE_S
        if self._storage.is_alone:
            await self._take_over_all()
        self._beats = asyncio.get_running_loop().create_task(self._beat())

    def stop_taking_over(self) -> None:
        """This process is to end: what others leave is not for it."""
        self._takes_over = False

    async def stop(self) -> None:
        """Leave what is under way to others."""
        if self._beats is not None:
            await self._end_beats(self._beats)
            try:
                await self._replicas.conclude_late()
                await self._workers.run(self._owner.leave)
            except TenureError as error:
                _log.error("runs_not_left", error=str(error))

    async def fail(self) -> None:
        """The engine is gone: whatever was under way is for others to go on with, now."""
        self.stop_taking_over()
        if self._beats is not None:
            await self._end_beats(self._beats)
            await self._workers.run(self._owner.fail)

    async def _end_beats(self, beats: asyncio.Task[None]) -> None:
        self._beats = None
        beats.cancel()
        await asyncio.wait([beats])

    async def expire_owner(self, process_name: str) -> None:
        """The process of that name is known to be gone: take over what it left, without waiting."""
        await self._workers.run(self._owner.expire, process_name)
        self._has_news.set()

    async def _beat(self) -> None:
        while True:
            if not self._is_settled():
                await self._whole_beat()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(BEAT_S):
                    await self._has_news.wait()
            self._has_news.clear()

    def _is_settled(self) -> bool:
        """Whether a beat would find nothing: nobody else uses the log, and nothing began since the last."""
        return (
            self._storage.is_alone
            and time.monotonic() > self._others_may_live_until_s
            and self._num_settled == self._workers.num_begun
            and not self._replicas.has_late
        )

    async def _whole_beat(self) -> None:
        num_begun = None if self._workers.is_busy else self._workers.num_begun
        self._num_settled = None
        try:
            await self._workers.run(self._owner.beat)
            await self._replicas.conclude_late()
            if self._takes_over:
                await self._take_over_all()
            self._num_settled = num_begun
        except TenureError as error:  # the database is away: others may take our runs over, as they should
            _log.warning("beat_failed", error=str(error))
        except Exception:
            _log.exception("beat_failed")

    async def _take_over_all(self) -> None:
        claim = self._storage.claims.claim_orphans
        while claimed := await self._workers.run(claim, self._runs.live_ids):
            for orphan in claimed:
                if not await self._agents.take_over_turn(orphan):
                    await self._runs.take_over(orphan)
        await self._agents.take_over()
