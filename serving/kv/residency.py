"""Where a block's content is besides the device.

The pool asks before it evicts a block, and looks here for one that it does not have. The device is the nearest
tier, and here the only one; what knows of farther ones is a `Residency`. It is called on the engine's thread,
between two steps, so it answers at once from what it knows and moves nothing itself.
"""

from __future__ import annotations

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


class DeviceOnly:
    """There is no other tier: what is evicted is computed again."""

    def evict(self, key: bytes, block_id: int) -> bool:
        return False

    def has(self, key: bytes) -> bool:
        return False
