"""A turn looks the same with and without speculation: one event per token, the same text, the same usage."""

import pytest
from prometheus_client.parser import text_string_to_metric_families

from serving.config import ReplicaConfig
from serving.operations import Generate
from serving.output import ChoiceDelta, TurnFinished
from serving.principal import Principal
from serving.request import Request, SamplingParams, TextInput
from serving.runs.build import build_backend

# A bias that outweighs everything makes the toy say "aaaa...", which any prompt lookup foresees.
ALWAYS_A = ((ord("a"), 1000.0),)


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


pytestmark = pytest.mark.anyio


async def events(tmp_path, num_speculative_tokens: int, **sampling) -> tuple[list, dict[str, float]]:
    """What a turn yields, and the counters of speculation after it."""
    replica = build_backend(
        ReplicaConfig(
            model="toy",
            data_dir=tmp_path / str(num_speculative_tokens),
            num_speculative_tokens=num_speculative_tokens,
        )
    )
    await replica.start()
    try:
        params = {"temperature": 0.0, "ignore_eos": True, "logit_bias": ALWAYS_A, "seed": 1, **sampling}
        request = Request(
            request_id="r",
            model="toy",
            principal=Principal("t"),
            input=TextInput("hello"),
            sampling=SamplingParams(**params),
        )
        got = [event async for event in replica.stream(Generate(request))]
        families = text_string_to_metric_families((await replica.metrics()).decode())
        samples = [sample for family in families for sample in family.samples]
    finally:
        await replica.close()
    return got[1:], {
        s.name: s.value for s in samples if s.name.startswith("vllm:spec_decode") and "_total" in s.name
    }


# More tokens than there are steps between two probes: there are drafts on any machine.
@pytest.mark.parametrize(
    "sampling",
    [
        {"max_tokens": 400},
        {"max_tokens": 400, "logprobs": 2},
        {"max_tokens": 500, "stop": ("a" * 333,)},
        {"max_tokens": 500, "stop": ("a" * 333,), "include_stop_str_in_output": True},
        {"max_tokens": 500, "stop": ("aa",), "min_tokens": 333},
    ],
    ids=["max_tokens", "logprobs", "stop string", "stop string included", "min_tokens"],
)
async def test_a_turn_looks_the_same_with_speculation(tmp_path, sampling):
    plain, without = await events(tmp_path, 0, **sampling)
    speculated, counters = await events(tmp_path, 7, **sampling)
    assert speculated == plain
    assert set(without.values()) == {0}
    assert counters["vllm:spec_decode_num_drafts_total"] > 0
    assert counters["vllm:spec_decode_num_accepted_tokens_total"] > 0


async def test_each_token_is_an_event_of_its_own(tmp_path):
    got, _ = await events(tmp_path, 7, max_tokens=400)
    *deltas, finished = got
    assert [len(delta.token_ids) for delta in deltas if isinstance(delta, ChoiceDelta)] == [1] * 400
    assert isinstance(finished, TurnFinished)
    assert finished.usage.num_completion_tokens == 400
