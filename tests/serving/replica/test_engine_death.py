"""A broken engine is heard of by everybody who waits for it."""

import asyncio

import pytest

from serving.config import ReplicaConfig
from serving.engine.toy_runner import ToyRunner
from serving.errors import EngineDead
from serving.replica.build import build_replica
from serving.request import Request, SamplingParams, TextInput


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.mark.anyio
async def test_a_runner_that_fails_ends_running_turns_and_refuses_new_ones(tmp_path, monkeypatch, caplog):
    replica = build_replica(ReplicaConfig(model="toy", data_dir=tmp_path))
    await replica.start()
    request = Request(
        request_id="r",
        model="toy",
        tenant="t",
        input=TextInput("hello"),
        sampling=SamplingParams(max_tokens=5000, ignore_eos=True),
    )
    running = replica.generate(request)
    await anext(running)
    await anext(running)

    def fail(self, batch):
        raise OSError("device lost")

    monkeypatch.setattr(ToyRunner, "submit", fail)
    with pytest.raises(EngineDead, match="device lost"):
        [event async for event in running]
    with pytest.raises(EngineDead):
        await anext(replica.generate(request))
    with pytest.raises(EngineDead):
        await replica.health()
    await asyncio.wait_for(replica.close(), 10)
