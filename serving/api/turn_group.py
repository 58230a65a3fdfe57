"""The turns of one HTTP request: started together, read as one stream, closed together."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from typing import Any

from serving.api.backend import Backend
from serving.errors import EngineDead
from serving.logs import get_logger
from serving.operations import Generate
from serving.output import Event, TurnStarted
from serving.request import Request

log = get_logger(__name__)

_MAX_BUFFERED_EVENTS = 64  # between several turns and one slow reader


EventsOf = Callable[[Backend, Request], AsyncGenerator[Event]]


def generated(backend: Backend, request: Request) -> AsyncGenerator[Event]:
    """The events of one turn, as it comes."""
    return backend.stream(Generate(request))


class TurnGroup:
    """One backend generator per request. `aclose` must be awaited, whatever happened before."""

    def __init__(
        self, backend: Backend, requests: Sequence[Request], events_of: EventsOf = generated
    ) -> None:
        """`events_of`: what makes a request's events of the backend."""
        self._generators = [events_of(backend, request) for request in requests]
        self._pumps: list[asyncio.Task[None]] = []

    @property
    def num_turns(self) -> int:
        return len(self._generators)

    async def start(self) -> list[TurnStarted]:
        """Each turn's first event. Raises what the first turn to fail raises."""
        if len(self._generators) == 1:
            return [await _first_event(self._generators[0])]
        tasks = [asyncio.create_task(_first_event(generator)) for generator in self._generators]
        try:
            return await asyncio.gather(*tasks)
        finally:
            await _cancel(tasks)

    async def events(self) -> AsyncGenerator[tuple[int, Event]]:
        """(turn, event) as they come, until every turn has ended. Raises what the first to fail raises."""
        if len(self._generators) == 1:
            async for event in self._generators[0]:
                yield 0, event
            return
        queue: asyncio.Queue[tuple[int, Event | Exception | None]] = asyncio.Queue(_MAX_BUFFERED_EVENTS)
        self._pumps = [
            asyncio.create_task(_pump(turn, generator, queue))
            for turn, generator in enumerate(self._generators)
        ]
        num_open = len(self._pumps)
        while num_open:
            turn, item = await queue.get()
            if item is None:
                num_open -= 1
            elif isinstance(item, Exception):
                raise item
            else:
                yield turn, item

    async def aclose(self) -> None:
        """End every turn that is still running, and wait until each has let go."""
        await _cancel(self._pumps)
        closings = (generator.aclose() for generator in self._generators)
        for result in await asyncio.gather(*closings, return_exceptions=True):
            if isinstance(result, Exception):
                log.warning("turn_failed_to_close", error=repr(result))


async def _first_event(generator: AsyncGenerator[Event]) -> TurnStarted:
    event = await anext(generator, None)
    if not isinstance(event, TurnStarted):
        raise EngineDead("The engine ended the turn before it began.")
    return event


async def _pump(
    turn: int, generator: AsyncGenerator[Event], queue: asyncio.Queue[tuple[int, Event | Exception | None]]
) -> None:
    try:
        async for event in generator:
            await queue.put((turn, event))
    except Exception as error:  # the reader raises it
        await queue.put((turn, error))
    else:
        await queue.put((turn, None))


async def _cancel(tasks: Sequence[asyncio.Task[Any]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
