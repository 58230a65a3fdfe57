"""How long a step will take: a linear model of its work, fitted to the steps that ran.

    seconds = a + b * num_tokens + c * num_pairs + d * num_keys

Attention has two terms, for it reads each sequence's keys once, however many new tokens look at them: where
keys are kept in fewer bits than they are multiplied in, that is most of a decode's attention and little of a
prompt's. With pairs alone, a machine without bfloat16 arithmetic looked much slower at prompts than it is.

A Kalman filter follows the coefficients as they drift (Anderson and Moore, Optimal Filtering, 1979), and so a
machine whose speed changes; they start from a prior.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

_SCALE = np.array([1.0, 1e-2, 1e-5, 1e-3])  # brings the four features to about the same size
# All variances are in units of that of a step's duration, which is left out of account.
_FIRST_VARIANCE = 10.0  # of each coefficient
_DRIFT = np.eye(len(_SCALE)) * 4e-4  # per step
_MOST_VARIANCE = 40.0  # of all together


@dataclass(frozen=True, slots=True)
class StepSize:
    """What a step, or a sequence's part of it, has to do."""

    num_tokens: int  # new ones
    num_pairs: float  # (new token, key) pairs that attention visits
    num_keys: int  # of each sequence once

    @classmethod
    def of(cls, num_new_tokens: int, num_context_tokens: int) -> StepSize:
        """`num_new_tokens` queries over the keys before them: context each, plus each other."""
        return cls.sum(((num_new_tokens, num_context_tokens),))

    @classmethod
    def sum(cls, parts: Iterable[tuple[int, int]]) -> StepSize:
        """Of a step with these sequences: (new tokens, tokens before them) of each."""
        num_tokens, num_pairs, num_keys = 0, 0.0, 0
        for num_new, num_context in parts:
            num_tokens += num_new
            num_pairs += num_new * (num_context + (num_new + 1) / 2)
            num_keys += num_context + num_new
        return cls(num_tokens, num_pairs, num_keys)


class StepCost:
    """Predicts seconds per step, and how many tokens fit into a time."""

    def __init__(self) -> None:
        # 2 ms per step, 0.5 ms per token, 0.05 us per pair, 0.2 us per key: a small model on two cores.
        self._coefficients = np.array([2e-3, 5e-4, 5e-8, 2e-7]) / _SCALE
        self._covariance = np.eye(len(_SCALE)) * _FIRST_VARIANCE
        self._set_terms()

    def observe(self, size: StepSize, seconds: float) -> None:
        x = np.array([1.0, size.num_tokens, size.num_pairs, size.num_keys]) * _SCALE
        self._covariance += _DRIFT
        along = self._covariance @ x
        gain = along / (1.0 + x @ along)
        self._coefficients += gain * (seconds - x @ self._coefficients)
        self._covariance -= np.outer(gain, along)
        # Equal steps say nothing of what they have not in them: it gets less sure, up to a bound.
        self._covariance *= min(1.0, _MOST_VARIANCE / np.trace(self._covariance))
        self._set_terms()

    def _set_terms(self) -> None:
        # Plain floats: the scheduler asks once for each prompt that waits, at each step.
        constant, per_token, per_pair, per_key = map(float, self._coefficients * _SCALE)
        self._terms = (max(constant, 0.0), max(per_token, 1e-7), max(per_pair, 0.0), max(per_key, 0.0))

    def seconds(self, size: StepSize) -> float:
        """Predicted duration of a step; never below zero, whatever the fit says."""
        return self._terms[0] + self._added_s(size)

    def marginal_s(self, num_tokens: int, num_context_tokens: int) -> float:
        """What a chunk over `num_context_tokens` of context adds to a step that runs anyway."""
        return self._added_s(StepSize.of(num_tokens, num_context_tokens))

    def _added_s(self, size: StepSize) -> float:
        _, per_token, per_pair, per_key = self._terms
        return per_token * size.num_tokens + per_pair * size.num_pairs + per_key * size.num_keys

    def max_tokens(self, budget_s: float, num_context_tokens: int) -> int:
        """The largest chunk over `num_context_tokens` of context predicted to add at most `budget_s`.

        Solves per_pair/2 n^2 + (per_token + per_pair (context + 1/2) + per_key) n = budget - per_key context
        for n; 0 where reading the context's keys takes the whole budget.
        """
        _, per_token, per_pair, per_key = self._terms
        rest_s = budget_s - per_key * num_context_tokens
        if rest_s <= 0:
            return 0
        linear = per_token + per_pair * (num_context_tokens + 0.5) + per_key
        # The form that stays exact as per_pair goes to zero.
        return int(2 * rest_s / (linear + math.sqrt(linear**2 + 2 * per_pair * rest_s)))
