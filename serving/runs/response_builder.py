"""A response as its reader sees it, made from a turn's events, or again from the record of how it ended."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from serving.api.openai.responses.compaction import sealed
from serving.call_kinds import CalledTool, CallKind, called_tool
from serving.errors import TenureError, Unavailable
from serving.output import (
    CarrierFault,
    ChoiceDelta,
    FinishReason,
    LoosenedTool,
    ToolCallDelta,
    TurnFinished,
    TurnStarted,
    Usage,
)
from serving.responses import (
    COMPACTS,
    CallDelta,
    Item,
    ReasoningDelta,
    ResponseError,
    ResponseEvent,
    ResponseRecord,
    ResponseStatus,
    TextDelta,
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

_TOLD_IN_PARTS: dict[str, tuple[CallKind, str]] = {  # types of items: their kind, and where the parts are
    "function_call": ("function", "arguments"),
    "custom_tool_call": ("custom", "input"),
}


class ResponseBuilder:
    """From a turn's events to what a reader sees of the response, and to the record of its end."""

    def __init__(self, record: ResponseRecord) -> None:
        self.record = record
        self._reasoning: list[str] = []
        self._texts: list[str] = []
        self._logprobs: list[Mapping[str, Any]] = []
        self._held: list[Mapping[str, Any]] = []  # of tokens whose text has not come yet
        self._calls: list[CallBuilder] = []
        self._deltas: list[tuple[int, int, int]] = []
        self._finish_reason: FinishReason | None = None
        self._usage: Usage | None = None
        self._is_compaction = bool(record.settings.get(COMPACTS))
        self._loosened: tuple[LoosenedTool, ...] = ()
        self._carrier: str | None = None
        self._ignored_carriers: tuple[CarrierFault, ...] = ()

    def begin(self, started: TurnStarted) -> ResponseRecord:
        self._loosened = started.loosened_tools
        self.record = replace(self.record, status="in_progress", has_begun=True)
        return self.record

    def take(self, event: ChoiceDelta | TurnFinished) -> list[ResponseEvent]:
        """What a reader sees of it."""
        if isinstance(event, TurnFinished):
            self._usage = event.usage
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
        self._deltas.append((0, len(text), 0))
        return ReasoningDelta(text)

    def _take_text(self, text: str) -> TextDelta:
        delta = TextDelta(text, tuple(self._held), output_index=int(bool(self._reasoning)))
        self._texts.append(text)
        self._logprobs += self._held
        self._held = []
        self._deltas.append((delta.output_index, len(text), len(delta.logprobs)))
        return delta

    def _take_call(self, call: ToolCallDelta) -> CallDelta | WholeItem | None:
        self._held = []  # there is no place for log probabilities of arguments
        if call.call_id is not None and call.name is not None:
            index = bool(self._reasoning) + bool(self._texts) + len(self._calls)
            tool = called_tool(self.record.settings, call.name)
            self._calls.append(CallBuilder(self.record.response_id, index, call.call_id, tool))
        seen = self._calls[call.index].take(call.arguments, is_end=call.is_end)
        if seen is not None:
            num_chars = len(seen.arguments) if isinstance(seen, CallDelta) else 0
            self._deltas.append((seen.output_index, num_chars, 0))
        return seen

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
        id_of, last = self.record.response_id, "completed" if is_complete else "incomplete"
        items: list[Item] = []
        if self._reasoning:
            part = reasoning_part("".join(self._reasoning))
            status = "completed" if self._texts or self._calls else last
            items.append(reasoning_item(item_id("rs", id_of, 0), status, [part]))
        if self._is_compaction:
            summary = {"type": "compaction", "encrypted_content": sealed("".join(self._texts).strip())}
            items.append({"id": item_id("cmp", id_of, len(items)), **summary})
        elif self._texts or not (self._calls or self._reasoning):
            part = text_part("".join(self._texts), self._logprobs)
            status = "completed" if self._calls else last
            items.append(message_item(item_id("msg", id_of, len(items)), status, [part]))
        items += (call.item(last) for call in self._calls)
        if self._carrier is not None:
            items.append(carrier_item(item_id("rs", id_of, len(items)), self._carrier))
        return tuple(items)


def replay(record: ResponseRecord) -> Iterator[ResponseEvent]:
    """What the readers of a response saw, from the record of how it ended."""
    yield record.at_start()
    if record.is_background and record.has_begun:
        yield replace(record.at_start(), status="in_progress", has_begun=True)
    starts: dict[int, tuple[int, int]] = {}
    for index, num_chars, num_logprobs in record.deltas:
        char, logprob = starts.get(index, (0, 0))
        starts[index] = end, logprob_end = char + num_chars, logprob + num_logprobs
        item = record.output[index]
        if item["type"] in _TOLD_IN_PARTS:
            yield _call_delta(index, item, char, end)
        elif item["type"] == "reasoning":
            yield ReasoningDelta(item["content"][0]["text"][char:end])
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
