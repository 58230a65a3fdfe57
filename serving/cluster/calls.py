"""Calls of replicas through Serve's handles."""

from __future__ import annotations

import asyncio
import contextvars
import time
from collections.abc import Callable, Coroutine, Sequence
from typing import Any, TypeVar

from serving.cluster.failures import AllLost, ReplicaLost, no_replica, translated
from serving.cluster.messages import Failed

BROADCAST_TIMEOUT_S = 10.0

T = TypeVar("T")


async def ask_all(
    handle: Any,
    method: str,
    *args: Any,
    timeout_s: float = BROADCAST_TIMEOUT_S,
    wants_all: bool = False,
    **kwargs: Any,
) -> list[Any]:
    """Ask every replica of a deployment; the answers of those that have one, in no order.

    After BROADCAST_TIMEOUT_S those that say nothing are left out. Where nobody has an answer by then, the
    first one is waited for.

    Args:
        timeout_s: for the first answer.
        wants_all: it fails where one of them says nothing, or is lost.

    Raises a TenureError that one of them raised if none has an answer; NoneRunning if there is none; AllLost;
    Unavailable where they say nothing.
    """
    end_s = time.monotonic() + timeout_s
    try:
        async with asyncio.timeout(timeout_s):
            broadcast = detached(handle.broadcast, method, *args, **kwargs)
            # Serve's own way to wait has no answer at all where a single replica says nothing.
            results = await broadcast._fetch_replica_results_async()
    except TimeoutError:
        raise no_replica() from None
    except Exception as error:
        raise _of_all(translated(error)) from error
    answers = await _answers([result.get_async() for result in results], end_s)
    good = [answer for answer in answers if _is_good(answer)]
    if wants_all and len(good) < len(results):
        raise no_replica()
    if not good:
        raise _first_error(answers)
    return good


async def _answers(coming: Sequence[Coroutine[Any, Any, Any]], end_s: float) -> list[Any]:
    """What has come by BROADCAST_TIMEOUT_S, or by the first good answer: errors are values."""
    waiting = {asyncio.ensure_future(one) for one in coming}
    patience_s = min(BROADCAST_TIMEOUT_S, end_s - time.monotonic())
    try:
        done, pending = await asyncio.wait(waiting, timeout=max(0.0, patience_s))
        while pending and not any(_is_good(_outcome(one)) for one in done):
            left_s = end_s - time.monotonic()
            more, pending = await asyncio.wait(
                pending, timeout=max(0.0, left_s), return_when=asyncio.FIRST_COMPLETED
            )
            if not more:
                break
            done |= more
        return [_outcome(one) for one in done]
    finally:
        for one in waiting:
            one.cancel()


def _outcome(done: asyncio.Future[Any]) -> Any:
    if done.cancelled():  # the replica ended it, as it ends itself
        return ReplicaLost("The replica ended the request.")
    return done.exception() or done.result()


def _is_good(answer: Any) -> bool:
    return not isinstance(answer, Failed | BaseException)


def _first_error(answers: Sequence[Failed | BaseException]) -> Exception:
    """What to raise when no replica has an answer: a replica's own words before the loss of another."""
    if not answers:
        return no_replica()
    errors = [answer.error if isinstance(answer, Failed) else translated(answer) for answer in answers]
    return next((error for error in errors if not isinstance(error, ReplicaLost)), AllLost())


def _of_all(error: Exception) -> Exception:
    return AllLost() if isinstance(error, ReplicaLost) else error


def detached(function: Callable[..., T], *args: Any, **kwargs: Any) -> T:
    """Call `function` outside the Serve request that this task belongs to.

    Serve would give every call of one HTTP request the same internal id, and its router tells
    waiting calls apart by that id: two prompts of one body would stop each other.
    """
    return contextvars.Context().run(function, *args, **kwargs)
