"""A response with `store: false`: made like any other, and gone with its connection."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing

from serving.api.backend import Backend
from serving.errors import TenureError
from serving.output import TurnStarted
from serving.responses import NewResponse, ResponseBuilder, ResponseEvent


async def unstored_run(backend: Backend, run: NewResponse) -> AsyncGenerator[ResponseEvent]:
    """What `Backend.respond` would yield. Raises, before the first event, what `generate` raises."""
    making = ResponseBuilder(run.record)
    try:
        async with aclosing(backend.generate(run.request)) as events:
            async for event in events:
                if isinstance(event, TurnStarted):
                    making.begin()
                    yield making.record
                else:
                    for seen in making.take(event):
                        yield seen
    except TenureError as error:
        if not making.record.has_begun:
            raise
        yield making.failed(error)
        return
    yield making.ended_well()
