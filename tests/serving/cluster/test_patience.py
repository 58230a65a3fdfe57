"""How long a request waits for a replica."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable

import pytest

pytest.importorskip("ray", reason="the extra `ray` is not installed")

from serving.cluster.deadline import Deadline
from serving.cluster.patience import Patience
from serving.cluster.replica_states import ReplicaState, StateName
from serving.errors import TimedOut

SHORT_S, LONG_S = 0.01, 60.0


class States:
    """Says one after the other, the last one again and again."""

    def __init__(self, *names: StateName) -> None:
        self._names = list(names)

    async def read(self) -> ReplicaState:
        return ReplicaState(self._names.pop(0) if len(self._names) > 1 else self._names[0])


def waiting(
    answer: Awaitable[str],
    *names: StateName,
    wake_timeout_s: float = LONG_S,
    fresh_s: float = LONG_S,
    limit_s: float | None = None,
) -> str:
    async def wait() -> str:
        deadline = Deadline()
        with deadline.request(limit_s):
            states = States(*names)
            patience = Patience(states, deadline, wake_timeout_s, look_s=SHORT_S, fresh_s=fresh_s)  # type: ignore[arg-type]
            return await patience.wait(answer, SHORT_S)

    return asyncio.run(wait())


async def never() -> str:
    await asyncio.Event().wait()
    return "never"


async def late() -> str:
    await asyncio.sleep(5 * SHORT_S)
    return "late"


async def failing() -> str:
    raise ValueError("its own")


def test_a_replica_that_should_be_there_is_waited_for_a_moment():
    with pytest.raises(TimeoutError):
        waiting(never(), "running")


def test_one_that_wakes_is_waited_for():
    assert waiting(late(), "asleep", "waking") == "late"


@pytest.mark.parametrize("then", ["running", "unknown", "starting"])
def test_one_that_has_just_woken_is_given_the_time_to_take_the_request(then: StateName):
    assert waiting(late(), "waking", then) == "late"
    with pytest.raises(TimeoutError):
        waiting(never(), "waking", then, fresh_s=3 * SHORT_S)


def test_but_not_for_ever():
    with pytest.raises(TimeoutError):
        waiting(never(), "waking", wake_timeout_s=3 * SHORT_S)


def test_one_that_fails_to_wake_ends_the_wait():
    with pytest.raises(TimeoutError):
        waiting(never(), "asleep", "waking", "failed")


def test_an_error_is_raised_as_it_is():
    with pytest.raises(ValueError, match="its own"):
        waiting(failing(), "running")


def test_a_request_whose_time_is_over_is_told_so_or_that_nobody_was_awake():
    with pytest.raises(TimedOut):
        waiting(never(), "running", limit_s=SHORT_S / 2)
    with pytest.raises(TimeoutError):
        waiting(never(), "asleep", limit_s=SHORT_S / 2)
