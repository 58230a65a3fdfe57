"""The idle blocks, in the order in which they are evicted.

Which of two waits is worth more changes while both go on; which of two sessions in one kind of wait does not.
So each kind has a heap of its own, by last use, and only their first ones are compared.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Collection
from typing import get_args

from serving.kv.retention import Retention, Standing, Wait

_Entry = tuple[float, int, int]  # (last used, -depth, block id): of one chain the deepest goes first
_Heaps = dict[Wait, list[_Entry]]


class EvictionOrder:
    """Knows blocks by number. Belongs to the engine thread."""

    def __init__(self, retention: Retention) -> None:
        self._retention = retention
        self._heaps: dict[Standing, _Heaps] = {standing: defaultdict(list) for standing in get_args(Standing)}
        self._entries: dict[
            int, _Entry
        ] = {}  # the one that counts of each block; what else heaps have is stale
        self._num_stale = 0

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def block_ids(self) -> Collection[int]:
        return self._entries.keys()

    def add(self, block_id: int, wait: Wait, standing: Standing, last_used_s: float, depth: int) -> None:
        """A block has become idle, or has another place now."""
        self.discard(block_id)
        entry = self._entries[block_id] = (last_used_s, -depth, block_id)
        heapq.heappush(self._heaps[standing][wait], entry)
        if self._num_stale > 4 * len(self._entries) + 64:
            self._drop_stale()

    def discard(self, block_id: int) -> None:
        """It is idle no more."""
        self._num_stale += self._entries.pop(block_id, None) is not None

    def pop(self, now_s: float) -> int:
        """Of all, the one that is worth least. There is one."""
        for heaps in self._heaps.values():
            if (wait := self._least_wait(heaps, now_s)) is not None:
                _, _, block_id = heapq.heappop(heaps[wait])
                del self._entries[block_id]
                return block_id
        raise AssertionError("no block is idle")

    def _least_wait(self, heaps: _Heaps, now_s: float) -> Wait | None:
        """Whose first block is worth least."""
        least: tuple[float, float] | None = None
        found: Wait | None = None
        for wait in list(heaps):
            self._drop_stale_head(heaps, wait)
            if wait not in heaps:
                continue
            last_used_s = heaps[wait][0][0]
            worth = (self._retention.rate(wait, now_s - last_used_s), last_used_s)
            if least is None or worth < least:
                least, found = worth, wait
        return found

    def _drop_stale_head(self, heaps: _Heaps, wait: Wait) -> None:
        heap = heaps[wait]
        while heap and not self._is_current(heap[0]):
            heapq.heappop(heap)
            self._num_stale -= 1
        if not heap:
            del heaps[wait]

    def _is_current(self, entry: _Entry) -> bool:
        return self._entries.get(entry[2]) is entry

    def _drop_stale(self) -> None:
        for heaps in self._heaps.values():
            for wait in list(heaps):
                heaps[wait] = [entry for entry in heaps[wait] if self._is_current(entry)]
                heapq.heapify(heaps[wait])
                if not heaps[wait]:
                    del heaps[wait]
        self._num_stale = 0
