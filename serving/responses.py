"""Responses and conversations as the log keeps them: plain values that pickle.

An item is a JSON object of OpenAI's API (a message, a function call, its output). Input items are stored as
the API checked them; output items are made here, the same for whoever stores and whoever sends them.

A reader of a run sees a snapshot (`queued` in the background, else `in_progress`), in the background a second
one when it begins, then TextDeltas, then the snapshot of how it ended. It sees the same whenever it reads.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from serving.errors import TenureError, Unavailable
from serving.output import ChoiceDelta, FinishReason, TokenAlternative, TokenLogprob, TurnFinished, Usage
from serving.request import Request

Item = Mapping[str, Any]
ResponseStatus = Literal["queued", "in_progress", "completed", "incomplete", "failed", "cancelled"]
IN_PROGRESS: tuple[ResponseStatus, ...] = ("queued", "in_progress")
MIN_LOGPROB = -9999.0  # OpenAI's stand-in for minus infinity, which JSON does not have


@dataclass(frozen=True, slots=True)
class RunError:
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
    error: RunError | None = None
    incomplete_reason: str | None = None
    has_begun: bool = False
    # (characters, log probabilities) of each delta, so that it can be read again as it was.
    deltas: tuple[tuple[int, int], ...] = ()

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
class ResponseRun:
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
    """New text of the reply; never empty."""

    text: str
    logprobs: tuple[Mapping[str, Any], ...] = ()


RunEvent = ResponseRecord | TextDelta


@dataclass(frozen=True, slots=True)
class Conversation:
    conversation_id: str
    created: int
    metadata: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of a list is wanted."""

    limit: int = 20
    after: str | None = None  # an item's id
    is_ascending: bool = False


@dataclass(frozen=True, slots=True)
class ItemPage:
    items: tuple[Item, ...]
    has_more: bool


class Making:
    """From a turn's events to what a reader sees of the response, and to the record of its end."""

    def __init__(self, record: ResponseRecord) -> None:
        self.record = record
        self._deltas: list[TextDelta] = []
        self._held: list[Mapping[str, Any]] = []  # log probabilities of tokens without text
        self._finish_reason: FinishReason | None = None
        self._usage: Usage | None = None

    def begin(self) -> ResponseRecord:
        self.record = replace(self.record, status="in_progress", has_begun=True)
        return self.record

    def take(self, event: ChoiceDelta | TurnFinished) -> TextDelta | None:
        """What a reader sees of it."""
        if isinstance(event, TurnFinished):
            self._usage = event.usage
            return None
        self._finish_reason = event.finish_reason or self._finish_reason
        self._held.extend(logprob_entries(event.logprobs or ()))
        if not event.text:
            return None
        self._deltas.append(TextDelta(event.text, tuple(self._held)))
        self._held = []
        return self._deltas[-1]

    def ended_well(self) -> ResponseRecord:
        if self._finish_reason == "stop":
            return replace(self.ended("completed"), completed=int(time.time()))
        if self._usage is not None and self._usage.num_completion_tokens == 0:  # the prompt was all
            return replace(self.ended("completed"), completed=int(time.time()), output=())
        if self._finish_reason == "length":
            return replace(self.ended("incomplete"), incomplete_reason="max_output_tokens")
        return self.failed(Unavailable("The server ended this response before it was done."))

    def failed(self, error: TenureError) -> ResponseRecord:
        code = "invalid_prompt" if error.http_status < 500 else "server_error"
        return replace(self.ended("failed"), error=RunError(code, str(error)))

    def ended(self, status: ResponseStatus) -> ResponseRecord:
        has_output = bool(self._deltas) or status in ("completed", "incomplete")
        return replace(
            self.record,
            status=status,
            output=self._items(is_complete=status == "completed") if has_output else (),
            usage=self._usage,
            deltas=tuple((len(delta.text), len(delta.logprobs)) for delta in self._deltas),
        )

    def _items(self, *, is_complete: bool) -> tuple[Item, ...]:
        text = "".join(delta.text for delta in self._deltas)
        logprobs = [entry for delta in self._deltas for entry in delta.logprobs]
        id_ = item_id("msg", self.record.response_id, 0)
        status = "completed" if is_complete else "incomplete"
        return (message_item(id_, status, [text_part(text, logprobs)]),)


def replay(record: ResponseRecord) -> Iterator[RunEvent]:
    """What the readers of a run saw, from the record of how it ended."""
    yield record.at_start()
    if record.is_background and record.has_begun:
        yield replace(record.at_start(), status="in_progress", has_begun=True)
    text_start = logprob_start = 0
    for num_chars, num_logprobs in record.deltas:
        part = record.output[0]["content"][0]
        yield TextDelta(
            part["text"][text_start : text_start + num_chars],
            tuple(part["logprobs"][logprob_start : logprob_start + num_logprobs]),
        )
        text_start += num_chars
        logprob_start += num_logprobs
    yield record


def item_id(prefix: str, response_id: str, output_index: int) -> str:
    """The id of a response's output item: the same whenever it is made."""
    return f"{prefix}_{response_id.partition('_')[2]}{output_index:02x}"


def message_item(id_: str, status: str, content: list[dict[str, Any]]) -> dict[str, Any]:
    return {"id": id_, "type": "message", "role": "assistant", "status": status, "content": content}


def text_part(text: str, logprobs: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {"type": "output_text", "text": text, "annotations": [], "logprobs": list(logprobs)}


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
