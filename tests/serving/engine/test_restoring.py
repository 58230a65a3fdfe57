"""A sequence that waits for blocks from elsewhere: it delays nobody, and ends up as if recomputed."""

import random
from dataclasses import replace

import numpy as np
import pytest

from serving.config import EngineConfig
from serving.engine.engine import Engine
from serving.engine.messages import AbortSequence, AddSequence, BlocksFetched, DropBlocks
from serving.engine.toy_runner import ToyRunner
from serving.kv.residency import DeviceOnly
from serving.output import Restored
from serving.request import SamplingParams

VOCAB, BLOCK_SIZE, NUM_BLOCKS = 50, 4, 8
PROMPT = [7, 3, 9, 4, 1, 8, 2, 6, 5, 5, 7, 1, 3, 9, 2, 4]
FILLER = list(range(NUM_BLOCKS * BLOCK_SIZE - 1))


class SlowTier(DeviceOnly):
    """Keeps what is evicted in host memory, and brings it when the test says so."""

    def __init__(self, runner: ToyRunner) -> None:
        self._runner = runner
        self.payloads: dict[bytes, np.ndarray] = {}
        self.asked: dict[str, tuple[int, list[bytes]]] = {}
        self.due: list[str] = []
        self.cancelled: list[str] = []

    def evict(self, key, block_id, *, is_superseded):
        self.payloads[key] = self._runner.read_blocks(np.array([block_id], np.int32))
        return True

    def tier_of(self, key):
        return "disk" if key in self.payloads else None

    def fetch(self, seq_id, first_block, keys, session=""):
        self.asked[seq_id] = (first_block, list(keys))
        self.due.append(seq_id)

    def cancel(self, seq_id):
        self.cancelled.append(seq_id)
        self.due.remove(seq_id)

    def brought(self, seq_id, num_blocks=None) -> BlocksFetched:
        if seq_id in self.due:
            self.due.remove(seq_id)
        first_block, keys = self.asked[seq_id]
        parts = [self.payloads[key] for key in keys[:num_blocks]]
        return BlocksFetched(seq_id, first_block, np.concatenate(parts) if parts else None)


@pytest.fixture
def engine() -> Engine:
    return make_engine()


def make_engine(num_blocks=NUM_BLOCKS, **options) -> Engine:
    config = EngineConfig(
        num_blocks=num_blocks, block_size=BLOCK_SIZE, max_model_len=NUM_BLOCKS * BLOCK_SIZE, **options
    )
    runner = ToyRunner(VOCAB, num_blocks, BLOCK_SIZE)
    ticks = iter(range(10**9))
    return Engine(config, runner, b"toy", clock=lambda: next(ticks) * 1e-3, residency=SlowTier(runner))


def tier_of(engine: Engine) -> SlowTier:
    return engine._pool.residency


def add(engine: Engine, seq_id: str, prompt, max_tokens=4, **options) -> None:
    given = {"sampling": SamplingParams(temperature=0), "seed": 0, "tenant": "t"} | options
    engine.handle(AddSequence(seq_id=seq_id, token_ids=tuple(prompt), max_tokens=max_tokens, **given))


def run(engine: Engine) -> dict[str, list]:
    updates = {}
    while engine.has_work:
        for update in engine.step()[0]:
            updates.setdefault(update.seq_id, []).append(update)
        engine.check()
    return updates


def tokens(updates) -> list[int]:
    return [token_id for update in updates for token_id in update.token_ids]


def alone(prompt, max_tokens=4) -> list[int]:
    engine = make_engine(num_blocks=64)
    add(engine, "s", prompt, max_tokens)
    return tokens(run(engine)["s"])


def compute_and_evict(engine: Engine, prompt=PROMPT) -> None:
    add(engine, "turn 1", prompt, max_tokens=1)
    run(engine)
    add(engine, "filler", FILLER, max_tokens=1, tenant="other")
    run(engine)


def test_a_sequence_waits_for_its_blocks_and_then_has_them_as_if_they_had_never_left(engine):
    compute_and_evict(engine)
    add(engine, "s", [*PROMPT, 11])
    assert not engine.has_work
    assert not engine.is_idle
    assert (engine.stats().num_waiting, engine.stats().num_restoring) == (0, 1)
    first_block, keys = tier_of(engine).asked["s"]
    assert (first_block, len(keys)) == (0, 4)
    engine.handle(tier_of(engine).brought("s"))
    updates = run(engine)["s"]
    assert tokens(updates) == alone([*PROMPT, 11])
    assert updates[0].num_cached_tokens == len(PROMPT)
    assert engine.is_idle


def test_only_the_blocks_behind_those_that_are_here_are_asked_for(engine):
    compute_and_evict(engine)
    add(engine, "beginning", PROMPT[:9], max_tokens=0)
    engine.handle(BlocksFetched("beginning", 0, None))
    run(engine)
    add(engine, "s", [*PROMPT, 11])
    first_block, keys = tier_of(engine).asked["s"]
    assert (first_block, len(keys)) == (2, 2)
    engine.handle(tier_of(engine).brought("s"))
    updates = run(engine)["s"]
    assert tokens(updates) == alone([*PROMPT, 11])
    assert updates[0].num_cached_tokens == len(PROMPT)


def test_the_others_steps_are_those_without_it(engine):
    add(engine, "other", [1, 2, 3], max_tokens=6, tenant="other")
    undisturbed = [engine.step()[0] for _ in range(6)]
    compute_and_evict(engine)
    add(engine, "s", [*PROMPT, 11])
    add(engine, "other", [1, 2, 3], max_tokens=6, tenant="a third")
    steps = [engine.step()[0] for _ in range(6)]
    assert [tokens(step) for step in steps] == [tokens(step) for step in undisturbed]
    assert not engine.has_work, "what waits for its blocks is no work"
    engine.handle(tier_of(engine).brought("s"))
    assert tokens(run(engine)["s"]) == alone([*PROMPT, 11])


def test_aborting_it_leaves_nothing_behind_and_what_comes_later_is_dropped(engine):
    compute_and_evict(engine)
    add(engine, "s", [*PROMPT, 11])
    engine.handle(AbortSequence("s"))
    assert tier_of(engine).cancelled == ["s"]
    assert engine.is_idle
    before = engine.stats()
    engine.handle(tier_of(engine).brought("s"))
    assert engine.stats() == before
    assert before.num_held_blocks == 0
    engine.check()


@pytest.mark.parametrize("num_blocks", [0, 1, 3])
def test_what_does_not_come_is_computed(engine, num_blocks):
    compute_and_evict(engine)
    add(engine, "s", [*PROMPT, 11])
    engine.handle(tier_of(engine).brought("s", num_blocks))
    updates = run(engine)["s"]
    assert tokens(updates) == alone([*PROMPT, 11])
    assert updates[0].num_cached_tokens == num_blocks * BLOCK_SIZE


def test_a_payload_of_another_shape_is_not_taken(engine):
    compute_and_evict(engine)
    add(engine, "s", [*PROMPT, 11])
    engine.handle(BlocksFetched("s", 0, np.zeros((4, 1, 2, 1, BLOCK_SIZE, 2), np.int32)))
    updates = run(engine)["s"]
    assert tokens(updates) == alone([*PROMPT, 11])
    assert updates[0].num_cached_tokens == 0


def test_what_is_here_of_a_waiting_sequence_stays_until_it_runs(engine):
    compute_and_evict(engine)
    add(engine, "beginning", PROMPT[:9], max_tokens=0)
    engine.handle(BlocksFetched("beginning", 0, None))
    run(engine)
    add(engine, "s", [*PROMPT, 11])
    add(engine, "filler", FILLER, max_tokens=1, tenant="another")
    assert not engine.has_work, "there is no room for it beside the other"
    engine.handle(tier_of(engine).brought("s"))
    updates = run(engine)
    assert tokens(updates["s"]) == alone([*PROMPT, 11])
    assert updates["s"][0].num_cached_tokens == len(PROMPT)
    assert tokens(updates["filler"]) == alone(FILLER, max_tokens=1)


def test_blocks_are_of_no_use_where_those_before_them_have_gone_meanwhile(engine):
    compute_and_evict(engine)
    add(engine, "beginning", PROMPT[:9], max_tokens=0)
    engine.handle(BlocksFetched("beginning", 0, None))
    run(engine)
    add(engine, "s", [*PROMPT, 11])
    engine._scheduler.restoring.let_go(engine._sequences["s"])
    engine.handle(DropBlocks(0, "t", tuple(PROMPT[:9])))
    engine.handle(tier_of(engine).brought("s"))
    updates = run(engine)["s"]
    assert tokens(updates) == alone([*PROMPT, 11])
    assert updates[0].num_cached_tokens == 0


def returning(engine: Engine, num_sessions: int) -> dict[str, list[int]]:
    """Prompts of sessions whose blocks have all been evicted, each a token longer than what was computed."""
    prompts = {f"s{number}": [number, *PROMPT[1:], 11] for number in range(num_sessions)}
    for seq_id, prompt in prompts.items():
        add(engine, f"{seq_id} before", prompt[:-1], max_tokens=1)
        run(engine)
    add(engine, "filler", FILLER, max_tokens=1, tenant="other")
    run(engine)
    return prompts


def bring_and_run(engine: Engine) -> dict[str, list]:
    """Until nobody waits."""
    updates = {}
    while not engine.is_idle:
        for seq_id in list(tier_of(engine).due):
            engine.handle(tier_of(engine).brought(seq_id))
        assert engine.has_work
        for update in engine.step()[0]:
            updates.setdefault(update.seq_id, []).append(update)
        engine.check()
    return updates


def test_a_crowd_comes_back_a_few_at_a_time_and_computes_nothing_again(engine):
    prompts = returning(engine, 5)
    for seq_id, prompt in prompts.items():
        add(engine, seq_id, prompt)
    assert list(tier_of(engine).asked) == ["s0"], "a second one would have had no room"
    updates = bring_and_run(engine)
    assert list(tier_of(engine).asked) == list(prompts)
    for seq_id, prompt in prompts.items():
        assert updates[seq_id][0].num_cached_tokens == len(PROMPT)
        assert tokens(updates[seq_id]) == alone(prompt)


def test_who_runs_may_have_what_is_held_for_who_does_not(engine):
    prompts = returning(engine, 1)
    add(engine, "runs", [1, 2, 3], max_tokens=22, tenant="other")
    engine.step()
    add(engine, "s0", prompts["s0"])
    engine.handle(replace(tier_of(engine).brought("s0", 3), is_last=False))
    assert len(engine._sequences["s0"].held_blocks) == 3
    said = [token_id for _ in range(21) for update in engine.step()[0] for token_id in update.token_ids]
    assert said == alone([1, 2, 3], max_tokens=22)[1:]
    assert not engine._sequences["s0"].held_blocks, "they were given back"
    engine.handle(BlocksFetched("s0", 3, None))
    updates = run(engine)
    assert tokens(updates["s0"]) == alone(prompts["s0"])


@pytest.mark.parametrize("seed", range(10))
def test_whoever_comes_back_and_leaves_nobody_waits_for_ever(seed, engine):
    chance = random.Random(seed)
    prompts = returning(engine, 4)
    given = {}
    for number in range(12):
        seq_id = f"turn {number}"
        given[seq_id] = (chance.choice(list(prompts.values())), chance.randint(1, 12))
        add(engine, seq_id, given[seq_id][0], max_tokens=given[seq_id][1])
        if chance.random() < 0.2:
            engine.handle(AbortSequence(seq_id))
            del given[seq_id]
    updates = bring_and_run(engine)
    assert {seq_id: tokens(updates[seq_id]) for seq_id in given} == {
        seq_id: alone(prompt, max_tokens) for seq_id, (prompt, max_tokens) in given.items()
    }


def test_the_choices_of_a_turn_wait_for_the_one_that_waits_for_the_prompts_blocks(engine):
    compute_and_evict(engine)
    add(engine, "choice 0", [*PROMPT, 11])
    add(engine, "choice 1", [*PROMPT, 11], choice_index=1, leader_id="choice 0")
    assert list(tier_of(engine).asked) == ["choice 0"]
    assert not engine.has_work
    engine.handle(tier_of(engine).brought("choice 0"))
    updates = run(engine)
    assert tokens(updates["choice 0"]) == tokens(updates["choice 1"]) == alone([*PROMPT, 11])


def test_a_prompt_whose_every_token_is_scored_is_computed(engine):
    compute_and_evict(engine)
    add(engine, "s", [*PROMPT, 11], sampling=SamplingParams(temperature=0, prompt_logprobs=0))
    assert tier_of(engine).asked == {}
    assert tokens(run(engine)["s"]) == alone([*PROMPT, 11])


class Keen(DeviceOnly):
    """Has something to copy all the time."""

    num_copied = 0

    def copy(self):
        self.num_copied += 1
        return 1e-3


def test_while_sequences_run_copies_for_other_tiers_are_seldom():
    engine, clock = timed_engine()
    tier = engine._pool.residency = Keen()
    assert [engine.copy_blocks() for _ in range(20)] == [True] * 20, "nobody runs"
    add(engine, "s", [1, 2, 3], max_tokens=20)
    before_s, num_before = clock.now_s, tier.num_copied
    while engine.has_work:
        engine.step()
        engine.copy_blocks()
    assert clock.now_s - before_s == pytest.approx(22e-3)
    assert tier.num_copied == num_before + 1, "2 % of the time; the last one: nobody ran any more"


class Clock:
    """A device that takes a millisecond for each token of a step."""

    def __init__(self) -> None:
        self.now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


def timed_engine() -> tuple[Engine, Clock]:
    engine, clock = make_engine(kv_restore="auto"), Clock()
    engine._clock = clock
    submit = engine._runner.submit

    def slow(batch):
        clock.now_s += 1e-3 * len(batch.token_ids)
        return submit(batch)

    engine._runner.submit = slow
    return engine, clock


def return_once(engine: Engine, clock: Clock, restore_s: float) -> Restored:
    """What is said of a turn whose blocks were evicted, on a tier that takes so long."""
    tenant = str(clock.now_s)  # a new session each time
    for seq_id, prompt, owner in (("turn 1", PROMPT, tenant), ("filler", FILLER, f"other {tenant}")):
        add(engine, seq_id, prompt, max_tokens=1, tenant=owner)
        run(engine)
    add(engine, "s", [*PROMPT, 11], session_id="s", tenant=tenant)
    if tier_of(engine).due:
        clock.now_s += restore_s
        engine.handle(tier_of(engine).brought("s"))
    updates = run(engine)["s"]
    assert tokens(updates) == alone([*PROMPT, 11])
    return updates[0].restored


def test_what_is_computed_faster_than_it_comes_is_computed_and_tried_again_after_a_while():
    engine, clock = timed_engine()
    said = [return_once(engine, clock, restore_s=0.004) for _ in range(4)]
    assert {restored.tier for restored in said} == {"disk"}
    assert said[-1].seconds == pytest.approx(0.004)
    assert said[-1].saved_s == pytest.approx(0.012, abs=0.003), "16 tokens take 16 ms"
    assert return_once(engine, clock, restore_s=0.5).tier == "disk", "nobody could know"
    recomputed = return_once(engine, clock, restore_s=0.5)
    assert (recomputed.tier, recomputed.num_tokens) == ("recomputed", 16)
    assert recomputed.seconds == pytest.approx(0.016, abs=0.003)
    assert recomputed.saved_s > 0.05
    tiers = [return_once(engine, clock, restore_s=0.004).tier for _ in range(60)]
    assert tiers[0] == "recomputed"
    assert tiers[-1] == "disk", "what was slow once is not given up for ever"


def test_a_turn_says_so_where_all_it_needed_was_here(engine):
    add(engine, "turn 1", PROMPT, max_tokens=1, session_id="s")
    run(engine)
    add(engine, "turn 2", [*PROMPT, 11], session_id="s")
    restored = run(engine)["turn 2"][0].restored
    assert (restored.tier, restored.num_tokens, restored.seconds) == ("device", 16, 0.0)


@pytest.mark.parametrize("seed", range(20))
def test_whatever_comes_and_when_each_sequence_has_the_tokens_that_it_has_alone(seed, engine):
    chance = random.Random(seed)
    prompts = [chance.choices(range(3), k=chance.randint(1, 20)) for _ in range(4)]
    given, got = {}, {}
    for number in range(40):
        if chance.random() < 0.6:
            seq_id = str(number)
            given[seq_id] = chance.choice(prompts) + chance.choices(range(VOCAB), k=chance.randint(1, 3))
            add(engine, seq_id, given[seq_id], tenant=chance.choice("tu"))
        if (due := tier_of(engine).due) and chance.random() < 0.5:
            seq_id = chance.choice(due)
            if chance.random() < 0.2:
                engine.handle(AbortSequence(seq_id))
                del given[seq_id]
            else:
                engine.handle(tier_of(engine).brought(seq_id, chance.choice([None, 0, 1])))
        if engine.has_work:
            for update in engine.step()[0]:
                got.setdefault(update.seq_id, []).extend(update.token_ids)
        engine.check()
    for seq_id, updates in bring_and_run(engine).items():
        got.setdefault(seq_id, []).extend(tokens(updates))
    assert tier_of(engine).asked, "nothing was ever restored"
    assert engine.is_idle
    assert got == {seq_id: alone(prompt) for seq_id, prompt in given.items()}
