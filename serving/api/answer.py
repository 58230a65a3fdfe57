"""An answer to a request's turns, and what it is made of: what `respond.py` asks of a dialect."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from serving.api import sse
from serving.call_arguments import arguments_object
from serving.errors import TenureError, Unavailable
from serving.output import (
    ChoiceDelta,
    PromptProgress,
    SearchResult,
    SessionMatch,
    TokenLogprob,
    ToolCallDelta,
    TurnFinished,
)


@dataclass(slots=True)
class ToolCall:
    """One call as its deltas add up."""

    call_id: str
    name: str
    is_servers: bool = False
    fragments: list[str] = field(default_factory=list)

    @property
    def arguments(self) -> str:
        return "".join(self.fragments)

    @property
    def as_object(self) -> dict[str, Any]:
        """The arguments of a call that was cut short, as far as they go."""
        return arguments_object(self.arguments) or {}


@dataclass(frozen=True, slots=True)
class PlacedResult:
    """Of a call that the server ran. Where it stands: behind so much text and so many calls of the choice."""

    num_chars: int
    num_calls: int
    call_index: int
    result: SearchResult


@dataclass(slots=True)
class WholeChoice:
    """One choice as its deltas add up."""

    index: int
    texts: list[str] = field(default_factory=list)
    reasonings: list[str] = field(default_factory=list)
    signature: str = ""  # of the reasoning
    token_ids: list[int] = field(default_factory=list)
    logprobs: list[TokenLogprob] | None = None
    finish_reason: str | None = None
    stop_reason: str | int | None = None
    tool_calls: list[ToolCall] = field(default_factory=list)
    results: list[PlacedResult] = field(default_factory=list)

    def add(self, delta: ChoiceDelta) -> None:
        self.texts.append(delta.text)
        self.reasonings.append(delta.reasoning)
        self.signature = delta.signature or self.signature
        self.token_ids.extend(delta.token_ids)
        if delta.logprobs is not None:
            self.logprobs = [*(self.logprobs or ()), *delta.logprobs]
        for call in delta.tool_calls:
            self._add_call(call)
        if delta.finish_reason is not None:
            self.finish_reason = delta.finish_reason
            self.stop_reason = delta.stop_reason

    def _add_call(self, delta: ToolCallDelta) -> None:
        if delta.call_id is not None and delta.name is not None:
            self.tool_calls.append(ToolCall(delta.call_id, delta.name, delta.is_servers))
        self.tool_calls[delta.index].fragments.append(delta.arguments)
        if delta.result is not None:
            num_chars = sum(map(len, self.texts))
            self.results.append(PlacedResult(num_chars, len(self.tool_calls), delta.index, delta.result))

    @property
    def text(self) -> str:
        return "".join(self.texts)

    @property
    def reasoning(self) -> str:
        return "".join(self.reasonings)


@dataclass(frozen=True, slots=True)
class BeforeStart:
    """What a stream says whose turns take long to start: see Answer."""

    heartbeat: Callable[[], bytes]
    error_chunk: Callable[[TenureError], bytes]
    end: bytes
    headers: Mapping[str, str] = field(default_factory=lambda: sse.HEADERS)  # of the stream


class Answer(Protocol):
    """One answer on its way out, whole or as a stream; made when every turn has started."""

    @property
    def num_choices(self) -> int: ...

    def heartbeat(self, progress: PromptProgress | None = None) -> bytes:
        """An event that says that the stream lives, and how far its prompt is: a client that hears nothing
        sends again."""
        ...

    @property
    def end(self) -> bytes:
        """What closes a stream, however it went."""
        ...

    def index(self, turn: int, delta: ChoiceDelta) -> int:
        """Of the delta's choice among the answer's."""
        ...

    def first_chunks(self) -> bytes:
        """What a stream says before the first token."""
        ...

    def chunk(self, turn: int, delta: ChoiceDelta) -> bytes:
        """The events of one delta; none where it has nothing to show. Raises what `finish_reason` raises."""
        ...

    def last_chunks(self, finished: Sequence[TurnFinished]) -> bytes:
        """What a stream says when every turn has finished."""
        ...

    def error_chunk(self, error: TenureError) -> bytes:
        """The event of an error, after which nothing comes but `end`."""
        ...

    def body(self, choices: Sequence[WholeChoice], finished: Sequence[TurnFinished]) -> str:
        """The whole answer as JSON; `finished` has one per turn."""
        ...


def finish_reason(reason: str | None) -> str:
    """Raises Unavailable for a choice that the server cut short: no API has a word for that."""
    if reason is None or reason == "abort":
        raise Unavailable("The server ended this turn before it was done. Send the request again.")
    return reason


def session_report(match: SessionMatch | None) -> dict[str, Any]:
    """A field of our own, on every answer in a session."""
    if match is None:
        return {}
    return {
        "session": {
            "id": match.session_id,
            "matched_messages": match.num_matched_messages,
            "matched_tokens": match.num_matched_tokens,
            "forked": match.forked,
        }
    }
