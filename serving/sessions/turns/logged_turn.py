"""A turn: one turn as the log knows it while it is being made, and for as long as it may be read again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Literal

from pydantic import TypeAdapter

from serving.output import (
    ColdStart,
    FinishReason,
    LoosenedTool,
    ReasoningStart,
    Restored,
    SampledLogprobs,
    TurnFinished,
    TurnStarted,
    Usage,
)
from serving.principal import Principal
from serving.request import ChatInput, Input, Request, TokenInput

TurnStatus = Literal["in_progress", "completed", "cancelled", "failed"]

_REQUEST = TypeAdapter(Request)
_PRINCIPAL_FIELDS = [field.name for field in fields(Principal)]
_STARTED = TypeAdapter(TurnStarted)
_FINISHED = TypeAdapter(TurnFinished)
_COLD = TypeAdapter(ColdStart | None)
_RESTORED = TypeAdapter(Restored)


@dataclass(frozen=True, slots=True, kw_only=True)
class SampledTokens:
    """What a step sampled for one choice of a turn: one row of the log."""

    turn_id: str
    epoch: int
    choice_index: int
    position: int  # output tokens before these
    token_ids: tuple[int, ...]
    logprobs: tuple[SampledLogprobs, ...] = ()  # one for each, where logprobs were asked for
    num_cached_tokens: int | None = None  # of the prompt; with position 0
    finish_reason: FinishReason | None = None  # that the last of them brought
    stop_token_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTurn:
    """What opens with a turn."""

    turn_id: str
    owner_id: str
    run_id: str | None  # that it is a step of: then it goes on after a crash, and can be read again
    step: int
    request: Request
    seed: int
    system_fingerprint: str
    max_model_len: int
    loosened_tools: tuple[LoosenedTool, ...] = ()
    reasoning: ReasoningStart = "none"

    @property
    def is_kept(self) -> bool:
        return self.run_id is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyPosition:
    """Where in the log a turn's reply goes, and what it takes to store it there."""

    branch_id: str
    seq: int
    num_items: int
    branch_epoch: int
    tail_ids: list[int]  # opens the reply; not in the branch yet
    root_hash: bytes
    reply_chain: bytes | None


@dataclass(frozen=True, slots=True)
class TurnLease:
    """The right to write to a turn, until another process takes it over."""

    turn_id: str
    epoch: int
    started: TurnStarted
    is_kept: bool


@dataclass(frozen=True, slots=True)
class TurnEnding:
    """How a turn ended."""

    status: TurnStatus
    finished: TurnFinished | None = None  # of a completed one
    error: TurnError | None = None  # of a failed one


@dataclass(frozen=True, slots=True)
class TurnError:
    message: str
    code: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedTurn:
    """A turn as its readers see it."""

    turn_id: str
    tenant: str
    status: TurnStatus
    request: Request
    template_fingerprint: str  # of the model that began it
    started: TurnStarted
    finished: TurnFinished | None
    error: TurnError | None
    numerics_changed: bool
    tokens: Sequence[SampledTokens]  # all so far, in the order of their positions

    @property
    def has_ended(self) -> bool:
        return self.status != "in_progress"

    def of_choice(self, index: int) -> list[SampledTokens]:
        return [tokens for tokens in self.tokens if tokens.choice_index == index]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimedTurn:
    """A turn in progress that this process has taken over."""

    state: LoggedTurn
    epoch: int
    is_kept: bool
    num_attempts: int  # owners that ended with it since its last new token
    position: ReplyPosition
    max_model_len: int
    previous_owner_id: str  # that made it until now


def request_to_json(request: Request) -> Any:
    """The principal's fields stand among the request's own, where older rows have their tenant alone."""
    row = _REQUEST.dump_python(request, mode="json")
    principal = row.pop("principal")
    # Of scopes none is not the same as all, which is null.
    return row | {name: value for name, value in principal.items() if value is not None}


def request_from_json(value: Any) -> Request:
    principal = {name: value[name] for name in _PRINCIPAL_FIELDS if name in value}
    return _REQUEST.validate_python({**value, "principal": principal})


def started_to_json(started: TurnStarted) -> Any:
    return _STARTED.dump_python(started, mode="json")


def started_from_json(value: Any) -> TurnStarted:
    return _STARTED.validate_python(value)


def finished_to_json(finished: TurnFinished | None) -> Any:
    return None if finished is None else _FINISHED.dump_python(finished, mode="json")


def finished_from_json(value: Any) -> TurnFinished | None:
    return None if value is None else _FINISHED.validate_python(value)


def usage_to_json(usage: Usage | None) -> Any:
    if usage is None:
        return None
    cold = _COLD.dump_python(usage.cold, mode="json")
    restored = None if usage.restored is None else _RESTORED.dump_python(usage.restored, mode="json")
    more = [restored, list(usage.head_rules), usage.num_reasoning_tokens]
    while more and not more[-1]:
        more.pop()
    return [usage.num_prompt_tokens, usage.num_completion_tokens, usage.num_cached_tokens, cold, *more]


def usage_from_json(value: Any) -> Usage | None:
    """Older rows have three numbers only; what there is nothing to say of is left out at the end."""
    if value is None:
        return None
    num_prompt, num_completion, num_cached, cold, restored, rules, num_reasoning = [*value, *[None] * 4][:7]
    return Usage(
        num_prompt,
        num_completion,
        num_cached,
        cold=_COLD.validate_python(cold),
        restored=None if restored is None else _RESTORED.validate_python(restored),
        head_rules=tuple(rules or ()),
        num_reasoning_tokens=num_reasoning or 0,
    )


def reply_input(prompt: Input) -> Input:
    """What the log must know of a prompt to store its reply: of a chat, the message that is continued."""
    if isinstance(prompt, ChatInput):
        kept = prompt.messages[-1:] if prompt.continue_final_message else ()
        return replace(prompt, messages=kept)
    return TokenInput(()) if isinstance(prompt, TokenInput) else prompt
