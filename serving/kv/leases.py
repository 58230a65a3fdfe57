"""Which blocks are leased, by which tenant and until when: a soft floor, within a budget for each tenant.

A lease changes only the order in which idle blocks are evicted. A block is one tenant's, for its key is.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class _Lease:
    salt: bytes  # the tenant's
    until_s: float


class Leases:
    """Belongs to the engine thread."""

    def __init__(self, max_blocks: int) -> None:
        """`max_blocks`: of each tenant."""
        self.max_blocks = max_blocks
        self._leases: dict[int, _Lease] = {}  # by block
        self._num_blocks: Counter[bytes] = Counter()
        self._ends: list[tuple[float, int]] = []  # a heap of (until_s, block id); some have been replaced

    def __contains__(self, block_id: int) -> bool:
        return block_id in self._leases

    def __len__(self) -> int:
        return len(self._leases)

    @property
    def block_ids(self) -> Collection[int]:
        return self._leases.keys()

    def num_blocks(self, salt: bytes) -> int:
        return self._num_blocks[salt]

    def add(self, block_id: int, salt: bytes, until_s: float) -> bool:
        """Lease a block, or lease it for longer. False where the tenant's budget is spent."""
        known = self._leases.get(block_id)
        if known is None and self._num_blocks[salt] >= self.max_blocks:
            return False
        if known is None:
            self._num_blocks[salt] += 1
        elif known.until_s >= until_s:
            return True
        self._leases[block_id] = _Lease(salt, until_s)
        heapq.heappush(self._ends, (until_s, block_id))
        return True

    def move(self, block_id: int, other: int) -> None:
        """Another block holds what a leased one was leased for."""
        lease = self._leases.get(block_id)
        if lease is not None:
            self.remove(block_id)
            self.add(other, lease.salt, lease.until_s)

    def remove(self, block_id: int) -> bool:
        """False if it was not leased."""
        lease = self._leases.pop(block_id, None)
        if lease is None:
            return False
        self._num_blocks[lease.salt] -= 1
        if not self._num_blocks[lease.salt]:
            del self._num_blocks[lease.salt]
        return True

    def end(self, now_s: float) -> list[int]:
        """The blocks whose lease has ended by now, and that have none any more."""
        ended = []
        while self._ends and self._ends[0][0] <= now_s:
            until_s, block_id = heapq.heappop(self._ends)
            lease = self._leases.get(block_id)
            if lease is not None and lease.until_s == until_s:
                self.remove(block_id)
                ended.append(block_id)
        return ended
