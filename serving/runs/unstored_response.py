"""A response with `store: false`: made like any other, and gone with its reader."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing

from serving.errors import TenureError
from serving.output import TurnStarted
from serving.replica.replica import Replica
from serving.responses import NewResponse, ResponseEvent
from serving.runs.response_builder import ResponseBuilder


async def unstored_response(replica: Replica, response: NewResponse) -> AsyncGenerator[ResponseEvent]:
    """What `Runs.respond` would yield. Raises, before the first event, what `generate` raises."""
    builder = ResponseBuilder(response.record)
    try:
        async with aclosing(replica.generate(response.request)) as events:
            async for event in events:
                if isinstance(event, TurnStarted):
                    builder.begin(event)
                    yield builder.record
                else:
                    for seen in builder.take(event):
                        yield seen
    except TenureError as error:
        if not builder.record.has_begun:
            raise
        yield builder.failed(error)
        return
    yield builder.ended_well()
