"""A response that another process makes, as its readers here see it: from the log, while it is written.

A look at the log every `POLL_S` (and, while a turn is under way, every `FOLLOW_S` for its tokens) is how far
they are behind.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing, suppress
from itertools import islice

from serving.errors import TurnFailed, TurnNotFound
from serving.replica.workers import Workers
from serving.responses import ResponseEvent, ResponseRecord
from serving.runs.response_builder import ResponseBuilder, replay
from serving.runs.run_turns import RunTurns
from serving.sessions.responses.queries import ResponseQueries

POLL_S = 0.25  # between looks for its beginning, and its end


class LoggedResponse:
    """Belongs to the event loop."""

    def __init__(
        self, tenant: str, response_id: str, turns: RunTurns, queries: ResponseQueries, workers: Workers
    ) -> None:
        self._tenant = tenant
        self._response_id = response_id
        self._turns = turns
        self._queries = queries
        self._workers = workers

    async def read(self, first: int = 0) -> AsyncGenerator[ResponseEvent]:
        """From event `first` to its end, whoever makes it meanwhile. Raises ResponseNotFound."""
        num_seen = 0
        record = await self._record()
        if not record.has_ended:
            async with aclosing(self._live(record)) as events:
                async for event in events:
                    num_seen += 1
                    if num_seen > first:
                        yield event
            record = await self._record()
        rest = list(islice(replay(record), max(num_seen, first), None))
        for event in rest or [record]:
            yield event

    async def _live(self, record: ResponseRecord) -> AsyncGenerator[ResponseEvent]:
        """What its turns' tokens tell, until it has ended."""
        builder = ResponseBuilder(record.at_start())
        yield builder.record
        number = -1
        while True:
            turns = self._turns.follow(self._tenant, self._response_id, number)
            with suppress(TurnNotFound, TurnFailed):  # it has not begun; the record says how it ended
                async with aclosing(turns) as events:
                    async for number, event in events:  # noqa: B007 - where the next look goes on
                        if builder.begins_with(event) and builder.begin().is_background:
                            yield builder.record
                        for seen in builder.take(event):
                            yield seen
            if (await self._record()).has_ended:
                return
            await asyncio.sleep(POLL_S)

    async def _record(self) -> ResponseRecord:
        return await self._workers.run(self._queries.get, self._tenant, self._response_id)
