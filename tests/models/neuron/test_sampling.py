"""Sampling in the graph gives the host's token, or leaves the row to the host."""

import numpy as np
import pytest
import torch

from kernels.sample import reference
from kernels.sample.params import join, pack
from kernels.sample.philox import uniform
from models.neuron.sampling import MAX_TOP_K, NEEDS_HOST, is_exact, sample

VOCAB = 500


def both(logits: np.ndarray, *, temperature=1.0, top_k=0, top_p=1.0) -> tuple[np.ndarray, np.ndarray]:
    """Tokens of the graph, and of the definition."""
    num_rows = len(logits)
    positions = np.arange(num_rows)
    packed = pack(seed=7, temperature=temperature, top_k=top_k, top_p=top_p)
    expected, _ = reference.sample(logits, join([packed] * num_rows), positions)
    u = uniform(np.full(num_rows, 7), np.zeros(num_rows), positions)
    params = np.zeros((num_rows, 4), np.float32)
    params[:] = (top_k if temperature else 1, top_p, temperature, 0)
    params[:, 3] = u
    return sample(torch.from_numpy(logits), torch.from_numpy(params)).numpy(), expected


def random_logits(num_rows: int, scale: float = 3.0) -> np.ndarray:
    return (np.random.default_rng(0).normal(size=(num_rows, VOCAB)) * scale).astype(np.float32)


def test_greedy_takes_the_lowest_id_of_equal_logits():
    logits = random_logits(3)
    logits[1, [400, 17, 230]] = 99.0
    token_ids, expected = both(logits, temperature=0.0)
    assert token_ids.tolist() == expected.tolist()
    assert token_ids[1] == 17


@pytest.mark.some(12)
@pytest.mark.parametrize("top_k", [1, 2, 40, MAX_TOP_K])
@pytest.mark.parametrize("top_p", [1.0, 0.9, 0.3])
@pytest.mark.parametrize("temperature", [0.2, 1.0, 2.0])
def test_what_is_decided_is_the_hosts_token(top_k, top_p, temperature):
    token_ids, expected = both(random_logits(400), temperature=temperature, top_k=top_k, top_p=top_p)
    is_decided = token_ids != NEEDS_HOST
    assert (token_ids == expected)[is_decided].all()
    assert is_decided.mean() > 0.9


def test_equal_logits_as_bfloat16_gives_them_are_drawn_in_the_order_of_ids():
    logits = torch.from_numpy(random_logits(400)).to(torch.bfloat16).to(torch.float32).numpy()
    token_ids, expected = both(logits, top_k=40)
    is_decided = token_ids != NEEDS_HOST
    assert (token_ids == expected)[is_decided].all()
    assert is_decided.mean() > 0.3


def test_a_tie_that_the_candidates_cut_is_left_to_the_host():
    logits = np.zeros((1, VOCAB), np.float32)
    token_ids, _ = both(logits, top_k=MAX_TOP_K)
    assert token_ids.tolist() == [NEEDS_HOST]


def test_a_draw_at_a_boundary_is_left_to_the_host():
    logits = np.full((1, VOCAB), -50.0, np.float32)
    logits[0, [3, 9]] = 0.0  # half each: u = 0.5 is the boundary
    params = torch.tensor([[2.0, 1.0, 1.0, 0.5]])
    assert sample(torch.from_numpy(logits), params).tolist() == [NEEDS_HOST]
    params[0, 3] = 0.51
    assert sample(torch.from_numpy(logits), params).tolist() == [9]


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_unusable_logits_are_left_to_the_host_that_says_why(bad):
    logits = random_logits(2)
    logits[0, 5] = bad
    token_ids, _ = both(logits, temperature=0.0)
    assert token_ids[0] == NEEDS_HOST
    assert token_ids[1] >= 0


def test_a_row_without_top_k_is_left_to_the_host():
    params = torch.tensor([[0.0, 1.0, 1.0, 0.3]])
    assert sample(torch.from_numpy(random_logits(1)), params).tolist() == [NEEDS_HOST]


def test_a_vocabulary_smaller_than_the_candidates():
    logits = random_logits(50)[:, :20].copy()
    token_ids, expected = both(logits, top_k=MAX_TOP_K)
    is_decided = token_ids != NEEDS_HOST
    assert (token_ids == expected)[is_decided].all()
    assert is_decided.mean() > 0.9


def test_which_rows_the_candidates_decide():
    assert is_exact(0.0, 0, 0.0)
    assert is_exact(1.0, MAX_TOP_K, 0.0)
    assert not is_exact(1.0, 0, 0.0)
    assert not is_exact(1.0, MAX_TOP_K + 1, 0.0)
    assert not is_exact(1.0, 5, 0.1)
