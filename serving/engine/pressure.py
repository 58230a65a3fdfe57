"""Which KV a turn that has none here may not displace, where sessions do not all fit: a gate to admission.

A crowd whose sessions together are larger than the device would otherwise compute everything again at each
turn: each one evicts whoever is about to come back. So a turn waits, while others run, if it would have to
take blocks of sessions of which this holds:

    returns per second of their wait  x  seconds to compute them again  x  turns that wait  >=  1

To keep them saves all who wait more time than it costs the one that is held back. The fewer wait the less is
kept: with room, or without a crowd, nobody is held back. Nor is anybody for longer than MAX_HELD_BACK_S.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from serving.engine.step_cost import StepCost
from serving.kv.holdings import Account
from serving.kv.retention import Retention, Wait

MAX_HELD_BACK_S = 30.0
MAX_RESTING = 4096  # the longest ones are forgotten: they are the least likely to come back


@dataclass(frozen=True, slots=True)
class _Resting:
    """A session between two turns."""

    wait: Wait
    since_s: float
    last_key: bytes  # of its last block: of a chain that goes first
    num_blocks: int
    num_tokens: int


class Pressure:
    """Belongs to the engine thread."""

    def __init__(self, retention: Retention, cost: StepCost, is_here: Callable[[bytes], bool]) -> None:
        """`is_here`: whether the device has the block of a key."""
        self._retention = retention
        self._cost = cost
        self._is_here = is_here
        self._resting: dict[Account, _Resting] = {}

    def rest(
        self, account: Account, wait: Wait, now_s: float, *, last_key: bytes, num_blocks: int, num_tokens: int
    ) -> None:
        """A session's turn has ended, and it waits for this."""
        self._resting.pop(account, None)  # behind all others
        self._resting[account] = _Resting(wait, now_s, last_key, num_blocks, num_tokens)
        if len(self._resting) > MAX_RESTING:
            del self._resting[next(iter(self._resting))]

    def come_back(self, account: Account) -> None:
        self._resting.pop(account, None)

    def num_kept_blocks(self, num_waiting: int, now_s: float) -> int:
        """How many are not to be taken for one of so many turns that wait."""
        gone = [account for account, one in self._resting.items() if not self._is_here(one.last_key)]
        for account in gone:
            del self._resting[account]
        return sum(
            one.num_blocks for one in self._resting.values() if self._saved(one, now_s) * num_waiting >= 1.0
        )

    def _saved(self, one: _Resting, now_s: float) -> float:
        """Seconds of computing, for each second that it is kept."""
        rate = self._retention.rate(one.wait, now_s - one.since_s)
        return rate * self._cost.marginal_s(one.num_tokens, 0)


class NoPressure(Pressure):
    """Keeps nothing: for comparison."""

    def num_kept_blocks(self, num_waiting: int, now_s: float) -> int:
        return 0
