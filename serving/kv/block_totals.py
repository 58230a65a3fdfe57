"""What became of the blocks of a tier, as running totals."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class BlockTotals:
    """Since the start, but for what is there now. Pickles."""

    num_written_blocks: int = 0
    num_written_bytes: int = 0
    num_restored_blocks: int = 0
    num_restored_bytes: int = 0
    num_evicted_blocks: int = 0
    num_dropped_blocks: int = 0  # not written: they had gone before it was their turn
    refused_blocks: Mapping[str, int] = field(default_factory=dict)  # by Reason; at least 1 for each file
    failed_blocks: Mapping[str, int] = field(default_factory=dict)  # not written: by the error's name, ENOSPC
    num_stored_bytes: int = 0  # now


class BlockCounts:
    """Counts for several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._totals = BlockTotals()
        self._refused: Counter[str] = Counter()
        self._failed: Counter[str] = Counter()

    @property
    def totals(self) -> BlockTotals:
        return self._totals

    def add(self, **numbers: int) -> None:
        """To fields of BlockTotals."""
        with self._lock:
            sums = {name: getattr(self._totals, name) + number for name, number in numbers.items()}
            self._totals = replace(self._totals, **sums)

    def set_stored(self, num_bytes: int) -> None:
        with self._lock:
            self._totals = replace(self._totals, num_stored_bytes=num_bytes)

    def refuse(self, reason: str, num_blocks: int) -> None:
        with self._lock:
            self._refused[reason] += num_blocks
            self._totals = replace(self._totals, refused_blocks=dict(self._refused))

    def fail(self, error: str, num_blocks: int) -> bool:
        """Whether it is the first such error."""
        with self._lock:
            self._failed[error] += num_blocks
            self._totals = replace(self._totals, failed_blocks=dict(self._failed))
            return self._failed[error] == num_blocks
