"""A response as its reader sees it, made from a turn's events, or again from the record of how it ended."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from serving.api.openai.responses.compaction import sealed
from serving.call_kinds import CalledTool, CallKind, called_tool
from serving.errors import TenureError, Unavailable
from serving.mcp_items import list_item
from serving.output import (
    CarrierFault,
    ChoiceDelta,
    FinishReason,
    LoosenedTool,
    PromptProgress,
    ToolCallDelta,
    TurnFinished,
    TurnStarted,
    Usage,
)
from serving.responses import (
    COMPACTS,
    CallBegun,
    CallDelta,
    CallEnded,
    Item,
    ReasoningDelta,
    ResponseError,
    ResponseEvent,
    ResponseRecord,
    ResponseStatus,
    RunEvent,
    ServerCall,
    ServerCallEnded,
    TextDelta,
    ToolsListed,
    WholeItem,
    carrier_item,
    ignored_carriers_report,
    item_id,
    logprob_entries,
    loosened_report,
    message_item,
    reasoning_item,
    reasoning_part,
    text_part,
)
from serving.runs.call_builder import CallBuilder
from serving.runs.server_call_builder import RunTools, ServerCallBuilder, as_begun

_TOLD_IN_PARTS: dict[str, tuple[CallKind, str]] = {  # types of items: their kind, and where the parts are
    "function_call": ("function", "arguments"),
    "custom_tool_call": ("custom", "input"),
}


class ResponseBuilder:
    """From a turn's events to what a reader sees of the response, and to the record of its end."""

    def __init__(self, record: ResponseRecord) -> None:
        self.record = record
        self._tools = RunTools()
        self._before: list[_Built] = []  # what came before the turn that is being made
        self._step = -1  # that turn's number
        self._begin_turn()
        self._untold: list[ResponseEvent] = []  # until the response begins
        self._deltas: list[tuple[int, int, int]] = []
        self._finish_reason: FinishReason | None = None
        self._usage: Usage | None = None
        self._is_compaction = bool(record.settings.get(COMPACTS))
        self._loosened: tuple[LoosenedTool, ...] = ()
        self._carrier: str | None = None
        self._ignored_carriers: tuple[CarrierFault, ...] = ()

    def _begin_turn(self) -> None:
        self._reasoning: list[str] = []
        self._texts: list[str] = []
        self._logprobs: list[Mapping[str, Any]] = []
        self._held: list[Mapping[str, Any]] = []  # of tokens whose text has not come yet
        self._calls: list[CallBuilder | ServerCallBuilder] = []
        self._found: list[_Built] = []  # by its searches

    def begin(self) -> ResponseRecord:
        self.record = replace(self.record, status="in_progress", has_begun=True)
        return self.record

    def begins_with(self, event: RunEvent) -> bool:
        """Whether it is what the response begins with: what is listed before is told then."""
        return not self.record.has_begun and isinstance(event, TurnStarted | ServerCall)

    def take(self, event: RunEvent) -> list[ResponseEvent]:
        """What a reader sees of it, once the response has begun."""
        seen, self._untold = [*self._untold, *self._take(event)], []
        if not self.record.has_begun:
            seen, self._untold = [], seen
        return seen

    def _take(self, event: RunEvent) -> list[ResponseEvent]:
        match event:
            case TurnStarted():
                return self._take_start(event)
            case PromptProgress():
                return [event]
            case ToolsListed():
                return self._take_listed(event)
            case ServerCall():
                return self._take_approved(event)
            case ServerCallEnded():
                return [self._take_outcome(event)]
        return self._take_turn(event)

    def _take_start(self, started: TurnStarted) -> list[ResponseEvent]:
        if self._step < 0:
            self._loosened = started.loosened_tools
        else:
            self._before += self._of_turn()
        seen = self._take_carrier()
        self._step += 1
        self._begin_turn()
        return seen

    def _take_carrier(self) -> list[ResponseEvent]:
        """That of the turn before, which is the last of its items."""
        if self._carrier is None:
            return []
        index, self._carrier = len(self._before) - 1, None
        self._deltas.append((index, 0, 0))
        return [WholeItem(index, self._before[index].item("completed"))]

    def _take_listed(self, listed: ToolsListed) -> list[ResponseEvent]:
        self._tools.add(listed)
        if not listed.is_told:
            return []
        index = len(self._before)
        item = list_item(listed, item_id("mcpl", self.record.response_id, index))
        self._before.append(_Whole(item))
        self._deltas.append((index, 0, 0))
        return [WholeItem(index, item)]

    def _take_approved(self, call: ServerCall) -> list[ResponseEvent]:
        assert call.label is not None, "nobody approves of a search"
        built = ServerCallBuilder(len(self._before), self._step, call.call_id, call.label, call.name)
        built.approval_id = call.approval_id
        self._before.append(built)
        self._deltas.append((built.output_index, 0, 0))
        return [built.take(call.arguments, is_end=True)]  # type: ignore[list-item]

    def _take_outcome(self, ended: ServerCallEnded) -> CallEnded | WholeItem:
        built = next(
            one
            for one in (*self._before, *self._calls)
            if isinstance(one, CallBuilder | ServerCallBuilder) and one.call_id == ended.call_id
        )
        if isinstance(built, CallBuilder):
            return self._take_found(ended)
        self._deltas.append((built.output_index, 0, 0))
        return built.end(ended)

    def _take_found(self, ended: ServerCallEnded) -> WholeItem:
        index = self._next_index
        id_ = item_id("tso", self.record.response_id, index)
        item = {
            "id": id_,
            "type": "tool_search_output",
            "call_id": ended.call_id,
            "execution": "server",
            "status": "completed",
            "tools": [dict(tool) for tool in ended.found],
        }
        self._found.append(_Whole(item))
        self._deltas.append((index, 0, 0))
        return WholeItem(index, item)

    @property
    def server_calls(self) -> tuple[ServerCall, ...]:
        """Those that the turn has made, and that need no approval."""
        calls: list[ServerCall] = []
        for call in self._calls:
            if isinstance(call, CallBuilder):
                calls += [] if call.search is None else [call.search]
            elif call.is_whole and not call.is_asked:
                calls.append(call.call)
        return tuple(calls)

    @property
    def has_other_calls(self) -> bool:
        """Calls that the client answers."""
        return any(
            not call.is_search if isinstance(call, CallBuilder) else call.is_asked for call in self._calls
        )

    @property
    def num_output_tokens(self) -> int:
        return 0 if self._usage is None else self._usage.num_completion_tokens

    @property
    def was_cut(self) -> bool:
        return self._finish_reason == "length"

    def output(self) -> tuple[Item, ...]:
        """What there is of it, all turns that have ended."""
        return self._items(is_complete=True)

    def _take_turn(self, event: ChoiceDelta | TurnFinished) -> list[ResponseEvent]:
        if isinstance(event, TurnFinished):
            self._usage = _sum(self._usage, event.usage)
            self._ignored_carriers = event.ignored_carriers
            self._carrier = event.carrier  # told at the end, behind what is untold until then
            return []
        self._finish_reason = event.finish_reason or self._finish_reason
        self._held.extend(logprob_entries(event.logprobs or ()))
        seen: list[ResponseEvent] = [self._take_reasoning(event.reasoning)] if event.reasoning else []
        if self._is_compaction:
            self._texts.append(event.text)
        elif event.text:
            seen.append(self._take_text(event.text))
        calls = (self._take_call(call) for call in event.tool_calls)
        return seen + [call for call in calls if call is not None]

    def _take_reasoning(self, text: str) -> ReasoningDelta:
        self._held = []  # there is no place for its log probabilities
        self._reasoning.append(text)
        self._deltas.append((len(self._before), len(text), 0))
        return ReasoningDelta(text, len(self._before))

    def _take_text(self, text: str) -> TextDelta:
        delta = TextDelta(text, tuple(self._held), len(self._before) + bool(self._reasoning))
        self._texts.append(text)
        self._logprobs += self._held
        self._held = []
        self._deltas.append((delta.output_index, len(text), len(delta.logprobs)))
        return delta

    def _take_call(self, call: ToolCallDelta) -> CallDelta | WholeItem | CallBegun | None:
        self._held = []  # there is no place for log probabilities of arguments
        if call.call_id is not None and call.name is not None:
            self._calls.append(self._begun_call(call.call_id, call.name))
        seen = self._calls[call.index].take(call.arguments, is_end=call.is_end)
        if seen is not None:
            num_chars = len(seen.arguments) if isinstance(seen, CallDelta) else 0
            self._deltas.append((seen.output_index, num_chars, 0))
        return seen

    def _begun_call(self, call_id: str, name: str) -> CallBuilder | ServerCallBuilder:
        index = self._next_index
        found = self._tools.find(name)
        if found is None:
            tool = called_tool(self.record.settings, name)
            return CallBuilder(self.record.response_id, index, self._step, call_id, tool)
        return ServerCallBuilder(index, self._step, call_id, found.label, found.name, found.is_asked)

    @property
    def _next_index(self) -> int:
        """Of the turn's next call, or of what its next search has found."""
        said = bool(self._reasoning) + bool(self._texts)
        return len(self._before) + said + len(self._calls) + len(self._found)

    def ended_well(self) -> ResponseRecord:
        if self._finish_reason in ("stop", "tool_calls") or (self._is_compaction and self._finish_reason):
            return replace(self.ended("completed"), completed=int(time.time()))
        if self._usage is not None and self._usage.num_completion_tokens == 0:  # the prompt was all
            return replace(self.ended("completed"), completed=int(time.time()), output=())
        if self._finish_reason == "length":
            return replace(self.ended("incomplete"), incomplete_reason="max_output_tokens")
        return self.failed(Unavailable("The server ended this response before it was done."))

    def failed(self, error: TenureError) -> ResponseRecord:
        code = "invalid_prompt" if error.http_status < 500 else "server_error"
        return replace(self.ended("failed"), error=ResponseError(code, str(error)))

    def ended(self, status: ResponseStatus) -> ResponseRecord:
        has_output = bool(self._deltas) or status in ("completed", "incomplete")
        return replace(
            self.record,
            status=status,
            settings={
                **self.record.settings,
                **loosened_report(self._loosened),
                **ignored_carriers_report(self._ignored_carriers),
            },
            output=self._items(is_complete=status == "completed") if has_output else (),
            usage=self._usage,
            deltas=tuple(self._deltas),
        )

    def _items(self, *, is_complete: bool) -> tuple[Item, ...]:
        """All but the last are complete in any case, and so is a call that was begun and ended."""
        last = "completed" if is_complete else "incomplete"
        before = [one.item("incomplete") for one in self._before]
        turn = [one.item(last) for one in self._of_turn(last)]
        return (*before, *turn)

    def _of_turn(self, last: str = "completed") -> list[_Built]:
        id_of, first = self.record.response_id, len(self._before)
        if self._step < 0:  # none has begun
            return []
        items: list[_Built] = []
        if self._reasoning:
            part = reasoning_part("".join(self._reasoning))
            status = "completed" if self._texts or self._calls else last
            items.append(_Whole(reasoning_item(item_id("rs", id_of, first), status, [part])))
        if self._is_compaction:
            summary = {"type": "compaction", "encrypted_content": sealed("".join(self._texts).strip())}
            items.append(_Whole({"id": item_id("cmp", id_of, first + len(items)), **summary}))
        elif self._texts or not (self._calls or self._reasoning):
            part = text_part("".join(self._texts), self._logprobs)
            status = "completed" if self._calls else last
            items.append(_Whole(message_item(item_id("msg", id_of, first + len(items)), status, [part])))
        items += self._calls
        items += self._found
        if self._carrier is not None:
            items.append(_Whole(carrier_item(item_id("rs", id_of, first + len(items)), self._carrier)))
        return items


class _Built(Protocol):
    def item(self, status: str) -> Item:
        """`status`: of one that is not whole."""


@dataclass(frozen=True, slots=True)
class _Whole:
    whole: Item

    def item(self, status: str) -> Item:
        del status
        return self.whole


def _sum(before: Usage | None, turn: Usage) -> Usage:
    """Of all turns; what was cold, or restored, of the first one."""
    if before is None:
        return turn
    return replace(
        before,
        num_prompt_tokens=before.num_prompt_tokens + turn.num_prompt_tokens,
        num_completion_tokens=before.num_completion_tokens + turn.num_completion_tokens,
        num_cached_tokens=before.num_cached_tokens + turn.num_cached_tokens,
        num_reasoning_tokens=before.num_reasoning_tokens + turn.num_reasoning_tokens,
    )


def replay(record: ResponseRecord) -> Iterator[ResponseEvent]:
    """What the readers of a response saw, from the record of how it ended."""
    yield record.at_start()
    if record.is_background and record.has_begun:
        yield replace(record.at_start(), status="in_progress", has_begun=True)
    starts: dict[int, tuple[int, int]] = {}
    for index, num_chars, num_logprobs in record.deltas:
        char, logprob = starts.get(index, (0, 0))
        is_first = index not in starts
        starts[index] = end, logprob_end = char + num_chars, logprob + num_logprobs
        item = record.output[index]
        if item["type"] in _TOLD_IN_PARTS:
            yield _call_delta(index, item, char, end)
        elif item["type"] == "reasoning":
            yield ReasoningDelta(item["content"][0]["text"][char:end], index)
        elif item["type"] == "mcp_call":
            yield CallBegun(index, as_begun(item)) if is_first else CallEnded(index, item)
        elif item["type"] != "message":
            yield WholeItem(index, item)
        else:
            part = item["content"][0]
            yield TextDelta(part["text"][char:end], tuple(part["logprobs"][logprob:logprob_end]), index)
    yield record


def _call_delta(index: int, item: Item, start: int, end: int) -> CallDelta:
    kind, field = _TOLD_IN_PARTS[item["type"]]
    tool = CalledTool(kind, item["name"], item.get("namespace"))
    return CallDelta(index, item["call_id"], tool, item[field][start:end])
