"""The life of a turn, on the toy model: a real replica, its engine thread and its log."""

import asyncio
from contextlib import asynccontextmanager

import pytest

from serving.config import ReplicaConfig
from serving.errors import InvalidRequest, Overloaded, PromptTooLong, SessionNotFound, Unavailable
from serving.operations import DeleteSession, Generate, GetSession, ListSessions
from serving.output import ChoiceDelta, PromptProgress, TurnFinished, TurnStarted
from serving.principal import Principal
from serving.request import ChatInput, Request, SamplingParams, TextInput, TokenInput
from serving.runs.build import build_backend


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


pytestmark = pytest.mark.anyio


@asynccontextmanager
async def running(tmp_path, **options):
    replica = build_backend(ReplicaConfig(model="toy", data_dir=tmp_path / "data", **options))
    await replica.start()
    try:
        yield replica
    finally:
        await replica.close()


@pytest.fixture
async def replica(tmp_path):
    async with running(tmp_path) as replica:
        yield replica


def make_request(prompt="hello", *, request_id="r", session_id=None, n=1, echo=False, tenant="t", **sampling):
    given = TextInput(prompt) if isinstance(prompt, str) else prompt
    params = SamplingParams(**{"temperature": 0.0, "max_tokens": 12, "ignore_eos": True, **sampling})
    return Request(
        request_id=request_id,
        model="toy",
        principal=Principal(tenant),
        input=given,
        sampling=params,
        n=n,
        echo=echo,
        session_id=session_id,
    )


def chat(*contents: str) -> ChatInput:
    roles = ("user", "assistant")
    return ChatInput(tuple({"role": roles[i % 2], "content": text} for i, text in enumerate(contents)))


class Result:
    def __init__(self, events):
        self.started = events[0]
        self.finished = events[-1]
        self.deltas = events[1:-1]
        self.usage = self.finished.usage

    def text(self, index=0) -> str:
        return "".join(d.text for d in self.deltas if d.index == index)

    def token_ids(self, index=0) -> list[int]:
        return [i for d in self.deltas if d.index == index for i in d.token_ids]

    def ending(self, index=0) -> ChoiceDelta:
        (ending,) = [d for d in self.deltas if d.index == index and d.finish_reason]
        return ending


async def run(replica, request) -> Result:
    return Result([event async for event in replica.stream(Generate(request))])


async def test_a_prompt_of_several_steps_tells_how_far_it_is(tmp_path):
    async with running(tmp_path, max_num_batched_tokens=512) as replica:
        request = make_request("x" * 1500)
        events = [event async for event in replica.stream(Generate(request))]
        told = [event for event in events if isinstance(event, PromptProgress)]
        assert events[1:2] == told  # the others would come two seconds later
        assert 0 < told[0].num_computed_tokens < told[0].num_prompt_tokens == 1500


async def wait_until_idle(replica):
    async with asyncio.timeout(60):
        while (await replica.health()).num_running or (await replica.health()).num_waiting:  # noqa: ASYNC110 - nothing tells it
            await asyncio.sleep(0.01)


async def test_a_turn_starts_speaks_and_finishes_in_that_order(replica):
    events = [event async for event in replica.stream(Generate(make_request()))]
    assert isinstance(events[0], TurnStarted)
    assert all(isinstance(event, ChoiceDelta) for event in events[1:-1])
    assert isinstance(events[-1], TurnFinished)
    assert events[-1].usage.num_prompt_tokens == 5
    assert events[-1].usage.num_completion_tokens == 12


async def test_the_same_request_gives_the_same_tokens_alone_and_in_a_crowd(replica):
    request = make_request(temperature=1.5, seed=3)
    alone = await run(replica, request)
    crowd = [make_request(f"other {i}", request_id=f"c{i}", temperature=1.0, seed=i) for i in range(8)]
    results = await asyncio.gather(*(run(replica, r) for r in [*crowd[:4], request, *crowd[4:]]))
    assert results[4].token_ids() == alone.token_ids()


async def test_the_system_fingerprint_stays_over_restarts(tmp_path):
    fingerprints = set()
    for _ in range(2):
        async with running(tmp_path) as replica:
            fingerprints.add((await run(replica, make_request())).started.system_fingerprint)
    assert len(fingerprints) == 1
    assert fingerprints.pop().startswith("fp_")


async def test_a_seed_is_drawn_where_none_is_given_and_told(replica):
    first = await run(replica, make_request(temperature=3.0))
    again = await run(replica, make_request(temperature=3.0, seed=first.started.seed))
    assert again.token_ids() == first.token_ids()


@pytest.mark.parametrize("seed", [0, 2**64 - 1])
async def test_a_server_may_have_one_for_requests_without(tmp_path, seed):
    async with running(tmp_path, seed=seed) as replica:
        first, again = [await run(replica, make_request(temperature=3.0)) for _ in range(2)]
        other = await run(replica, make_request(temperature=3.0, seed=seed - 1))
    assert first.started.seed == again.started.seed == seed
    assert first.token_ids() == again.token_ids() != other.token_ids()
    assert other.started.seed == seed - 1


async def test_a_stop_string_ends_the_text_before_it(replica):
    whole = await run(replica, make_request(max_tokens=20))
    stop = whole.text()[5:8]
    cut = await run(replica, make_request(max_tokens=20, stop=(stop,)))
    assert cut.text() == whole.text()[: whole.text().index(stop)]
    assert cut.ending().finish_reason == "stop"
    assert cut.ending().stop_reason == stop
    await wait_until_idle(replica)


async def test_min_tokens_holds_a_stop_string_back(replica):
    whole = await run(replica, make_request(max_tokens=20))
    stop = whole.text()[2]
    cut = await run(replica, make_request(max_tokens=20, min_tokens=12, stop=(stop,)))
    assert stop in cut.text(), "it came too early to count"
    assert cut.token_ids()[:12] == whole.token_ids()[:12]


async def test_choices_have_an_ending_each(replica):
    result = await run(replica, make_request(n=3, temperature=2.0, seed=1))
    assert [result.ending(i).finish_reason for i in range(3)] == ["length"] * 3
    assert len({result.text(i) for i in range(3)}) == 3
    assert result.usage.num_completion_tokens == 36


async def test_echo_puts_the_prompt_in_front_of_every_choice(replica):
    result = await run(replica, make_request("hello", echo=True, n=2, logprobs=1, prompt_logprobs=1))
    for index in range(2):
        assert result.text(index).startswith("hello")
        logprobs = [lp for d in result.deltas if d.index == index for lp in d.logprobs]
        assert len(logprobs) == 5 + 12
        assert logprobs[0].logprob is None
        assert all(lp.logprob is not None for lp in logprobs[1:])


async def test_a_prompts_logprobs_come_at_the_end_and_an_echo_shows_as_many_as_it_asked_for(replica):
    request = make_request("hello", echo=True, n=2, logprobs=1, prompt_logprobs=3)
    scores = (await run(replica, request)).finished.prompt_logprobs
    assert [score.token for score in scores] == list("hello")
    assert [len(score.top) for score in scores] == [0, 3, 3, 3, 3]
    echoed = (await run(replica, request)).deltas[0].logprobs
    assert [len(score.top) for score in echoed[:5]] == [0, 1, 1, 1, 1]
    assert (await run(replica, make_request("hello"))).finished.prompt_logprobs is None


async def test_max_tokens_zero_scores_the_prompt(replica):
    result = await run(replica, make_request("hello", echo=True, max_tokens=0, logprobs=0, prompt_logprobs=0))
    assert result.text() == "hello"
    assert len(result.deltas[0].logprobs) == 5
    assert result.ending().finish_reason == "length"


async def test_max_tokens_is_cut_to_the_room_there_is(tmp_path):
    async with running(tmp_path, max_model_len=64) as replica:
        result = await run(replica, make_request("a" * 60, max_tokens=1000))
        assert result.usage.num_completion_tokens == 4
        assert result.ending().finish_reason == "length"


async def test_a_prompt_that_fills_the_context_is_refused_with_the_numbers(tmp_path):
    async with running(tmp_path, max_model_len=64) as replica:
        with pytest.raises(PromptTooLong, match="context length is 64 tokens"):
            await run(replica, make_request("a" * 64))


@pytest.mark.parametrize(
    ("request_", "param"),
    [
        (make_request(TokenInput((1, 99999))), "prompt"),
        (make_request(TokenInput((-1,))), "prompt"),
        (make_request(TokenInput(())), "prompt"),
        (make_request(""), "prompt"),
        (make_request(logit_bias=((99999, 1.0),)), "logit_bias"),
        (make_request(stop_token_ids=(99999,)), "stop_token_ids"),
    ],
)
async def test_what_the_vocabulary_cannot_hold_is_refused(replica, request_, param):
    with pytest.raises(InvalidRequest) as caught:
        await run(replica, request_)
    assert caught.value.param == param


async def test_a_full_queue_refuses_and_says_when_to_come_back(tmp_path):
    async with running(tmp_path, max_num_seqs=2, max_queued=1) as replica:
        slow = [replica.stream(Generate(make_request(request_id=f"{i}", max_tokens=2000))) for i in range(3)]
        for generator in slow:
            await anext(generator)
        with pytest.raises(Overloaded) as caught:
            await run(replica, make_request())
        assert caught.value.retry_after_s >= 1
        for generator in slow:
            await generator.aclose()
        assert (await run(replica, make_request())).usage.num_completion_tokens == 12


async def test_hanging_up_frees_the_sequence(replica):
    generator = replica.stream(Generate(make_request(max_tokens=8000)))
    await anext(generator)
    await anext(generator)
    await generator.aclose()
    await wait_until_idle(replica)
    text = (await replica.metrics()).decode()
    assert 'vllm:num_requests_running{model_name="toy"} 0.0' in text
    assert 'vllm:kv_cache_usage_perc{model_name="toy"} 0.0' in text


async def test_a_session_continues_where_it_stopped(replica):
    first = await run(replica, make_request(chat("one"), session_id="s"))
    second = await run(replica, make_request(chat("one", first.text(), "two"), session_id="s"))
    num_history = first.usage.num_prompt_tokens + first.usage.num_completion_tokens
    assert second.started.session.num_matched_messages == 2
    assert second.started.session.num_matched_tokens >= num_history
    assert not second.started.session.forked
    assert second.usage.num_cached_tokens == num_history - 1, "the last sampled token and the delta are new"


async def test_other_turns_in_between_do_not_disturb_a_session(replica):
    first = await run(replica, make_request(chat("one"), session_id="s"))
    for index in range(10):
        await run(replica, make_request(chat(f"noise {index}"), session_id=f"noise {index}"))
    second = await run(replica, make_request(chat("one", first.text(), "two"), session_id="s"))
    assert second.usage.num_cached_tokens == first.usage.num_prompt_tokens + 11


async def test_an_edited_history_forks_where_it_differs(replica):
    first = await run(replica, make_request(chat("one"), session_id="s"))
    edited = await run(replica, make_request(chat("one", first.text() + "!", "two"), session_id="s"))
    assert edited.started.session.forked
    assert edited.started.session.num_matched_messages == 1


async def test_sessions_are_listed_described_and_deleted(replica):
    first = await run(replica, make_request(chat("one"), session_id="s"))
    info = await replica.call(GetSession("t", "s"))
    assert info.num_turns == 1
    assert info.num_tokens == first.usage.num_prompt_tokens + first.usage.num_completion_tokens
    assert info.num_resident_blocks == info.num_blocks
    assert info.bytes_resident > 0
    assert info.state == "resident"
    assert [s.session_id for s in await replica.call(ListSessions(Principal("t")))] == ["s"]
    await replica.call(DeleteSession("t", "s"))
    with pytest.raises(SessionNotFound):
        await replica.call(GetSession("t", "s"))
    again = await run(replica, make_request(chat("one"), session_id="s"))
    assert again.usage.num_cached_tokens == 0


async def test_another_tenant_has_no_such_session(replica):
    await run(replica, make_request(chat("one"), session_id="s"))
    with pytest.raises(SessionNotFound):
        await replica.call(GetSession("u", "s"))
    with pytest.raises(SessionNotFound):
        await replica.call(DeleteSession("u", "s"))
    assert await replica.call(ListSessions(Principal("u"))) == []


async def test_a_session_outlives_its_server(tmp_path):
    async with running(tmp_path) as replica:
        first = await run(replica, make_request(chat("one"), session_id="s"))
    async with running(tmp_path) as replica:
        second = await run(replica, make_request(chat("one", first.text(), "two"), session_id="s"))
        assert second.started.session.num_matched_messages == 2
        assert second.usage.num_cached_tokens == 0, "the KV was lost, the tokens were not"


async def test_a_prompt_that_is_refused_leaves_no_trace_in_the_session(tmp_path):
    async with running(tmp_path, max_model_len=128) as replica:
        first = await run(replica, make_request(chat("one"), session_id="s"))
        with pytest.raises(PromptTooLong):
            await run(replica, make_request(chat("one", first.text(), "x" * 200), session_id="s"))
        second = await run(replica, make_request(chat("one", first.text(), "two"), session_id="s"))
        assert not second.started.session.forked


async def test_a_turn_cut_short_by_the_client_continues_from_what_the_client_saw(replica):
    generator = replica.stream(Generate(make_request(chat("one"), session_id="s", max_tokens=4000)))
    seen = ""
    async for event in generator:
        if isinstance(event, ChoiceDelta):
            seen += event.text
        if len(seen) > 20:
            break
    await generator.aclose()
    await wait_until_idle(replica)
    second = await run(replica, make_request(chat("one", seen, "two"), session_id="s"))
    assert second.started.session.num_matched_messages >= 1


async def test_draining_finishes_what_runs_and_takes_nothing_new(tmp_path):
    async with running(tmp_path) as replica:
        generator = replica.stream(Generate(make_request(max_tokens=300)))
        await anext(generator)
        draining = asyncio.create_task(replica.drain(30))
        await asyncio.sleep(0)
        with pytest.raises(Unavailable):
            await run(replica, make_request())
        assert not (await replica.health()).is_ready
        events = [event async for event in generator]
        assert isinstance(events[-1], TurnFinished)
        await draining


async def test_draining_ends_what_takes_too_long_with_an_error(tmp_path):
    async with running(tmp_path) as replica:
        generator = replica.stream(Generate(make_request(max_tokens=8000)))
        await anext(generator)
        await replica.drain(0.05)
        with pytest.raises(Unavailable):
            [event async for event in generator]


async def test_metrics_count_what_happened(replica):
    await run(replica, make_request(n=2))
    text = (await replica.metrics()).decode()
    assert 'vllm:generation_tokens_total{model_name="toy"} 24.0' in text
    assert 'vllm:request_success_total{finished_reason="length",model_name="toy"} 2.0' in text


async def test_nobody_is_told_of_a_turn_whose_input_cannot_be_brought_to_disk(replica, tmp_path):
    first = [event async for event in replica.stream(Generate(make_request(chat("one"), session_id="s")))]
    assert isinstance(first[0], TurnStarted)
    write_ahead_log = tmp_path / "data" / "sessions.sqlite-wal"
    write_ahead_log.rename(tmp_path / "elsewhere")
    events = replica.stream(Generate(make_request(chat("two"), session_id="other")))
    with pytest.raises(Unavailable, match="cannot be written to disk"):
        await anext(events)
