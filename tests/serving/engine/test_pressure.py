"""Sessions that do not all fit: what is about to be used again is not displaced by who has nothing here."""

import pytest

from serving.config import EngineConfig
from serving.engine.engine import Engine
from serving.engine.messages import AbortSequence, AddSequence, BeginWait, EndWait
from serving.engine.pressure import MAX_HELD_BACK_S, MAX_RESTING, Pressure
from serving.engine.step_cost import StepCost
from serving.engine.toy_runner import ToyRunner
from serving.kv.holdings import Account
from serving.kv.retention import Retention, Wait
from serving.request import SamplingParams

VOCAB, BLOCK_SIZE, NUM_BLOCKS = 50, 4, 16
TOOL = Wait("t", "tool")


class Clock:
    now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def engine(clock) -> Engine:
    config = EngineConfig(num_blocks=NUM_BLOCKS, block_size=BLOCK_SIZE, max_model_len=64)
    engine = Engine(config, ToyRunner(VOCAB, NUM_BLOCKS, BLOCK_SIZE), b"toy", clock=clock)
    for _ in range(20):  # a tool that answers within a second
        engine.handle(BeginWait("nobody", TOOL))
        engine._pool.retention.note_wait(TOOL)
        engine.handle(EndWait(TOOL, 0.5))
    return engine


def add(engine: Engine, seq_id: str, prompt, session: str | None, max_tokens=2) -> None:
    engine.handle(
        AddSequence(
            seq_id=seq_id,
            token_ids=tuple(prompt),
            max_tokens=max_tokens,
            sampling=SamplingParams(temperature=0),
            seed=0,
            tenant="t",
            session_id=session,
        )
    )


def run(engine: Engine) -> dict[str, int]:
    """Cached tokens of each."""
    cached = {}
    while engine.has_work:
        for update in engine.step()[0]:
            if update.num_cached_tokens is not None:
                cached[update.seq_id] = update.num_cached_tokens
        engine.check()
    return cached


def prompt_of(number: int, length: int = 24) -> list[int]:
    return [(number * 7 + i) % VOCAB for i in range(length)]


def rest(engine: Engine, seq_id: str, prompt, session: str) -> None:
    """A turn, after which its session waits for the tool."""
    add(engine, seq_id, prompt, session)
    run(engine)
    engine.handle(BeginWait(seq_id, TOOL))


def test_what_a_waiting_turn_has_here_is_not_taken_by_one_that_came_before_it(engine):
    rest(engine, "a", prompt_of(1), "a")
    rest(engine, "b", prompt_of(2), "b")
    add(engine, "large", range(30), None, max_tokens=1)  # has room only where one of them gives way
    add(engine, "a again", [*prompt_of(1), 3], "a")
    add(engine, "b again", [*prompt_of(2), 3], "b")
    cached = run(engine)
    assert cached["a again"] == cached["b again"] == 24
    assert cached["large"] == 0


def held_back(engine: Engine, clock: Clock) -> bool:
    """Whether a turn that has nothing here waits, while one runs and two sessions rest."""
    rest(engine, "a", prompt_of(1), "a")
    rest(engine, "b", prompt_of(2), "b")
    engine._cost.marginal_s = lambda num_tokens, num_context_tokens: float(num_tokens)
    add(engine, "runs", [1, 2, 3], None, max_tokens=12)
    engine.step()
    add(engine, "new", prompt_of(5, 20), None)
    engine.step()
    return "new" in {s.seq_id for s in engine._scheduler.waiting}


def test_a_turn_waits_while_others_run_if_it_would_displace_who_is_about_to_come_back(engine, clock):
    assert held_back(engine, clock)
    add(engine, "a again", [*prompt_of(1), 3], "a")
    assert run(engine).get("a again") == 24


def test_nobody_is_held_back_for_ever(engine, clock):
    assert held_back(engine, clock)
    clock.now_s = MAX_HELD_BACK_S + 1
    engine.step()
    assert "new" not in {s.seq_id for s in engine._scheduler.waiting}


def test_with_nobody_running_a_turn_is_never_held_back(engine, clock):
    assert held_back(engine, clock)
    engine.handle(AbortSequence("runs"))
    assert engine.has_work
    engine.step()
    assert not engine._scheduler.waiting


def test_the_more_wait_the_more_is_kept_and_what_is_gone_is_not():
    cost, retention, here = StepCost(), Retention(), {b"tool", b"person"}
    pressure = Pressure(retention, cost, here.__contains__)
    for _ in range(50):
        retention.note_wait(TOOL)
        retention.note_return(TOOL, 2.0)
    person = Wait("t", "person")
    for _ in range(50):
        retention.note_wait(person)
        retention.note_return(person, 600.0)
    for name, wait in (("tool", TOOL), ("person", person)):
        pressure.rest(Account("f", name), wait, 0.0, last_key=name.encode(), num_blocks=10, num_tokens=1000)
    kept = [pressure.num_kept_blocks(num_waiting, 0.1) for num_waiting in (0, 1, 10, 100, 10_000)]
    assert kept[0] == 0
    assert kept == sorted(kept)
    assert kept[-1] == 20
    assert 10 in kept, "whoever waits for a tool is kept before a person"
    here.remove(b"tool")
    assert pressure.num_kept_blocks(10_000, 0.1) == 10
    pressure.come_back(Account("f", "person"))
    assert pressure.num_kept_blocks(10_000, 0.1) == 0


def test_only_so_many_sessions_are_known_and_the_longest_gone_are_forgotten():
    pressure = Pressure(Retention(), StepCost(), lambda key: True)
    for number in range(MAX_RESTING + 1):
        pressure.rest(Account("f", str(number)), TOOL, 0.0, last_key=b"key", num_blocks=1, num_tokens=100_000)
    assert pressure.num_kept_blocks(10**9, 0.1) == MAX_RESTING
