"""An agent's session read at an ingress over the loss of replicas; the streams are told what to say."""

from __future__ import annotations

import asyncio

import pytest

pytest.importorskip("ray", reason="the extra `ray` is not installed")
from serving.agent_sessions import AgentEvent
from serving.cluster import followed_session
from serving.cluster.failures import IngressLeaves, ReplicaLost
from serving.cluster.followed_session import FollowedSession
from serving.errors import AgentSessionNotFound, EngineDead, Unavailable

pytestmark = pytest.mark.anyio
END = AgentSessionNotFound("asession_1")  # ends each of these streams


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    monkeypatch.setattr(followed_session, "RETRY_S", 0)


class Silence:
    """Nothing is told any more, and the stream stays open."""


def lost(replica_id=""):
    error = ReplicaLost("gone", is_dead=bool(replica_id))
    error.replica_id = replica_id
    return error


class Replicas:
    """Each script is what one stream tells: numbers, and what ends it."""

    def __init__(self, *scripts):
        self._scripts = list(scripts)
        self.asked_after = []
        self.buried = []

    async def follow(self, after):
        self.asked_after.append(after)
        for step in self._scripts.pop(0):
            if isinstance(step, Exception):
                raise step
            if step is Silence:
                await asyncio.Event().wait()
            yield AgentEvent(step, {"type": "agent.session.idle"})

    async def bury(self, replica_id):
        self.buried.append(replica_id)

    async def read(self, after=-1):
        """The numbers, and the error that ended it."""
        seen = []
        try:
            async for event in FollowedSession(self.follow, after, self.bury, quiet_s=0.05).events():
                seen.append(event.number)  # noqa: PERF401 - what was seen before an error counts
        except Exception as error:
            return seen, type(error)
        raise AssertionError("it does not end by itself")


async def test_what_comes_behind_the_last_event_is_read_from_the_next_replica():
    replicas = Replicas([3, 4, lost("one")], [lost()], [Unavailable("later")], [5, END])
    assert await replicas.read(after=2) == ([3, 4, 5], AgentSessionNotFound)
    assert replicas.asked_after == [2, 4, 4, 4]
    assert replicas.buried == ["one"]


async def test_a_replica_that_has_nothing_to_tell_is_left_for_the_next_one():
    replicas = Replicas([0, Silence], [Silence], [1, END])
    assert await replicas.read() == ([0, 1], AgentSessionNotFound)
    assert replicas.asked_after == [-1, 0, 0]


async def test_a_stream_that_ends_is_one_of_a_replica_that_leaves():
    replicas = Replicas([0], [], [1, END])
    assert await replicas.read() == ([0, 1], AgentSessionNotFound)


async def test_an_ingress_that_leaves_lets_its_readers_go():
    assert await Replicas([0, IngressLeaves()]).read() == ([0], IngressLeaves)


async def test_patience_ends_where_no_replica_can_be_read_from(monkeypatch):
    monkeypatch.setattr(followed_session, "PATIENCE_S", 0)
    assert await Replicas([0, lost()], [lost()]).read() == ([0], EngineDead)
