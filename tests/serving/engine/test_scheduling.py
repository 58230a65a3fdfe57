"""The engine on the toy model: whatever the schedule, each sequence's tokens are those it has alone."""

import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serving.config import EngineConfig
from serving.engine.engine import Engine
from serving.engine.messages import AbortSequence, AddSequence, CountResident, DropBlocks, SequenceUpdate
from serving.engine.toy_runner import ToyRunner
from serving.request import SamplingParams

VOCAB = 50
GREEDY = SamplingParams(temperature=0)


def make_engine(num_blocks=64, block_size=4, **limits) -> Engine:
    config = EngineConfig(
        num_blocks=num_blocks, block_size=block_size, max_model_len=num_blocks * block_size, **limits
    )
    ticks = iter(range(10**9))
    return Engine(config, ToyRunner(VOCAB, num_blocks, block_size), b"toy", clock=lambda: next(ticks) * 1e-3)


def add(engine: Engine, seq_id: str, prompt, max_tokens=8, **options) -> None:
    defaults = {"sampling": GREEDY, "seed": 0, "tenant": "t"}
    engine.handle(
        AddSequence(seq_id=seq_id, token_ids=tuple(prompt), max_tokens=max_tokens, **{**defaults, **options})
    )


def run(engine: Engine) -> dict[str, list[SequenceUpdate]]:
    updates: dict[str, list[SequenceUpdate]] = {}
    while engine.has_work:
        for update in engine.step()[0]:
            updates.setdefault(update.seq_id, []).append(update)
        engine.check()
    return updates


def tokens(updates: list[SequenceUpdate]) -> list[int]:
    return [token_id for update in updates for token_id in update.token_ids]


def alone(prompt, max_tokens=8, **options) -> list[int]:
    engine = make_engine(num_blocks=256)
    add(engine, "s", prompt, max_tokens, **options)
    return tokens(run(engine)["s"])


def test_what_one_adapter_computed_no_other_takes():
    engine = make_engine()
    prompt = list(range(10))
    cached = {}
    for seq_id, adapter in enumerate([None, "sql", "tone", "sql", None]):
        add(engine, str(seq_id), prompt, adapter=adapter)
        cached[seq_id] = run(engine)[str(seq_id)][0].num_cached_tokens
    assert cached == {0: 0, 1: 0, 2: 0, 3: len(prompt) - 1, 4: len(prompt) - 1}
    reply = engine.handle(CountResident(0, "t", tuple(prompt), "another"))
    assert (reply.num_tokens, reply.num_blocks) == (0, 0)


def test_the_worked_example_of_the_toy_model():
    engine = Engine(EngineConfig(num_blocks=4, block_size=4, max_model_len=16), ToyRunner(10, 4, 4), b"")
    add(engine, "s", [2, 3, 4], max_tokens=3)
    assert tokens(run(engine)["s"]) == [3, 6, 7]


def test_a_sequence_ends_at_max_tokens_with_length():
    engine = make_engine()
    add(engine, "s", [1, 2, 3], max_tokens=5)
    updates = run(engine)["s"]
    assert len(tokens(updates)) == 5
    assert [u.finish_reason for u in updates] == [None] * 4 + ["length"]


def test_eos_ends_a_sequence_and_is_its_last_token():
    expected = alone([1, 2, 3], 8)
    engine = make_engine()
    add(engine, "s", [1, 2, 3], eos_token_ids=frozenset({expected[2]}))
    updates = run(engine)["s"]
    assert tokens(updates) == expected[: expected.index(expected[2]) + 1]
    assert updates[-1].finish_reason == "stop"
    assert updates[-1].stop_token_id is None


def test_a_stop_token_ends_a_sequence_and_is_named():
    expected = alone([1, 2, 3], 8)
    engine = make_engine()
    add(engine, "s", [1, 2, 3], sampling=SamplingParams(temperature=0, stop_token_ids=(expected[0],)))
    assert run(engine)["s"][-1].stop_token_id == expected[0]


def test_ignore_eos_runs_to_max_tokens():
    expected = alone([1, 2, 3], 8)
    engine = make_engine()
    params = SamplingParams(temperature=0, ignore_eos=True)
    add(engine, "s", [1, 2, 3], sampling=params, eos_token_ids=frozenset(expected))
    assert tokens(run(engine)["s"]) == expected


def test_min_tokens_holds_the_end_back():
    expected = alone([1, 2, 3], 8)
    engine = make_engine()
    params = SamplingParams(temperature=0, min_tokens=3)
    add(engine, "s", [1, 2, 3], sampling=params, eos_token_ids=frozenset({expected[0]}))
    assert len(tokens(run(engine)["s"])) >= 4


def test_a_returning_turn_computes_the_last_sampled_token_and_the_delta():
    engine = make_engine()
    prompt = list(range(10))
    add(engine, "turn 1", prompt, max_tokens=7)
    history = prompt + tokens(run(engine)["turn 1"])
    delta = [5, 6, 7]
    add(engine, "turn 2", history + delta)
    first = run(engine)["turn 2"][0]
    assert len(history + delta) - first.num_cached_tokens == 1 + len(delta)


def test_the_same_prompt_again_computes_one_token():
    engine = make_engine()
    for turn in ("a", "b"):
        add(engine, turn, range(12), max_tokens=1)
        updates = run(engine)
    assert updates["b"][0].num_cached_tokens == 11


def test_other_tenants_share_nothing():
    engine = make_engine()
    add(engine, "a", range(12))
    run(engine)
    add(engine, "b", range(12), tenant="another")
    assert run(engine)["b"][0].num_cached_tokens == 0


def test_choices_share_their_prompt_and_differ_after_it():
    engine = make_engine()
    params = SamplingParams(temperature=5.0)
    prompt = list(range(10))
    add(engine, "c0", prompt, sampling=params, seed=7)
    for index in (1, 2):
        add(engine, f"c{index}", prompt, sampling=params, seed=7, choice_index=index, leader_id="c0")
    updates = run(engine)
    assert [updates[f"c{i}"][0].num_cached_tokens for i in range(3)] == [0, 9, 9]
    assert len({tuple(tokens(u)) for u in updates.values()}) == 3
    assert tokens(updates["c0"]) == alone(prompt, sampling=params, seed=7)


def test_forks_that_begin_in_one_step_all_have_what_their_parent_computed():
    engine = make_engine()
    add(engine, "parent", range(10), max_tokens=6)
    history = [*range(10), *tokens(run(engine)["parent"])]
    for number in range(4):
        add(engine, str(number), [*history, number])
    updates = run(engine)
    for number in range(4):
        assert updates[str(number)][0].num_cached_tokens == len(history) - 1
        assert tokens(updates[str(number)]) == alone([*history, number])


def test_an_aborted_sequence_frees_its_blocks_and_says_no_more():
    engine = make_engine()
    add(engine, "s", range(20), max_tokens=100)
    add(engine, "other", [1, 2], max_tokens=4)
    engine.step()
    engine.handle(AbortSequence("s"))
    updates = run(engine)
    assert "s" not in updates
    assert tokens(updates["other"]) == alone([1, 2], 4)[-len(tokens(updates["other"])) :]


def test_aborting_what_has_finished_is_nothing():
    engine = make_engine()
    add(engine, "s", [1], max_tokens=1)
    run(engine)
    engine.handle(AbortSequence("s"))
    engine.check()


def test_a_long_prompt_is_computed_in_chunks_beside_running_decodes():
    engine = make_engine(num_blocks=256, max_num_batched_tokens=64, max_num_seqs=8)
    add(engine, "decode", [1, 2, 3], max_tokens=60)
    engine.step()
    add(engine, "long", range(400), max_tokens=2)
    num_decoded_before_long = 0
    while engine.has_work:
        updates = {u.seq_id for u in engine.step()[0] if u.token_ids}
        if "long" in updates:
            break
        assert "decode" in updates, "every step advances the decode"
        num_decoded_before_long += 1
    assert num_decoded_before_long >= 400 // 64


class Clock:
    now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


class SlowRunner(ToyRunner):
    """A step takes 2 ms and 1 ms for each token, on its clock."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(VOCAB, 2048, 4)
        self._clock = clock

    def submit(self, batch):
        self._clock.now_s += 0.002 + 0.001 * batch.num_tokens
        return super().submit(batch)


def make_slow_engine() -> Engine:
    """An engine that has seen how long steps take."""
    clock = Clock()
    config = EngineConfig(
        num_blocks=2048, block_size=4, max_model_len=8192, max_num_batched_tokens=4096, max_step_ms=100
    )
    engine = Engine(config, SlowRunner(clock), b"", clock=clock)
    for turn in range(20):
        prompt = random.Random(turn).choices(range(VOCAB), k=20 + 30 * turn)
        add(engine, f"warm {turn}", prompt, tenant=str(turn))
        run(engine)
    return engine


def test_a_step_with_decodes_stays_within_its_time():
    engine = make_slow_engine()
    add(engine, "decode", [1, 2, 3], max_tokens=500)
    engine.step()
    add(engine, "long", range(4000), max_tokens=1, tenant="new")
    num_steps, slowest_s = 0, 0.0
    while engine.has_work:
        _, stats = engine.step()
        if stats.num_running == 2 and stats.num_step_tokens > 1:  # not a step of the decode alone
            num_steps += 1
            slowest_s = max(slowest_s, stats.step_s)
    assert slowest_s <= 0.11
    assert num_steps < 4000 / 60, "and uses most of it"


def test_short_prompts_share_a_step_and_longer_ones_get_their_first_tokens_in_turn():
    engine = make_engine(num_blocks=256)
    for seq_id in "abc":
        add(engine, seq_id, [1] * 40)
    assert {update.seq_id for update in engine.step()[0] if update.token_ids} == {"a", "b", "c"}
    engine = make_engine(num_blocks=256)
    for index, seq_id in enumerate("abc"):
        add(engine, seq_id, [1 + index] * 130)  # nothing in common
    first_tokens = dict.fromkeys(seq_id for _ in range(20) for seq_id in answered(engine))
    assert list(first_tokens) == ["a", "b", "c"]


def answered(engine: Engine) -> list[str]:
    """Who gets a token in the next step."""
    return [update.seq_id for update in engine.step()[0] if update.token_ids]


def test_between_prompts_decodes_have_steps_to_themselves_for_a_share_of_the_prompts_time():
    engine = make_slow_engine()
    add(engine, "decode", [1, 2, 3], max_tokens=100)
    engine.step()
    for index in range(3):
        add(engine, f"prompt {index}", [4 + index] * 75, max_tokens=1)
    steps = [answered(engine) for _ in range(30)]
    assert all("decode" in seq_ids for seq_ids in steps)
    prompts = [number for number, seq_ids in enumerate(steps) if len(seq_ids) == 2]
    # A prompt takes 75 ms, a step of the decode 3 ms, or what the engine takes for that: a fifth of the one
    # is about five of the other.
    assert prompts[0] == 0
    assert [5 <= after - before <= 9 for before, after in itertools.pairwise(prompts)] == [True, True]


def test_prompts_that_no_decode_waits_for_run_back_to_back():
    engine = make_engine(num_blocks=1024, max_num_batched_tokens=130)
    for index in range(3):
        add(engine, f"prompt {index}", [4 + index] * 129, max_tokens=1)
    assert [answered(engine) for _ in range(3)] == [["prompt 0"], ["prompt 1"], ["prompt 2"]]


def test_a_short_turn_overtakes_a_long_prompt():
    engine = make_engine(num_blocks=1024, max_num_batched_tokens=64)
    add(engine, "long", range(3000), max_tokens=1)
    engine.step()
    add(engine, "short", [1, 2, 3], max_tokens=1)
    order = list(run(engine))
    assert order == ["short", "long"]


def test_preemption_changes_no_token():
    prompts = {f"s{i}": [i, i + 1, i + 2] for i in range(6)}
    engine = make_engine(num_blocks=10, block_size=4)
    for name, prompt in prompts.items():
        add(engine, name, prompt, max_tokens=24)
    updates = run(engine)
    assert engine.step()[1].num_preemptions > 0, "the pool is too small for all of them at once"
    for name, prompt in prompts.items():
        assert tokens(updates[name]) == alone(prompt, 24)


def test_a_burst_of_idle_sessions_never_blocks_a_new_one():
    engine = make_engine(num_blocks=16, block_size=4)
    for index in range(50):
        add(engine, f"idle {index}", [index % VOCAB] * 20, max_tokens=4, session_id="s")
        run(engine)
    add(engine, "new", range(40), max_tokens=20)
    assert len(tokens(run(engine)["new"])) == 20


def test_prompt_scoring_gives_each_token_once_in_order():
    engine = make_engine(max_num_batched_tokens=64)
    prompt = list(range(30)) * 5
    params = SamplingParams(temperature=0, prompt_logprobs=2, logprobs=1)
    add(engine, "s", prompt, max_tokens=1, sampling=params)
    updates = run(engine)["s"]
    scores = [score for update in updates for score in update.prompt_logprobs]
    assert [score.token_id for score in scores] == prompt[1:]
    assert all(len(score.top) == 2 and score.rank >= 1 for score in scores)


def test_max_tokens_zero_scores_and_samples_nothing():
    engine = make_engine()
    add(engine, "s", [1, 2, 3], max_tokens=0, sampling=SamplingParams(prompt_logprobs=0))
    (update,) = run(engine)["s"]
    assert update.finish_reason == "length"
    assert update.token_ids == ()
    assert len(update.prompt_logprobs) == 2


def test_residency_is_counted_and_dropped():
    engine = make_engine()
    add(engine, "s", range(10), max_tokens=3)
    history = [*range(10), *tokens(run(engine)["s"])]
    counted = engine.handle(CountResident(1, "t", tuple(history)))
    assert (counted.num_tokens, counted.num_blocks) == (12, 3)
    engine.handle(DropBlocks(2, "t", tuple(history)))
    assert engine.handle(CountResident(3, "t", tuple(history))).num_tokens == 0


turn = st.tuples(
    st.integers(0, 3),  # which of a few prompts it starts from: they share prefixes
    st.integers(1, 30),  # prompt length
    st.integers(1, 12),  # max_tokens
    st.sampled_from([0.0, 1.0, 4.0]),
    st.integers(0, 5),  # step at which it arrives
    st.one_of(st.none(), st.integers(1, 10)),  # steps after which it is aborted
)


@given(
    turns=st.lists(turn, min_size=1, max_size=12),
    num_blocks=st.integers(11, 24),
    budget=st.sampled_from([4, 7, 64]),
    max_num_seqs=st.integers(1, 4),
)
def test_random_schedules_change_no_token_and_lose_no_block(turns, num_blocks, budget, max_num_seqs):
    sources = [random.Random(i % 2).choices(range(VOCAB), k=30) for i in range(4)]
    engine = make_engine(num_blocks=num_blocks, max_num_batched_tokens=budget, max_num_seqs=max_num_seqs)
    got: dict[str, list[int]] = {}
    aborted = set()
    pending = {f"s{i}": t for i, t in enumerate(turns)}
    options = {}
    step_index = 0
    while pending or engine.has_work:
        for name, (source, length, max_tokens, temperature, arrival, _) in list(pending.items()):
            if arrival <= step_index:
                del pending[name]
                options[name] = (
                    sources[source][:length],
                    max_tokens,
                    SamplingParams(temperature=temperature),
                )
                add(engine, name, *options[name][:2], sampling=options[name][2], seed=int(name[1:]))
        for index, (*_, arrival, abort_after) in enumerate(turns):
            if abort_after is not None and step_index == arrival + abort_after:
                engine.handle(AbortSequence(f"s{index}"))
                aborted.add(f"s{index}")
        for update in engine.step()[0]:
            got.setdefault(update.seq_id, []).extend(update.token_ids)
        engine.check()
        step_index += 1
        assert step_index < 2000, "the engine makes no progress"
    for name, (prompt, max_tokens, params) in options.items():
        expected = alone(prompt, max_tokens, sampling=params, seed=int(name[1:]))
        if name in aborted:
            expected = expected[: len(got.get(name, []))]
        assert got.get(name, []) == expected


def test_a_prompt_cannot_be_added_twice_under_one_id():
    engine = make_engine()
    add(engine, "s", [1])
    with pytest.raises(AssertionError, match="s is already running"):
        add(engine, "s", [1])
