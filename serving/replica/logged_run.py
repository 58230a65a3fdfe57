"""A response that another process makes, as its readers here see it: from the log, while it is written.

A look at the log every `POLL_S` (and every `FOLLOW_S` for its tokens) is how far they are behind.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing, suppress
from itertools import islice

from serving.errors import TurnFailed, TurnNotFound
from serving.output import TurnStarted
from serving.replica.live_run import Host
from serving.responses import ResponseBuilder, ResponseEvent, ResponseRecord, replay
from serving.sessions.responses.queries import ResponseQueries

POLL_S = 0.25  # between looks for its beginning, and its end


class LoggedRun:
    """Belongs to the event loop."""

    def __init__(self, tenant: str, response_id: str, host: Host, queries: ResponseQueries) -> None:
        self._tenant = tenant
        self._response_id = response_id
        self._host = host
        self._queries = queries

    async def read(self) -> AsyncGenerator[ResponseEvent]:
        """From its beginning to its end, whoever makes it meanwhile. Raises ResponseNotFound."""
        record = await self._record()
        num_read = 0
        if not record.has_ended:
            async with aclosing(self._live(record)) as events:
                async for event in events:
                    num_read += 1
                    yield event
            record = await self._ended()
        rest = list(islice(replay(record), num_read, None))
        for event in rest or [record]:
            yield event

    async def _live(self, record: ResponseRecord) -> AsyncGenerator[ResponseEvent]:
        """What the run's tokens tell, until it has ended."""
        making = ResponseBuilder(record.at_start())
        yield making.record
        if not await self._has_begun():
            return
        run = self._host.follow(self._tenant, self._response_id, -1)
        with suppress(TurnNotFound, TurnFailed):  # the record says how it ended
            async with aclosing(run) as events:
                async for _, event in events:
                    if not isinstance(event, TurnStarted):
                        for seen in making.take(event):
                            yield seen
                    elif making.begin().is_background:
                        yield making.record

    async def _has_begun(self) -> bool:
        """Once its run is there; False if the response ends without one."""
        while True:
            with suppress(TurnNotFound):
                await self._host.in_worker(self._host.read_run, self._tenant, self._response_id)
                return True
            if (await self._record()).has_ended:
                return False
            await asyncio.sleep(POLL_S)

    async def _ended(self) -> ResponseRecord:
        while True:
            record = await self._record()
            if record.has_ended:
                return record
            await asyncio.sleep(POLL_S)

    async def _record(self) -> ResponseRecord:
        return await self._host.in_worker(self._queries.get, self._tenant, self._response_id)
