"""Calls of replicas through Serve's handles."""

from __future__ import annotations

import contextvars
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from serving.cluster.failures import ReplicaLost, no_replica, translated
from serving.cluster.messages import Failed

BROADCAST_TIMEOUT_S = 10.0

T = TypeVar("T")


async def ask_all(handle: Any, method: str, *args: Any, **kwargs: Any) -> list[Any]:
    """Ask every replica of a deployment; the answers of those that have one, in no order.

    Raises a TenureError that one of them raised if none has an answer, NoneRunning if there is none.
    """
    broadcast = detached(handle.broadcast, method, *args, **kwargs)
    try:
        answers = await broadcast.results_async(timeout_s=BROADCAST_TIMEOUT_S, return_exceptions=True)
    except TimeoutError:
        raise no_replica() from None
    except Exception as error:
        raise translated(error) from error
    good = [answer for answer in answers if not isinstance(answer, Failed | BaseException)]
    if not good:
        raise _first_error(answers)
    return good


def _first_error(answers: Sequence[Failed | BaseException]) -> Exception:
    """What to raise when no replica has an answer: a replica's own words before the loss of another."""
    errors = [answer.error if isinstance(answer, Failed) else translated(answer) for answer in answers]
    return next((error for error in errors if not isinstance(error, ReplicaLost)), no_replica())


def detached(function: Callable[..., T], *args: Any, **kwargs: Any) -> T:
    """Call `function` outside the Serve request that this task belongs to.

    Serve would give every call of one HTTP request the same internal id, and its router tells
    waiting calls apart by that id: two prompts of one body would stop each other.
    """
    return contextvars.Context().run(function, *args, **kwargs)
