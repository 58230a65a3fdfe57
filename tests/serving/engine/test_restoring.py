"""A sequence that waits for blocks from elsewhere: it delays nobody, and ends up as if recomputed."""

import random

import numpy as np
import pytest

from serving.config import EngineConfig
from serving.engine.engine import Engine
from serving.engine.messages import AbortSequence, AddSequence, BlocksFetched
from serving.engine.toy_runner import ToyRunner
from serving.kv.residency import DeviceOnly
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
        self.cancelled: list[str] = []

    def evict(self, key, block_id):
        self.payloads[key] = self._runner.read_blocks(np.array([block_id], np.int32))
        return True

    def has(self, key):
        return key in self.payloads

    def fetch(self, seq_id, first_block, keys):
        self.asked[seq_id] = (first_block, list(keys))

    def cancel(self, seq_id):
        self.cancelled.append(seq_id)

    def brought(self, seq_id, num_blocks=None) -> BlocksFetched:
        first_block, keys = self.asked[seq_id]
        parts = [self.payloads[key] for key in keys[:num_blocks]]
        return BlocksFetched(seq_id, first_block, np.concatenate(parts) if parts else None)


@pytest.fixture
def engine() -> Engine:
    return make_engine()


def make_engine(num_blocks=NUM_BLOCKS) -> Engine:
    config = EngineConfig(num_blocks=num_blocks, block_size=BLOCK_SIZE, max_model_len=NUM_BLOCKS * BLOCK_SIZE)
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


def test_blocks_are_of_no_use_where_those_before_them_have_gone_meanwhile(engine):
    compute_and_evict(engine)
    add(engine, "beginning", PROMPT[:9], max_tokens=0)
    engine.handle(BlocksFetched("beginning", 0, None))
    run(engine)
    add(engine, "s", [*PROMPT, 11])
    add(engine, "filler", FILLER, max_tokens=1, tenant="another")
    run(engine)
    engine.handle(tier_of(engine).brought("s"))
    updates = run(engine)["s"]
    assert tokens(updates) == alone([*PROMPT, 11])
    assert updates[0].num_cached_tokens == 0


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


@pytest.mark.parametrize("seed", range(20))
def test_whatever_comes_and_when_each_sequence_has_the_tokens_that_it_has_alone(seed, engine):
    chance = random.Random(seed)
    prompts = [chance.choices(range(3), k=chance.randint(1, 20)) for _ in range(4)]
    waiting, given, got = [], {}, {}
    for number in range(40):
        if chance.random() < 0.6:
            seq_id = str(number)
            given[seq_id] = chance.choice(prompts) + chance.choices(range(VOCAB), k=chance.randint(1, 3))
            add(engine, seq_id, given[seq_id], tenant=chance.choice("tu"))
            waiting += [seq_id] if seq_id in tier_of(engine).asked else []
        if waiting and chance.random() < 0.5:
            seq_id = waiting.pop(chance.randrange(len(waiting)))
            if chance.random() < 0.2:
                engine.handle(AbortSequence(seq_id))
                del given[seq_id]
            else:
                engine.handle(tier_of(engine).brought(seq_id, chance.choice([None, 0, 1])))
        if engine.has_work:
            for update in engine.step()[0]:
                got.setdefault(update.seq_id, []).extend(update.token_ids)
        engine.check()
    for seq_id in waiting:
        engine.handle(tier_of(engine).brought(seq_id))
    for seq_id, updates in run(engine).items():
        got.setdefault(seq_id, []).extend(tokens(updates))
    assert tier_of(engine).asked, "nothing was ever restored"
    assert engine.is_idle
    assert got == {seq_id: alone(prompt) for seq_id, prompt in given.items()}
