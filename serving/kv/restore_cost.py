"""How long blocks take to come from elsewhere, learnt from those that came.

    seconds = a + b * num_blocks

Least squares over the latest restores, each weighing a little less than the one after it, beside a prior that
stays. What is not tried fades as well: a disk that was slow once, and is avoided since, is tried again.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

FADING = 0.9  # of what was observed, with each restore or refusal
PRIOR_FIXED_S = 2e-3
PRIOR_BYTES_PER_S = 1e9
PRIOR_WEIGHT = 0.1  # of a restore that was observed just now
_PRIOR_BLOCKS = np.array([1.0, 100.0])


class RestoreCost:
    def __init__(self, bytes_per_block: int) -> None:
        seconds = PRIOR_FIXED_S + _PRIOR_BLOCKS * bytes_per_block / PRIOR_BYTES_PER_S
        self._prior = PRIOR_WEIGHT * np.sum(
            [_moments(*pair) for pair in zip(_PRIOR_BLOCKS, seconds, strict=True)], axis=0
        )
        self._observed = np.zeros_like(self._prior)

    def observe(self, num_blocks: int, seconds: float) -> None:
        """So many came, and took so long, from when the one before them had come."""
        self._observed = FADING * self._observed + _moments(num_blocks, seconds)

    def refuse(self) -> None:
        """Computing was chosen."""
        self._observed = FADING * self._observed

    def seconds(self, num_blocks: int) -> float:
        """What so many are expected to take."""
        weight, x, y, xx, xy = self._prior + self._observed
        slope = max(0.0, (weight * xy - x * y) / (weight * xx - x * x))
        return float(max(0.0, (y - slope * x) / weight) + slope * num_blocks)


def _moments(num_blocks: float, seconds: float) -> NDArray[np.float64]:
    """Weighed so that short restores count as much as long ones, whose errors are larger."""
    return np.array([1.0, num_blocks, seconds, num_blocks**2, num_blocks * seconds]) / num_blocks
