"""A replica's turns without its engine: held to queueing theory where it has a formula, and to the engine."""

import math
import random

import numpy as np
import pytest

from models.neuron.bucket import plan_buckets
from models.neuron.plan import BLOCK_SIZE
from serving.config import EngineConfig
from serving.planning.calls import Bucketed
from serving.planning.fleet.call_seconds import CallSeconds
from serving.planning.fleet.replica import Replica, ReplicaLimits, Turns
from serving.planning.fleet.sessions import DrawnSessions
from serving.planning.hardware import INSTANCES
from serving.planning.host_cost import HostCost
from serving.planning.memory_map import Limits
from serving.planning.model_shape import ModelShape
from serving.planning.paper_runner import StepPrice
from serving.planning.plan import step_price
from serving.planning.published import paper_fit, published_config
from serving.planning.simulate import simulate_scripts
from serving.planning.step_model import StepModel
from serving.planning.step_work import SequenceWork
from serving.planning.workload import Script, Workload

NUM_CUSTOMERS = 15_000
LIMITS = Limits(max_model_len=8192, max_num_seqs=64)
GRAPHS = Bucketed(plan_buckets(max_num_seqs=64, max_model_len=8192, block_size=BLOCK_SIZE))
ROOMY = ReplicaLimits(device_blocks=10**6, max_num_seqs=64, max_num_batched_tokens=1 << 20, max_step_ms=200.0)


@pytest.fixture(scope="module")
def a_second_per_call(tiny: ModelShape) -> StepPrice:
    return StepPrice(tiny, StepModel(layer_s=0.5), GRAPHS)


@pytest.fixture(scope="module")
def on_trn2() -> StepPrice:
    shape = ModelShape(published_config("Llama-3-8B"), "bfloat16", "bfloat16", tp=4)
    return step_price(shape, INSTANCES["trn2.48xlarge"], paper_fit("trn2"), LIMITS)


def turns_of(scripts: list[Script], price: StepPrice, limits: ReplicaLimits = ROOMY) -> Turns:
    return Replica(limits, CallSeconds(price)).run(scripts).turns


def test_a_turn_is_its_prompt_and_a_step_per_token(a_second_per_call):
    turns = turns_of([Script(5.0, [50], [3], [0.0])], a_second_per_call)
    assert (turns.sent_s, turns.ttft_s, turns.mean_gap_s) == ([5.0], [1.0], [1.0])


def test_a_returning_turn_finds_its_history_but_for_the_last_token(a_second_per_call):
    turns = turns_of([Script(0.0, [50, 20], [3, 3], [10.0, 0.0])], a_second_per_call)
    assert turns.sent_s == [0.0, 13.0]
    assert turns.num_prompt_tokens == [50, 73]
    assert turns.found_tokens == [[0], [52]]


def test_what_is_found_below_the_device_takes_the_time_to_bring_it(a_second_per_call):
    limits = ReplicaLimits(
        device_blocks=4,
        max_num_seqs=1,
        max_num_batched_tokens=1024,
        max_step_ms=200.0,
        far_blocks=(100,),
        far_block_s=(7.0,),
    )
    first = Script(0.0, [50, 20], [1, 1], [100.0, 0.0])
    other = Script(20.0, [120], [1], [0.0])  # has the device for itself
    turns = turns_of([first, other], a_second_per_call, limits)
    assert turns.session == [0, 1, 0]
    assert turns.found_tokens[2] == [0, 50]
    assert turns.ttft_s[2] == 2 * 7.0 + 1.0


def test_calls_cost_what_the_runners_calls_cost(on_trn2):
    calls, rng = CallSeconds(on_trn2), random.Random(0)
    for _ in range(200):
        chunks = [(rng.randrange(1, 1500), rng.randrange(0, 4000)) for _ in range(rng.randrange(1, 4))]
        work = [SequenceWork(new, context) for new, context in chunks]
        assert calls.prompts(chunks) == pytest.approx(on_trn2.seconds_of(work, len(work)))
        assert calls.prompt(*chunks[0]) == pytest.approx(on_trn2.seconds_of(work[:1], 1))
    for num_seqs, num_tokens in ((1, 600), (3, 900), (64, 8000)):
        work = [SequenceWork(1, num_tokens - 1)] * num_seqs
        assert calls.decode(num_seqs, num_tokens) == pytest.approx(on_trn2.seconds_of(work, num_seqs))


def test_one_place_is_the_queue_of_pollaczek_and_khinchine(tiny):
    """M/G/1: mean wait = rate * E[S^2] / (2 (1 - rate * E[S])), here with S of a step for each token."""
    price = StepPrice(tiny, StepModel(layer_s=0.005), GRAPHS)  # 10 ms a step, whatever is in it
    limits = ReplicaLimits(
        device_blocks=10**6, max_num_seqs=1, max_num_batched_tokens=1024, max_step_ms=200.0
    )
    rng, at_s, rate = np.random.default_rng(0), 0.0, 0.7
    scripts = []
    for _ in range(NUM_CUSTOMERS):
        at_s += rng.exponential(1 / rate)
        reply = int(rng.choice([20, 60, 300], p=[0.5, 0.3, 0.2]))
        scripts.append(Script(at_s, [8], [reply], [0.0]))
    service_s = np.array([s.reply_tokens[0] * 0.01 for s in scripts])
    expected_s = rate * np.mean(service_s**2) / (2 * (1 - rate * service_s.mean()))
    waits_s = np.array(turns_of(scripts, price, limits).ttft_s) - 0.01
    assert waits_s.mean() == pytest.approx(expected_s, rel=0.05)


def test_several_places_are_erlangs_queue(tiny):
    """M/M/c: mean wait = C(c, a) / (c * mu - rate), where the steps of all places go on together."""
    price = StepPrice(tiny, StepModel(layer_s=0.0005), GRAPHS)  # 1 ms a call
    places, mean_tokens, load = 8, 1000.0, 0.85
    limits = ReplicaLimits(
        device_blocks=10**6, max_num_seqs=places, max_num_batched_tokens=1024, max_step_ms=200.0
    )
    rng, at_s, mu = np.random.default_rng(1), 0.0, 1 / (mean_tokens * 0.001)
    scripts = []
    for _ in range(NUM_CUSTOMERS):
        at_s += rng.exponential(1 / (load * places * mu))
        scripts.append(Script(at_s, [1], [max(1, round(rng.exponential(mean_tokens)))], [0.0]))
    turns = turns_of(scripts, price, limits)
    # A prompt's call stretches a step of the others: the formula is given the service that was measured.
    service_s = np.mean(np.array(turns.mean_gap_s) * (np.array(turns.num_reply_tokens) - 1)) + 0.002
    rate = NUM_CUSTOMERS / at_s
    offered = rate * service_s
    last = offered**places / math.factorial(places) * places / (places - offered)
    erlang_c = last / (sum(offered**k / math.factorial(k) for k in range(places)) + last)
    expected_s = erlang_c / (places / service_s - rate)
    assert np.mean(turns.ttft_s) - 0.002 == pytest.approx(expected_s, rel=0.07)


def compared(scripts: list[Script], price: StepPrice, num_blocks: int) -> tuple[Turns, list, float]:
    config = EngineConfig(num_blocks=num_blocks, max_model_len=8192, max_num_seqs=64)
    exact = simulate_scripts(scripts, config, price, HostCost()).turns
    limits = ReplicaLimits(
        device_blocks=num_blocks,
        max_num_seqs=config.max_num_seqs,
        max_num_batched_tokens=config.max_num_batched_tokens,
        max_step_ms=config.max_step_ms,
    )
    fast = turns_of(scripts, price, limits)
    assert len(fast) == len(exact)
    found = sum(turn.num_cached_tokens for turn in exact)
    return fast, exact, fast.num_cached_tokens / found - 1


def errors(fast: Turns, exact: list) -> dict[str, float]:
    exact_ttft = [turn.ttft_s for turn in exact]
    exact_gap = [np.mean(turn.itl_s) for turn in exact if turn.itl_s]
    pairs = {f"ttft p{q}": (np.percentile(fast.ttft_s, q), np.percentile(exact_ttft, q)) for q in (50, 90)}
    pairs["gap p50"] = (np.percentile(fast.mean_gap_s, 50), np.percentile(exact_gap, 50))
    return {name: float(got / wanted - 1) for name, (got, wanted) in pairs.items()}


def test_turns_are_nearly_those_of_the_engine(on_trn2):
    workload = Workload(
        num_sessions=30, num_turns=4, num_first_tokens=1500, num_reply_tokens=24, tool_s=5, sessions_per_s=1.0
    )
    fast, exact, found = compared(workload.scripts(), on_trn2, 16_000)
    assert found == 0.0
    assert all(abs(error) < 0.08 for error in errors(fast, exact).values()), errors(fast, exact)


@pytest.mark.slow
def test_a_thousand_sessions_are_nearly_those_of_the_engine(on_trn2):
    source = DrawnSessions(3.0, 1200.0, 250.0, 24.0, 8.0, 0.8)
    scripts = source.scripts(1000, 1.5, 8192, 0)
    fast, exact, found = compared(scripts, on_trn2, 16_000)
    assert abs(found) < 0.01
    assert all(abs(error) < 0.05 for error in errors(fast, exact).values()), errors(fast, exact)
