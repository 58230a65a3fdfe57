"""How long a step will take: a linear model of its work, fitted to the steps that ran.

    seconds = a + b * num_tokens + c * num_pairs

`num_pairs` is the number of (new token, key) pairs that attention visits. Fitted by recursive least
squares with forgetting (Haykin, Adaptive Filter Theory, ch. 10), so that it follows a machine whose
speed changes; the coefficients start from the prior until steps have been seen.
"""

from __future__ import annotations

import math

import numpy as np

_SCALE = np.array([1.0, 1e-2, 1e-5])  # brings the three features to about the same size


def num_attention_pairs(num_new_tokens: int, num_context_tokens: int) -> float:
    """Pairs of `num_new_tokens` queries over the keys before them: context each, plus each other."""
    return num_new_tokens * (num_context_tokens + (num_new_tokens + 1) / 2)


class StepCost:
    """Predicts seconds per step, and how many tokens fit into a time."""

    def __init__(self, forgetting: float = 0.98) -> None:
        self._forgetting = forgetting
        # 2 ms per step, 0.5 ms per token, 0.05 us per pair: a small model on two cores.
        self._coefficients = np.array([2e-3, 5e-4, 5e-8]) / _SCALE
        self._covariance = np.eye(3) * 10.0
        self._set_terms()

    def observe(self, num_tokens: int, num_pairs: float, seconds: float) -> None:
        x = np.array([1.0, num_tokens, num_pairs]) * _SCALE
        gain = self._covariance @ x / (self._forgetting + x @ self._covariance @ x)
        self._coefficients += gain * (seconds - x @ self._coefficients)
        self._covariance = (self._covariance - np.outer(gain, x @ self._covariance)) / self._forgetting
        # Without new directions in the data, forgetting alone would let the covariance grow for ever.
        self._covariance *= min(1.0, 30.0 / np.trace(self._covariance))
        self._set_terms()

    def _set_terms(self) -> None:
        # Plain floats: the scheduler asks once for each prompt that waits, at each step.
        constant, per_token, per_pair = map(float, self._coefficients * _SCALE)
        self._terms = (max(constant, 0.0), max(per_token, 1e-7), max(per_pair, 0.0))

    def seconds(self, num_tokens: int, num_pairs: float) -> float:
        """Predicted duration of a step; never below zero, whatever the fit says."""
        constant, per_token, per_pair = self._terms
        return constant + per_token * num_tokens + per_pair * num_pairs

    def marginal_s(self, num_tokens: int, num_context_tokens: int) -> float:
        """What a chunk over `num_context_tokens` of context adds to a step that runs anyway."""
        _, per_token, per_pair = self._terms
        return per_token * num_tokens + per_pair * num_attention_pairs(num_tokens, num_context_tokens)

    def max_tokens(self, budget_s: float, num_context_tokens: int) -> int:
        """The largest chunk over `num_context_tokens` of context predicted to add at most `budget_s`.

        Solves per_pair/2 n^2 + (per_token + per_pair (context + 1/2)) n = budget for n.
        """
        _, per_token, per_pair = self._terms
        linear = per_token + per_pair * (num_context_tokens + 0.5)
        # The form that stays exact as per_pair goes to zero.
        return int(2 * budget_s / (linear + math.sqrt(linear**2 + 2 * per_pair * budget_s)))
