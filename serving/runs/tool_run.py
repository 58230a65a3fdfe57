"""A response that calls tools of MCP servers, or searches for tools: turns, and calls between them, until
nothing is to be called.

With a log each call is noted before it is made and when it has ended, so another process goes on where this
one ended: a call that was begun and has no outcome is not made again, unless its tool may be.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import replace
from typing import Any

from serving.agents.tools import AgentTools
from serving.api.openai.responses.deferred import found_by, found_in, may_wait, of_server
from serving.api.openai.responses.items import messages_of
from serving.mcp_items import model_name
from serving.output import Event
from serving.replica.replicas import Replicas
from serving.request import ChatInput, Request, Tool, ToolUse
from serving.responses import (
    ResponseRecord,
    RunEvent,
    ServerCall,
    ServerCallEnded,
    ServerTools,
    ToolsListed,
)
from serving.runs.response_builder import ResponseBuilder
from serving.sessions.agents.open_session import UNKNOWN_OUTCOME
from serving.sessions.agents.work import CallOutcome, McpCall, ToolCalls
from serving.sessions.responses.server_calls import BEFORE, LoggedTools, ServerCallStore
from serving.sessions.turns.logged_turn import ClaimedTurn

MAX_CALLS_AT_ONCE = 8  # of one turn
MAX_TURNS = 64  # the last one of them may call nothing
_LIMIT = {
    "type": "limit_reached",
    "message": "The call was not made: the response has made as many as it may (`max_tool_calls`).",
}


class ToolRun:
    """Belongs to the event loop."""

    def __init__(
        self,
        replicas: Replicas,
        tools: AgentTools,
        record: ResponseRecord,
        request: Request,
        use: ServerTools,
        store: ServerCallStore | None,
    ) -> None:
        """`store`: None: nothing of it is kept."""
        self._replicas = replicas
        self._tools = tools
        self._response_id = record.response_id
        self._request = request
        self._use = use
        self._store = store
        self._servers = {server["server_label"]: server for server in use.servers}
        self._builder = ResponseBuilder(record.at_start())
        self._listed: tuple[ToolsListed, ...] = ()
        self._num_calls = 0

    async def events(
        self,
        noted: LoggedTools | None = None,
        turn_ids: Sequence[str] = (),
        resumed: ClaimedTurn | None = None,
    ) -> AsyncGenerator[RunEvent]:
        """From the first one on.

        Args:
            noted: what the log has of it already, and `turn_ids`: its turns.
            resumed: the last of them, that is to be gone on with.
        """
        async with aclosing(self._events(noted, turn_ids, resumed)) as events:
            async for event in events:
                self._builder.take(event)
                yield event

    async def _events(
        self, noted: LoggedTools | None, turn_ids: Sequence[str], resumed: ClaimedTurn | None
    ) -> AsyncGenerator[RunEvent]:
        async for listed in self._lists(noted):
            yield listed
        async with aclosing(self._calls(BEFORE, self._use.approved, noted)) as calls:
            async for call in calls:
                yield call
        step = 0
        while True:
            async with aclosing(self._turn(step, turn_ids, resumed)) as turn:
                async for event in turn:
                    yield event
            calls_made = self._builder.server_calls
            async with aclosing(self._calls(step, calls_made, noted)) as outcomes:
                async for outcome in outcomes:
                    yield outcome
            if not calls_made or self._builder.has_other_calls or self._builder.was_cut:
                return
            if self._num_output_tokens_left == 0:
                return
            step += 1

    # ---- tools ------------------------------------------------------------------------------------

    async def _lists(self, noted: LoggedTools | None) -> AsyncGenerator[ToolsListed]:
        """What each server has, as the conversation knows it or as the server says now."""
        if noted is not None and noted.listed:
            self._listed = noted.listed
        else:
            known = {listed.label: listed for listed in self._use.known}
            asked = [self._list(server, known.get(label)) for label, server in self._servers.items()]
            self._listed = tuple(await asyncio.gather(*asked))
            if self._store is not None and self._listed:
                await self._run(self._store.note_listed, self._response_id, self._listed)
        for listed in self._listed:
            yield listed

    async def _list(self, server: Mapping[str, Any], known: ToolsListed | None) -> ToolsListed:
        if known is not None:
            return await self._tools.known(self._request.principal, server, known)
        return await self._tools.listed(self._request.principal, server)

    def _tool_use(self, step: int) -> ToolUse | None:
        """Raises: InvalidRequest."""
        assert isinstance(self._request.input, ChatInput), "a response's turns are chats"
        given = self._request.input.tools
        own = [
            Tool(
                name=model_name(listed.label, tool["name"]),
                description=tool.get("description"),
                parameters=tool["input_schema"],
                is_strict=False,
                param="tools",
            )
            for listed in self._listed
            for tool in listed.tools
            if not (self._servers[listed.label].get("defer_loading") and may_wait(tool["name"]))
        ]
        by_name = {tool.name: tool for tool in given.tools} if given else {}
        for tool in (*own, *found_in(self._builder.output())):
            by_name.setdefault(tool.name, tool)  # one may have been found before
        tools = tuple(by_name.values())
        if not tools:
            return None
        mode = "auto" if given is None else given.mode
        if step == 0:
            mine = {tool.name for tool in own if self._is_allowed(tool.name)}
            allowed = (given.allowed if given else frozenset()) | mine
        else:
            allowed = frozenset(tool.name for tool in tools)
            mode = "none" if mode == "none" or self._is_at_limit or step >= MAX_TURNS - 1 else "auto"
        is_parallel = given is None or given.is_parallel
        return ToolUse(tools=tools, mode=mode, allowed=frozenset(allowed), is_parallel=is_parallel)

    def _is_allowed(self, name: str) -> bool:
        allowed = self._use.allowed
        return allowed is None or name in allowed or name.partition(".")[0] in allowed

    @property
    def _is_at_limit(self) -> bool:
        return self._use.max_calls is not None and self._num_calls >= self._use.max_calls

    # ---- turns ------------------------------------------------------------------------------------

    async def _turn(
        self, step: int, turn_ids: Sequence[str], resumed: ClaimedTurn | None
    ) -> AsyncGenerator[Event]:
        source: AsyncGenerator[Event]
        if resumed is not None and step == len(turn_ids) - 1:
            source = self._replicas.resume(resumed)
        elif step < len(turn_ids):
            source = self._logged(turn_ids[step])
        else:
            source = self._replicas.generate(self._turn_request(step))
        async with aclosing(source) as events:
            async for event in events:
                yield event

    async def _logged(self, turn_id: str) -> AsyncGenerator[Event]:
        async with aclosing(self._replicas.follow(self._request.tenant, turn_id)) as events:
            async for _, event in events:
                yield event

    def _turn_request(self, step: int) -> Request:
        request = self._request
        assert isinstance(request.input, ChatInput), "a response's turns are chats"
        prompt = replace(request.input, tools=self._tool_use(step))
        said = self._builder.output()
        if said:
            prompt = replace(prompt, messages=(*prompt.messages, *messages_of(None, said)))
        sampling = request.sampling
        if sampling.max_tokens is not None:
            sampling = replace(sampling, max_tokens=self._num_output_tokens_left)
        turn_id = request.request_id if step == 0 else f"{request.request_id}.{step}"
        return replace(request, request_id=turn_id, input=prompt, sampling=sampling, step=step)

    @property
    def _num_output_tokens_left(self) -> int | None:
        """None: as many as fit."""
        most = self._request.sampling.max_tokens
        return None if most is None else max(0, most - self._builder.num_output_tokens)

    # ---- calls ------------------------------------------------------------------------------------

    async def _calls(
        self, step: int, calls: Sequence[ServerCall], noted: LoggedTools | None
    ) -> AsyncGenerator[ServerCall | ServerCallEnded]:
        """They are made at once, and told of in their order."""
        known = {} if noted is None else {one.call.call_id: one for one in noted.of_step(step)}
        new = [call for call in calls if call.call_id not in known]
        if new and self._store is not None:
            await self._run(self._store.begin, self._response_id, step, new)
        if step == BEFORE:
            for call in calls:
                yield call
        room = asyncio.Semaphore(MAX_CALLS_AT_ONCE)
        making = []
        for call in calls:
            before = known.get(call.call_id)
            if before is not None and before.ended is not None:
                self._num_calls += call.label is not None
                making.append(asyncio.ensure_future(_ready(before.ended)))
            else:
                making.append(asyncio.ensure_future(self._made(call, room, was_begun=before is not None)))
        try:
            for one in making:
                yield await one
        finally:
            for one in making:
                one.cancel()
            await asyncio.gather(*making, return_exceptions=True)

    async def _made(self, call: ServerCall, room: asyncio.Semaphore, *, was_begun: bool) -> ServerCallEnded:
        if call.label is None:
            return await self._noted(
                ServerCallEnded(call_id=call.call_id, found=found_by(call.arguments, self._deferred))
            )
        if self._is_at_limit:
            outcome = CallOutcome(error=_LIMIT)
        else:
            self._num_calls += 1
            async with room:
                outcome = await self._outcome(call, was_begun=was_begun)
        ended = ServerCallEnded(call_id=call.call_id, output=outcome.output, error=outcome.error)
        return await self._noted(ended)

    async def _noted(self, ended: ServerCallEnded) -> ServerCallEnded:
        if self._store is not None:
            await self._run(self._store.end, self._response_id, ended)
        return ended

    @property
    def _deferred(self) -> list[Mapping[str, Any]]:
        """All that a search may find."""
        deferred = list(self._use.deferred)
        for listed in self._listed:
            server = self._servers[listed.label]
            if server.get("defer_loading"):
                deferred += of_server(listed, server.get("description") or "")
        return deferred

    async def _outcome(self, call: ServerCall, *, was_begun: bool) -> CallOutcome:
        server = self._servers.get(call.label or "")
        if server is None or call.label is None:
            message = f"The response has no server {call.label}. The call was not made."
            return CallOutcome(error={"type": "invalid_arguments", "message": message})
        if was_begun and not self._tools.may_repeat(server, call.name):
            return CallOutcome(error=UNKNOWN_OUTCOME)
        made = McpCall(
            call_id=call.call_id,
            server_label=call.label,
            name=call.name,
            arguments=_parsed(call.arguments),
        )
        work = ToolCalls(
            session_id=self._request.session_id or "",
            turn_id=self._response_id,
            principal=self._request.principal,
            calls=(made,),
            mcp_tools=self._use.servers,
            environment_id=None,
        )
        return await self._tools.call(made, work)

    async def _run(self, function: Callable[..., Any], *arguments: Any) -> Any:
        return await self._replicas.workers.run(function, *arguments)


async def _ready(ended: ServerCallEnded) -> ServerCallEnded:
    return ended


def _parsed(arguments: str) -> Any:
    try:
        return json.loads(arguments)
    except ValueError:  # whoever calls says that it is no object
        return arguments
