"""Stored responses over a death of the server: real replicas, one after the other, on one data directory."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager

import pytest

from serving.config import ReplicaConfig
from serving.errors import ResponseNotFound, TurnFailed
from serving.operations import FollowResponse, Respond
from serving.output import Usage
from serving.principal import Principal
from serving.request import ChatInput, Grammar, Request, SamplingParams
from serving.responses import NewResponse, ResponseRecord, TextDelta
from serving.runs.build import build_backend

pytestmark = pytest.mark.anyio

SAMPLING = SamplingParams(temperature=1.5, seed=11, max_tokens=60, ignore_eos=True)


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


async def start(tmp_path):
    replica = build_backend(ReplicaConfig(model="toy", data_dir=tmp_path / "data"))
    await replica.start()
    return replica


@asynccontextmanager
async def running(tmp_path):
    replica = await start(tmp_path)
    try:
        yield replica
    finally:
        await replica.close()


async def _nothing(*arguments):
    pass


async def abandon(replica):
    """Nothing of it writes any more, as after `kill -9`; its lock is given back."""
    replica._recovery._beats.cancel()
    for task in replica._tasks:
        task.cancel()
    replica._storage.turns.append = lambda tokens: {entry.turn_id for entry in tokens}
    replica._replica._store.conclude = lambda *ended: None
    replica._recovery.stop = _nothing
    replica._storage.responses.finish = lambda record: record
    await replica.close()


def run_of(*, background=True, sampling=SAMPLING, grammar=None, name="resp_1"):
    record = ResponseRecord(
        response_id=name,
        status="queued" if background else "in_progress",
        created=1,
        settings={"model": "toy"},
        is_background=background,
        session_id=name,
    )
    request = Request(
        request_id=name,
        model="toy",
        principal=Principal("t"),
        input=ChatInput(({"role": "user", "content": "hi"},)),
        sampling=sampling,
        session_id=name,
        run_id=name,
        grammar=grammar,
    )
    return NewResponse(tenant="t", record=record, input=(), request=request)


async def seen_of(replica, name="resp_1"):
    async with asyncio.timeout(60):
        return [event async for event in replica.stream(FollowResponse("t", name))]


def text_of(events):
    return "".join(event.text for event in events if isinstance(event, TextDelta))


async def undisturbed(tmp_path, **options):
    async with running(tmp_path / "undisturbed") as replica:
        return [event async for event in replica.stream(Respond(run_of(**options)))]


@pytest.mark.parametrize("background", [True, False])
@pytest.mark.parametrize("num_seen", [2, 9])
async def test_a_response_goes_on_and_is_read_from_its_beginning(tmp_path, background, num_seen):
    expected = await undisturbed(tmp_path, background=background)
    replica = await start(tmp_path)
    reader = replica.stream(Respond(run_of(background=background)))
    seen = [await anext(reader) for _ in range(num_seen)]
    await abandon(replica)
    async with running(tmp_path) as replica:
        events = await seen_of(replica)
        assert events[:num_seen] == seen
        assert events[:-1] == expected[:-1]
        assert (events[-1].status, events[-1].output) == (expected[-1].status, expected[-1].output)
        assert isinstance(events[-1].usage, Usage)
        assert await seen_of(replica) == events
    await reader.aclose()


async def test_a_grammar_is_kept_over_the_kill(tmp_path):
    grammar = Grammar("regex", "([a-f]{2}-){12}end", "structured_outputs")
    sampling = SamplingParams(temperature=1.5, seed=3, max_tokens=60)
    expected = await undisturbed(tmp_path, grammar=grammar, sampling=sampling)
    replica = await start(tmp_path)
    reader = replica.stream(Respond(run_of(grammar=grammar, sampling=sampling)))
    for _ in range(12):
        await anext(reader)
    await abandon(replica)
    async with running(tmp_path) as replica:
        text = text_of(await seen_of(replica))
    assert text == text_of(expected)
    assert text.endswith("-end")
    await reader.aclose()


async def test_a_queued_response_that_never_began_begins(tmp_path):
    expected = await undisturbed(tmp_path)
    async with running(tmp_path) as replica:
        replica._storage.responses.create(run_of())
    async with running(tmp_path) as replica:
        assert text_of(await seen_of(replica)) == text_of(expected)


async def test_a_response_that_never_began_and_nobody_waits_for_never_was(tmp_path):
    async with running(tmp_path) as replica:
        replica._storage.responses.create(run_of(background=False))
    async with running(tmp_path) as replica:
        with pytest.raises((TurnFailed, ResponseNotFound)):
            await seen_of(replica)
    async with running(tmp_path) as replica:
        with pytest.raises(ResponseNotFound):
            await seen_of(replica)


async def test_a_response_whose_end_was_not_noted_ends_as_its_run_did(tmp_path):
    expected = await undisturbed(tmp_path)
    replica = await start(tmp_path)
    replica._storage.responses.finish = lambda record: record
    assert text_of([event async for event in replica.stream(Respond(run_of()))]) == text_of(expected)
    await replica.close()
    async with running(tmp_path) as replica:
        events = await seen_of(replica)
        assert text_of(events) == text_of(expected)
        assert events[-1].status == expected[-1].status
