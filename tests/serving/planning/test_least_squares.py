"""The fit's arithmetic."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from serving.planning.least_squares import FitError, non_negative


def test_an_exact_solution_is_found_though_its_columns_differ_in_size():
    rng = np.random.default_rng(0)
    a = rng.random((40, 4)) * np.array([1.0, 1e3, 1e9, 1e12])
    x = np.array([1e-3, 0.0, 2e-11, 5e-13])
    assert non_negative(a, a @ x) == pytest.approx(x, rel=1e-6, abs=1e-16)


def test_what_would_go_below_zero_stays_at_zero():
    a = np.array([[1.0, 0.0], [0.0, 1.0]])
    assert non_negative(a, np.array([2.0, -3.0])).tolist() == [2.0, 0.0]


def test_a_column_of_zeros_gets_zero():
    assert non_negative(np.array([[1.0, 0.0], [2.0, 0.0]]), np.array([3.0, 6.0])) == pytest.approx([3.0, 0.0])


@given(seed=st.integers(0, 10_000), num_columns=st.integers(1, 8))
def test_no_change_of_one_coefficient_makes_the_fit_better(seed, num_columns):
    rng = np.random.default_rng(seed)
    a, y = rng.normal(size=(12, num_columns)), rng.normal(size=12)
    x = non_negative(a, y)
    gradient = a.T @ (y - a @ x)
    assert (x >= 0).all()
    assert (gradient <= 1e-7).all()  # raising any does not help
    assert np.abs(gradient[x > 0]).max(initial=0) <= 1e-7  # nor does lowering one that is above zero


def test_errors_are_shares_of_what_was_measured():
    error = FitError.of(np.array([1.1, 2.0, 2.7]), np.array([1.0, 2.0, 3.0]))
    assert error.num == 3
    assert error.median == pytest.approx(0.1)
    assert error.p90 == pytest.approx(0.1)
    assert error.r_squared == pytest.approx(1 - 0.1 / 2)
