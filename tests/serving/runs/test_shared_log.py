"""Several replicas on one log, in one test process: what one makes, the others read, cancel and take over."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, asynccontextmanager

import pytest

from serving.config import ReplicaConfig
from serving.errors import ResponseNotFound, TurnSuspended, TurnTakenOver
from serving.operations import CancelResponse, DeleteResponse, FollowResponse, Generate, GetSession, Respond
from serving.principal import Principal
from serving.request import ChatInput, Request, SamplingParams
from serving.responses import NewResponse, ResponseRecord, TextDelta
from serving.runs.build import build_backend
from serving.sessions.owner import MAX_ATTEMPTS

pytestmark = pytest.mark.anyio

SHORT = SamplingParams(temperature=1.5, seed=11, max_tokens=60, ignore_eos=True)
LONG = SamplingParams(temperature=1.5, seed=11, max_tokens=4000, ignore_eos=True)
TO_THE_END = SamplingParams(temperature=1.5, seed=11, max_tokens=800, ignore_eos=True)  # which is read


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
async def join(tmp_path):
    """Starts a replica of that name on the log that all of them share."""
    async with AsyncExitStack() as stack:

        @asynccontextmanager
        async def running(name, **options):
            config = ReplicaConfig(model="toy", data_dir=tmp_path / "data", **options)
            replica = build_backend(config, member=name)
            await replica.start()
            try:
                yield replica
            finally:
                await replica.close()

        async def join(name, **options):
            return await stack.enter_async_context(running(name, **options))

        yield join


def run_of(name="resp_1", *, background=True, sampling=SHORT, session=None):
    record = ResponseRecord(
        response_id=name,
        status="queued" if background else "in_progress",
        created=1,
        settings={"model": "toy"},
        is_background=background,
        session_id=session or name,
    )
    request = Request(
        request_id=name,
        model="toy",
        principal=Principal("t"),
        input=ChatInput(({"role": "user", "content": "hi"},)),
        sampling=sampling,
        session_id=session or name,
        run_id=name,
    )
    return NewResponse(tenant="t", record=record, input=(), request=request)


async def events_of(replica, name="resp_1"):
    async with asyncio.timeout(60):
        return [event async for event in replica.stream(FollowResponse("t", name))]


async def text_seen(events, num_chars):
    """Reads on until that much text has come."""
    seen = []
    async with asyncio.timeout(60):
        while sum(len(event.text) for event in seen if isinstance(event, TextDelta)) < num_chars:
            seen.append(await anext(events))
    return seen


async def read_on(events, into):
    async for event in events:
        into.append(event)


def silence(replica):
    """As a process that was stopped: it neither beats nor knows that it lost anything."""
    replica._recovery._beats.cancel()


async def until(is_true):
    async with asyncio.timeout(60):
        while not is_true():  # noqa: ASYNC110 - nothing tells it
            await asyncio.sleep(0.02)


@pytest.mark.parametrize("background", [True, False])
async def test_a_reader_elsewhere_is_told_while_it_is_made(join, background):
    maker, other = await join("a"), await join("b")
    made = maker.stream(Respond(run_of(background=background, sampling=LONG)))
    await text_seen(made, 1)
    elsewhere = other.stream(FollowResponse("t", "resp_1"))
    await text_seen(elsewhere, 5)
    assert not (await events_so_far(other)).has_ended, "it was over: this shows nothing"
    await elsewhere.aclose()
    await made.aclose()
    assert (await events_of(other))[-1].status in ("cancelled", "incomplete")


async def events_so_far(replica, name="resp_1"):
    return replica._storage.response_queries.get("t", name)


@pytest.mark.parametrize("background", [True, False])
async def test_readers_anywhere_see_the_same(join, background):
    maker, other = await join("a"), await join("b")
    made = maker.stream(Respond(run_of(background=background, sampling=TO_THE_END)))
    first = await anext(made)
    readers = [asyncio.create_task(events_of(replica)) for replica in (other, other, maker)]
    seen = [first, *[event async for event in made]]
    assert await asyncio.gather(*readers) == [seen] * 3
    assert await events_of(other) == seen


async def test_a_response_that_waits_is_followed_from_elsewhere(join):
    maker, other = await join("a", max_num_seqs=1, max_queued=1), await join("b")
    running = [maker.stream(Respond(run_of(f"resp_{i}", sampling=LONG))) for i in range(2)]
    for events in running:
        assert [(await anext(events)).status for _ in range(2)] == ["queued", "in_progress"]
    waiting = maker.stream(Respond(run_of("resp_w")))
    assert (await anext(waiting)).status == "queued"
    elsewhere = other.stream(FollowResponse("t", "resp_w"))
    assert (await anext(elsewhere)).status == "queued"
    for index, events in enumerate(running):
        await events.aclose()
        await maker.call(CancelResponse("t", f"resp_{index}"))
    rest = [event async for event in elsewhere]
    assert [rest[0].status, rest[-1].status] == ["in_progress", "incomplete"]
    await waiting.aclose()


async def test_it_is_cancelled_from_elsewhere_and_keeps_what_was_said(join):
    maker, other = await join("a"), await join("b")
    made = maker.stream(Respond(run_of(sampling=LONG)))
    elsewhere = other.stream(FollowResponse("t", "resp_1"))
    seen_here = await text_seen(made, 5)
    seen_elsewhere = await text_seen(elsewhere, 5)
    cancelled = await other.call(CancelResponse("t", "resp_1"))
    assert cancelled.status == "cancelled"
    assert len(cancelled.output[0]["content"][0]["text"]) >= 5
    told = await events_of(other)
    assert told[-1] == cancelled
    assert seen_here + [event async for event in made] == told
    assert seen_elsewhere + [event async for event in elsewhere] == told
    assert await other.call(CancelResponse("t", "resp_1")) == cancelled


async def test_a_cancelled_response_has_all_that_any_reader_was_told(join):
    maker, other = await join("a"), await join("b")
    made = maker.stream(Respond(run_of(sampling=LONG)))
    await anext(made)
    elsewhere = other.stream(FollowResponse("t", "resp_1"))
    seen = await text_seen(elsewhere, 50)
    await maker.call(CancelResponse("t", "resp_1"))
    seen += [event async for event in elsewhere]
    assert seen == await events_of(maker)
    await made.aclose()


async def test_it_is_deleted_from_elsewhere(join):
    maker, other = await join("a"), await join("b")
    made = maker.stream(Respond(run_of(sampling=LONG)))
    await text_seen(made, 5)
    await other.call(DeleteResponse("t", "resp_1"))
    with pytest.raises(ResponseNotFound):
        await events_of(maker)
    with pytest.raises(ResponseNotFound):
        async for _ in made:
            pass
    await until(lambda: not maker._replica._running.turns())


async def test_what_a_silent_replica_made_goes_on_elsewhere_and_its_readers_read_on(join):
    undisturbed = await events_of_alone(join)
    maker, other = await join("a"), await join("b")
    made = maker.stream(Respond(run_of(sampling=TO_THE_END)))
    seen = await text_seen(made, 5)
    silence(maker)
    await other.expire_owner("a")
    seen += [event async for event in made]
    assert texts(seen) == texts(undisturbed)
    assert await events_of(other) == seen
    assert seen[-1].status == undisturbed[-1].status


async def events_of_alone(join):
    replica = await join("alone")
    return [event async for event in replica.stream(Respond(run_of("resp_alone", sampling=TO_THE_END)))]


def texts(events):
    return [event.text for event in events if isinstance(event, TextDelta)]


async def test_a_replica_that_lost_a_turn_stops_making_it(join):
    maker, other = await join("a"), await join("b")
    turn = maker.stream(Generate(run_of(sampling=LONG).request))
    await anext(turn)
    silence(maker)
    await other.expire_owner("a")
    with pytest.raises(TurnTakenOver):
        async for _ in turn:
            pass


async def test_a_response_that_never_began_begins_elsewhere_while_others_live(join):
    maker, other = await join("a"), await join("b")
    maker._storage.responses.create(run_of())
    silence(maker)
    await other.expire_owner("a")
    events = await events_of(other)
    assert events[-1].status == "incomplete"
    assert len(texts(events)) > 10


async def test_a_response_that_ends_whoever_begins_it_fails(join):
    for number in range(MAX_ATTEMPTS):
        name = f"a{number}"
        maker = await join(name)
        if number == 0:
            maker._storage.responses.create(run_of())
        else:
            maker._storage.claims.claim_orphans(())
        silence(maker)
        maker._storage.owner.fail()
        maker._recovery.stop_taking_over()
    events = await events_of(await join("last"))
    assert events[-1].status == "failed"
    assert "3 servers have ended while they began this response" in events[-1].error.message


async def test_a_dead_engine_leaves_kept_turns_to_others(join):
    undisturbed = await events_of_alone(join)
    maker, other = await join("a"), await join("b")
    made = maker.stream(Respond(run_of(sampling=TO_THE_END)))
    seen = await text_seen(made, 5)

    def fail(*_):
        raise OSError("device lost")

    maker._replica._loaded.own_runner.submit = fail
    with pytest.raises(TurnSuspended, match="goes on elsewhere"):
        await read_on(made, seen)
    await other.expire_owner("a")
    told = await events_of(other)
    assert told[: len(seen)] == seen
    assert texts(told) == texts(undisturbed)


async def test_nothing_is_left_of_a_session_that_expired(join):
    replica = await join("a", session_ttl_s=0.2)
    async for _ in replica.stream(Respond(run_of())):
        pass
    assert (await replica.call(GetSession("t", "resp_1"))).bytes_resident > 0
    info = await replica.call(GetSession("t", "resp_1"))
    await asyncio.sleep(0.3)
    await replica.sweep()
    # The log keeps it a little longer, for the other replicas to do the same.
    assert info.bytes_resident > (await replica.call(GetSession("t", "resp_1"))).bytes_resident == 0
