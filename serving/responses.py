"""Responses and conversations as the log keeps them: plain values that pickle.

An item is a JSON object of OpenAI's API (a message, a function call, its output). Input items are stored as
the API checked them; output items are made here, the same for whoever stores and whoever sends them.

A reader of a run sees a snapshot (`queued` in the background, else `in_progress`), in the background a second
one when it begins, then deltas of text and of calls, then the snapshot of how it ended. It sees the same
whenever it reads.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from serving.errors import TenureError, Unavailable
from serving.output import (
    ChoiceDelta,
    FinishReason,
    TokenAlternative,
    TokenLogprob,
    ToolCallDelta,
    TurnFinished,
    Usage,
)
from serving.request import Request

Item = Mapping[str, Any]
ResponseStatus = Literal["queued", "in_progress", "completed", "incomplete", "failed", "cancelled"]
IN_PROGRESS: tuple[ResponseStatus, ...] = ("queued", "in_progress")
MIN_LOGPROB = -9999.0  # OpenAI's stand-in for minus infinity, which JSON does not have


@dataclass(frozen=True, slots=True)
class ResponseError:
    """Why a run failed, in OpenAI's words."""

    code: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseRecord:
    """One response as it stands."""

    response_id: str
    status: ResponseStatus
    created: int  # seconds since the epoch
    settings: Mapping[str, Any]  # the fields of the request that its object repeats
    is_background: bool = False
    session_id: str | None = None  # whose log has its tokens; None: nothing was stored
    previous_response_id: str | None = None
    conversation_id: str | None = None
    completed: int | None = None
    output: tuple[Item, ...] = ()
    usage: Usage | None = None
    error: ResponseError | None = None
    incomplete_reason: str | None = None
    has_begun: bool = False
    # (output index, characters, log probabilities) of each delta, so that it can be read again as it was.
    deltas: tuple[tuple[int, int, int], ...] = ()

    @property
    def has_ended(self) -> bool:
        return self.status not in IN_PROGRESS

    def at_start(self) -> ResponseRecord:
        """The snapshot that its readers see first."""
        return replace(
            self,
            status="queued" if self.is_background else "in_progress",
            completed=None,
            output=(),
            usage=None,
            error=None,
            incomplete_reason=None,
            has_begun=False,
            deltas=(),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NewResponse:
    """A response that is to be made and stored."""

    tenant: str
    record: ResponseRecord
    input: tuple[Item, ...]
    request: Request
    conversation_version: int | None = None  # that its context was read at


@dataclass(frozen=True, slots=True)
class ResponseContext:
    """What stands before a new turn's input, and where its tokens are."""

    items: tuple[Item, ...] = ()
    session_id: str | None = None
    conversation_version: int | None = None


@dataclass(frozen=True, slots=True)
class TextDelta:
    """New text of the reply's message, which is its first item behind the reasoning; never empty."""

    text: str
    logprobs: tuple[Mapping[str, Any], ...] = ()
    output_index: int = 0


@dataclass(frozen=True, slots=True)
class ReasoningDelta:
    """More of the reply's reasoning, which is its first item; never empty."""

    text: str


@dataclass(frozen=True, slots=True)
class CallDelta:
    """More of a function call. All before it is complete; its first delta may have no arguments yet."""

    output_index: int
    call_id: str
    name: str
    arguments: str


ResponseEvent = ResponseRecord | TextDelta | ReasoningDelta | CallDelta


@dataclass(frozen=True, slots=True)
class Conversation:
    conversation_id: str
    created: int
    metadata: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of a list is wanted."""

    limit: int = 20
    after: str | None = None  # an id: the last one of the page before
    before: str | None = None  # an id: the first one of the page behind
    is_ascending: bool = False


FIRST_PAGE = Page()


@dataclass(frozen=True, slots=True)
class ItemPage:
    items: tuple[Item, ...]
    has_more: bool


class ResponseBuilder:
    """From a turn's events to what a reader sees of the response, and to the record of its end."""

    def __init__(self, record: ResponseRecord) -> None:
        self.record = record
        self._reasoning: list[str] = []
        self._texts: list[str] = []
        self._logprobs: list[Mapping[str, Any]] = []
        self._held: list[Mapping[str, Any]] = []  # of tokens whose text has not come yet
        self._calls: list[CallDelta] = []  # each as its deltas add up
        self._is_in_call = False  # the last one is not whole
        self._deltas: list[tuple[int, int, int]] = []
        self._finish_reason: FinishReason | None = None
        self._usage: Usage | None = None

    def begin(self) -> ResponseRecord:
        self.record = replace(self.record, status="in_progress", has_begun=True)
        return self.record

    def take(self, event: ChoiceDelta | TurnFinished) -> list[ResponseEvent]:
        """What a reader sees of it."""
        if isinstance(event, TurnFinished):
            self._usage = event.usage
            return []
        self._finish_reason = event.finish_reason or self._finish_reason
        self._held.extend(logprob_entries(event.logprobs or ()))
        seen: list[ResponseEvent] = [self._take_reasoning(event.reasoning)] if event.reasoning else []
        seen += [self._take_text(event.text)] if event.text else []
        return seen + [self._take_call(call) for call in event.tool_calls]

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

    def _take_call(self, call: ToolCallDelta) -> CallDelta:
        self._held = []  # there is no place for log probabilities of arguments
        self._is_in_call = not call.is_end
        if call.call_id is not None and call.name is not None:
            index = bool(self._reasoning) + bool(self._texts) + len(self._calls)
            self._calls.append(CallDelta(index, call.call_id, call.name, ""))
        before = self._calls[call.index]
        self._calls[call.index] = replace(before, arguments=before.arguments + call.arguments)
        self._deltas.append((before.output_index, len(call.arguments), 0))
        return replace(before, arguments=call.arguments)

    def ended_well(self) -> ResponseRecord:
        if self._finish_reason in ("stop", "tool_calls"):
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
        if self._texts or not (self._calls or self._reasoning):
            part = text_part("".join(self._texts), self._logprobs)
            status = "completed" if self._calls else last
            items.append(message_item(item_id("msg", id_of, len(items)), status, [part]))
        for call in self._calls:
            is_cut = call is self._calls[-1] and self._is_in_call
            items.append(call_item(id_of, call, last if is_cut else "completed"))
        return tuple(items)


def replay(record: ResponseRecord) -> Iterator[ResponseEvent]:
    """What the readers of a run saw, from the record of how it ended."""
    yield record.at_start()
    if record.is_background and record.has_begun:
        yield replace(record.at_start(), status="in_progress", has_begun=True)
    starts: dict[int, tuple[int, int]] = {}
    for index, num_chars, num_logprobs in record.deltas:
        char, logprob = starts.get(index, (0, 0))
        starts[index] = end, logprob_end = char + num_chars, logprob + num_logprobs
        item = record.output[index]
        if item["type"] == "function_call":
            yield CallDelta(index, item["call_id"], item["name"], item["arguments"][char:end])
        elif item["type"] == "reasoning":
            yield ReasoningDelta(item["content"][0]["text"][char:end])
        else:
            part = item["content"][0]
            yield TextDelta(part["text"][char:end], tuple(part["logprobs"][logprob:logprob_end]), index)
    yield record


def item_id(prefix: str, response_id: str, output_index: int) -> str:
    """The id of a response's output item: the same whenever it is made."""
    return f"{prefix}_{response_id.partition('_')[2]}{output_index:02x}"


def message_item(id_: str, status: str, content: list[dict[str, Any]]) -> dict[str, Any]:
    return {"id": id_, "type": "message", "role": "assistant", "status": status, "content": content}


def reasoning_item(id_: str, status: str, content: list[dict[str, Any]]) -> dict[str, Any]:
    return {"id": id_, "type": "reasoning", "summary": [], "content": content, "status": status}


def call_item(response_id: str, call: CallDelta, status: str) -> dict[str, Any]:
    return {
        "id": item_id("fc", response_id, call.output_index),
        "type": "function_call",
        "call_id": call.call_id,
        "name": call.name,
        "arguments": call.arguments,
        "status": status,
    }


def text_part(text: str, logprobs: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {"type": "output_text", "text": text, "annotations": [], "logprobs": list(logprobs)}


def reasoning_part(text: str) -> dict[str, Any]:
    return {"type": "reasoning_text", "text": text}


def logprob_entries(tokens: Iterable[TokenLogprob]) -> list[dict[str, Any]]:
    return [{**_entry(token), "top_logprobs": [_entry(other) for other in token.top]} for token in tokens]


def _entry(token: TokenLogprob | TokenAlternative) -> dict[str, Any]:
    # Not `max`: a comparison with NaN is false, and NaN is no JSON either.
    logprob = token.logprob
    is_finite = logprob is not None and logprob >= MIN_LOGPROB
    return {
        "token": token.token,
        "logprob": logprob if is_finite else MIN_LOGPROB,
        "bytes": list(token.token_bytes),
    }
