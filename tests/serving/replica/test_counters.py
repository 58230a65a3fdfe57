"""The counters of tokens move while tokens are made, and end at what the turns say of themselves."""

import asyncio
import threading
from contextlib import aclosing, asynccontextmanager

import pytest
from prometheus_client.parser import text_string_to_metric_families

from serving.config import ReplicaConfig
from serving.engine.toy_runner import ToyRunner
from serving.operations import Generate
from serving.output import ChoiceDelta, TurnFinished
from serving.principal import Principal
from serving.request import Request, SamplingParams, TextInput
from serving.runs.build import build_backend

BYTES_PER_BLOCK = ToyRunner(1, 1, 32).bytes_per_block
ALWAYS_A = tuple((token, 100.0 if token == 64 else -100.0) for token in range(259))

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@asynccontextmanager
async def running(tmp_path, **options):
    replica = build_backend(ReplicaConfig(model="toy", data_dir=tmp_path / "data", **options))
    await replica.start()
    try:
        yield replica
    finally:
        await replica.close()


@pytest.fixture(params=["thread", pytest.param("process", marks=pytest.mark.slow)])
async def replica(request, tmp_path, forked_engines):
    async with running(tmp_path, engine=request.param) as replica:
        yield replica


def make_request(prompt="hello", *, request_id="r", session_id=None, n=1, **sampling):
    return Request(
        request_id=request_id,
        model="toy",
        principal=Principal("t"),
        input=TextInput(prompt),
        sampling=SamplingParams(**{"temperature": 0.0, "max_tokens": 40, "ignore_eos": True, **sampling}),
        session_id=session_id,
        n=n,
    )


async def run(replica, request):
    """The turn's usage."""
    events = [event async for event in replica.stream(Generate(request))]
    assert isinstance(events[-1], TurnFinished)
    return events[-1].usage


async def counters(replica) -> dict[str, float]:
    """Name without vllm: and _total, and the source where there is one: the value."""
    families = text_string_to_metric_families((await replica.metrics()).decode())
    samples = [sample for family in families for sample in family.samples]
    return {
        sample.name.removeprefix("vllm:").removesuffix("_total")
        + sample.labels.get("source", "").removeprefix("local"): sample.value
        for sample in samples
    }


@pytest.mark.parametrize("session_id", [None, "s"])
async def test_generated_tokens_are_counted_before_the_turn_ends(replica, session_id):
    request = make_request(max_tokens=4000, session_id=session_id)
    seen, num_seen = [], 0
    async with aclosing(replica.stream(Generate(request))) as events:
        async for event in events:
            if isinstance(event, ChoiceDelta):
                num_seen += len(event.token_ids)
                seen.append((num_seen, (await counters(replica))["generation_tokens"]))
            if len(seen) == 20:
                break
    assert all(counted >= num_seen > 0 for num_seen, counted in seen)
    assert seen[-1][1] < 4000


@pytest.mark.parametrize(
    ("replica", "session_id"), [("thread", None), ("thread", "s"), ("process", "s")], indirect=["replica"]
)
async def test_they_end_at_the_usage_of_the_turns(replica, session_id):
    usages = [await run(replica, make_request("x" * 100, session_id=session_id)) for _ in range(3)]
    found = await counters(replica)
    assert found["generation_tokens"] == found["request_generation_tokens_sum"] == 3 * 40
    assert found["prompt_tokens"] == found["request_prompt_tokens_sum"] == 3 * 100
    num_cached = sum(usage.num_cached_tokens for usage in usages)
    assert num_cached == 2 * 99
    assert found["prefix_cache_queries"] == 300
    assert found["prefix_cache_hits"] == found["prompt_tokens_by_source_cache_hit"] == num_cached
    assert found["prompt_tokens_by_source_compute"] == 300 - num_cached


async def test_the_choices_of_a_turn_share_one_prompt(replica):
    await run(replica, make_request("x" * 100, n=3, temperature=1.0, seed=1))
    found = await counters(replica)
    assert (found["prompt_tokens"], found["prefix_cache_queries"]) == (100, 100)
    assert found["prompt_tokens_by_source_compute"] == 100
    assert found["generation_tokens"] == 120


async def test_tokens_that_a_stop_cut_off_are_not_counted(replica):
    """With speculation a step may have sampled more than the turn takes."""
    usage = await run(replica, make_request(max_tokens=500, logit_bias=ALWAYS_A, stop=("a" * 333,)))
    found = await counters(replica)
    assert found["generation_tokens"] == found["request_generation_tokens_sum"] == 333
    assert usage.num_completion_tokens == 333
    assert found["spec_decode_num_accepted_tokens"] > 0


@pytest.fixture
def half_way(monkeypatch):
    """Steps stop in the middle of a prompt of 8,000 tokens, until this is set."""
    may_go_on, submit = threading.Event(), ToyRunner.submit
    num_tokens = 0

    def gated(runner, batch):
        nonlocal num_tokens
        num_tokens += len(batch.token_ids)
        if num_tokens > 4000:
            may_go_on.wait()
        return submit(runner, batch)

    monkeypatch.setattr(ToyRunner, "submit", gated)
    yield may_go_on
    may_go_on.set()


async def test_a_long_prompt_is_counted_step_by_step(tmp_path, half_way):
    async with running(tmp_path, max_num_seqs=8, max_num_batched_tokens=16) as replica:
        going = asyncio.ensure_future(run(replica, make_request("y" * 8000, max_tokens=1)))
        await until_counted(replica)
        assert 0 < (await counters(replica))["prompt_tokens"] < 8000
        half_way.set()
        await going
        assert (await counters(replica))["prompt_tokens"] == 8000


async def test_a_prompt_whose_client_leaves_counts_as_far_as_it_was_computed(tmp_path, half_way):
    async with running(tmp_path, max_num_seqs=8, max_num_batched_tokens=16) as replica:
        going = asyncio.ensure_future(run(replica, make_request("y" * 8000, max_tokens=1)))
        await until_counted(replica)
        going.cancel()
        with pytest.raises(asyncio.CancelledError):
            await going
        half_way.set()
        assert 0 < (await counters(replica))["prompt_tokens"] < 8000


async def until_counted(replica):
    """Until some of a prompt is computed."""
    while not (await counters(replica))["prompt_tokens"]:  # noqa: ASYNC110 - nothing tells it
        await asyncio.sleep(0)
