"""How soon sessions come back from one kind of wait, learnt from those that did.

Gaps between two turns are counted in bins, each twice as wide as the one before; and so are waits that have
begun. Who has not come back is in the second number alone: what never does makes later returns less likely.

    P(returns in bin i | has not before) = returns[i] / (waits - returns[0] - ... - returns[i - 1])

What memory is worth that is held for a session which has waited for so long is Gittins' index (Bandit
processes and dynamic allocation indices, 1979): the most returns per second of holding on for some time.

    rate(bin) = max over end of  P(returns before end) / E[seconds until it returns, or end]

Older waits count for less, and a few that nobody has seen stand at the beginning.
"""

from __future__ import annotations

import itertools
import math
from bisect import bisect_right

ENDS_S = tuple(0.25 * 2.0**power for power in range(20))  # of each bin; nobody comes back after the last
FADING = 0.998  # of what was counted, with each wait
PRIOR_WAITS = 4.0
PRIOR_TAU_S = 300.0  # so long after its last turn 1/e of those that come back have not yet


class ReturnTimes:
    """Belongs to the engine thread."""

    def __init__(self, share: float) -> None:
        """`share`: of those that wait, who is thought to come back before any has been seen."""
        ended = [1.0 - math.exp(-end_s / PRIOR_TAU_S) for end_s in (0.0, *ENDS_S)]
        self._num_waits = PRIOR_WAITS
        self._num_returns = [
            PRIOR_WAITS * share * (after - before) for before, after in itertools.pairwise(ended)
        ]
        self._rates: list[float] | None = None  # by bin; None: to be computed

    def like(self) -> ReturnTimes:
        """Of a kind of which nothing has been seen, but that it is one of these."""
        copy = ReturnTimes(0.0)
        scale = PRIOR_WAITS / self._num_waits
        copy._num_returns = [scale * number for number in self._num_returns]
        return copy

    def note_wait(self) -> None:
        """A session has ended a turn."""
        self._num_waits = FADING * self._num_waits + 1.0
        self._num_returns = [FADING * number for number in self._num_returns]
        self._rates = None

    def note_return(self, seconds: float) -> None:
        """One has come back after so long."""
        index = bisect_right(ENDS_S, seconds)
        if index < len(ENDS_S):
            self._num_returns[index] += 1.0
            self._rates = None

    def rate(self, waited_s: float) -> float:
        """Returns per second of memory that is held for one that has waited for so long."""
        if self._rates is None:
            self._rates = self._compute_rates()
        index = bisect_right(ENDS_S, waited_s)
        return self._rates[index] if index < len(ENDS_S) else 0.0

    def _compute_rates(self) -> list[float]:
        chances, num_waiting = [], self._num_waits
        for number in self._num_returns:
            chances.append(min(1.0, number / num_waiting) if num_waiting > 0 else 0.0)
            num_waiting -= number
        return [_index(chances, start) for start in range(len(chances))]


def _index(chances: list[float], start: int) -> float:
    best, waiting, seconds = 0.0, 1.0, 0.0
    for chance, begin_s, end_s in zip(chances[start:], (0.0, *ENDS_S)[start:], ENDS_S[start:], strict=False):
        seconds += waiting * (end_s - begin_s) * (1.0 - chance / 2)  # who returns does so in its middle
        waiting *= 1.0 - chance
        best = max(best, (1.0 - waiting) / seconds)
    return best
