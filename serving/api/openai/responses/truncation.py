"""`truncation: auto`: the oldest turns are left out of a prompt that is too long for the model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from serving.api.backend import Backend
from serving.operations import Tokenize
from serving.request import ChatInput

Message = Mapping[str, Any]
SYSTEM_ROLES = ("system", "developer")
_MARKUP_BYTES = 64  # more than a template writes around a message


async def fitted(backend: Backend, prompt: ChatInput, model: str, max_tokens: int) -> ChatInput:
    """The prompt with as few of its oldest turns left out as needed; system messages at its start stay.

    A turn is a user's message and all that follows until the next one. The last turn is never cut: where it
    alone is too long, the prompt comes back with nothing else, and is refused as any other.
    """
    if _most_tokens(prompt.messages) <= max_tokens:
        return prompt
    head, turns = _split(prompt.messages)
    first, last = 0, len(turns) - 1
    while first < last:  # the smallest number of turns to leave out
        middle = (first + last) // 2
        shorter = _without(prompt, head, turns, middle)
        if len(await backend.call(Tokenize(shorter, model))) <= max_tokens:
            last = middle
        else:
            first = middle + 1
    return _without(prompt, head, turns, first)


def _most_tokens(messages: Sequence[Message]) -> int:
    """No token is shorter than a byte."""
    return sum(len(str(message).encode(errors="replace")) + _MARKUP_BYTES for message in messages)


def _split(messages: Sequence[Message]) -> tuple[Sequence[Message], list[Sequence[Message]]]:
    num_head = 0
    while num_head < len(messages) and messages[num_head]["role"] in SYSTEM_ROLES:
        num_head += 1
    starts = [i for i in range(num_head, len(messages)) if i == num_head or messages[i]["role"] == "user"]
    ends = [*starts[1:], len(messages)]
    return messages[:num_head], [messages[start:end] for start, end in zip(starts, ends, strict=True)]


def _without(
    prompt: ChatInput, head: Sequence[Message], turns: Sequence[Sequence[Message]], num_dropped: int
) -> ChatInput:
    kept = [message for turn in turns[num_dropped:] for message in turn]
    return replace(prompt, messages=(*head, *kept))
