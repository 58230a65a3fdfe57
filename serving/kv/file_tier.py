"""KV blocks of sessions in files, behind the device: written after a turn, read before the next one."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping, Sequence

from serving.kv.block_file import BlockFormat
from serving.kv.block_reader import BlockReader
from serving.kv.block_totals import BlockTotals
from serving.kv.block_writer import BlockWriter
from serving.kv.holdings import Account, HeldSoFar
from serving.kv.keys import KeySpace
from serving.kv.residency import ReadBlocks, ResidencyListener
from serving.kv.tiered_store import FarTier, KVPlace, TieredStore


class FileTier:
    """A Residency."""

    def __init__(self, places: Sequence[KVPlace], block_format: BlockFormat) -> None:
        """`places`: at least one, the nearest first. Raises: StartupError where one cannot be used."""
        self._store = TieredStore(places, block_format)
        self._writer = BlockWriter(self._store)
        self._reader = BlockReader(self._store)
        self._num_processors = len(os.sched_getaffinity(0))

    @property
    def totals(self) -> BlockTotals:
        return self._store.totals

    @property
    def tiers(self) -> Sequence[FarTier]:
        return self._store.tiers

    @property
    def seconds_per_byte(self) -> float:
        """Of a processor, that the writer takes at present."""
        return self._writer.seconds_per_byte

    def start(self, listener: ResidencyListener, read: ReadBlocks) -> None:
        self._store.start()
        self._writer.start(listener.on_change, read)
        self._reader.start(listener)

    def close(self) -> None:
        self._reader.close()
        self._writer.close()
        self._store.close()

    def flush(self) -> None:
        self._writer.flush()

    def evict(self, key: bytes, block_id: int, *, is_superseded: bool) -> bool:
        if not is_superseded:
            self._writer.save(key)
        return self._store.has(key)

    def tier_of(self, key: bytes) -> FarTier | None:
        return self._store.tier_of(key)

    def tiers_of(self, key: bytes) -> Sequence[FarTier]:
        return self._store.tiers_of(key)

    def is_shared(self, key: bytes) -> bool:
        return self._store.is_shared(key)

    def refresh(self, space: KeySpace, query_id: int) -> None:
        self._reader.refresh(space.folder, query_id)

    def find_tail(self, space: KeySpace, parent: bytes, token_ids: Sequence[int]) -> tuple[int, bytes] | None:
        tails = self._store.tails(space, parent, token_ids)
        return tails[0] if tails else None

    def fetch(self, seq_id: str, first_block: int, keys: Sequence[bytes], session: str = "") -> None:
        self._reader.fetch(seq_id, first_block, keys, session)

    def cancel(self, seq_id: str) -> None:
        self._reader.cancel(seq_id)

    def note(
        self, space: KeySpace, token_ids: Sequence[int], keys: Sequence[bytes], session: str = ""
    ) -> None:
        self._writer.note(space, token_ids, keys, session)

    def take_held(self, account: Account) -> dict[FarTier, float]:
        return self._store.take_held(account)

    def held_by_tenants(self) -> dict[FarTier, dict[str, float]]:
        return self._store.held_by_tenants()

    def held_so_far(self) -> dict[FarTier, HeldSoFar]:
        return self._store.held_so_far()

    def go_on_from(self, before: Mapping[FarTier, HeldSoFar]) -> None:
        self._store.go_on_from(before)

    def copy(self) -> float:
        # One file after the other: whoever comes while nobody runs finds little that is still to be written.
        if self._writer.has_queued or not self._writer.wanted():
            return 0.0
        start_s = time.perf_counter()
        num_bytes = self._writer.copy()
        # A step waits for this call; what the writer does then takes one of the processors from it.
        write_s = num_bytes * self.seconds_per_byte / self._num_processors
        return time.perf_counter() - start_s + write_s

    def forget(self, space: KeySpace, token_ids: Sequence[int], num_kept_tokens: int = 0) -> None:
        self._writer.forget(space, token_ids, num_kept_tokens)

    def forget_anonymous(self, folder: str | None, used_before: float) -> None:
        self._writer.forget_anonymous(folder, used_before)
