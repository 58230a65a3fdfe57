"""Between the transaction that makes a session this process's and the task that goes on with it.

Whoever looks in the log for sessions that this process has and does nothing for would find such a one, and go
on with it a second time.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager


class Handovers:
    """Belongs to the event loop."""

    def __init__(self) -> None:
        self._gate = asyncio.Lock()
        self._num_under_way = 0
        self._is_none = asyncio.Event()
        self._is_none.set()

    @asynccontextmanager
    async def one(self) -> AsyncGenerator[None]:
        """From before the transaction until there is a task. Does not nest."""
        async with self._gate:
            self._num_under_way += 1
            self._is_none.clear()
        try:
            yield
        finally:
            self._num_under_way -= 1
            if not self._num_under_way:
                self._is_none.set()

    @asynccontextmanager
    async def none(self) -> AsyncGenerator[None]:
        """None is under way, and none begins."""
        async with self._gate:
            await self._is_none.wait()
            yield
