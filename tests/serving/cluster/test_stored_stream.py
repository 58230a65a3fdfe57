"""A stored response's stream over the loss of replicas; the streams are told what to say by the tests."""

from __future__ import annotations

import pytest

pytest.importorskip("ray", reason="the extra `ray` is not installed")
from serving.cluster import stored_stream
from serving.cluster.failures import ReplicaLost
from serving.cluster.stored_stream import StoredStream
from serving.errors import EngineDead, InvalidRequest, ResponseNotFound, TurnSuspended, Unavailable

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    monkeypatch.setattr(stored_stream, "RETRY_S", 0)


def lost(replica_id=""):
    error = ReplicaLost("gone", is_dead=bool(replica_id))
    error.replica_id = replica_id
    return error


class Replicas:
    """Each script is one stream: its events, and perhaps the error that ends it."""

    def __init__(self, *scripts):
        self._scripts = list(scripts)
        self.buried = []

    async def stream(self):
        for step in self._scripts.pop(0):
            if isinstance(step, Exception):
                raise step
            yield step

    async def bury(self, replica_id):
        self.buried.append(replica_id)


async def read(first, again=()):
    makers, others = Replicas(*first), Replicas(*again)
    stream = StoredStream(makers.stream, others.stream, others.bury)
    return [event async for event in stream.events()], others.buried


async def test_nothing_is_told_twice_whichever_replicas_are_lost():
    seen, buried = await read(
        [["a", "b", lost("one")]], [["a", lost("two")], ["a", "b", "c", TurnSuspended("later")], list("abcd")]
    )
    assert seen == ["a", "b", "c", "d"]
    assert buried == ["one", "two"]


async def test_one_that_was_stored_before_its_replica_was_lost_is_not_made_twice():
    seen, _ = await read([[lost()]], [["a", "b"]])
    assert seen == ["a", "b"]


async def test_one_that_was_not_is_made_again():
    seen, _ = await read([[lost()], ["a", "b"]], [[ResponseNotFound("resp_1")]])
    assert seen == ["a", "b"]


@pytest.mark.parametrize("error", [InvalidRequest("no"), Unavailable("later"), EngineDead("broken")])
async def test_a_refusal_is_passed_on(error):
    with pytest.raises(type(error), match=str(error)):
        await read([[error]])


async def test_one_that_is_deleted_meanwhile_is_not_found():
    with pytest.raises(ResponseNotFound):
        await read([["a", lost()]], [[ResponseNotFound("resp_1")]])


async def test_patience_ends(monkeypatch):
    monkeypatch.setattr(stored_stream, "PATIENCE_S", -1.0)
    with pytest.raises(EngineDead, match="GET /v1/responses/ID"):
        await read([["a", lost()]])
