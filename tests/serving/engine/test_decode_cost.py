import random

import pytest

from serving.engine.decode_cost import DecodeCost


def fitted(fixed_s=0.006, token_s=0.001, noise=0.0) -> DecodeCost:
    cost = DecodeCost()
    rng = random.Random(0)
    for _ in range(300):
        num_tokens = rng.choice([1, 1, 2, 4, 8])
        cost.observe(num_tokens, (fixed_s + token_s * num_tokens) * (1 + noise * rng.uniform(-1, 1)))
    return cost


@pytest.mark.parametrize(("fixed_s", "token_s"), [(0.006, 0.001), (0.13, 0.01), (70e-6, 5e-6)])
def test_two_sizes_of_step_are_enough_to_know_a_machine(fixed_s, token_s):
    cost = DecodeCost()
    for num_tokens in (1, 1, 8, 1):
        cost.observe(num_tokens, fixed_s + token_s * num_tokens)
    assert cost.fixed_s == pytest.approx(fixed_s, rel=0.1)
    assert cost.token_s == pytest.approx(token_s, rel=0.1)


def test_noise_does_not_throw_it_off():
    cost = fitted(noise=0.2)
    assert cost.fixed_s == pytest.approx(0.006, rel=0.2)
    assert cost.token_s == pytest.approx(0.001, rel=0.4)


def test_steps_of_one_size_leave_the_ratio_as_it_was():
    cost = fitted()
    rng = random.Random(1)
    for _ in range(3000):
        cost.observe(8, 0.014 * (1 + 0.1 * rng.uniform(-1, 1)))
    assert cost.token_s / cost.fixed_s == pytest.approx(1 / 6, rel=0.3)


def test_a_few_steps_of_another_size_correct_an_old_belief():
    cost = fitted(fixed_s=0.007, token_s=0.0)
    for index in range(400):  # a token costs much now, and one step in a hundred shows it
        num_tokens = 1 if index % 100 == 99 else 8
        cost.observe(num_tokens, 0.001 + 0.006 * num_tokens)
    assert cost.token_s == pytest.approx(0.006, rel=0.15)


def test_interruptions_do_not_change_its_mind():
    cost = fitted()
    for index in range(400):
        num_tokens = (1, 8)[index % 2]
        seconds = 0.006 + 0.001 * num_tokens
        cost.observe(num_tokens, 100 * seconds if index % 25 == 24 else seconds)
    assert cost.fixed_s == pytest.approx(0.006, rel=0.2)
    assert cost.token_s == pytest.approx(0.001, rel=0.3)


def test_a_lasting_change_is_believed_in_the_end():
    cost = fitted()
    for index in range(600):
        num_tokens = (1, 8)[index % 2]
        cost.observe(num_tokens, 4 * (0.006 + 0.001 * num_tokens))
    assert cost.fixed_s == pytest.approx(0.024, rel=0.1)
    assert cost.token_s == pytest.approx(0.004, rel=0.1)


def test_neither_part_is_ever_below_nothing():
    cost = DecodeCost()
    for num_tokens, seconds in ((8, 0.001), (1, 0.1), (8, 0.001), (1, 0.1)):
        cost.observe(num_tokens, seconds)
    assert cost.token_s > 0
    assert cost.fixed_s > 0
