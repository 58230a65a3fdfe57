"""A broken engine is heard of by everybody who waits for it."""

import asyncio
import threading
from functools import partial

import pytest

from serving.config import ReplicaConfig
from serving.engine.toy_runner import ToyRunner
from serving.errors import EngineDead
from serving.operations import Generate
from serving.principal import Principal
from serving.replica.turn_store import TurnStore
from serving.request import Request, SamplingParams, TextInput
from serving.runs.build import build_backend


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.mark.anyio
async def test_a_runner_that_fails_ends_running_turns_and_refuses_new_ones(tmp_path, monkeypatch, caplog):
    replica = build_backend(ReplicaConfig(model="toy", data_dir=tmp_path))
    await replica.start()
    request = Request(
        request_id="r",
        model="toy",
        principal=Principal("t"),
        input=TextInput("hello"),
        sampling=SamplingParams(max_tokens=5000, ignore_eos=True),
    )
    running = replica.stream(Generate(request))
    await anext(running)
    await anext(running)

    def fail(self, batch):
        raise OSError("device lost")

    monkeypatch.setattr(ToyRunner, "submit", fail)
    with pytest.raises(EngineDead, match="device lost"):
        [event async for event in running]
    with pytest.raises(EngineDead):
        await anext(replica.stream(Generate(request)))
    with pytest.raises(EngineDead):
        await replica.health()
    await asyncio.wait_for(replica.close(), 60)


@pytest.mark.anyio
async def test_a_replica_that_never_starts_gives_its_runner_back(tmp_path, monkeypatch):
    closed = []
    monkeypatch.setattr(ToyRunner, "close", lambda self: closed.append(self))
    replica = build_backend(ReplicaConfig(model="toy", data_dir=tmp_path))
    await replica.close()
    assert len(closed) == 1


@pytest.mark.anyio
async def test_a_turn_whose_prompt_is_tokenised_while_the_engine_dies_hears_of_it_too(
    tmp_path, monkeypatch, caplog
):
    replica = build_backend(ReplicaConfig(model="toy", data_dir=tmp_path))
    await replica.start()
    make = partial(Request, model="toy", principal=Principal("t"), input=TextInput("hello"))
    is_dead = threading.Event()
    open_prompt = TurnStore.open

    def open_late(self, request, new=None):
        if slow.is_set():
            is_slow.set()
            assert is_dead.wait(60)
        return open_prompt(self, request, new)

    slow, is_slow = threading.Event(), threading.Event()
    monkeypatch.setattr(TurnStore, "open", open_late)
    running = replica.stream(
        Generate(make(request_id="r", sampling=SamplingParams(max_tokens=5000, ignore_eos=True)))
    )
    await anext(running)
    slow.set()
    late = asyncio.create_task(anext(replica.stream(Generate(make(request_id="late")))))
    assert await asyncio.to_thread(is_slow.wait, 60)

    def fail(self, batch):
        raise OSError("device lost")

    monkeypatch.setattr(ToyRunner, "submit", fail)
    with pytest.raises(EngineDead):
        [event async for event in running]
    is_dead.set()
    with pytest.raises(EngineDead):
        await asyncio.wait_for(late, 60)
    await asyncio.wait_for(replica.close(), 60)
