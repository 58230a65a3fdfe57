"""Batches of events: nothing lost, the first at once, closed together."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing

import pytest

from serving.cluster.coalesce import coalesce
from serving.errors import EngineDead
from serving.output import ChoiceDelta, Event, TurnFinished, TurnStarted, Usage

STARTED = TurnStarted("r", 1, 3, 0, "fp")
FINISHED = TurnFinished(Usage(3, 4, 0))
FOREVER_S = 3600.0


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def token(number: int) -> ChoiceDelta:
    return ChoiceDelta(0, f"t{number} ", (number,))


class Turn:
    """A turn that makes the events it is told, when it is told."""

    def __init__(self) -> None:
        self.events: asyncio.Queue[Event | Exception | None] = asyncio.Queue()
        self.is_closed = False

    def make(self, *events: Event | Exception | None) -> None:
        for event in events:
            self.events.put_nowait(event)

    async def generate(self) -> AsyncGenerator[Event]:
        try:
            while (event := await self.events.get()) is not None:
                if isinstance(event, Exception):
                    raise event
                yield event
        finally:
            self.is_closed = True


def flat(batches: Sequence[tuple[Event, ...]]) -> list[Event]:
    return [event for batch in batches for event in batch]


@pytest.mark.anyio
async def test_all_events_come_in_order():
    turn = Turn()
    events = [STARTED, *(token(i) for i in range(50)), FINISHED]
    turn.make(*events, None)
    assert flat([batch async for batch in coalesce(turn.generate())]) == events
    assert turn.is_closed


@pytest.mark.anyio
async def test_the_first_event_and_the_first_text_do_not_wait_for_the_interval():
    turn = Turn()
    async with aclosing(coalesce(turn.generate(), interval_s=FOREVER_S)) as batches:
        turn.make(STARTED)
        assert await anext(batches) == (STARTED,)
        turn.make(ChoiceDelta(0, ""))
        assert await anext(batches) == (ChoiceDelta(0, ""),)
        turn.make(token(0))
        assert await anext(batches) == (token(0),)


@pytest.mark.anyio
async def test_after_the_first_text_events_wait_and_come_together_and_the_end_sends_them_off():
    turn = Turn()
    async with aclosing(coalesce(turn.generate(), interval_s=FOREVER_S)) as batches:
        turn.make(STARTED, token(0))
        assert flat([await anext(batches)]) == [STARTED, token(0)]
        turn.make(token(1), token(2), FINISHED, None)
        assert await anext(batches) == (token(1), token(2), FINISHED)
        assert await anext(batches, None) is None


@pytest.mark.anyio
async def test_an_error_comes_after_the_events_before_it():
    turn = Turn()
    turn.make(STARTED, token(0), EngineDead("The engine thread ended."))
    batches: list[tuple[Event, ...]] = []

    async def read() -> None:
        async for batch in coalesce(turn.generate()):
            batches.append(batch)  # noqa: PERF401  # the error must not lose them

    with pytest.raises(EngineDead, match="thread ended"):
        await read()
    assert flat(batches) == [STARTED, token(0)]


@pytest.mark.anyio
async def test_an_error_before_the_first_event_is_raised():
    turn = Turn()
    turn.make(EngineDead("The engine thread ended."))
    with pytest.raises(EngineDead):
        await anext(coalesce(turn.generate()))


@pytest.mark.anyio
async def test_closing_the_batches_closes_the_turn():
    turn = Turn()
    batches = coalesce(turn.generate())
    turn.make(STARTED)
    await anext(batches)
    await batches.aclose()
    assert turn.is_closed


@pytest.mark.anyio
async def test_cancelling_the_reader_closes_the_turn():
    turn = Turn()

    has_begun = asyncio.Event()

    async def read() -> None:
        async with aclosing(coalesce(turn.generate())) as batches:
            async for _ in batches:
                has_begun.set()

    turn.make(STARTED)
    reader = asyncio.create_task(read())
    await has_begun.wait()
    reader.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reader
    assert turn.is_closed
