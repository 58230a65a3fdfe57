"""What a dialect makes of a body, for another one that carries such bodies in requests of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from serving.api.answer import Answer, BeforeStart
from serving.api.caller import Caller
from serving.api.context import Context
from serving.api.respond import Asked
from serving.output import TurnStarted


@dataclass(frozen=True, slots=True)
class ReadBody:
    asked: Asked
    answer: Callable[[Sequence[TurnStarted]], Answer]  # its stream is one of server-sent events
    before_start: BeforeStart
    session_id: str | None  # that the client named


@dataclass(frozen=True, slots=True)
class BodyForm:
    """`read` raises InvalidRequest; its body has neither `model` nor `stream`, which are said elsewhere."""

    name: str
    has_form: Callable[[Mapping[str, Any]], bool]
    read: Callable[[Context, Mapping[str, Any], Caller, bool], ReadBody]  # the last: whether it is streamed
