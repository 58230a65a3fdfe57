"""A run of several turns is read as one: its events are numbered through all of them."""

from dataclasses import replace

import pytest

from serving.config import ReplicaConfig
from serving.errors import TurnNotFound
from serving.operations import Generate
from serving.output import ChoiceDelta, TurnFinished, TurnStarted
from serving.principal import Principal
from serving.request import ChatInput, Request, SamplingParams
from serving.runs.build import build_backend

pytestmark = pytest.mark.anyio

SAMPLING = SamplingParams(temperature=1.5, seed=3, max_tokens=12, ignore_eos=True)


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
async def backend(tmp_path):
    backend = build_backend(ReplicaConfig(model="toy", data_dir=tmp_path))
    await backend.start()
    yield backend
    await backend.close()


@pytest.fixture
def turns(backend):
    return backend._runs.turns


def step(position, *contents, run_id="run_1", sampling=SAMPLING):
    messages = tuple({"role": "user", "content": content} for content in contents)
    return Request(
        request_id=f"{run_id}_{position}", model="toy", principal=Principal("t"), input=ChatInput(messages),
        sampling=sampling, session_id="s", run_id=run_id, step=position,
    )  # fmt: skip


async def made(backend, request):
    return [event async for event in backend.stream(Generate(request))]


async def followed(turns, run_id="run_1", after=-1):
    return [pair async for pair in turns.follow("t", run_id, after)]


async def test_its_turns_come_in_the_order_of_its_steps(backend, turns):
    events = [*await made(backend, step(0, "one")), *await made(backend, step(1, "one", "two"))]
    assert await followed(turns) == list(enumerate(events))
    kinds = [type(event) for event in events]
    assert kinds.count(TurnStarted) == kinds.count(TurnFinished) == 2


async def test_it_is_read_on_from_any_event(backend, turns):
    for request in (step(0, "one"), step(1, "one", "two")):
        await made(backend, request)
    whole = await followed(turns)
    for number in range(len(whole)):
        assert await followed(turns, after=number) == whole[number + 1 :]


async def test_runs_do_not_see_each_other(backend, turns):
    await made(backend, step(0, "one"))
    other = await made(backend, step(0, "other", run_id="run_2"))
    assert [event for _, event in await followed(turns, "run_2")] == other


async def test_one_without_a_turn_is_not_found(turns):
    with pytest.raises(TurnNotFound):
        await followed(turns)
    with pytest.raises(TurnNotFound):
        await turns.cancel("t", "run_1")
    with pytest.raises(TurnNotFound):
        await turns.last("t", "run_1")


async def test_it_is_another_tenants_secret(backend, turns):
    await made(backend, step(0, "one"))
    with pytest.raises(TurnNotFound):
        await turns.last("u", "run_1")
    with pytest.raises(TurnNotFound):
        await turns.cancel("u", "run_1")


async def test_its_turn_under_way_is_cancelled_and_the_ones_before_stay(backend, turns):
    before = await made(backend, step(0, "one"))
    events = backend.stream(Generate(step(1, "one", "two", sampling=replace(SAMPLING, max_tokens=2000))))
    while not isinstance(await anext(events), ChoiceDelta):
        pass
    await turns.cancel("t", "run_1")
    assert (await turns.last("t", "run_1")).status == "cancelled"
    again = [event for _, event in await followed(turns)]
    assert again[: len(before)] == before
    assert not isinstance(again[-1], TurnFinished)
    await events.aclose()
