"""A session's events, read from the log wherever it is made: rows, and between them the deltas of steps.

A look at the log every `POLL_S` is how far a reader is behind a session that another process goes on with.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from contextlib import aclosing

from serving.agent_sessions import AgentEvent, AgentSession, at_event, session_object
from serving.agents.news import News
from serving.agents.step import StepReader, replay
from serving.errors import TurnFailed, TurnNotFound
from serving.principal import Principal
from serving.replica.replicas import Replicas
from serving.sessions.agents.work import StepEvents, StoredEvent

POLL_S = 0.25


class EventReader:
    """Belongs to the event loop."""

    def __init__(self, replicas: Replicas, news: News) -> None:
        self._replicas = replicas
        self._queries = replicas.storage.agent_session_queries
        self._steps = replicas.storage.steps
        self._workers = replicas.workers
        self._news = news
        self._closing = asyncio.Event()

    def close(self) -> None:
        """Those who follow are at the end."""
        self._closing.set()

    async def follow(self, principal: Principal, session_id: str, after: int) -> AsyncGenerator[AgentEvent]:
        """All events behind number `after`, as they come, as long as this process serves.

        Raises: AgentSessionNotFound, also when it is deleted meanwhile.
        """
        while not self._closing.is_set():
            news = self._news.of(session_id)
            first = after
            async with aclosing(self._look(principal, session_id, after, waits=True)) as events:
                async for event in events:
                    after = event.number
                    yield event
            if after == first:
                await self._wait(news)

    async def history(
        self, principal: Principal, session_id: str, after: int, limit: int
    ) -> tuple[AgentEvent, ...]:
        """At most `limit` of them, without waiting. Raises: AgentSessionNotFound."""
        found: list[AgentEvent] = []
        while len(found) < limit:
            num_before = len(found)
            async with aclosing(self._look(principal, session_id, after, waits=False)) as events:
                async for event in events:
                    found.append(event)
                    after = event.number
                    if len(found) == limit:
                        break
            if len(found) == num_before:
                break
        return tuple(found)

    async def _wait(self, news: asyncio.Event) -> None:
        waiting = [asyncio.ensure_future(one.wait()) for one in (news, self._closing)]
        try:
            await asyncio.wait(waiting, timeout=POLL_S, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for one in waiting:
                one.cancel()

    async def _look(
        self, principal: Principal, session_id: str, after: int, *, waits: bool
    ) -> AsyncGenerator[AgentEvent]:
        """What there is now; of a step that is under way, where `waits`, what comes until it has ended."""
        session, ranges = await self._workers.run(self._queries.events, principal, session_id, after)
        for one in ranges:
            if isinstance(one, StoredEvent):
                yield AgentEvent(one.number, _with_session(session, one))
            elif one.num_events is not None:
                for number, fields in enumerate(replay(one), start=one.number):
                    if number > after:
                        yield AgentEvent(number, fields)
            elif waits:
                async with aclosing(self._under_way(principal.tenant, one)) as events:
                    async for event in events:
                        if event.number > after:
                            yield event
                return  # what comes behind it is numbered when it has ended

    async def _under_way(self, tenant: str, step: StepEvents) -> AsyncGenerator[AgentEvent]:
        """From the tokens in the log, which come before anybody is told of them."""
        news = self._news.of(step.session_id)
        turn_id = await self._workers.run(self._steps.turn_id, step.turn_id, step.step)
        if turn_id is None:  # it has not begun
            await self._wait(news)
            turn_id = await self._workers.run(self._steps.turn_id, step.turn_id, step.step)
        if turn_id is None:
            return
        reader = StepReader(step.session_id, step.turn_id, step.first_output)
        number = step.number
        with contextlib.suppress(TurnNotFound, TurnFailed):  # how it ended is told by rows
            async with aclosing(self._replicas.follow(tenant, turn_id)) as events:
                async for _, event in events:
                    for fields in reader.take(event):
                        yield AgentEvent(number, fields)
                        number += 1


def _with_session(session: AgentSession, event: StoredEvent) -> dict[str, object]:
    fields = dict(event.fields)
    if "session" in fields:
        fields["session"] = session_object(at_event(session, fields["session"]))
    return fields
