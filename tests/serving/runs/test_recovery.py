"""A replica that dies in mid-turn, and the one that takes over.

`abandon` leaves a replica as `kill -9` would: nothing of it writes any more. Real kills of real processes are
in test_poison.py and benchmarks/test_chaos.py.
"""

import asyncio
import json
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from serving.config import ReplicaConfig
from serving.errors import InvalidRequest, StorageFull, TurnFailed, TurnNotFound, TurnSuspended
from serving.operations import Generate, GetSession
from serving.output import ChoiceDelta, TurnFinished, TurnStarted
from serving.principal import Principal
from serving.replica.adapters import ServedAdapter
from serving.replica.delivery import MAX_UNWRITTEN_STEPS
from serving.request import ChatInput, Request, SamplingParams, TextInput, Tool, ToolUse
from serving.runs import recovery
from serving.runs.build import build_backend
from serving.sessions.owner import MAX_ATTEMPTS

pytestmark = pytest.mark.anyio

SAMPLING = SamplingParams(temperature=1.5, seed=11, max_tokens=40, ignore_eos=True, repetition_penalty=1.3)
LONG = replace(SAMPLING, max_tokens=1000)
MIDDLING = replace(SAMPLING, max_tokens=300)


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def chat(*contents):
    roles = ("user", "assistant")
    return ChatInput(tuple({"role": roles[i % 2], "content": text} for i, text in enumerate(contents)))


def make_request(prompt="hello", *, run_id="run_1", session_id="s", sampling=SAMPLING, **more):
    given = TextInput(prompt) if isinstance(prompt, str) else prompt
    return Request(
        request_id="r",
        model="toy",
        principal=Principal("t"),
        input=given,
        sampling=sampling,
        session_id=session_id,
        run_id=run_id,
        **more,
    )


async def start(tmp_path, **options):
    replica = build_backend(ReplicaConfig(model="toy", data_dir=tmp_path / "data", **options))
    await replica.start()
    return replica


@asynccontextmanager
async def running(tmp_path, **options):
    replica = await start(tmp_path, **options)
    try:
        yield replica
    finally:
        await replica.close()


async def abandon(replica):
    """Stop everything that could write, and give the lock back as a dead process does."""
    replica._recovery._beats.cancel()
    for task in replica._tasks:
        task.cancel()
    replica._storage.turns.append = lambda tokens: {entry.turn_id for entry in tokens}
    replica._replica._store.conclude = lambda *ended: None
    replica._recovery.stop = _nothing
    await replica.close()


async def _nothing(*arguments):
    pass


async def read_some(replica, request, num_deltas):
    """The first events of a turn that is then left running; keep the generator, or it is closed."""
    events = replica.stream(Generate(request))
    seen = [await anext(events) for _ in range(1 + num_deltas)]
    return events, seen


async def all_events(replica, request):
    return [event async for event in replica.stream(Generate(request))]


async def followed(replica, run_id="run_1", after=-1):
    return [pair async for pair in replica._runs.turns.follow("t", run_id, after)]


def last_turn(replica, run_id):
    return replica._runs.turns._read_last("t", run_id)


def token_ids(events):
    return [i for event in events if isinstance(event, ChoiceDelta) for i in event.token_ids]


@pytest.fixture
async def undisturbed(tmp_path):
    """What a kept run's readers see where nothing happens: the events, numbered."""
    async with running(tmp_path / "undisturbed") as replica:
        return await all_events(replica, make_request())


def same_but_for_time(events):
    return [without_time(event) for event in events]


def without_time(event):
    """Without when it began, and for how long it has held KV."""
    match event:
        case TurnStarted():
            return event.seed
        case TurnFinished():
            return replace(event, usage=replace(event.usage, kv=None))
    return event


async def test_a_finished_turn_is_read_again_as_it_was(tmp_path):
    async with running(tmp_path) as replica:
        live = await all_events(replica, make_request())
        again = await followed(replica)
        assert [number for number, _ in again] == list(range(len(live)))
        assert [event for _, event in again] == live
        assert await followed(replica, after=20) == again[21:]
    async with running(tmp_path) as replica:
        assert await followed(replica) == again


@pytest.mark.parametrize("num_deltas", [0, 1, 17, 25])
async def test_a_kept_turn_goes_on_as_if_nothing_had_happened(tmp_path, undisturbed, num_deltas):
    replica = await start(tmp_path)
    events, seen = await read_some(replica, make_request(), num_deltas)
    await abandon(replica)
    async with running(tmp_path) as replica:
        again = [event for _, event in await followed(replica)]
    assert again[: len(seen)] == seen
    assert same_but_for_time(again) == same_but_for_time(undisturbed)
    await events.aclose()


async def test_a_turn_that_dies_again_and_again_still_ends_the_same(tmp_path):
    async with running(tmp_path / "undisturbed") as replica:
        undisturbed = await all_events(replica, make_request(sampling=LONG))
    replica = await start(tmp_path)
    events, _ = await read_some(replica, make_request(sampling=LONG), 5)
    for _ in range(MAX_ATTEMPTS + 1):
        num_logged = num_tokens_of(replica)
        await abandon(replica)
        replica = await start(tmp_path)
        async with asyncio.timeout(60):  # without a new token it would be suspected
            while num_tokens_of(replica) <= num_logged:  # noqa: ASYNC110 - nothing tells it
                await asyncio.sleep(0.001)
    assert last_turn(replica, "run_1").status == "in_progress", "it was over: this shows nothing"
    assert same_but_for_time([event for _, event in await followed(replica)]) == same_but_for_time(
        undisturbed
    )
    await replica.close()
    await events.aclose()


def num_tokens_of(replica):
    return sum(len(tokens.token_ids) for tokens in last_turn(replica, "run_1").tokens)


async def test_a_turn_whose_adapter_is_gone_has_failed_and_its_session_goes_on(tmp_path):
    replica = await start(tmp_path)
    served = replica._replica.adapters._loaded.adapters.served
    served["toy"] = ServedAdapter("toy", "folder", "digest")
    events, _ = await read_some(replica, make_request(sampling=LONG), 3)
    await abandon(replica)
    async with running(tmp_path) as replica:
        with pytest.raises(TurnFailed, match="`toy` is not served here"):
            await followed(replica)
        assert last_turn(replica, "run_1").status == "failed"
        next_turn = await all_events(replica, make_request(run_id=None))
        assert isinstance(next_turn[-1], TurnFinished)
    await events.aclose()


async def test_the_next_turn_goes_on_from_a_resumed_turn(tmp_path):
    replica = await start(tmp_path)
    events, _ = await read_some(replica, make_request(chat("hi")), 3)
    await abandon(replica)
    async with running(tmp_path) as replica:
        await followed(replica)
        text = "".join(e.text for _, e in await followed(replica) if isinstance(e, ChoiceDelta))
        next_turn = await all_events(replica, make_request(chat("hi", text, "more"), run_id=None))
        assert next_turn[0].session.num_matched_messages == 2
        assert not next_turn[0].session.forked
    await events.aclose()


async def test_a_stop_string_across_the_kill_still_stops(tmp_path):
    async with running(tmp_path / "undisturbed") as replica:
        whole = await all_events(replica, make_request())
        text = "".join(event.text for event in whole if isinstance(event, ChoiceDelta))
    sampling = replace(SAMPLING, stop=(text[10:14],))
    replica = await start(tmp_path)
    events, _ = await read_some(replica, make_request(sampling=sampling), 8)
    await abandon(replica)
    async with running(tmp_path) as replica:
        again = [event for _, event in await followed(replica)]
    assert "".join(event.text for event in again if isinstance(event, ChoiceDelta)) == text[:10]
    assert again[-2].finish_reason == "stop"
    assert again[-2].stop_reason == text[10:14]
    await events.aclose()


async def test_calls_are_whole_over_the_kill_whatever_stops_are_in_them(tmp_path):
    """The stop tokens too are looked for by whoever reads the log."""
    tool = Tool("set_size", None, {"properties": {"size": {"enum": ["small"]}}}, True, "tools.0")
    use = ToolUse(tools=(tool,), mode="required", allowed=frozenset(["set_size"]), is_parallel=False)
    prompt = replace(chat("hello"), tools=use)
    request = make_request(
        prompt, sampling=SamplingParams(seed=3, stop=("\n", "small"), stop_token_ids=tuple(range(256)))
    )
    async with running(tmp_path / "undisturbed") as replica:
        expected = await all_events(replica, request)
    calls = [call for event in expected if isinstance(event, ChoiceDelta) for call in event.tool_calls]
    assert json.loads("".join(call.arguments for call in calls)).keys() <= {"size"}
    assert expected[-2].finish_reason == "tool_calls"
    replica = await start(tmp_path)
    events, _ = await read_some(replica, request, 3)
    await abandon(replica)
    async with running(tmp_path) as replica:
        again = [event for _, event in await followed(replica)]
    assert again[1:-1] == expected[1:-1]
    await events.aclose()


async def test_a_session_goes_on_from_what_the_client_of_a_dead_server_saw(tmp_path):
    replica = await start(tmp_path)
    request = make_request(chat("hi"), run_id=None)
    events, seen = await read_some(replica, request, 7)
    # Everything that is logged has been seen, as the test's abandon loses what is on its way.
    await abandon(replica)
    async with running(tmp_path) as replica:
        (branch,) = (await replica.call(GetSession("t", "s"))).branches
        assert branch.num_messages == 2
        logged = replica._storage.log.branch_token_ids(branch.branch_id)
        sent = token_ids(seen)
        start_of_reply = seen[0].num_prompt_tokens
        assert logged[start_of_reply : start_of_reply + len(sent)] == sent
        with pytest.raises(TurnNotFound):
            await followed(replica, "run_1")
    await events.aclose()


async def test_a_reader_misses_nothing_and_sees_nothing_twice(tmp_path, undisturbed):
    replica = await start(tmp_path)
    events, _ = await read_some(replica, make_request(), 3)
    early = []
    async for pair in replica._runs.turns.follow("t", "run_1"):
        early.append(pair)
        if len(early) == 12:
            break
    await abandon(replica)
    async with running(tmp_path) as replica:
        late = await followed(replica, after=early[-1][0])
    numbers = [number for number, _ in early + late]
    assert numbers == list(range(len(undisturbed)))
    assert same_but_for_time([event for _, event in early + late]) == same_but_for_time(undisturbed)
    await events.aclose()


async def test_many_readers_see_the_same(tmp_path):
    async with running(tmp_path) as replica:
        live = asyncio.create_task(all_events(replica, make_request()))
        await until_begun(replica)
        readers = await asyncio.gather(*(followed(replica) for _ in range(8)))
        expected = await live
        assert [[event for _, event in reader] for reader in readers] == [expected] * 8


async def until_begun(replica, run_id="run_1"):
    async with asyncio.timeout(60):
        while True:
            try:
                return last_turn(replica, run_id)
            except TurnNotFound:
                await asyncio.sleep(0.005)


async def test_a_cancelled_turn_ends_its_readers_and_stays_cancelled(tmp_path):
    async with running(tmp_path) as replica:
        sampling = SamplingParams(max_tokens=4000, ignore_eos=True)
        live = asyncio.create_task(all_events(replica, make_request(sampling=sampling)))
        await until_begun(replica)
        reader = asyncio.create_task(followed(replica))
        await asyncio.sleep(0.05)
        await replica._runs.turns.cancel("t", "run_1")
        await replica._runs.turns.cancel("t", "run_1")
        seen = await reader
        assert not any(isinstance(event, TurnFinished) for _, event in seen)
        assert await followed(replica) == seen
        assert last_turn(replica, "run_1").status == "cancelled"
        with pytest.raises(Exception, match="taken this turn over"):
            await live
        assert await followed(replica) == seen


async def test_closing_the_generator_cancels_the_turn(tmp_path):
    async with running(tmp_path) as replica:
        events, seen = await read_some(replica, make_request(), 5)
        await events.aclose()
        again = [event for _, event in await followed(replica)]
        assert again[: len(seen)] == seen
        assert not isinstance(again[-1], TurnFinished)


async def test_a_server_that_leaves_suspends_kept_turns(tmp_path):
    async with running(tmp_path / "undisturbed") as replica:
        undisturbed = await all_events(replica, make_request(sampling=MIDDLING))
    replica = await start(tmp_path)
    events, _ = await read_some(replica, make_request(sampling=MIDDLING), 3)

    async def read_on():
        async for _ in events:
            pass

    reading = asyncio.create_task(read_on())
    await replica.drain(0.0)
    with pytest.raises(TurnSuspended):
        await reading
    await replica.close()
    async with running(tmp_path) as replica:
        again = [event for _, event in await followed(replica)]
    assert same_but_for_time(again) == same_but_for_time(undisturbed)


async def test_a_turn_that_is_kept_needs_a_session_and_one_choice(tmp_path):
    async with running(tmp_path) as replica:
        for request in (make_request(session_id=None), make_request(n=2), make_request(echo=True)):
            with pytest.raises(InvalidRequest, match="one choice"):
                await all_events(replica, request)


async def test_logprobs_survive(tmp_path):
    sampling = SamplingParams(temperature=1.5, seed=11, max_tokens=20, ignore_eos=True, logprobs=3)
    async with running(tmp_path / "undisturbed") as replica:
        undisturbed = await all_events(replica, make_request(sampling=sampling))
    replica = await start(tmp_path)
    events, _ = await read_some(replica, make_request(sampling=sampling), 9)
    await abandon(replica)
    async with running(tmp_path) as replica:
        again = [event for _, event in await followed(replica)]
    assert same_but_for_time(again) == same_but_for_time(undisturbed)
    assert again[5].logprobs is not None
    await events.aclose()


# ---- a disk that does not keep up, or fails ----------------------------------------------------------


async def test_tokens_are_in_the_log_before_anybody_is_told(tmp_path):
    async with running(tmp_path) as replica:
        async for event in replica.stream(Generate(make_request())):
            if isinstance(event, ChoiceDelta) and event.finish_reason is None:
                state = last_turn(replica, "run_1")
                logged = [i for tokens in state.tokens for i in tokens.token_ids]
                assert set(event.token_ids) <= set(logged)


async def test_the_engine_waits_for_a_slow_log(tmp_path):
    async with running(tmp_path) as replica:
        live = asyncio.create_task(all_events(replica, make_request(sampling=LONG)))
        await until_begun(replica)
        with replica._storage.log.database.write():  # nobody else can write meanwhile
            while replica._replica._delivery.num_unwritten_steps < MAX_UNWRITTEN_STEPS:  # noqa: ASYNC110 - nothing tells it
                await asyncio.sleep(0.01)
            await asyncio.sleep(0.1)
            num_unwritten = replica._replica._delivery.num_unwritten_steps
            await asyncio.sleep(0.2)
            assert replica._replica._delivery.num_unwritten_steps == num_unwritten < 1000
        assert len(token_ids(await live)) == 1000


async def test_a_log_that_cannot_be_written_fails_the_turn_and_leaves_what_was_sent(tmp_path):
    async with running(tmp_path) as replica:
        turns = replica._storage.turns
        append = turns.append
        request = make_request(chat("hi"), sampling=LONG)
        events, seen = await read_some(replica, request, 5)

        def full(tokens):
            raise StorageFull("The session log cannot be written: disk full.")

        turns.append = full
        with pytest.raises(StorageFull):
            await take_all(events, seen)
        turns.append = append
        await until_ended(replica)
        again = []
        with pytest.raises(TurnFailed, match="disk full"):
            await take_all(replica._runs.turns.follow("t", "run_1"), again)
        assert [event for _, event in again] == seen
        # The session is as good as before.
        text = "".join(event.text for event in seen if isinstance(event, ChoiceDelta))
        next_turn = await all_events(replica, make_request(chat("hi", text, "more"), run_id=None))
        assert next_turn[0].session.num_matched_messages == 2


async def take_all(events, into):
    async for event in events:
        into.append(event)


async def until_ended(replica):
    async with asyncio.timeout(60):
        while last_turn(replica, "run_1").status == "in_progress":  # noqa: ASYNC110 - nothing tells it
            await asyncio.sleep(0.01)


async def test_a_lone_server_with_nothing_to_do_leaves_its_log_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(recovery, "BEAT_S", 0.01)
    monkeypatch.setattr(recovery, "LEASE_S", 0.0)
    async with running(tmp_path) as replica:
        beats = []
        owner = replica._storage.owner
        beat = owner.beat
        monkeypatch.setattr(owner, "beat", lambda: (beats.append(None), beat()))
        await until_settled(replica)
        num_beats = len(beats)
        await asyncio.sleep(0.2)  # twenty beats of a server with something to do
        assert len(beats) == num_beats

        replica._workers.spawn(_nothing())
        await until(lambda: len(beats) > num_beats)
        await until_settled(replica)


async def test_an_end_that_could_not_be_written_is_written_later(tmp_path, monkeypatch):
    monkeypatch.setattr(recovery, "BEAT_S", 0.01)
    monkeypatch.setattr(recovery, "LEASE_S", 0.0)
    async with running(tmp_path) as replica:
        await until_settled(replica)
        log = replica._replica._store._log
        close_turn = log.close_turn

        def refuse(*arguments):
            raise StorageFull("no room")

        monkeypatch.setattr(log, "close_turn", refuse)
        with pytest.raises(StorageFull):
            await all_events(replica, make_request())
        monkeypatch.setattr(log, "close_turn", close_turn)
        await until_settled(replica)
        assert last_turn(replica, "run_1").status == "completed"


async def until_settled(replica):
    await until(replica._recovery._is_settled)


async def until(is_so):
    for _ in range(10_000):
        if is_so():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it never was so")
