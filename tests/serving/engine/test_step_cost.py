import random

import pytest

from serving.engine.step_cost import StepCost, num_attention_pairs


def fitted(constant_s=0.003, token_s=0.0004, pair_s=3e-8, noise=0.0) -> StepCost:
    cost = StepCost()
    rng = random.Random(0)
    for _ in range(300):
        num_tokens = rng.choice([1, 4, 16, 100, 400, 1000])
        num_pairs = num_attention_pairs(num_tokens, rng.randrange(4000))
        seconds = constant_s + token_s * num_tokens + pair_s * num_pairs
        cost.observe(num_tokens, num_pairs, seconds * (1 + noise * rng.uniform(-1, 1)))
    return cost


def test_pairs_are_counted_over_the_context_and_the_chunk_itself():
    assert num_attention_pairs(1, 10) == 11
    assert num_attention_pairs(3, 0) == 1 + 2 + 3


def test_it_learns_the_machine_it_runs_on():
    cost = fitted()
    expected = 0.003 + 0.0004 * 200 + 3e-8 * num_attention_pairs(200, 1000)
    assert cost.seconds(200, num_attention_pairs(200, 1000)) == pytest.approx(expected, rel=0.02)


def test_noise_does_not_throw_it_off():
    cost = fitted(noise=0.3)
    expected = 0.003 + 0.0004 * 400 + 3e-8 * num_attention_pairs(400, 1000)
    assert cost.seconds(400, num_attention_pairs(400, 1000)) == pytest.approx(expected, rel=0.2)


def test_it_follows_a_machine_that_slows_down():
    cost = fitted()
    for _ in range(200):
        cost.observe(1, 500, 0.05)
    assert cost.seconds(1, 500) == pytest.approx(0.05, rel=0.05)


@pytest.mark.parametrize("num_context", [0, 500, 8000])
def test_the_largest_chunk_just_fits_the_budget(num_context):
    cost = fitted()
    num_tokens = cost.max_tokens(0.08, num_context)
    assert cost.marginal_s(num_tokens, num_context) <= 0.08 < cost.marginal_s(num_tokens + 1, num_context)


def test_thousands_of_equal_steps_leave_it_sane():
    cost = StepCost()
    for _ in range(5000):
        cost.observe(1, 300, 0.02)
    cost.observe(1, 300, 0.4)  # one hiccup
    assert 0 < cost.max_tokens(0.08, 300) < 10**7
    assert cost.seconds(1, 300) < 0.1
