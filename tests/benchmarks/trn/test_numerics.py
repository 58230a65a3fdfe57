"""How two servers' answers are compared."""

import pytest

from benchmarks.trn.numerics import Answers, compare

REFERENCE = Answers([[-1.0, -2.0], [-3.0]], ["a b", "c d"])


def test_errors_are_of_log_probabilities_token_by_token():
    found = compare(Answers([[-1.0, -2.0004], [-3.0002]], ["a b", "c e"]), REFERENCE, "float32")
    assert found["num_tokens"] == 3
    assert found["mean_error"] == pytest.approx(0.0002)
    assert found["max_error"] == pytest.approx(0.0004)
    assert found["same_replies"] == 0.5
    assert found["is_ok"]


def test_a_server_that_computes_something_else_is_past_the_limit():
    wrong = Answers([[-1.2, -2.0], [-3.2]], REFERENCE.replies)
    assert not compare(wrong, REFERENCE, "float32")["is_ok"]
    assert not compare(wrong, REFERENCE, "bfloat16")["is_ok"]


def test_rounding_to_bfloat16_is_within_its_own_limit_only():
    rounded = Answers([[-1.02, -2.0], [-3.01]], REFERENCE.replies)
    assert compare(rounded, REFERENCE, "bfloat16")["is_ok"]
    assert not compare(rounded, REFERENCE, "float32")["is_ok"]


def test_texts_that_were_cut_into_other_tokens_cannot_be_compared():
    with pytest.raises(ValueError):
        compare(Answers([[-1.0], [-3.0]], REFERENCE.replies), REFERENCE, "float32")
