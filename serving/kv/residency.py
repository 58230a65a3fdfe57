"""Where a block's content is besides the device.

The pool asks before it evicts a block, and looks here for one that it does not have. The device is the
nearest tier, and here the only one; what knows of farther ones is a `Residency`. It is called on the engine's
thread, between two steps: it answers at once from what it knows, and what it moves, it moves elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class Residency(Protocol):
    def evict(self, key: bytes, block_id: int) -> bool:
        """The device lets go of this block, whose content it has until this returns.

        Returns whether the content is elsewhere, so that `has` will find it.
        """
        ...

    def has(self, key: bytes) -> bool:
        """Whether the block is elsewhere."""
        ...

    def fetch(self, seq_id: str, first_block: int, keys: Sequence[bytes]) -> None:
        """Begin to bring these blocks, which are a sequence's from its block `first_block` on.

        The sequence waits until the engine is given `BlocksFetched`, after this has returned: with the
        blocks, with fewer, or with none where they cannot be had. It computes what it did not get.
        """
        ...

    def cancel(self, seq_id: str) -> None:
        """Nobody waits any more for what was asked for. What comes all the same is dropped."""
        ...


class DeviceOnly:
    """There is no other tier: what is evicted is computed again."""

    def evict(self, key: bytes, block_id: int) -> bool:
        return False

    def has(self, key: bytes) -> bool:
        return False

    def fetch(self, seq_id: str, first_block: int, keys: Sequence[bytes]) -> None:
        raise AssertionError("there are no blocks elsewhere")

    def cancel(self, seq_id: str) -> None:
        raise AssertionError("nothing was asked for")
