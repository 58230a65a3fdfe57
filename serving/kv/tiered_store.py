"""Stores of files as one: what is written goes to the nearest, and what that has no room for to the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from serving.kv.block_file import BlockFormat, Payload, Run
from serving.kv.block_store import BlockStore
from serving.kv.block_totals import BlockCounts, BlockTotals, name_of_error
from serving.kv.chains import own_blocks
from serving.kv.keys import KeySpace

FarTier = Literal["host", "disk"]  # the nearest first


@dataclass(frozen=True, slots=True)
class KVDirectory:
    """Where KV is kept besides the device, and how much of it."""

    tier: FarTier
    path: Path
    max_bytes: int


class TieredStore:
    """Thread-safe as its stores are."""

    def __init__(self, directories: Sequence[KVDirectory], block_format: BlockFormat) -> None:
        """`directories`: the nearest first. Raises: StartupError where one cannot be used."""
        self.format = block_format
        self._stores: list[BlockStore] = []
        self._tiers = [directory.tier for directory in directories]
        farther: BlockStore | None = None
        for directory in reversed(directories):
            farther = BlockStore(directory.path, block_format, directory.max_bytes, farther=farther)
            self._stores.insert(0, farther)

    @property
    def blocks_per_file(self) -> int:
        return self._stores[0].blocks_per_file

    @property
    def counts(self) -> BlockCounts:
        """Of what no tier took."""
        return self._stores[-1].counts

    @property
    def totals(self) -> BlockTotals:
        return BlockTotals.sum(store.counts.totals for store in self._stores)

    def tier_of(self, key: bytes) -> FarTier | None:
        found = (tier for tier, store in zip(self._tiers, self._stores, strict=True) if store.has(key))
        return next(found, None)

    def has(self, key: bytes) -> bool:
        return any(store.has(key) for store in self._stores)

    def tails(self, space: KeySpace, parent: bytes, token_ids: Sequence[int]) -> list[tuple[int, bytes]]:
        """See `BlockStore.tails`."""
        found = {tail for store in self._stores for tail in store.tails(space, parent, token_ids)}
        return sorted(found, reverse=True)

    def write(self, run: Run, parts: Sequence[Payload]) -> None:
        """Raises: OSError where no tier takes it."""
        for store in self._stores[:-1]:
            try:
                store.write(run, parts)
            except OSError as error:
                store.counts.fail(name_of_error(error), len(run.keys))
            else:
                return
        self._stores[-1].write(run, parts)

    def read(self, keys: Sequence[bytes]) -> Iterator[Payload]:
        """The blocks' content, file by file, up to the first block that cannot be had in any tier."""
        index = 0
        while index < len(keys):
            piece = next(
                (piece for store in self._stores if len(piece := store.read_run(keys[index:]))), None
            )
            if piece is None:
                return
            yield piece
            index += len(piece)

    def mark_used(self, keys: Sequence[bytes]) -> None:
        for store in self._stores:
            store.mark_used(keys)

    def supersede(self, keys: Sequence[bytes]) -> None:
        for store in self._stores:
            store.supersede(keys)

    def forget(self, space: KeySpace, token_ids: Sequence[int], num_kept_tokens: int = 0) -> None:
        """Nobody is to find the blocks of this chain any more, unless another chain goes on from them.

        Whole files go. What else is in them is computed again when it is wanted.
        """
        for store in self._stores:
            store.refresh()
        runs = [run for store in self._stores for run in store.runs()]
        keys = own_blocks(space, token_ids, self.format.block_size, runs, num_kept_tokens)
        for store in self._stores:
            store.remove(keys)
