"""What keeps runs from being lost: this process says that it lives, and takes over from those that do not.

A run that is kept is gone on with. Any other had a client whose connection ended with the process that
made it: nobody is there to send it to, so its reply ends with what the log has, and the session goes on
from there.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from serving.errors import TenureError
from serving.logs import get_logger
from serving.replica.prompts import OpenPrompt, Prompts
from serving.sessions.rendering import FinishedChoice
from serving.sessions.run import ClaimedRun, RunEnding
from serving.sessions.run_log import LEASE_S, RunLog

BEAT_S = LEASE_S / 5

T = TypeVar("T")
_log = get_logger(__name__)


class InWorker(Protocol):
    async def __call__(self, function: Callable[..., T], *arguments: Any) -> T: ...


@dataclass(frozen=True, slots=True)
class _Conclusion:
    opened: OpenPrompt
    choices: Sequence[FinishedChoice]
    ending: RunEnding


class Recovery:
    """Belongs to the event loop."""

    def __init__(
        self,
        runs: RunLog,
        prompts: Prompts,
        in_worker: InWorker,
        go_on: Callable[[ClaimedRun], Awaitable[None]],
    ) -> None:
        """`go_on` is given each kept run that this process has taken over."""
        self._runs = runs
        self._prompts = prompts
        self._in_worker = in_worker
        self._go_on = go_on
        self._unconcluded: list[_Conclusion] = []  # the log could not be written when they ended
        self._beats: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Returns when every run that was left behind is concluded or gone on with.

        Raises: Unavailable, StorageFull where the log cannot be written.
        """
        await self._tick()
        self._beats = asyncio.get_running_loop().create_task(self._beat())

    async def stop(self) -> None:
        if self._beats is not None:
            self._beats.cancel()
            await asyncio.wait([self._beats])
            try:
                await self._conclude_late()
                await self._in_worker(self._runs.leave)
            except TenureError as error:
                _log.error("runs_not_left", error=str(error))

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(BEAT_S)
            try:
                await self._tick()
            except (
                TenureError
            ) as error:  # the database is away: others may take our runs over, as they should
                _log.warning("beat_failed", error=str(error))
            except Exception:
                _log.exception("beat_failed")

    async def _tick(self) -> None:
        await self._in_worker(self._runs.beat)
        await self._conclude_late()
        while claimed := await self._in_worker(self._runs.claim_orphans):
            for run in claimed:
                await self._take_over(run)

    async def _take_over(self, claimed: ClaimedRun) -> None:
        state = claimed.state
        _log.info(
            "run_taken_over",
            run_id=state.run_id,
            num_tokens=sum(len(tokens.token_ids) for tokens in state.tokens),
            goes_on=claimed.is_kept,
            numerics_changed=state.numerics_changed,
        )
        if claimed.is_kept:
            await self._go_on(claimed)
        else:
            await self._in_worker(self._prompts.conclude_partial, claimed)

    async def conclude(
        self, opened: OpenPrompt, choices: Sequence[FinishedChoice], ending: RunEnding
    ) -> None:
        """Write down how a turn ended; where that fails now it is tried again, and the error raised."""
        try:
            await self._in_worker(self._prompts.conclude, opened, choices, ending)
        except TenureError:
            self._unconcluded.append(_Conclusion(opened, choices, ending))
            raise

    async def _conclude_late(self) -> None:
        while self._unconcluded:
            late = self._unconcluded[0]
            await self._in_worker(self._prompts.conclude, late.opened, late.choices, late.ending)
            del self._unconcluded[0]
