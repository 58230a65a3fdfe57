"""How far logits are from a reference: against the definitions, in float64."""

import numpy as np
import pytest

from benchmarks.quality_metrics import (
    TokenScores,
    bootstrap_interval,
    compare,
    end_at,
    num_equal_tokens,
    perplexity,
    summarize,
    summarize_replies,
)

NUM_TOKENS, VOCAB_SIZE = 11, 500


def log_softmax(logits):
    shifted = logits.astype(np.float64) - logits.max(axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))


@pytest.fixture
def reference():
    return np.random.default_rng(0).normal(0, 3, (NUM_TOKENS, VOCAB_SIZE)).astype(np.float32)


@pytest.fixture
def targets():
    return np.random.default_rng(1).integers(0, VOCAB_SIZE, NUM_TOKENS).tolist()


def moved(reference, by):
    noise = np.random.default_rng(2).normal(0, by, reference.shape).astype(np.float32)
    return reference + noise


@pytest.mark.parametrize("by", [1e-3, 0.05, 1.0, 5.0])
def test_each_score_is_what_its_definition_says(reference, targets, by) -> None:
    logits = moved(reference, by)
    p, q = log_softmax(reference), log_softmax(logits)
    scores = compare(reference, logits, targets)
    np.testing.assert_allclose(scores.kl, (np.exp(p) * (p - q)).sum(axis=1), rtol=2e-4)
    np.testing.assert_allclose(scores.nll, -q[range(NUM_TOKENS), targets], rtol=1e-5)
    np.testing.assert_allclose(scores.reference_nll, -p[range(NUM_TOKENS), targets], rtol=1e-5)
    np.testing.assert_array_equal(scores.agrees, p.argmax(axis=1) == q.argmax(axis=1))
    np.testing.assert_array_equal(scores.max_diff, np.abs(logits - reference).max(axis=1))


def test_logits_are_no_distance_from_themselves(reference, targets) -> None:
    scores = compare(reference, reference, targets)
    np.testing.assert_array_equal(scores.kl, 0)
    np.testing.assert_array_equal(scores.nll, scores.reference_nll)
    assert scores.agrees.all()


def test_a_constant_added_to_all_logits_changes_no_probability(reference, targets) -> None:
    scores = compare(reference, reference + np.float32(2), targets)
    np.testing.assert_allclose(scores.kl, 0, atol=1e-9)
    np.testing.assert_allclose(scores.nll, scores.reference_nll, atol=1e-5)


def test_rows_without_a_partner_are_refused(reference, targets) -> None:
    with pytest.raises(ValueError, match="one row for each token"):
        compare(reference, reference[:-1], targets)
    with pytest.raises(ValueError, match="one row for each token"):
        compare(reference, reference, targets[:-1])


def test_the_perplexity_of_a_fair_die_is_six() -> None:
    assert perplexity(np.full(4, np.log(6.0))) == pytest.approx(6)


def test_the_interval_of_equal_values_is_that_value() -> None:
    assert bootstrap_interval([0.25] * 8) == (0.25, 0.25)


def test_the_interval_is_about_two_standard_errors_either_side() -> None:
    values = np.random.default_rng(3).normal(10, 1, 100)
    low, high = bootstrap_interval(values.tolist())
    standard_error = values.std() / 10
    assert low == pytest.approx(values.mean() - 1.96 * standard_error, abs=0.3 * standard_error)
    assert high == pytest.approx(values.mean() + 1.96 * standard_error, abs=0.3 * standard_error)


def test_the_interval_is_the_same_in_every_run() -> None:
    assert bootstrap_interval([1.0, 2.0, 4.0]) == bootstrap_interval([1.0, 2.0, 4.0])


def test_there_is_no_interval_of_nothing() -> None:
    with pytest.raises(ValueError, match="no values"):
        bootstrap_interval([])


def scores_of(nll, reference_nll, kl):
    column = np.asarray(nll, np.float64)
    ones = np.ones_like(column)
    return TokenScores(column, ones * reference_nll, np.asarray(kl, np.float64), ones, ones)


def test_a_summary_is_over_tokens_and_its_interval_over_windows() -> None:
    windows = [scores_of([1.0, 1.0], 1.0, [0.0, 0.1]), scores_of([2.0, 2.0], 1.0, [0.2, 0.5])]
    summary = summarize(windows)
    assert (summary["num_windows"], summary["num_tokens"]) == (2, 4)
    assert summary["perplexity"] == pytest.approx(np.exp(1.5))
    assert summary["perplexity_ratio"] == pytest.approx(np.exp(0.5))
    # Two windows, drawn with replacement: both of either kind happens in a quarter of the draws.
    assert summary["perplexity_ratio_95"] == pytest.approx([1.0, np.e])
    assert summary["kl_mean"] == pytest.approx(0.2)
    assert summary["kl_max"] == 0.5


@pytest.mark.parametrize(
    ("reply", "num"), [([1, 2, 3], 3), ([1, 2, 9], 2), ([9, 2, 3], 0), ([1, 2], 2), ([], 0)]
)
def test_tokens_are_counted_up_to_the_first_difference(reply, num) -> None:
    assert num_equal_tokens([1, 2, 3], reply) == num


def test_a_reply_keeps_its_length_when_it_is_cut_at_its_end() -> None:
    assert end_at([5, 6, 0, 7, 8], frozenset({0, 1})) == [5, 6, 0, 0, 0]
    assert end_at([5, 6, 7], frozenset({0})) == [5, 6, 7]


def test_replies_are_summed_up() -> None:
    references = [[1, 2, 3, 4]] * 3
    summary = summarize_replies(references, [[1, 2, 3, 4], [1, 2, 9, 9], [9, 2, 3, 4]], first=2)
    assert summary["median_equal_tokens"] == 2
    assert summary["share_equal_at_2"] == pytest.approx(2 / 3)
    assert summary["share_equal"] == pytest.approx(1 / 3)
    assert summary["equal_tokens"] == [4, 2, 0]
