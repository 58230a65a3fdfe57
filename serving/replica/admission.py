"""How many sequences may be in the house: those that run, and a queue of bounded length."""

from __future__ import annotations

import asyncio

from serving.errors import InvalidRequest, Overloaded

_PACE = 0.2  # weight of the newest turn in the running mean of turn durations


class Admission:
    """Counts the sequences of all open turns. Belongs to the event loop."""

    def __init__(self, max_running: int, max_queued: int) -> None:
        self._max_running = max_running
        self._limit = max_running + max_queued
        self._num_admitted = 0
        self._turn_s = 1.0
        self._is_empty = asyncio.Event()
        self._is_empty.set()

    def enter(self, num_sequences: int) -> None:
        """Raises: InvalidRequest where it could never enter, Overloaded where it cannot now."""
        if num_sequences > self._limit:
            raise InvalidRequest(
                f"`n` may be at most {self._limit} on this server, got {num_sequences}.", param="n"
            )
        if self._num_admitted + num_sequences > self._limit:
            raise Overloaded(
                f"{self._num_admitted} sequences are running or waiting, and {self._limit} may. Try again in "
                f"{self.retry_after_s} s.",
                retry_after_s=self.retry_after_s,
            )
        self.enter_again(num_sequences)

    def enter_again(self, num_sequences: int) -> None:
        """For those that were let in before, perhaps by another process."""
        self._num_admitted += num_sequences
        self._is_empty.clear()

    def leave(self, num_sequences: int, turn_s: float) -> None:
        self._num_admitted -= num_sequences
        self._turn_s += _PACE * (turn_s - self._turn_s)
        if self._num_admitted == 0:
            self._is_empty.set()

    async def wait_until_empty(self) -> None:
        await self._is_empty.wait()

    @property
    def retry_after_s(self) -> int:
        """About when a place should be free, at the pace of recent turns: 1 to 60."""
        return max(1, min(60, round(self._turn_s * self._num_admitted / self._limit)))
