import random

import pytest

from serving.engine.step_cost import StepCost, StepSize


def seconds_of(size: StepSize) -> float:
    """Of a machine that reads keys slowly."""
    return 0.003 + 0.0004 * size.num_tokens + 3e-8 * size.num_pairs + 2e-6 * size.num_keys


def fitted(noise=0.0) -> StepCost:
    cost = StepCost()
    rng = random.Random(0)
    for _ in range(300):
        size = StepSize.of(rng.choice([1, 4, 16, 100, 400, 1000]), rng.randrange(4000))
        cost.observe(size, seconds_of(size) * (1 + noise * rng.uniform(-1, 1)))
    return cost


def test_pairs_are_counted_over_the_context_and_the_chunk_itself():
    assert StepSize.of(1, 10).num_pairs == 11
    assert StepSize.of(3, 0).num_pairs == 1 + 2 + 3


def test_keys_are_counted_once_for_each_sequence():
    assert StepSize.of(3, 10).num_keys == 13
    assert StepSize.sum([(1, 10), (3, 10)]) == StepSize(4, 11 + 36, 11 + 13)


def test_it_learns_the_machine_it_runs_on():
    size = StepSize.of(200, 1000)
    assert fitted().seconds(size) == pytest.approx(seconds_of(size), rel=0.02)


def test_noise_does_not_throw_it_off():
    size = StepSize.of(400, 1000)
    assert fitted(noise=0.3).seconds(size) == pytest.approx(seconds_of(size), rel=0.2)


def test_steps_of_decodes_tell_nothing_false_about_prompts():
    """Decodes read many keys for few pairs; a prompt visits many pairs of the same keys."""
    cost = StepCost()
    for num_new, num_sequences in [(205, 1), (16, 1), *[(1, 8)] * 200]:
        size = StepSize.sum([(num_new, 2000)] * num_sequences)
        cost.observe(size, seconds_of(size))
    prompt = StepSize.of(205, 2000)
    assert cost.seconds(prompt) == pytest.approx(seconds_of(prompt), rel=0.25)


def test_it_follows_a_machine_that_slows_down():
    cost = fitted()
    for _ in range(200):
        cost.observe(StepSize.of(1, 499), 0.05)
    assert cost.seconds(StepSize.of(1, 499)) == pytest.approx(0.05, rel=0.05)


@pytest.mark.parametrize("num_context", [0, 500, 8000])
def test_the_largest_chunk_just_fits_the_budget(num_context):
    cost = fitted()
    num_tokens = cost.max_tokens(0.08, num_context)
    assert cost.marginal_s(num_tokens, num_context) <= 0.08 < cost.marginal_s(num_tokens + 1, num_context)


def test_thousands_of_equal_steps_leave_it_sane():
    cost = StepCost()
    for _ in range(5000):
        cost.observe(StepSize.of(1, 299), 0.02)
    cost.observe(StepSize.of(1, 299), 0.4)  # one hiccup
    assert 0 < cost.max_tokens(0.08, 300) < 10**7
    assert cost.seconds(StepSize.of(1, 299)) < 0.1
