"""What of a prefix is in other tiers than the device's memory."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import takewhile

from serving.engine.block_pool import BlockPool, PrefixMatch
from serving.kv.keys import KeySpace
from serving.kv.tiered_store import FAR_TIERS, FarTier


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What can be brought of a prompt behind what is here."""

    keys: list[bytes]  # of whole blocks, then perhaps of part of one more
    num_tokens: int  # of the prompt, that are here when they have come
    tier: FarTier = "host"  # of all of them the farthest


class BlocksElsewhere:
    """Belongs to the engine thread."""

    def __init__(self, pool: BlockPool) -> None:
        self._pool = pool

    def find(
        self,
        space: KeySpace,
        token_ids: Sequence[int],
        max_tokens: int,
        match: PrefixMatch,
        known_keys: list[bytes],
    ) -> Elsewhere:
        """The blocks that follow the matched ones and are not here, but elsewhere.

        Args:
            match: what `BlockPool.match` found of the same prompt, with the same `known_keys`, to which this
                call appends as well.
        """
        found: list[bytes] = []
        tiers: set[FarTier | None] = set()
        size = self._pool.block_size
        for index in range(len(match.block_ids), max(max_tokens, 0) // size):
            if index == len(known_keys):
                parent = known_keys[-1] if known_keys else space.root
                known_keys.append(space.key(parent, token_ids[index * size : (index + 1) * size]))
            if (tier := self._pool.residency.tier_of(known_keys[index])) is None:
                break
            tiers.add(tier)
            found.append(known_keys[index])
        end = (len(match.block_ids) + len(found)) * size
        rest = token_ids[end : min(max_tokens, end + size)]
        parent = known_keys[end // size - 1] if end else space.root
        tail = self._pool.residency.find_tail(space, parent, rest) if rest else None
        if tail is None or (not found and tail[0] <= match.num_tail_tokens):
            return Elsewhere(found, end, _farthest(tiers))
        tiers.add(self._pool.residency.tier_of(tail[1]))
        return Elsewhere([*found, tail[1]], end + tail[0], _farthest(tiers))

    def count(self, space: KeySpace, token_ids: Sequence[int]) -> int:
        """How many whole blocks of a prefix are elsewhere, from its first one on; they may be here too."""
        return sum(
            1 for _ in takewhile(self._pool.residency.tier_of, space.chain(token_ids, self._pool.block_size))
        )

    def count_shared(self, space: KeySpace, token_ids: Sequence[int]) -> int:
        """How many of them are where other servers find them."""
        return sum(
            1
            for _ in takewhile(self._pool.residency.is_shared, space.chain(token_ids, self._pool.block_size))
        )


def _farthest(tiers: Collection[FarTier | None]) -> FarTier:
    return next((tier for tier in reversed(FAR_TIERS) if tier in tiers), FAR_TIERS[0])
