"""Sampling in C++ gives the reference's tokens, bit by bit, on every instruction set."""

from __future__ import annotations

import numpy as np
import pytest

from kernels import threads
from kernels.sample import cpu, reference
from kernels.sample.cases import CASES, MIXED, Case
from kernels.sample.params import MAX_VOCAB_SIZE, join, pack

each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


def assert_all_equal(actual, expected):
    for a, b in zip(actual, expected, strict=True):
        np.testing.assert_array_equal(a, b)


@each_case
def test_the_tokens_are_the_references(isa, case):
    inputs = case.inputs()
    assert_all_equal(cpu.sample(*inputs), reference.sample(*inputs))


@pytest.mark.some(32)
@each_case
@pytest.mark.parametrize("num_top", [0, 1, 5, 200])
def test_the_parts_of_logprobs_are_the_references(isa, case, num_top):
    logits, _, positions = case.inputs()
    token_ids = (positions % case.vocab_size).astype(np.int32)
    inputs = (logits, token_ids, min(num_top, case.vocab_size))
    assert_all_equal(cpu.logprob_parts(*inputs), reference.logprob_parts(*inputs))


@pytest.mark.parametrize("num_threads", [1, 2])
def test_a_row_gives_the_same_whatever_rows_and_threads_stand_beside_it(isa, num_threads):
    threads.set_num_threads(num_threads)
    logits, params, positions = Case("", 66, MIXED).inputs()
    together, _ = cpu.sample(logits, params, positions)
    for keep in ([0], [5], list(range(65, -1, -1)), [3, 40, 7]):
        alone, _ = cpu.sample(logits[keep], params[keep], positions[keep])
        assert alone.tolist() == together[keep].tolist()


@pytest.mark.parametrize("bad", [np.nan, np.inf])
@pytest.mark.parametrize("place", [0, 1, 17, 999])
def test_a_row_with_nan_or_infinity_says_so_in_its_best(isa, bad, place):
    logits, params, positions = Case("", 3, MIXED, vocab_size=1000).inputs()
    logits[1, place] = bad
    _, best = cpu.sample(logits, params, positions)
    np.testing.assert_array_equal(best[1], np.float32(bad))
    assert np.isfinite(best[[0, 2]]).all()
    assert_all_equal(
        cpu.logprob_parts(logits, np.zeros(3, np.int32), 2),
        reference.logprob_parts(logits, np.zeros(3, np.int32), 2),
    )


def test_banned_tokens_are_never_drawn_and_rank_last(isa):
    logits = np.full((2, 40), -np.inf, np.float32)
    logits[:, 30] = 1.0
    params = join([pack(seed=1), pack(seed=2, top_k=7)])
    token_ids, best = cpu.sample(logits, params, np.zeros(2, np.int64))
    assert (token_ids.tolist(), best.tolist()) == ([30, 30], [1.0, 1.0])
    assert_all_equal(
        cpu.logprob_parts(logits, np.array([5, 30], np.int32), 3),
        reference.logprob_parts(logits, np.array([5, 30], np.int32), 3),
    )


# The definition


def test_the_exponential_is_within_two_units_in_the_last_place():
    x = np.linspace(-31, 0, 1_000_001, dtype=np.float32)
    exact = np.exp(x.astype(np.float64)) * 2.0**44
    units = np.abs(reference.exp(x) - exact) / np.spacing(exact.astype(np.float32))
    assert units.max() < 2


def test_the_best_token_weighs_two_to_the_44_and_one_31_below_nothing():
    assert reference.weights(np.array([0.0, -31.0, -np.inf], np.float32)).tolist() == [2**44, 0, 0]


# What is refused


def test_arguments_of_another_dtype_or_shape_are_refused():
    logits, params, positions = Case("", 2, MIXED, vocab_size=10).inputs()
    with pytest.raises(ValueError, match=r"logits must be C-contiguous float32 \[2, 10\], got float64"):
        cpu.sample(logits.astype(np.float64), params, positions)
    with pytest.raises(ValueError, match=r"logits must be C-contiguous"):
        cpu.sample(np.asfortranarray(logits), params, positions)
    with pytest.raises(ValueError, match=r"positions must be C-contiguous int64 \[2\], got int64 \[1\]"):
        cpu.sample(logits, params, positions[:1])


def test_a_vocabulary_whose_weights_could_overflow_is_refused():
    with pytest.raises(ValueError, match=f"1 <= vocab_size <= {MAX_VOCAB_SIZE}"):
        cpu.sample(np.zeros((1, MAX_VOCAB_SIZE + 1), np.float32), join([pack(seed=0)]), np.zeros(1, np.int64))


def test_token_ids_outside_the_vocabulary_are_refused():
    with pytest.raises(ValueError, match="token_ids must be 0 to 3"):
        cpu.logprob_parts(np.zeros((1, 4), np.float32), np.array([4], np.int32), 1)
    with pytest.raises(ValueError, match="num_top must be 0 to 4, the vocabulary, got 5"):
        cpu.logprob_parts(np.zeros((1, 4), np.float32), np.array([3], np.int32), 5)
