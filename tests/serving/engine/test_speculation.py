"""Speculation finds out several tokens in one step, and changes none."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from serving.config import EngineConfig
from serving.engine.engine import Engine
from serving.engine.messages import AbortSequence, AddSequence, CountResident, EngineStats, SequenceUpdate
from serving.engine.toy_runner import ToyRunner
from serving.request import SamplingParams

VOCAB = 12
PERIOD = 5
GREEDY = SamplingParams(temperature=0)


class ParrotRunner(ToyRunner):
    """Says 0, 1, 2, 3, 4 over and over, going on from the last token of its cache: after 3 comes 4.

    Every 40 positions it says 9 instead, so that a draft goes wrong now and then.
    """

    def _next_token(self, block_table, num_tokens):
        super()._next_token(block_table, num_tokens)
        block, offset = divmod(num_tokens - 1, self.block_size)
        last, position = self._cache[block_table[block], :, offset]
        assert position == num_tokens, "the last slot is not this token's"
        return 9 if num_tokens % 40 == 0 else (int(last) + 1) % PERIOD


def make_engine(
    num_speculative_tokens=7, runner=ParrotRunner, num_blocks=256, block_size=4, **limits
) -> Engine:
    config = EngineConfig(
        num_blocks=num_blocks,
        block_size=block_size,
        max_model_len=num_blocks * block_size,
        num_speculative_tokens=num_speculative_tokens,
        max_step_ms=1e9,
        **limits,
    )
    ticks = iter(range(10**9))  # seconds: each step takes as long as any other, so a draft costs nothing
    return Engine(config, runner(VOCAB, num_blocks, block_size), b"toy", clock=lambda: float(next(ticks)))


def add(engine: Engine, seq_id: str, prompt, max_tokens=60, **options) -> None:
    defaults = {"sampling": GREEDY, "seed": 0, "tenant": "t"}
    engine.handle(
        AddSequence(seq_id=seq_id, token_ids=tuple(prompt), max_tokens=max_tokens, **{**defaults, **options})
    )


def run(engine: Engine) -> tuple[dict[str, list[SequenceUpdate]], int]:
    """The updates of each sequence, and the number of steps."""
    updates: dict[str, list[SequenceUpdate]] = {}
    num_steps = 0
    while engine.has_work:
        for update in engine.step()[0]:
            updates.setdefault(update.seq_id, []).append(update)
        engine.check()
        num_steps += 1
    return updates, num_steps


def story(updates: list[SequenceUpdate]) -> list:
    """Everything that a client could see: tokens, logprobs, and how it ended."""
    tokens = [token_id for update in updates for token_id in update.token_ids]
    logprobs = [scores for update in updates for scores in update.logprobs]
    last = updates[-1]
    return [tokens, logprobs, last.finish_reason, last.stop_token_id, last.error]


def alone(prompt, num_speculative_tokens=0, runner=ParrotRunner, **options) -> list:
    engine = make_engine(num_speculative_tokens, runner)
    add(engine, "s", prompt, **options)
    return story(run(engine)[0]["s"])


def test_a_text_that_repeats_itself_takes_fewer_steps():
    engine = make_engine()
    add(engine, "s", [0, 1, 2], max_tokens=200)
    updates, num_steps = run(engine)
    assert story(updates["s"]) == alone([0, 1, 2], max_tokens=200)
    assert num_steps < 80
    stats = engine.stats()
    assert stats.num_drafts < num_steps
    assert 0.8 < stats.num_accepted_tokens / stats.num_draft_tokens < 1
    assert num_steps == 200 - stats.num_accepted_tokens


def test_zero_turns_it_off():
    engine = make_engine(num_speculative_tokens=0)
    add(engine, "s", [0, 1, 2], max_tokens=50)
    assert run(engine)[1] == 50
    assert engine.stats().num_drafts == 0


def test_each_token_of_an_update_has_its_logprobs():
    engine = make_engine()
    add(engine, "s", [0, 1, 2], sampling=SamplingParams(temperature=0, logprobs=2))
    updates = run(engine)[0]["s"]
    assert max(len(update.token_ids) for update in updates) == 8
    for update in updates:
        assert [scores.token_id for scores in update.logprobs] == list(update.token_ids)


def test_an_update_of_several_tokens_is_as_good_as_one_update_for_each():
    engine = make_engine()
    add(engine, "s", [0, 1, 2], max_tokens=30, sampling=SamplingParams(temperature=0, logprobs=1))
    updates = run(engine)[0]["s"]
    parts = [part for update in updates for part in update.by_token()]
    assert story(parts) == story(updates)
    assert [len(part.token_ids) for part in parts] == [1] * 30
    assert [part.finish_reason for part in parts] == [None] * 29 + ["length"]
    assert parts[0].num_cached_tokens == 0


def test_a_stop_token_inside_an_accepted_run_ends_it():
    params = SamplingParams(temperature=0, stop_token_ids=(3,), min_tokens=17)
    engine = make_engine()
    add(engine, "s", [0, 1, 2], sampling=params)
    updates = run(engine)[0]["s"]
    assert story(updates) == alone([0, 1, 2], sampling=params)
    tokens, _, reason, stop_token_id, _ = story(updates)
    assert (tokens[-1], reason, stop_token_id) == (3, "stop", 3)
    assert 17 <= len(tokens) < 30
    assert engine.stats().num_accepted_tokens > 0


@pytest.mark.parametrize("max_tokens", range(1, 14))
def test_no_token_is_sampled_past_max_tokens(max_tokens):
    prompt = [0, 1, 2, 3, 4] * 3
    engine = make_engine()
    add(engine, "s", prompt, max_tokens=max_tokens)
    updates = run(engine)[0]["s"]
    assert story(updates) == alone(prompt, max_tokens=max_tokens)
    assert len(story(updates)[0]) == max_tokens


def test_the_slots_of_rejected_draft_tokens_are_not_cached():
    engine = make_engine(block_size=4)
    add(engine, "s", [0, 1, 2], max_tokens=40)
    history = [0, 1, 2, *story(run(engine)[0]["s"])[0]]
    assert history[37:] == [2, 3, 4, 9, 0, 1]
    assert engine.stats().num_accepted_tokens < engine.stats().num_draft_tokens, "9 was not foreseen"
    foreseen = [*history[:40], 0, 1, 2, 3, 4]
    counts = [engine.handle(CountResident(i, "t", tuple(ids))) for i, ids in enumerate((history, foreseen))]
    assert [count.num_tokens for count in counts] == [len(history) - 1, 40]
    add(engine, "next turn", [*history, 5], max_tokens=30)
    assert story(run(engine)[0]["next turn"]) == alone([*history, 5], max_tokens=30)


class Watching:
    """Notes the size of each batch."""

    def __init__(self, runner):
        self.runner = runner
        self.num_tokens = []
        self.submit_inner = runner.submit
        runner.submit = self.submit

    def submit(self, batch):
        self.num_tokens.append(batch.num_tokens)
        return self.submit_inner(batch)


def test_drafts_keep_to_the_tokens_of_a_step():
    engine = make_engine(max_num_batched_tokens=10, max_num_seqs=8)
    watching = Watching(engine._runner)
    for index in range(5):
        add(engine, f"s{index}", [0, 1, 2], max_tokens=80)
    updates, _ = run(engine)
    assert max(watching.num_tokens) == 10
    assert all(story(each) == alone([0, 1, 2], max_tokens=80) for each in updates.values())


def test_drafts_wait_until_everybody_has_their_tokens():
    """While a prompt takes all that a step may hold, nobody drafts."""
    engine = make_engine(max_num_batched_tokens=32, max_num_seqs=8, num_blocks=512)
    add(engine, "decode", [0, 1, 2, 3, 4] * 3, max_tokens=300)
    for _ in range(5):
        engine.step()
    num_drafts = engine.stats().num_drafts
    assert num_drafts > 0
    add(engine, "prompt", range(VOCAB), max_tokens=1)
    add(engine, "long", [9, 8, 7] * 300, max_tokens=1)
    while engine.stats().num_waiting or not engine._sequences["long"].is_decoding:
        before = engine._sequences["long"].num_computed_tokens
        _, stats = engine.step()
        if "long" not in engine._sequences:
            break
        if engine._sequences["long"].num_computed_tokens - before == 31:
            assert stats.num_drafts == num_drafts
        num_drafts = stats.num_drafts


def test_drafts_keep_to_the_time_of_a_step():
    class Slow(ParrotRunner):
        def submit(self, batch):
            clock.now_s += 0.050 + 0.002 * batch.num_tokens
            return super().submit(batch)

    class Clock:
        now_s = 0.0

        def __call__(self) -> float:
            return self.now_s

    clock = Clock()
    limits = {"max_model_len": 4096, "max_num_seqs": 16, "max_step_ms": 80.0}
    config = EngineConfig(num_blocks=1024, block_size=4, num_speculative_tokens=7, **limits)
    engine = Engine(config, Slow(VOCAB, 1024, 4), b"", clock=clock)
    for length in (10, 100, 300, 30, 200):  # lets the cost model see the machine
        add(engine, "warm", random.Random(length).choices(range(VOCAB), k=length), 3, tenant=str(length))
        run(engine)
    for index in range(4):
        add(engine, f"s{index}", [0, 1, 2, 3, 4], max_tokens=150)
    engine.step()  # the prompts
    slowest_s, num_drafts = 0.0, engine.stats().num_drafts
    while engine.has_work:
        _, stats = engine.step()
        if stats.num_running == 4:
            slowest_s = max(slowest_s, stats.step_s)
    assert engine.stats().num_drafts > num_drafts
    assert slowest_s < 0.085


def test_a_lack_of_blocks_shortens_drafts_and_preempts_nobody():
    def preemptions(num_speculative_tokens: int) -> EngineStats:
        engine = make_engine(num_speculative_tokens, num_blocks=18, block_size=4, max_num_seqs=2)
        for name in ("a", "b"):
            add(engine, name, [0, 1, 2, 3, 4], max_tokens=30)
        updates, _ = run(engine)
        assert all(story(each) == alone([0, 1, 2, 3, 4], max_tokens=30) for each in updates.values())
        return engine.stats()

    assert preemptions(0).num_preemptions == 0, "the pool just holds both"
    assert preemptions(7).num_preemptions == 0
    assert preemptions(7).num_accepted_tokens > 0


class Failing(ParrotRunner):
    """Its arithmetic fails at position 30."""

    def _logits(self, next_ids):
        logits = super()._logits(next_ids)
        for row, next_id in enumerate(next_ids):
            if next_id == -1:
                logits[row] = np.nan
        return logits

    def _next_token(self, block_table, num_tokens):
        return -1 if num_tokens == 31 else super()._next_token(block_table, num_tokens)


def test_unusable_logits_fail_a_turn_where_it_comes_to_them_and_not_before():
    engine = make_engine(runner=Failing)
    add(engine, "s", [0, 1, 2])
    add(engine, "stops before", [0, 1, 2], max_tokens=25)
    updates, _ = run(engine)
    assert engine.stats().num_accepted_tokens > 0
    assert story(updates["s"]) == alone([0, 1, 2], runner=Failing)
    assert "NaN" in updates["s"][-1].error
    assert len(story(updates["s"])[0]) == 28
    assert story(updates["stops before"]) == alone([0, 1, 2], runner=Failing, max_tokens=25)
    assert updates["stops before"][-1].error is None


def test_a_probe_is_rare_and_short():
    """Where a draft never pays, one in a hundred steps finds out whether that is still so."""

    class Dear(ParrotRunner):
        def submit(self, batch):
            clock.now_s += 0.010 * batch.num_tokens
            return super().submit(batch)

    class Clock:
        now_s = 0.0

        def __call__(self) -> float:
            return self.now_s

    clock = Clock()
    config = EngineConfig(num_blocks=1024, block_size=4, max_model_len=4096, num_speculative_tokens=7)
    engine = Engine(config, Dear(VOCAB, 1024, 4), b"", clock=clock)
    for index in range(8):  # decodes of 8, 7, ... 1 sequences show that there is nothing to share
        add(engine, f"warm {index}", [0, 1, 2], 20 + 10 * index, tenant=str(index))
    run(engine)
    before = engine.stats()
    add(engine, "s", [0, 1, 2], max_tokens=1000)
    run(engine)
    assert 5 <= engine.stats().num_drafts - before.num_drafts <= 10
    assert engine.stats().num_draft_tokens - before.num_draft_tokens <= 30


sampling = st.builds(
    SamplingParams,
    temperature=st.sampled_from([0.0, 0.0, 0.3, 1.0]),
    top_p=st.sampled_from([1.0, 0.8]),
    top_k=st.sampled_from([0, 3]),
    min_p=st.sampled_from([0.0, 0.1]),
    repetition_penalty=st.sampled_from([1.0, 1.0, 1.3]),
    presence_penalty=st.sampled_from([0.0, 0.0, 0.2]),
    frequency_penalty=st.sampled_from([0.0, 0.0, 0.05]),
    logit_bias=st.sampled_from([(), ((3, -0.4), (7, 0.9))]),
    logprobs=st.sampled_from([None, 0, 3]),
    prompt_logprobs=st.sampled_from([None, None, None, 1]),
    min_tokens=st.sampled_from([0, 0, 10]),
    stop_token_ids=st.sampled_from([(), (), (4,), (8,)]),
    ignore_eos=st.booleans(),
)
turn = st.fixed_dictionaries(
    {
        "text": st.integers(0, 3),  # which of a few texts its prompt is the beginning of
        "length": st.integers(1, 40),
        "max_tokens": st.integers(0, 60),
        "sampling": sampling,
        "num_choices": st.sampled_from([1, 1, 1, 3]),
        "arrival": st.integers(0, 15),  # step
        "abort_after": st.one_of(st.none(), st.none(), st.integers(1, 20)),  # steps
    }
)
TEXTS = [
    [0, 1, 2, 3, 4] * 8,
    [5, 6, 7, 5, 6, 8, 0, 1] * 5,
    random.Random(0).choices(range(VOCAB), k=40),
    random.Random(1).choices(range(VOCAB), k=40),
]


@given(
    turns=st.lists(turn, min_size=1, max_size=8),
    runner=st.sampled_from([ParrotRunner, ToyRunner]),
    num_speculative_tokens=st.sampled_from([1, 3, 7, 20]),
    num_blocks=st.integers(26, 60),
    budget=st.sampled_from([5, 12, 64]),
    max_num_seqs=st.integers(1, 5),
)
def test_random_schedules_give_what_each_sequence_has_alone_without_speculation(
    turns, runner, num_speculative_tokens, num_blocks, budget, max_num_seqs
):
    engine = make_engine(
        num_speculative_tokens, runner, num_blocks, max_num_batched_tokens=budget, max_num_seqs=max_num_seqs
    )
    got: dict[str, list[SequenceUpdate]] = {}
    asked: dict[str, tuple[list[int], dict]] = {}
    aborted: set[str] = set()
    for step_index in range(3000):
        for number, each in enumerate(turns):
            names = [f"{number}:{choice}" for choice in range(each["num_choices"])]
            if each["arrival"] == step_index:
                prompt = TEXTS[each["text"]][: each["length"]]
                for choice, name in enumerate(names):
                    options = {
                        "max_tokens": each["max_tokens"],
                        "sampling": each["sampling"],
                        "seed": number,
                        "choice_index": choice,
                        "eos_token_ids": frozenset({9}),
                    }
                    asked[name] = (prompt, options)
                    add(engine, name, prompt, leader_id=names[0] if choice else None, **options)
            if each["abort_after"] is not None and each["arrival"] + each["abort_after"] == step_index:
                for name in names:
                    engine.handle(AbortSequence(name))
                    aborted.add(name)
        if engine.has_work:
            for update in engine.step()[0]:
                got.setdefault(update.seq_id, []).append(update)
        engine.check()
        if step_index > 15 and not engine.has_work:
            break
    assert not engine.has_work, "the engine makes no progress"
    for name, (prompt, options) in asked.items():
        expected = alone(prompt, runner=runner, **options)
        if name in aborted:
            tokens = story(got[name])[0] if name in got else []
            assert tokens == expected[0][: len(tokens)]
        else:
            assert story(got[name]) == expected
