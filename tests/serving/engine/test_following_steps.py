"""Decodes whose tokens go from step to step on the device: the same tokens as one step after the other."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from models.operators import reference_operators
from serving.config import EngineConfig
from serving.engine.batch import FED_BACK
from serving.engine.engine import Engine
from serving.engine.messages import AbortSequence, AddSequence, SetPaused
from serving.request import SamplingParams

SIZES = {"num_blocks": 60, "block_size": 4}
GREEDY = SamplingParams(temperature=0.0, ignore_eos=True)
DRAWN = SamplingParams(temperature=0.8, top_k=20, top_p=0.9, ignore_eos=True)


class Watched:
    """A runner that notes which steps were fed back, and leaves row 0 of every `hesitates`th to the host."""

    def __init__(self, runner, hesitates=0):
        self._runner = runner
        self._hesitates = hesitates
        self.fed_back: list[bool] = []
        self.untaken: set[int] = set()  # steps whose result nobody has taken

    def __getattr__(self, name):
        return getattr(self._runner, name)

    def submit(self, batch):
        number = len(self.fed_back)
        self.fed_back.append(bool(batch.token_ids[0] == FED_BACK))
        if self._hesitates and number % self._hesitates == 0:
            sampling = batch.sampling.copy()
            sampling[0] = 0.0
            batch = replace(batch, sampling=sampling)
        self.untaken.add(number)
        return _Taken(self._runner.submit(batch), self.untaken, number)


class _Taken:
    def __init__(self, handle, untaken, number):
        self._handle, self._untaken, self._number = handle, untaken, number

    def result(self):
        self._untaken.discard(self._number)
        return self._handle.result()


def add(seq_id, params=GREEDY, max_tokens=20, eos=frozenset()) -> AddSequence:
    seed = sum(map(ord, seq_id))
    prompt = np.random.default_rng(seed).integers(0, 61, 3 + seed % 7)
    return AddSequence(
        seq_id=seq_id,
        token_ids=tuple(prompt.tolist()),
        max_tokens=max_tokens,
        sampling=params,
        seed=seed,
        tenant="t",
        eos_token_ids=eos,
    )


def run(runner, *messages, at=None, num_speculative_tokens=0) -> dict[str, list[int]]:
    """Every sequence's tokens. `at`: messages for before a step, by the step's number."""
    config = EngineConfig(
        max_model_len=100, max_num_seqs=8, num_speculative_tokens=num_speculative_tokens, **SIZES
    )
    engine = Engine(config, runner, b"")
    tokens: dict[str, list[int]] = {}
    for message in messages:
        engine.handle(message)
    number = 0
    at = dict(at or {})
    while engine.has_work or at:
        for message in at.pop(number, ()):
            engine.handle(message)
        number += 1
        if engine.has_work:
            for update in engine.step()[0]:
                tokens.setdefault(update.seq_id, []).extend(update.token_ids)
    engine.check()
    return tokens


@pytest.fixture
def neuron(tiny_neuron):
    sizes = {**SIZES, "num_blocks": 200}  # as in test_device_sampling.py: the same graphs
    return lambda **options: Watched(tiny_neuron(torch.float32, **sizes), **options)


@pytest.fixture
def cpu(tiny_llama):
    """Takes one step after the other."""
    return lambda: tiny_llama(reference_operators(), torch.float32, **SIZES)


def test_steady_decodes_are_fed_back_and_their_tokens_are_the_same(neuron, cpu):
    messages = [add("a"), add("b", DRAWN), add("c")]
    runner = neuron()
    assert run(runner, *messages) == run(cpu(), *messages)
    # The prompts, the first decode, whose tokens the host knows, and 18 more that it does not.
    assert runner.fed_back == [False, False, *[True] * 18]
    assert runner.untaken == set()


def test_a_sequence_that_stops_has_gone_one_step_too_far_and_nobody_hears_of_it(neuron, cpu):
    said = run(cpu(), add("a"), add("b"))
    ends = frozenset([said["a"][7]])
    params = replace(GREEDY, ignore_eos=False)
    messages = [add("a", params, eos=ends), add("b")]
    expected = run(cpu(), *messages)
    assert len(expected["a"]) <= 8
    runner = neuron()
    assert run(runner, *messages) == expected
    assert any(runner.fed_back)
    assert runner.untaken == set()


def test_the_blocks_of_a_step_too_far_are_given_back_and_serve_others(neuron, cpu):
    """The next turn finds the KV of the stopped one in the cache, whose last block it shares."""
    params = replace(GREEDY, ignore_eos=False)
    first = add("a", params)
    said = run(cpu(), first)["a"]
    first = add("a", params, eos=frozenset([said[9]]))
    said = run(cpu(), first)["a"]
    second = replace(add("a"), seq_id="next", token_ids=(*first.token_ids, *said, 5, 6, 7))
    at = {40: [second]}
    assert run(neuron(), first, at=at) == run(cpu(), first, at=at)


def test_lengths_that_end_at_different_steps(neuron, cpu):
    messages = [add("a", max_tokens=3), add("b", max_tokens=9), add("c", DRAWN, max_tokens=1)]
    runner = neuron()
    assert run(runner, *messages) == run(cpu(), *messages)
    assert any(runner.fed_back)


def test_one_that_comes_later_waits_for_the_step_that_is_under_way(neuron, cpu):
    at = {4: [add("b", DRAWN)], 9: [add("c")]}
    runner = neuron()
    assert run(runner, add("a"), at=at) == run(cpu(), add("a"), at=at)
    assert any(runner.fed_back)


def test_one_that_is_aborted_leaves_the_step_that_is_under_way(neuron, cpu):
    messages = [add("a"), add("b")]
    whole = run(cpu(), *messages)
    runner = neuron()
    found = run(runner, *messages, at={5: [AbortSequence("a")]})
    assert found["b"] == whole["b"]
    assert found["a"] == whole["a"][:5]
    assert runner.untaken == set()


def test_when_all_are_aborted_the_next_to_come_is_not_disturbed(neuron, cpu):
    at = {5: [AbortSequence("a")], 6: [add("b")]}
    assert run(neuron(), add("a"), at=at)["b"] == run(cpu(), add("b"))["b"]


def test_a_pause_keeps_the_step_that_is_under_way(neuron, cpu):
    at = {4: [SetPaused(True)], 6: [SetPaused(False)]}
    assert run(neuron(), add("a"), add("b"), at=at) == run(cpu(), add("a"), add("b"))


@pytest.mark.parametrize("hesitates", [2, 3, 5])
def test_a_row_that_the_device_leaves_to_the_host_takes_its_step_again(neuron, cpu, hesitates):
    messages = [add("a"), add("b", DRAWN), add("c", DRAWN)]
    runner = neuron(hesitates=hesitates)
    assert run(runner, *messages) == run(cpu(), *messages)
    assert any(runner.fed_back)
    assert runner.untaken == set()


@pytest.mark.parametrize(
    "params",
    [SamplingParams(temperature=1.0), replace(GREEDY, logprobs=1), replace(GREEDY, repetition_penalty=1.2)],
    ids=["all candidates", "logprobs", "penalty"],
)
def test_what_the_host_samples_is_not_fed_back(neuron, cpu, params):
    runner = neuron()
    messages = [add("a"), add("b", params)]
    assert run(runner, *messages) == run(cpu(), *messages)
    assert not any(runner.fed_back)


def test_with_speculation_nothing_is_fed_back(neuron, cpu):
    runner = neuron()
    assert run(runner, add("a"), num_speculative_tokens=7) == run(cpu(), add("a"))
    assert not any(runner.fed_back)


def test_blocks_are_not_taken_from_others_for_a_step_ahead(neuron, cpu):
    """Three sequences of up to 100 tokens in 60 blocks of 4: some are preempted, and none is lost."""
    messages = [add(name, max_tokens=85) for name in "abc"]
    runner = neuron()
    assert run(runner, *messages) == run(cpu(), *messages)
    assert runner.fed_back.count(True) > 40
