"""What blocks are expected to take, from what they took."""

import random

import pytest

from serving.kv.restore_cost import FADING, PRIOR_BYTES_PER_S, PRIOR_FIXED_S, RestoreCost

BLOCK_BYTES = 700_000


@pytest.fixture
def cost() -> RestoreCost:
    return RestoreCost(BLOCK_BYTES)


def test_before_the_first_one_it_is_the_prior(cost):
    for num_blocks in (1, 30, 200):
        expected = PRIOR_FIXED_S + num_blocks * BLOCK_BYTES / PRIOR_BYTES_PER_S
        assert cost.seconds(num_blocks) == pytest.approx(expected)


def test_it_follows_what_restores_take_whatever_their_size(cost):
    chance = random.Random(0)
    for _ in range(50):
        num_blocks = chance.choice([2, 5, 20, 90])
        cost.observe(num_blocks, 0.010 + 0.003 * num_blocks)
    for num_blocks in (2, 20, 90):
        assert cost.seconds(num_blocks) == pytest.approx(0.010 + 0.003 * num_blocks, rel=0.15)


def test_restores_of_one_size_say_what_that_size_takes(cost):
    for _ in range(30):
        cost.observe(40, 0.5)
    assert cost.seconds(40) == pytest.approx(0.5, rel=0.15)
    assert 0 < cost.seconds(1) < cost.seconds(40) < cost.seconds(400)


def test_what_is_not_tried_is_forgotten(cost):
    prior = cost.seconds(10)
    cost.observe(10, 60.0)
    assert cost.seconds(10) > 100 * prior
    num_refusals = 0
    while cost.seconds(10) > 2 * prior:
        cost.refuse()
        num_refusals += 1
    assert 1 < num_refusals < 100
    assert FADING < 1


def test_it_is_never_below_zero(cost):
    cost.observe(100, 1e-9)
    cost.observe(1, 10.0)
    assert cost.seconds(1) >= 0
    assert cost.seconds(1000) >= 0
