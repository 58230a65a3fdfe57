"""What a step of decodes takes: a fixed part, and the same again for each token.

    seconds = fixed_s + token_s * num_tokens

Drafts go by the ratio of the two. A Kalman filter follows them (Anderson and Moore, Optimal Filtering,
1979) as they drift: what has not been tested for a while is less sure, so that the first step of
another size corrects it, and steps of one size leave the ratio alone.
"""

from __future__ import annotations

_TOKENS = 0.1  # brings the numbers of tokens near 1
# All variances are in units of that of a step's duration, which is left out of account.
_FIRST_VARIANCE = 1e4
_FIXED_DRIFT = 4e-4  # per step
_TOKEN_DRIFT = 1e-2
_MOST_VARIANCE = 1e4
# A step that takes longer than expected by more than this share was interrupted: it counts as one
# that takes just so much longer, and the estimate is no surer for it.
_MAX_SURPRISE = 0.5
_NUM_FIRST_STEPS = 20  # are believed whatever they say
_LEAST_S = 1e-7


class DecodeCost:
    """Starts with 2 ms per step and 0.5 ms per token, and forgets that with the first steps."""

    def __init__(self) -> None:
        self._fixed, self._token = 2e-3, 5e-4 / _TOKENS
        self._fixed_variance, self._token_variance, self._covariance = _FIRST_VARIANCE, _FIRST_VARIANCE, 0.0
        self._num_observed = 0

    @property
    def fixed_s(self) -> float:
        """What a step takes before any token: reading the weights, above all."""
        return max(self._fixed, _LEAST_S)

    @property
    def token_s(self) -> float:
        return max(self._token * _TOKENS, _LEAST_S)

    def observe(self, num_tokens: int, seconds: float) -> None:
        x = num_tokens * _TOKENS
        self._fixed_variance = min(self._fixed_variance + _FIXED_DRIFT, _MOST_VARIANCE)
        self._token_variance = min(self._token_variance + _TOKEN_DRIFT, _MOST_VARIANCE)
        # How the error of the prediction goes with that of each estimate.
        along_fixed = self._fixed_variance + self._covariance * x
        along_token = self._covariance + self._token_variance * x
        total = 1.0 + along_fixed + along_token * x
        expected_s = self._fixed + self._token * x
        surprise_s = seconds - expected_s
        limit_s = _MAX_SURPRISE * max(expected_s, _LEAST_S)
        is_interrupted = surprise_s > limit_s and self._num_observed >= _NUM_FIRST_STEPS
        if is_interrupted:
            surprise_s = limit_s
        self._fixed += along_fixed / total * surprise_s
        self._token += along_token / total * surprise_s
        self._num_observed += 1
        if not is_interrupted:
            self._fixed_variance -= along_fixed * along_fixed / total
            self._token_variance -= along_token * along_token / total
            self._covariance -= along_fixed * along_token / total
