"""What an ingress makes of the answers of all replicas."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

pytest.importorskip("ray", reason="the extra `ray` is not installed")
from ray.exceptions import ActorUnavailableError
from ray.serve.exceptions import DeploymentUnavailableError

from serving.cluster import backend as backends
from serving.cluster import calls
from serving.cluster.backend import RayBackend
from serving.cluster.deadline import Deadline
from serving.cluster.failures import AllLost, NoneRunning
from serving.cluster.messages import Failed
from serving.errors import SessionNotFound, TimedOut, Unavailable
from serving.operations import GetSession
from serving.output import SessionInfo

SHORT_S, LONG_S = 0.01, 60.0
NOT_FOUND = Failed(SessionNotFound("a"))
Replica = Callable[[], Awaitable[Any]]


def saying(answer: Any, *, after_s: float = 0.0) -> Replica:
    async def say() -> Any:
        await asyncio.sleep(after_s)
        if isinstance(answer, BaseException):
            raise answer
        return answer

    return say


async def nothing() -> Any:
    await asyncio.Event().wait()


LATE = saying("late", after_s=5 * SHORT_S)
LOST = saying(ActorUnavailableError("network", b"0" * 16))
CUT_OFF = saying(asyncio.CancelledError())


class Handle:
    """Serve's handle of so many replicas, as far as `ask_all` and `RayBackend` use it."""

    app_name = deployment_name = "engines"

    def __init__(self, *replicas: Replica, one: Replica = nothing) -> None:
        self._replicas = replicas
        self._one = one

    def broadcast(self, *_: Any, **__: Any) -> Handle:
        return self

    async def _fetch_replica_results_async(self) -> list[Any]:
        if not self._replicas:
            raise DeploymentUnavailableError(None)
        return [Result(replica) for replica in self._replicas]

    def options(self, **_: Any) -> Handle:
        return self

    def remote(self, *_: Any, **__: Any) -> Awaitable[Any]:
        """One that the router chooses."""
        return self._one()


class Result:
    def __init__(self, replica: Replica) -> None:
        self.get_async = replica


@pytest.fixture(autouse=True)
def soon_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calls, "BROADCAST_TIMEOUT_S", SHORT_S)


def asked(*replicas: Replica, timeout_s: float = LONG_S) -> list[Any]:
    return sorted(asyncio.run(calls.ask_all(Handle(*replicas), "call", timeout_s=timeout_s)))


def test_all_that_answer_are_heard():
    assert asked(saying("a"), saying("b")) == ["a", "b"]


@pytest.mark.parametrize("other", [nothing, LOST, CUT_OFF, saying(NOT_FOUND)])
def test_one_that_has_no_answer_hides_no_others(other: Replica):
    assert asked(other, saying("a")) == ["a"]


@pytest.mark.parametrize("other", [nothing, LOST, CUT_OFF, saying(NOT_FOUND)])
def test_where_all_are_busy_the_first_answer_is_waited_for(other: Replica):
    assert asked(LATE, other) == ["late"]


def test_a_replicas_own_words_come_before_the_loss_of_another():
    with pytest.raises(SessionNotFound):
        asked(LOST, saying(NOT_FOUND))


@pytest.mark.parametrize("other", [nothing, LOST, CUT_OFF])
def test_who_must_hear_all_is_told_where_one_says_nothing(other: Replica):
    everybody = asyncio.run(calls.ask_all(Handle(saying("a"), saying("b")), "call", wants_all=True))
    assert sorted(everybody) == ["a", "b"]
    with pytest.raises(Unavailable, match="try again"):
        asyncio.run(calls.ask_all(Handle(saying("a"), other), "call", wants_all=True))


def test_that_there_is_none_is_told_from_all_being_lost_and_from_silence():
    with pytest.raises(NoneRunning):
        asked()
    with pytest.raises(AllLost):
        asked(LOST, CUT_OFF)
    with pytest.raises(Unavailable, match="try again") as raised:
        asked(nothing, nothing, timeout_s=SHORT_S)
    assert type(raised.value) is Unavailable


INFO = SessionInfo("a", 0, 0, 1, 1, 0, 0, 0, "cold")


def state(handle: Handle, limit_s: float | None = None) -> SessionInfo:
    """`GET /v1/sessions/a/state` at an ingress."""

    async def ask() -> SessionInfo:
        deadline = Deadline()
        with deadline.request(limit_s):
            backend = RayBackend(handle, deadline, route_timeout_s=LONG_S, wake_timeout_s=LONG_S)
            return await backend.call(GetSession("", "a", with_items=False))

    return asyncio.run(ask())


@pytest.mark.parametrize("replicas", [(), (LOST,), (LOST, LOST), (CUT_OFF,)])
def test_the_state_of_a_session_is_told_by_another_replica_where_those_asked_are_gone(
    replicas: tuple[Replica, ...],
):
    assert state(Handle(*replicas, one=saying(INFO))).session_id == "a"


def test_the_state_of_a_session_is_waited_for_where_all_replicas_are_busy():
    assert state(Handle(saying(INFO, after_s=5 * SHORT_S))).session_id == "a"


def test_it_is_not_waited_for_beyond_the_time_of_its_request():
    with pytest.raises(TimedOut):
        state(Handle(nothing), limit_s=SHORT_S)


def test_what_no_replica_ever_answers_is_503(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(backends, "CALL_TIMEOUT_S", SHORT_S)
    with pytest.raises(Unavailable, match="No engine replica could take"):
        state(Handle(nothing))
