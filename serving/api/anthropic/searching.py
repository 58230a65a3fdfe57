"""A reply whose model searches for tools: a turn for each search, and one message of them all.

A call of a tool that searches is answered here, and another turn goes on from it; the client sees the call,
what was found, and the rest, as if it had been one turn.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace

from serving.api.answer import ToolCall, WholeChoice
from serving.api.anthropic.tools import OfferedTools
from serving.api.backend import Backend
from serving.api.parts import Part, call_part, combined
from serving.api.tool_search import find
from serving.operations import Generate
from serving.output import (
    ChoiceDelta,
    Event,
    SearchResult,
    ToolCallDelta,
    TurnFinished,
    Usage,
)
from serving.request import ChatInput, Request, Tool, ToolUse

MAX_TURNS = 10  # of one reply; then it pauses, and goes on when it is sent back
PAUSED = "pause_turn"  # the stop reason


@dataclass(slots=True)
class SearchingReply:
    tools: OfferedTools
    num_calls: int = 0  # of all turns before
    usage: Usage | None = None  # of the same

    async def events(self, backend: Backend, request: Request) -> AsyncGenerator[Event]:
        """Those of one turn. Raises what Generate raises, also after the first event."""
        for number in range(1, MAX_TURNS + 1):
            said = WholeChoice(0)
            finished = None
            async with aclosing(backend.stream(Generate(request))) as events:
                async for event in events:
                    if isinstance(event, TurnFinished):
                        finished = event
                    elif isinstance(event, ChoiceDelta):
                        said.add(event)
                        yield self._shown(event, said)
                    elif number == 1:
                        yield event
            if finished is None:
                return
            self.usage = usage = _sum(self.usage, finished.usage)
            results = self._results(said)
            for index, result in results.items():
                yield ChoiceDelta(
                    0, "", tool_calls=(ToolCallDelta(self.num_calls + index, "", result=result),)
                )
            self.num_calls += len(said.tool_calls)
            end = self._end(request, said, results, number)
            if end is not None:
                yield end
            if end is not None or not results:
                yield replace(finished, usage=usage)
                return
            request = self._next(request, said, results, number + 1)

    def _shown(self, delta: ChoiceDelta, said: WholeChoice) -> ChoiceDelta:
        calls = tuple(
            replace(call, index=self.num_calls + call.index, is_servers=call.name in self.tools.searches)
            for call in delta.tool_calls
        )
        goes_on = bool(delta.finish_reason) and bool(self._searches(said))
        return replace(delta, tool_calls=calls, finish_reason=None if goes_on else delta.finish_reason)

    def _searches(self, said: WholeChoice) -> dict[int, ToolCall]:
        """The calls that are answered here, where the turn ended with calls."""
        if said.finish_reason != "tool_calls":
            return {}
        return {index: call for index, call in enumerate(said.tool_calls) if call.name in self.tools.searches}

    def _results(self, said: WholeChoice) -> dict[int, SearchResult]:
        return {index: self._result(call) for index, call in self._searches(said).items()}

    def _result(self, call: ToolCall) -> SearchResult:
        query = call.as_object.get("query")
        if not isinstance(query, str):
            return SearchResult((), "The query must be a string.")
        try:
            return SearchResult(find(self.tools.searches[call.name], query, self.tools.deferred))
        except ValueError as error:
            return SearchResult((), str(error))

    def _end(
        self, request: Request, said: WholeChoice, results: Mapping[int, SearchResult], number: int
    ) -> ChoiceDelta | None:
        """Why no other turn comes, after a turn with searches."""
        if not results:
            return None
        if len(results) < len(said.tool_calls):  # the others are the client's
            return ChoiceDelta(0, "", finish_reason="tool_calls")
        if _room(request, said) == 0:
            return ChoiceDelta(0, "", finish_reason="length")
        if number == MAX_TURNS:
            return ChoiceDelta(0, "", finish_reason="tool_calls", stop_reason=PAUSED)
        return None

    def _next(
        self, request: Request, said: WholeChoice, results: Mapping[int, SearchResult], number: int
    ) -> Request:
        assert isinstance(request.input, ChatInput), "it is a message's"
        use = request.input.tools
        assert use is not None, "one of them has searched"
        names = {name for result in results.values() for name in result.names}
        tools = self.tools.with_found(names | {tool.name for tool in use.tools})
        prompt = replace(
            request.input,
            messages=(*request.input.messages, *self._messages(said, results)),
            add_generation_prompt=True,
            continue_final_message=False,
            tools=self._use(use, tools, names),
        )
        return replace(
            request,
            request_id=f"{request.request_id.partition('.')[0]}.{number}",
            input=prompt,
            sampling=replace(request.sampling, max_tokens=_room(request, said)),
        )

    def _use(self, use: ToolUse, tools: Sequence[Tool], found: set[str]) -> ToolUse:
        """With those that were found. Who had to search has done so."""
        if use.allowed <= self.tools.searches.keys():
            return replace(
                use, tools=tuple(tools), mode="auto", allowed=frozenset(tool.name for tool in tools)
            )
        return replace(use, tools=tuple(tools), allowed=use.allowed | found)

    def _messages(self, said: WholeChoice, results: Mapping[int, SearchResult]) -> Iterator[Part]:
        """What this turn said, and the results, as a client sends them back."""
        parts: list[Part] = [{"role": "assistant", "content": said.text}]
        if said.reasoning:
            parts[0]["reasoning_content"] = said.reasoning
        parts += [call_part(call.call_id, call.name, call.arguments) for call in said.tool_calls]
        for index, result in results.items():
            call_id = said.tool_calls[index].call_id
            parts.append({"role": "tool", "content": self.tools.told(result), "tool_call_id": call_id})
        return combined(iter(parts))


def _room(request: Request, said: WholeChoice) -> int | None:
    """How many more tokens the reply may have. None: as many as fit."""
    max_tokens = request.sampling.max_tokens
    return None if max_tokens is None else max(0, max_tokens - len(said.token_ids))


def _sum(before: Usage | None, usage: Usage) -> Usage:
    """Each turn's prompt counts, as it is looked up anew; what else is said is of the first turn."""
    if before is None:
        return usage
    return replace(
        before,
        num_prompt_tokens=before.num_prompt_tokens + usage.num_prompt_tokens,
        num_completion_tokens=before.num_completion_tokens + usage.num_completion_tokens,
        num_cached_tokens=before.num_cached_tokens + usage.num_cached_tokens,
        num_reasoning_tokens=before.num_reasoning_tokens + usage.num_reasoning_tokens,
    )
