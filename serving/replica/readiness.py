"""Whether a replica takes turns, and why not."""

from __future__ import annotations

import asyncio

from serving.errors import EngineDead, Unavailable


class Readiness:
    """Belongs to the event loop."""

    def __init__(self) -> None:
        self._death: EngineDead | None = None
        self._is_dead = asyncio.Event()
        self.is_started = False
        self.is_draining = False

    def check(self) -> None:
        """Raises: EngineDead; Unavailable while it starts or drains."""
        self.check_alive()
        if not self.is_started:
            raise Unavailable("The server is starting up.")
        if self.is_draining:
            raise Unavailable("The server is shutting down.")

    def die(self, error: EngineDead) -> None:
        """The engine is gone: `error` says why."""
        self._death = error
        self._is_dead.set()

    async def until_dead(self) -> None:
        await self._is_dead.wait()

    def check_alive(self) -> None:
        """Raises: EngineDead."""
        if self._death is not None:
            raise self._death

    @property
    def detail(self) -> str:
        """In a word; `ok` where it takes turns."""
        if not self.is_started:
            return "starting"
        return "draining" if self.is_draining else "ok"
