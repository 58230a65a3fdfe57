"""Stores of files as one: what is written goes to the nearest, and what that has no room for to the next.

An object store, the farthest, has all that the others have as well: other servers find it there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal, get_args

from serving.errors import StartupError
from serving.kv.block_file import BlockFormat, Payload, Run
from serving.kv.block_store import BlockStore
from serving.kv.block_totals import BlockCounts, BlockTotals, name_of_error
from serving.kv.chains import Choose, anonymous_blocks, own_blocks
from serving.kv.holdings import NOTHING_HELD, Account, HeldSoFar
from serving.kv.keys import KeySpace
from serving.kv.object_store import ObjectStore
from serving.kv.stored_files import StoredFile

FarTier = Literal["host", "disk", "object"]  # the nearest first
FAR_TIERS: tuple[FarTier, ...] = get_args(FarTier)
OBJECTS_TIMEOUT_S = 0.5  # to learn what others have put there, before a turn


@dataclass(frozen=True, slots=True)
class KVDirectory:
    """Where KV is kept besides the device, and how much of it."""

    tier: Literal["host", "disk"]
    path: Path
    max_bytes: int

    @property
    def where(self) -> str:
        return str(self.path)


@dataclass(frozen=True, slots=True)
class KVBucket:
    """The same in an object store, or a directory that several machines share."""

    url: str
    max_bytes: int
    tier: Literal["object"] = "object"

    @property
    def where(self) -> str:
        return self.url


KVPlace = KVDirectory | KVBucket


class TieredStore:
    """Thread-safe as its stores are."""

    def __init__(self, places: Sequence[KVPlace], block_format: BlockFormat) -> None:
        """`places`: the nearest first. Raises: StartupError where one cannot be used."""
        for place in places:
            _check_room(place, block_format)
        self.format = block_format
        self._directories: list[BlockStore] = []
        self._objects: ObjectStore | None = None
        farther: BlockStore | ObjectStore | None = None
        for place in reversed(places):
            if isinstance(place, KVBucket):
                farther = self._objects = ObjectStore(place.url, block_format, place.max_bytes)
            else:
                farther = BlockStore(place.path, block_format, place.max_bytes, farther=farther)
                self._directories.insert(0, farther)
        objects = [] if self._objects is None else [self._objects]
        self._stores: list[BlockStore | ObjectStore] = [*self._directories, *objects]
        self.tiers: Sequence[FarTier] = [place.tier for place in places]

    def start(self) -> None:
        if self._objects is not None:
            self._objects.start(self._directories)

    def close(self) -> None:
        if self._objects is not None:
            self._objects.close()

    @property
    def blocks_per_file(self) -> int:
        return self.format.blocks_per_file

    @property
    def counts(self) -> BlockCounts:
        """Of what no tier took."""
        return self._stores[-1].counts

    @property
    def totals(self) -> BlockTotals:
        return BlockTotals.sum(store.counts.totals for store in self._stores)

    def tier_of(self, key: bytes) -> FarTier | None:
        return next(self._having(key), None)

    def tiers_of(self, key: bytes) -> Sequence[FarTier]:
        return tuple(self._having(key))

    def _having(self, key: bytes) -> Iterator[FarTier]:
        return (tier for tier, store in zip(self.tiers, self._stores, strict=True) if store.has(key))

    def has(self, key: bytes) -> bool:
        return any(store.has(key) for store in self._stores)

    def is_shared(self, key: bytes) -> bool:
        """Whether another server finds it: in the object store, or where there is none in any directory."""
        return self.has(key) if self._objects is None else self._objects.has(key)

    def refresh(self, folder: str) -> None:
        """Learn what other processes have written for a tenant; of the object store if it answers at once."""
        for store in self._directories:
            store.refresh(folder)
        if self._objects is not None:
            self._objects.refresh(folder, OBJECTS_TIMEOUT_S)

    def tails(self, space: KeySpace, parent: bytes, token_ids: Sequence[int]) -> list[tuple[int, bytes]]:
        """See `BlockStore.tails`."""
        found = {tail for store in self._directories for tail in store.tails(space, parent, token_ids)}
        return sorted(found, reverse=True)

    def write(self, run: Run, parts: Sequence[Payload], session: str = "") -> None:
        """Raises: OSError where no tier takes it."""
        for store in self._directories[:-1]:
            try:
                store.write(run, parts, session)
            except OSError as error:
                store.counts.fail(name_of_error(error), len(run.keys))
            else:
                return self._copy_soon()
        if self._directories:
            self._directories[-1].write(run, parts, session)
            return self._copy_soon()
        assert self._objects is not None, "there is a tier"
        return self._objects.write(run, parts, session)

    def _copy_soon(self) -> None:
        if self._objects is not None:
            self._objects.copy_soon()

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

    def mark_used(self, keys: Sequence[bytes], session: str = "") -> None:
        for store in self._stores:
            store.mark_used(keys, session)

    def take_held(self, account: Account) -> dict[FarTier, float]:
        """Byte-seconds of a session in each tier, since this was asked last."""
        return {tier: store.held.take(account) for tier, store in zip(self.tiers, self._stores, strict=True)}

    def held_by_tenants(self) -> dict[FarTier, dict[str, float]]:
        """See `Holdings.by_tenants`."""
        return {tier: store.held.by_tenants() for tier, store in zip(self.tiers, self._stores, strict=True)}

    def held_so_far(self) -> dict[FarTier, HeldSoFar]:
        return {tier: store.held.so_far() for tier, store in zip(self.tiers, self._stores, strict=True)}

    def go_on_from(self, before: Mapping[FarTier, HeldSoFar]) -> None:
        for tier, store in zip(self.tiers, self._stores, strict=True):
            store.held.go_on_from(before.get(tier, NOTHING_HELD))

    def supersede(self, keys: Sequence[bytes]) -> None:
        for store in self._directories:
            store.supersede(keys)

    def forget(self, space: KeySpace, token_ids: Sequence[int], num_kept_tokens: int = 0) -> None:
        """Nobody is to find the blocks of this chain any more, unless another chain goes on from them.

        Whole files go. What else is in them is computed again when it is wanted.
        """

        def choose(files: Sequence[StoredFile]) -> set[bytes]:
            runs = [file.run for file in files]
            return own_blocks(space, token_ids, self.format.block_size, runs, num_kept_tokens)

        self._remove(choose, space.folder)

    def forget_anonymous(self, folder: str | None, used_before: float) -> None:
        """See `anonymous_blocks`."""
        self._remove(lambda files: anonymous_blocks(files, used_before, folder), folder or "")

    def _remove(self, choose: Choose, folder: str) -> None:
        """Raises: OSError of the first tier that it failed in, when it was tried in all."""
        failed: list[OSError] = []

        def tried(act: Callable[[], None]) -> None:
            try:
                act()
            except OSError as error:
                failed.append(error)

        for store in self._directories:
            tried(store.refresh)
        files = [file for store in self._directories for _, file in store.files() if file.keys]
        keys = choose(files)
        for store in self._directories:
            tried(partial(store.remove, keys))
        if self._objects is not None:
            self._objects.forget(choose, folder)
        if failed:
            raise failed[0]


def _check_room(place: KVPlace, block_format: BlockFormat) -> None:
    if place.max_bytes < block_format.max_file_bytes:
        raise StartupError(
            f"max_{place.tier}_kv_bytes is {place.max_bytes}, and one file of this model's KV has up to "
            f"{block_format.max_file_bytes} bytes: nothing would be kept in {place.where}. Allow more."
        )
