"""Where a block's content is besides the device.

The pool asks before it evicts a block, and looks here for one that it does not have. The device is the
nearest tier; what knows of farther ones is a `Residency`. It is called on the engine's thread, between two
steps: it answers at once from what it knows, and what it moves, it moves elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from serving.kv.block_file import Payload
from serving.kv.block_totals import BlockTotals
from serving.kv.holdings import Account, HeldSoFar
from serving.kv.keys import KeySpace
from serving.kv.tiered_store import FarTier

# The content of the first of these blocks, up to the first that is not on the device. On the engine's thread.
ReadBlocks = Callable[[Sequence[bytes]], Payload]


class ResidencyListener(Protocol):
    """Whom a Residency tells, on threads of its own."""

    def on_fetched(self, seq_id: str, first_block: int, payload: Payload | None, is_last: bool) -> None:
        """Some of the blocks that a sequence waits for, from `first_block` on; None: no more can be had."""
        ...

    def on_refreshed(self, query_id: int) -> None:
        """What `refresh` was asked for is done, as far as it can be."""
        ...

    def on_change(self) -> None:
        """Its totals are others, and it may want more."""
        ...


class Residency(Protocol):
    @property
    def totals(self) -> BlockTotals: ...

    @property
    def tiers(self) -> Sequence[FarTier]:
        """Which there are, the nearest first."""
        ...

    def start(self, listener: ResidencyListener, read: ReadBlocks) -> None:
        """Begin to move blocks."""
        ...

    def close(self) -> None:
        """End that. What was copied is safe, if that does not take long."""
        ...

    # ---- out of it ------------------------------------------------------------------------------

    def evict(self, key: bytes, block_id: int, *, is_superseded: bool) -> bool:
        """The device lets go of this block, whose content it has until this returns.

        Args:
            is_superseded: nobody is expected to come back for it.

        Returns whether the content is elsewhere, so that `tier_of` will find it.
        """
        ...

    def tier_of(self, key: bytes) -> FarTier | None:
        """Where the block is, of all places the nearest; None: nowhere."""
        ...

    def tiers_of(self, key: bytes) -> Sequence[FarTier]:
        """All that have the block."""
        ...

    def is_shared(self, key: bytes) -> bool:
        """Whether other servers find the block where this one has put it."""
        ...

    def refresh(self, space: KeySpace, query_id: int) -> None:
        """Begin to learn which blocks other servers have put there, and then tell the listener."""
        ...

    def find_tail(self, space: KeySpace, parent: bytes, token_ids: Sequence[int]) -> tuple[int, bytes] | None:
        """(tokens, key) of the longest block elsewhere that holds a beginning of these behind `parent`."""
        ...

    def fetch(self, seq_id: str, first_block: int, keys: Sequence[bytes], session: str = "") -> None:
        """Begin to bring these blocks, which are a sequence's from its block `first_block` on.

        The sequence waits until the engine is given the last `BlocksFetched`, after this has returned: with
        the blocks, with fewer, or with none where they cannot be had. It computes what it did not get.
        """
        ...

    def cancel(self, seq_id: str) -> None:
        """Nobody waits any more for what was asked for. What comes all the same is dropped."""
        ...

    # ---- into it --------------------------------------------------------------------------------

    def note(
        self, space: KeySpace, token_ids: Sequence[int], keys: Sequence[bytes], session: str = ""
    ) -> None:
        """A turn has ended, and the device has the KV of these tokens.

        Args:
            keys: of their whole blocks. What is left over is in one block more.
            session: which one it was of; empty: of none. Those come after all others.
        """
        ...

    def copy(self) -> float:
        """Copy a little of what was noted: so little that it holds nobody up.

        Returns the seconds that this takes from whoever computes, with what follows on other threads; 0.0
        where there was nothing to copy.
        """
        ...

    def flush(self) -> None:
        """Copy the rest of it, before the end."""
        ...

    def forget(self, space: KeySpace, token_ids: Sequence[int], num_kept_tokens: int = 0) -> None:
        """Nobody is to find the blocks of this chain any more, unless another chain goes on from them.

        Args:
            num_kept_tokens: blocks and tails that have none but the first of them stay.
        """
        ...

    def forget_anonymous(self, folder: str | None, used_before: float) -> None:
        """The same of what was written for prompts without a session, and not used since.

        Args:
            folder: of the tenant whose prompts they were; None: of all.
            used_before: seconds since the epoch.
        """
        ...

    # ---- what it has held -----------------------------------------------------------------------

    def take_held(self, account: Account) -> dict[FarTier, float]:
        """Byte-seconds of a session in each tier, since this was asked last."""
        ...

    def held_by_tenants(self) -> dict[FarTier, dict[str, float]]:
        """The same of each tenant, by its folder, in all."""
        ...

    def held_so_far(self) -> dict[FarTier, HeldSoFar]:
        """All of it, in bytes; nothing is taken."""
        ...

    def go_on_from(self, before: Mapping[FarTier, HeldSoFar]) -> None:
        """What was held until the process before this one ended."""
        ...


class DeviceOnly:
    """There is no other tier: what is evicted is computed again."""

    totals = BlockTotals()
    tiers: Sequence[FarTier] = ()

    def start(self, listener: ResidencyListener, read: ReadBlocks) -> None:
        self._listener = listener

    def close(self) -> None:
        pass

    def evict(self, key: bytes, block_id: int, *, is_superseded: bool) -> bool:
        return False

    def tier_of(self, key: bytes) -> FarTier | None:
        return None

    def tiers_of(self, key: bytes) -> Sequence[FarTier]:
        return ()

    def is_shared(self, key: bytes) -> bool:
        return False

    def refresh(self, space: KeySpace, query_id: int) -> None:
        self._listener.on_refreshed(query_id)

    def find_tail(self, space: KeySpace, parent: bytes, token_ids: Sequence[int]) -> tuple[int, bytes] | None:
        return None

    def fetch(self, seq_id: str, first_block: int, keys: Sequence[bytes], session: str = "") -> None:
        raise AssertionError("there are no blocks elsewhere")

    def cancel(self, seq_id: str) -> None:
        raise AssertionError("nothing was asked for")

    def note(
        self, space: KeySpace, token_ids: Sequence[int], keys: Sequence[bytes], session: str = ""
    ) -> None:
        pass

    def copy(self) -> float:
        return 0.0

    def flush(self) -> None:
        pass

    def forget(self, space: KeySpace, token_ids: Sequence[int], num_kept_tokens: int = 0) -> None:
        pass

    def forget_anonymous(self, folder: str | None, used_before: float) -> None:
        pass

    def take_held(self, account: Account) -> dict[FarTier, float]:
        return {}

    def held_by_tenants(self) -> dict[FarTier, dict[str, float]]:
        return {}

    def held_so_far(self) -> dict[FarTier, HeldSoFar]:
        return {}

    def go_on_from(self, before: Mapping[FarTier, HeldSoFar]) -> None:
        pass
