"""What keeps runs from being lost: this process says that it lives, and takes over from those that do not.

A run that is kept is gone on with. Any other had a client whose connection ended with the process that
made it: nobody is there to send it to, so its reply ends with what the log has, and the session goes on
from there.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from serving.errors import TenureError
from serving.logs import get_logger
from serving.replica.prompts import OpenPrompt, Prompts
from serving.sessions.owner import LEASE_S, MAX_ATTEMPTS
from serving.sessions.rendering import FinishedChoice
from serving.sessions.turns.logged_turn import ClaimedTurn, TurnEnding, TurnError
from serving.sessions.turns.turn_log import TurnLog

BEAT_S = LEASE_S / 5

T = TypeVar("T")
_log = get_logger(__name__)


class InWorker(Protocol):
    async def __call__(self, function: Callable[..., T], *arguments: Any) -> T: ...


@dataclass(frozen=True, slots=True)
class _Conclusion:
    opened: OpenPrompt
    choices: Sequence[FinishedChoice]
    ending: TurnEnding


class Recovery:
    """Belongs to the event loop."""

    def __init__(
        self,
        runs: TurnLog,
        prompts: Prompts,
        in_worker: InWorker,
        go_on: Callable[[ClaimedTurn], Awaitable[None]],
        settle: Callable[[], Awaitable[None]],
    ) -> None:
        """
        Args:
            go_on: is given each kept run that this process has taken over.
            settle: does the same for responses without a run.
        """
        self._runs = runs
        self._prompts = prompts
        self._in_worker = in_worker
        self._go_on = go_on
        self._settle = settle
        self._unconcluded: list[_Conclusion] = []  # the log could not be written when they ended
        self._beats: asyncio.Task[None] | None = None
        self._has_news = asyncio.Event()  # an owner is known to be gone: no need to wait for the next beat
        self._takes_over = True

    async def start(self, *, is_alone: bool) -> None:
        """Begin to beat.

        Args:
            is_alone: no other process can take over what was left behind: it is concluded or gone on with
                when this returns. Otherwise that comes a moment later, so that a run which ends whoever takes
                it up does not end a start.

        Raises: Unavailable, StorageFull where the log cannot be written.
        """
        await self._in_worker(self._runs.owner.beat)
        if is_alone:
            await self._take_over_all()
        self._beats = asyncio.get_running_loop().create_task(self._beat())

    def stop_taking_over(self) -> None:
        """This process is to end: what others leave is not for it."""
        self._takes_over = False

    async def stop(self) -> None:
        if self._beats is not None:
            await self._end_beats(self._beats)
            try:
                await self._conclude_late()
                await self._in_worker(self._runs.owner.leave)
            except TenureError as error:
                _log.error("runs_not_left", error=str(error))

    async def die(self) -> None:
        """The engine is gone: whatever was under way is for others to go on with, now."""
        self.stop_taking_over()
        if self._beats is not None:
            await self._end_beats(self._beats)
            await self._in_worker(self._runs.owner.die)

    async def _end_beats(self, beats: asyncio.Task[None]) -> None:
        self._beats = None
        beats.cancel()
        await asyncio.wait([beats])

    async def bury(self, place: str) -> None:
        """The process at that place is known to be gone: take over what it left, without waiting."""
        await self._in_worker(self._runs.owner.bury, place)
        self._has_news.set()

    async def _beat(self) -> None:
        while True:
            try:
                await self._in_worker(self._runs.owner.beat)
                await self._conclude_late()
                if self._takes_over:
                    await self._take_over_all()
                    await self._settle()
            except (
                TenureError
            ) as error:  # the database is away: others may take our runs over, as they should
                _log.warning("beat_failed", error=str(error))
            except Exception:
                _log.exception("beat_failed")
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._has_news.wait(), BEAT_S)
            self._has_news.clear()

    async def _take_over_all(self) -> None:
        while claimed := await self._in_worker(self._runs.claim_orphans):
            for run in claimed:
                await self._take_over(run)

    async def _take_over(self, claimed: ClaimedTurn) -> None:
        state = claimed.state
        _log.info(
            "run_taken_over",
            run_id=state.run_id,
            num_tokens=sum(len(tokens.token_ids) for tokens in state.tokens),
            goes_on=claimed.is_kept,
            num_attempts=claimed.num_attempts,
            numerics_changed=state.numerics_changed,
        )
        if claimed.num_attempts >= MAX_ATTEMPTS:
            await self._in_worker(self._prompts.conclude_partial, claimed, _exhausted(claimed))
        elif claimed.is_kept:
            await self._go_on(claimed)
        else:
            await self._in_worker(self._prompts.conclude_partial, claimed)

    async def conclude(
        self, opened: OpenPrompt, choices: Sequence[FinishedChoice], ending: TurnEnding
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


def _exhausted(claimed: ClaimedTurn) -> TurnError:
    num_tokens = sum(len(tokens.token_ids) for tokens in claimed.state.tokens)
    return TurnError(
        f"{claimed.num_attempts} servers have ended, one after the other, while they made this response, "
        f"each after {num_tokens} tokens of it. It is not tried again.",
        code="run_failed",
    )
