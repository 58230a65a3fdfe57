"""Where the KV of idle sessions lies: least recently used first out, from tier to tier.

One stack of blocks by last use; tier 0 is its top (the device), the next tier what lies below, and so on. Of
the session that was used least recently the end of its history goes first, so that what is left is still a
prefix: as BlockPool releases blocks. A session's blocks are its own.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence


class Tiers:
    """Blocks of idle sessions. Those of running turns are reserved on the device and in no tier."""

    def __init__(self, capacities: Sequence[int]) -> None:
        """Blocks that each tier holds, the device first."""
        self._capacities = list(capacities)
        self._held: list[OrderedDict[int, int]] = [OrderedDict() for _ in capacities]  # oldest first
        self._used = [0] * len(capacities)
        self._num_reserved = 0

    def reserve(self, num_blocks: int, *, is_first: bool) -> bool:
        """Make room for a running turn on the device; False if the running ones leave none.

        Args:
            is_first: nothing runs, and so it has the whole device.
        """
        if self._num_reserved + num_blocks > self._capacities[0] and not is_first:
            return False
        self._num_reserved += num_blocks
        self._settle()
        return True

    def release(self, num_blocks: int) -> None:
        self._num_reserved -= num_blocks

    def take(self, session: int) -> list[int]:
        """The session's blocks in each tier, from the beginning of its history; they leave their tiers."""
        found = []
        for tier, held in enumerate(self._held):
            num = held.pop(session, 0)
            self._used[tier] -= num
            found.append(num)
        return found

    def put(self, session: int, num_blocks: int) -> None:
        """A turn of the session has ended: its blocks are the ones that were used last."""
        self._push(0, session, num_blocks)
        self._settle()

    def num_sessions(self, is_alive: Sequence[bool]) -> list[int]:
        """Sessions that will come back, by the lowest tier that the beginning of their history is in."""
        counts, seen = [], set[int]()
        for held in self._held:
            here = {session for session in held if is_alive[session]} - seen
            seen |= here
            counts.append(len(here))
        return counts

    def _push(self, tier: int, session: int, num_blocks: int) -> None:
        held = self._held[tier]
        held[session] = held.get(session, 0) + num_blocks
        held.move_to_end(session)
        self._used[tier] += num_blocks

    def _settle(self) -> None:
        reserved = self._num_reserved
        for tier, held in enumerate(self._held):
            excess = self._used[tier] + reserved - self._capacities[tier]
            reserved = 0
            while excess > 0 and held:
                session, num_blocks = next(iter(held.items()))
                moved = min(excess, num_blocks)
                if moved == num_blocks:
                    del held[session]
                else:
                    held[session] = num_blocks - moved
                self._used[tier] -= moved
                excess -= moved
                if tier + 1 < len(self._held):
                    self._push(tier + 1, session, moved)
