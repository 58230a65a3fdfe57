"""On a real network: the tokens of a request do not depend on what runs beside it, bit for bit."""

import random
import time
from collections.abc import Callable
from functools import cache

import pytest
import torch

from models.cpu_operators import cpu_operators
from serving.config import EngineConfig
from serving.engine.engine import Engine
from serving.engine.messages import AddSequence
from serving.request import SamplingParams

BLOCK_SIZE = 8
NUM_REQUESTS = 12


FORMATS = {
    "float32": (torch.float32, None, "float32"),
    "bfloat16": (torch.bfloat16, None, "bfloat16"),
    "q4_1 over bfloat16 KV": (torch.float32, "q4_1", "bfloat16"),
    "int8 over int8 KV": (torch.bfloat16, "int8", "int8"),
}


@pytest.fixture(scope="module", params=FORMATS)
def make_engine(request, tiny_llama):
    dtype, quantization, kv_format = FORMATS[request.param]

    def make(num_blocks=400, clock=time.monotonic, **limits) -> Engine:
        runner = tiny_llama(
            cpu_operators(),
            dtype,
            num_blocks=num_blocks,
            block_size=BLOCK_SIZE,
            quantization=quantization,
            kv_format=kv_format,
        )
        config = EngineConfig(num_blocks=num_blocks, block_size=BLOCK_SIZE, max_model_len=400, **limits)
        return Engine(config, runner, b"tiny", clock=clock)

    return make


def requests() -> list[AddSequence]:
    rng = random.Random(1)
    shared = rng.choices(range(61), k=50)
    made = []
    for index in range(NUM_REQUESTS):
        prompt = shared[: rng.randrange(20)] + rng.choices(range(61), k=rng.randrange(1, 30))
        params = SamplingParams(
            temperature=rng.choice([0.0, 0.7, 1.0, 1.5]),
            top_p=rng.choice([1.0, 0.9]),
            top_k=rng.choice([0, 20]),
            repetition_penalty=rng.choice([1.0, 1.2]),
            logprobs=2,
        )
        made.append(
            AddSequence(
                seq_id=f"s{index}",
                token_ids=tuple(prompt),
                max_tokens=rng.randrange(1, 80),
                sampling=params,
                seed=index,
                tenant="t",
            )
        )
    return made


def run(engine: Engine, messages: list[AddSequence]) -> dict[str, list]:
    """Tokens and logprobs of each sequence, and totals of the engine."""
    waiting = list(messages)
    got: dict[str, list] = {}
    while waiting or engine.has_work:
        for _ in range(min(3, len(waiting))):
            engine.handle(waiting.pop(0))
        updates, stats = engine.step()
        got["preemptions"] = stats.num_preemptions
        got["draft tokens"] = stats.num_draft_tokens
        got["accepted draft tokens"] = stats.num_accepted_tokens
        for update in updates:
            got.setdefault(update.seq_id, []).extend(zip(update.token_ids, update.logprobs, strict=True))
        engine.check()
    return got


@pytest.fixture(scope="module")
def alone(make_engine) -> Callable[..., dict[str, list]]:
    """What each of these requests gives by itself."""

    @cache
    def of(made: Callable[[], list[AddSequence]]) -> dict[str, list]:
        return {message.seq_id: run(make_engine(), [message])[message.seq_id] for message in made()}

    return of


@pytest.mark.parametrize(
    "limits",
    [
        {},
        {"max_num_batched_tokens": 8, "max_num_seqs": 8},
        {"num_blocks": 18, "max_num_batched_tokens": 32, "max_num_seqs": 16},
    ],
    ids=["one big batch", "small chunks", "preempted"],
)
def test_tokens_and_logprobs_are_those_of_the_request_alone(make_engine, alone, limits):
    together = run(make_engine(**limits), requests())
    if "num_blocks" in limits:
        assert together["preemptions"] > 0
    expected = alone(requests)
    assert {seq_id: together[seq_id] for seq_id in expected} == expected


def repeating_requests() -> list[AddSequence]:
    rng = random.Random(2)
    made = []
    for index in range(NUM_REQUESTS):
        phrase = rng.choices(range(61), k=rng.randrange(1, 9))
        params = SamplingParams(
            temperature=rng.choice([0.0, 0.0, 0.3]),
            repetition_penalty=rng.choice([1.0, 1.0, 1.0, 1.1]),
            frequency_penalty=rng.choice([0.0, 0.0, 0.0, 0.2]),
            logprobs=2,
        )
        made.append(
            AddSequence(
                seq_id=f"s{index}",
                token_ids=tuple(phrase * 4),
                max_tokens=rng.randrange(40, 90),
                sampling=params,
                seed=index,
                tenant="t",
            )
        )
    return made


@pytest.mark.parametrize(
    "limits",
    [
        {},
        {"max_num_batched_tokens": 12, "max_num_seqs": 8},
        {"num_blocks": 24, "max_num_batched_tokens": 64, "max_num_seqs": 16},
    ],
    ids=["one big batch", "small chunks", "preempted"],
)
def test_speculation_changes_no_token_and_no_logprob(make_engine, alone, limits):
    ticks = iter(range(10**9))  # seconds: each step takes as long as any other, so a draft costs nothing
    engine = make_engine(
        num_speculative_tokens=7, clock=lambda: float(next(ticks)), max_step_ms=1e9, **limits
    )
    speculated = run(engine, repeating_requests())
    assert speculated["accepted draft tokens"] > 20
    assert speculated["draft tokens"] > speculated["accepted draft tokens"], "some are wrong"
    if "num_blocks" in limits:
        assert speculated["preemptions"] > 0
    expected = alone(repeating_requests)
    assert {seq_id: speculated[seq_id] for seq_id in expected} == expected
