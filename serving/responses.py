"""Responses and conversations as the log keeps them: plain values that pickle.

An item is a JSON object of OpenAI's API (a message, a function call, its output). Input items are stored as
the API checked them; output items are made here, the same for whoever stores and whoever sends them.

A reader of a run sees a snapshot (`queued` in the background, else `in_progress`), in the background a second
one when it begins, then deltas of text and of calls, and items in one piece, then the snapshot of how it
ended. It sees the same whenever it reads.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, Literal, TypeVar

from serving import call_kinds
from serving.call_kinds import CalledTool
from serving.output import (
    CarrierFault,
    Event,
    LoosenedTool,
    PromptProgress,
    TokenAlternative,
    TokenLogprob,
    Usage,
)
from serving.request import Request

T = TypeVar("T")

Item = Mapping[str, Any]
ResponseStatus = Literal["queued", "in_progress", "completed", "incomplete", "failed", "cancelled"]
IN_PROGRESS: tuple[ResponseStatus, ...] = ("queued", "in_progress")
COMPACTS = "tenure:compacts"  # in the settings of one whose text is a summary, for an item of its own
LOOSENED = "tenure:loosened_tools"  # in the settings of one that has ended
IGNORED_CARRIERS = "tenure:ignored_carriers"  # the same
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
            settings={
                name: value
                for name, value in self.settings.items()
                if name not in (LOOSENED, IGNORED_CARRIERS)
            },
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
    """A response that is to be made."""

    tenant: str
    record: ResponseRecord
    input: tuple[Item, ...]
    request: Request
    conversation_version: int | None = None  # that its context was read at
    is_stored: bool = True  # False: it is gone with its reader
    tools: ServerTools | None = None  # that the server calls; None: the response is one turn


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerTools:
    """What the server calls for a response while it is made: tools of MCP servers, and searches for tools."""

    servers: tuple[Mapping[str, Any], ...]  # see `serving.agents.mcp_config`, each with its `param`
    deferred: tuple[Mapping[str, Any], ...] = ()  # tools of the client's that a search may find, one by one
    allowed: tuple[str, ...] | None = None  # the labels or tools that its first turn may call; None: all
    max_calls: int | None = None
    known: tuple[ToolsListed, ...] = ()  # that the conversation has already
    approved: tuple[ServerCall, ...] = ()  # to be made before the first turn


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolsListed:
    """What a server has, as a response's readers are told."""

    label: str
    tools: tuple[Mapping[str, Any], ...]  # name, description, input_schema, annotations
    error: str | None = None  # why there are none
    asked: tuple[str, ...] = ()  # those whose calls wait for an approval
    is_told: bool = True  # False: the conversation has it already


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerCall:
    """A call of a tool of a server's, or a search for tools."""

    call_id: str
    label: str | None  # None: it is a search
    name: str
    arguments: str  # JSON, as the model wrote it
    approval_id: str | None = None  # it was asked for, and is told of when it begins


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerCallEnded:
    call_id: str
    output: str | None = None
    error: Mapping[str, Any] | None = None  # its `type` and `message`
    found: tuple[Mapping[str, Any], ...] = ()  # by a search, in OpenAI's form


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
    """More of a turn's reasoning, which is its first item; never empty."""

    text: str
    output_index: int = 0


@dataclass(frozen=True, slots=True)
class CallDelta:
    """More of a call. All before it is complete; its first delta may have no arguments yet."""

    output_index: int
    call_id: str
    tool: CalledTool
    arguments: str  # of a custom tool: of the text of its input


@dataclass(frozen=True, slots=True)
class WholeItem:
    """An item of the output that comes in one piece. All before it is complete."""

    output_index: int
    item: Item


@dataclass(frozen=True, slots=True)
class CallBegun:
    """A call that the server makes. All before it is complete, or a call that the server makes too."""

    output_index: int
    item: Item


@dataclass(frozen=True, slots=True)
class CallEnded:
    output_index: int
    item: Item


ResponseEvent = (
    ResponseRecord
    | PromptProgress
    | TextDelta
    | ReasoningDelta
    | CallDelta
    | WholeItem
    | CallBegun
    | CallEnded
)
# What a response is made of: the events of its turns, and of what the server calls for it.
RunEvent = Event | ToolsListed | ServerCall | ServerCallEnded


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
class Listed(Generic[T]):
    """One page of a list."""

    items: tuple[T, ...]
    has_more: bool


def item_id(prefix: str, response_id: str, output_index: int) -> str:
    """The id of a response's output item: the same whenever it is made."""
    return f"{prefix}_{response_id.partition('_')[2]}{output_index:02x}"


def message_item(id_: str, status: str, content: list[dict[str, Any]]) -> dict[str, Any]:
    return {"id": id_, "type": "message", "role": "assistant", "status": status, "content": content}


def reasoning_item(id_: str, status: str, content: list[dict[str, Any]]) -> dict[str, Any]:
    return {"id": id_, "type": "reasoning", "summary": [], "content": content, "status": status}


def carrier_item(id_: str, carrier: str) -> dict[str, Any]:
    """Clients send reasoning back as they got it, without looking into it."""
    return {**reasoning_item(id_, "completed", []), "encrypted_content": carrier}


def call_item(response_id: str, call: CallDelta, status: str) -> dict[str, Any]:
    """Raises ValueError where the arguments are to be told as an object, and are none."""
    id_ = item_id(call.tool.id_prefix, response_id, call.output_index)
    return call_kinds.call_item(call.tool, id_, call.call_id, call.arguments, status)


def loosened_report(tools: Sequence[LoosenedTool]) -> dict[str, Any]:
    """A field of our own, where calls were not held to all that was asked for."""
    if not tools:
        return {}
    return {LOOSENED: [{"name": tool.name, "param": tool.param, "reason": tool.reason} for tool in tools]}


def ignored_carriers_report(faults: Sequence[CarrierFault]) -> dict[str, Any]:
    """A field of our own: how many of the input's carriers were of no use, by reason."""
    return {IGNORED_CARRIERS: dict(Counter(faults))} if faults else {}


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
