"""What an engine replica sends to an ingress: plain values that pickle, errors among them.

A TenureError travels as a value, not as an exception: it is an answer ("the prompt is too long"),
and Serve would log each raised one with its traceback and count it as a failure of the replica.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import wraps
from typing import ParamSpec, TypeVar

from serving.agent_sessions import AgentEvent
from serving.errors import TenureError
from serving.output import Event, PrewarmReport
from serving.responses import ResponseEvent

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Admitted:
    """First on every stream: the request has a replica. What follows may take as long as its queue."""

    replica_id: str


@dataclass(frozen=True, slots=True)
class Failed:
    """The last thing on a stream, or the whole answer of a call."""

    error: TenureError


# Of a turn, a response or an agent's session, pieces of a file, or what was done.
Events = (
    tuple[Event, ...]
    | tuple[ResponseEvent, ...]
    | tuple[AgentEvent, ...]
    | tuple[bytes, ...]
    | tuple[PrewarmReport, ...]
)
Message = Admitted | Events | Failed


def with_errors_as_values(method: Callable[P, Awaitable[T]]) -> Callable[P, Awaitable[T | Failed]]:
    """Make a method return the TenureError that it raises."""

    @wraps(method)
    async def answering(*args: P.args, **kwargs: P.kwargs) -> T | Failed:
        try:
            return await method(*args, **kwargs)
        except TenureError as error:
            return Failed(error)

    return answering
