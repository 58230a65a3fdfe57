"""A response with `store: false`: made like any other, and gone with its reader."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing

from serving.agents.tools import AgentTools
from serving.errors import TenureError
from serving.replica.replicas import Replicas
from serving.responses import NewResponse, ResponseEvent, RunEvent
from serving.runs.response_builder import ResponseBuilder
from serving.runs.tool_run import ToolRun


async def unstored_response(
    replicas: Replicas, tools: AgentTools, response: NewResponse
) -> AsyncGenerator[ResponseEvent]:
    """What `Runs.respond` would yield. Raises, before the first event, what `generate` raises."""
    builder = ResponseBuilder(response.record)
    try:
        async with aclosing(_events(replicas, tools, response)) as events:
            async for event in events:
                if builder.begins_with(event):
                    yield builder.begin()
                for seen in builder.take(event):
                    yield seen
    except TenureError as error:
        if not builder.record.has_begun:
            raise
        yield builder.failed(error)
        return
    yield builder.ended_well()


def _events(replicas: Replicas, tools: AgentTools, response: NewResponse) -> AsyncGenerator[RunEvent]:
    if response.tools is None:
        return replicas.generate(response.request)
    return ToolRun(replicas, tools, response.record, response.request, response.tools, None).events()
