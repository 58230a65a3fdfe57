"""What became of the blocks of a tier, as running totals."""

from __future__ import annotations

import errno
import threading
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace


@dataclass(frozen=True, slots=True)
class BlockTotals:
    """Since the start, but for what is there now. Pickles."""

    num_written_blocks: int = 0
    num_written_bytes: int = 0
    num_restored_blocks: int = 0
    num_restored_bytes: int = 0
    num_removed_blocks: int = 0  # that made room
    num_demoted_blocks: int = 0  # that made room, and went to the next tier
    num_dropped_blocks: int = 0  # not written: they had gone before it was their turn
    refused_blocks: Mapping[str, int] = field(default_factory=dict)  # by Reason; at least 1 for each file
    failed_blocks: Mapping[str, int] = field(default_factory=dict)  # not written: by the error's name, ENOSPC
    num_stored_bytes: int = 0  # now

    @classmethod
    def sum(cls, parts: Iterable[BlockTotals]) -> BlockTotals:
        """Of several tiers."""
        total = cls()
        for part in parts:
            numbers = {
                name: getattr(total, name) + number
                for name, number in asdict(part).items()
                if isinstance(number, int)
            }
            refused = Counter(total.refused_blocks) + Counter(part.refused_blocks)
            failed = Counter(total.failed_blocks) + Counter(part.failed_blocks)
            total = replace(total, refused_blocks=dict(refused), failed_blocks=dict(failed), **numbers)
        return total

    def since(self, before: BlockTotals) -> BlockTotals:
        """What has come to them; the bytes that are there now."""
        return BlockTotals(
            num_written_blocks=self.num_written_blocks - before.num_written_blocks,
            num_written_bytes=self.num_written_bytes - before.num_written_bytes,
            num_restored_blocks=self.num_restored_blocks - before.num_restored_blocks,
            num_restored_bytes=self.num_restored_bytes - before.num_restored_bytes,
            num_removed_blocks=self.num_removed_blocks - before.num_removed_blocks,
            num_demoted_blocks=self.num_demoted_blocks - before.num_demoted_blocks,
            num_dropped_blocks=self.num_dropped_blocks - before.num_dropped_blocks,
            refused_blocks=_since(self.refused_blocks, before.refused_blocks),
            failed_blocks=_since(self.failed_blocks, before.failed_blocks),
            num_stored_bytes=self.num_stored_bytes,
        )


def _since(now: Mapping[str, int], before: Mapping[str, int]) -> dict[str, int]:
    return {name: number - before.get(name, 0) for name, number in now.items()}


def name_of_error(error: OSError) -> str:
    """ENOSPC, say."""
    return errno.errorcode.get(error.errno or 0, type(error).__name__)


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
