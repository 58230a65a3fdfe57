"""Leased sessions of replicas that come and go: who ends leaves them with their KV, and others take them in.

A replica that was killed leaves what it had written until then. Sessions without a lease are placed when
their next turn comes, and their KV is read then.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from contextlib import aclosing

from serving.errors import TenureError
from serving.logs import get_logger
from serving.replica.replica import Replica
from serving.runs.recovery import BEAT_S
from serving.sessions.placements import Orphan

_log = get_logger(__name__)


class Homes:
    """Belongs to the event loop. Does nothing where nobody shares the log, or no KV is kept elsewhere."""

    def __init__(self, replica: Replica) -> None:
        self._session_kv = replica.session_kv
        self._placements = replica.storage.placements
        self._name = replica.storage.replica_name
        self._workers = replica.workers
        self._is_needed = replica.storage.is_member and replica.session_kv.has_other_tier
        self._task: asyncio.Task[None] | None = None
        self._passed_by: set[Orphan] = set()  # whose KV is not found here: another model's, or nowhere

    def start(self) -> None:
        """Begin to take in sessions whose replica is gone."""
        if self._is_needed:
            self._task = asyncio.get_running_loop().create_task(self._take_in_again_and_again())

    async def stop(self) -> None:
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            await asyncio.wait([task])

    async def leave(self, timeout_s: float) -> None:
        """Write the KV of the leased sessions where others find it, and leave all sessions to them."""
        if not self._is_needed:
            return
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(timeout_s):
                await self._hand_over_all()
        await self._workers.run(self._placements.leave, self._name)

    async def _hand_over_all(self) -> None:
        for tenant, session_id in await self._workers.run(self._placements.leased_at, self._name):
            try:
                await self._session_kv.hand_over(tenant, session_id)
            except TenureError as error:
                _log.warning("kv_not_handed_over", session=session_id, reason=str(error))

    async def _take_in_again_and_again(self) -> None:
        while True:
            try:
                await self._take_in()
            except TenureError as error:  # the database is away
                _log.warning("sessions_not_taken_in", reason=str(error))
            await asyncio.sleep(BEAT_S)

    async def _take_in(self) -> None:
        """One after the other, so that the replicas share them as fast as each of them can."""
        orphans = await self._workers.run(self._placements.orphans)
        self._passed_by.intersection_update(orphans)
        for orphan in orphans:
            if orphan not in self._passed_by:
                try:
                    await self._prewarm(orphan)
                except TenureError as error:  # deleted, or busy: its next turn finds its way
                    self._passed_by.add(orphan)
                    _log.warning("session_not_taken_in", session=orphan.session_name, reason=str(error))

    async def _prewarm(self, orphan: Orphan) -> None:
        tenant, session_id = orphan.tenant, orphan.session_name
        if not await self._session_kv.is_found(tenant, session_id):
            self._passed_by.add(orphan)
            return
        placement = await self._workers.run(
            self._placements.claim, tenant, session_id, self._name, orphan.placement
        )
        if placement.replica != self._name:  # another one was faster
            return
        start_s = time.monotonic()
        async with aclosing(self._session_kv.prewarm(tenant, session_id)) as reports:
            async for report in reports:
                _log.info(
                    "session_taken_in",
                    session=session_id,
                    num_tokens=report.num_tokens,
                    num_cached_tokens=report.num_cached_tokens,
                    seconds=round(time.monotonic() - start_s, 3),
                )
