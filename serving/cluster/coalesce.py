"""Fewer, larger messages: one object per event would cost more than the event.

Ray spends a few hundred microseconds of CPU on each object of a stream, on both sides. The first
event and the first text go out at once, so that the time to the first token does not suffer; after
that an object leaves at most every `interval_s` and carries all there is.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing, suppress
from contextvars import Context
from typing import Generic, TypeVar

from serving.output import ChoiceDelta
from serving.responses import CallDelta, ReasoningDelta, TextDelta, WholeItem

INTERVAL_S = 0.02

E = TypeVar("E")


class EventBuffer(Generic[E]):
    """Filled by the turn, emptied by the sender."""

    def __init__(self) -> None:
        self._events: list[E] = []
        self._has_news = asyncio.Event()
        self._closed = asyncio.Event()

    @property
    def is_closed(self) -> bool:
        return self._closed.is_set()

    async def fill(self, events: AsyncGenerator[E]) -> None:
        try:
            async with aclosing(events):
                async for event in events:
                    self._events.append(event)
                    self._has_news.set()
        finally:
            self._closed.set()
            self._has_news.set()

    async def wait_for_news(self) -> None:
        """Until there is an event, or the end."""
        await self._has_news.wait()

    async def wait_for_end(self, timeout_s: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(timeout_s):
                await self._closed.wait()

    def take(self) -> tuple[E, ...]:
        events = tuple(self._events)
        self._events.clear()
        if not self.is_closed:
            self._has_news.clear()
        return events


def _shows(event: object) -> bool:
    """The client sees something of it."""
    if isinstance(event, ChoiceDelta):
        return bool(event.text or event.reasoning or event.tool_calls)
    if isinstance(event, TextDelta | ReasoningDelta):
        return bool(event.text)
    return isinstance(event, CallDelta | WholeItem)


async def coalesce(
    events: AsyncGenerator[E], interval_s: float = INTERVAL_S, context: Context | None = None
) -> AsyncGenerator[tuple[E, ...]]:
    """The same events in the same order, in batches. Closing it closes `events`.

    An error that `events` raises is raised after all events before it.

    Args:
        context: that `events` is run in; None: that of whoever reads the first batch.
    """
    buffer = EventBuffer[E]()
    filling = asyncio.create_task(buffer.fill(events), context=context)
    now = asyncio.get_running_loop().time
    next_send = now()
    try:
        while not buffer.is_closed:
            await buffer.wait_for_news()
            if (early_s := next_send - now()) > 0:
                await buffer.wait_for_end(early_s)
            if batch := buffer.take():
                if any(_shows(event) for event in batch):
                    next_send = now() + interval_s
                yield batch
        await filling
    finally:
        filling.cancel()
        await asyncio.gather(filling, return_exceptions=True)
