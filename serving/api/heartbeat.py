"""Fills silences: a client that hears nothing for long takes the server for dead, and sends again."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable


class Heartbeat:
    """While it is entered, `beat` is called whenever `note` was not for `period_s`."""

    def __init__(self, beat: Callable[[], Awaitable[None]], period_s: float) -> None:
        self._beat = beat
        self._period_s = period_s
        self._last_s = time.monotonic()

    def note(self) -> None:
        """Something was said."""
        self._last_s = time.monotonic()

    async def __aenter__(self) -> Heartbeat:
        # A task of its own, so that a token costs no timer.
        self._beating = asyncio.create_task(self._run())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._beating.cancel()
        await asyncio.gather(self._beating, return_exceptions=True)

    async def _run(self) -> None:
        while True:
            silent_s = time.monotonic() - self._last_s
            if silent_s < self._period_s:
                await asyncio.sleep(self._period_s - silent_s)
            else:
                self.note()
                await self._beat()
