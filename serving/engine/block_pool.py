"""All KV memory as equal blocks, by number: who holds which, what each contains, which goes first.

Knows no tensors and no sessions; it is tested with integers. A block is in one of three states:

    free       no reference, no content worth a name
    idle       no reference, content registered under its key: can be shared, or evicted
    held       referenced by one or more sequences; registered as soon as it is full

Block ids run from 1 to num_blocks; id 0 is the null block and never leaves the runner.
A held block's slots are only ever appended to, so what is registered of it stays true: the first
`len(token_ids)` slots. Matching is by token: where a prompt leaves the cached text in mid-block, the
part they have in common is reused by copying the block, or in place by a sole user.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from serving.engine.block_index import BlockContent, BlockIndex
from serving.kv.eviction_order import EvictionOrder
from serving.kv.holdings import NOBODY, Account, Holdings
from serving.kv.keys import TOKEN_BYTES, KeySpace, token_bytes
from serving.kv.leases import Leases
from serving.kv.residency import DeviceOnly, Residency
from serving.kv.retention import ANONYMOUS, SOME_SESSION, Retention, Standing, Wait
from serving.output import Tier

EVICTED_PER_BLOCK = 4  # keys of evicted blocks that are remembered, for each block of the pool


class OutOfBlocks(Exception):
    """Nothing was allocated. The caller makes room (preempts) or waits."""

    def __init__(self, num_wanted: int, num_available: int, num_blocks: int) -> None:
        super().__init__(f"asked for {num_wanted} blocks, {num_available} free of {num_blocks}")


@dataclass(frozen=True, slots=True)
class BlockCopy:
    """Copy a whole block on the device, before the step that follows."""

    source: int
    target: int


@dataclass(frozen=True, slots=True)
class PrefixMatch:
    """The longest cached prefix of a prompt: whole blocks, then perhaps part of one more."""

    block_ids: tuple[int, ...]
    num_tokens: int
    tail_block_id: int | None = None  # holds the last `num_tail_tokens` of num_tokens
    num_tail_tokens: int = 0


@dataclass(slots=True)
class _Block:
    num_references: int = 0
    content: BlockContent | None = None
    depth: int = 0  # position in its sequence's block table
    last_used_s: float = 0.0
    wait: Wait = ANONYMOUS  # of the session that used it last; ANONYMOUS: none has
    account: Account = NOBODY  # for whom its content counts
    is_superseded: bool = False  # its session has gone back to before it, and nobody has used it since


@dataclass(slots=True)
class PoolStats:
    """Running totals since the start."""

    num_evicted_blocks: int = 0


def _common_length(a: Sequence[int], b: Sequence[int]) -> int:
    for index, (x, y) in enumerate(zip(a, b, strict=False)):
        if x != y:
            return index
    return min(len(a), len(b))


class BlockPool:
    """Hands out, shares, names and takes back KV blocks.

    Not thread-safe: it belongs to the engine thread.
    """

    def __init__(
        self,
        num_blocks: int,
        block_size: int,
        retention: Retention | None = None,
        residency: Residency | None = None,
        max_leased_blocks: int | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """
        Args:
            residency: what knows of blocks that are elsewhere; without it nothing is.
            max_leased_blocks: of each tenant; None: all.
            clock: that of the times which it is told.
        """
        self.num_blocks = num_blocks
        self.block_size = block_size
        self.stats = PoolStats()
        self.retention = retention or Retention()
        self._clock = clock
        self.leases = Leases(num_blocks if max_leased_blocks is None else max_leased_blocks)
        self.residency: Residency = residency or DeviceOnly()
        self.held = Holdings(clock)  # blocks with content
        self._blocks = [_Block() for _ in range(num_blocks + 1)]
        # A stack: the block freed last is the warmest in the processor's caches.
        self._free = list(range(num_blocks, 0, -1))
        self._idle = EvictionOrder(self.retention)
        self._index = BlockIndex()
        self._evicted: OrderedDict[bytes, None] = OrderedDict()  # keys, the oldest first

    @property
    def num_available(self) -> int:
        """Blocks that `allocate` can hand out: free ones and idle ones."""
        return len(self._free) + len(self._idle)

    @property
    def num_idle(self) -> int:
        return len(self._idle)

    @property
    def num_held(self) -> int:
        return self.num_blocks - self.num_available

    # ---- matching -------------------------------------------------------------------------------

    def match(
        self,
        space: KeySpace,
        token_ids: Sequence[int],
        max_tokens: int,
        known_keys: list[bytes] | None = None,
    ) -> PrefixMatch:
        """Find the longest cached prefix of `token_ids`, at most `max_tokens` long. Changes nothing here.

        Args:
            known_keys: of the first whole blocks of `token_ids`, from an earlier call. They are not hashed
                again, and what this call hashes is appended.
        """
        keys = [] if known_keys is None else known_keys
        block_ids: list[int] = []
        num_whole = max(max_tokens, 0) // self.block_size
        start = len(keys) * self.block_size
        rest = token_bytes(token_ids[start : num_whole * self.block_size])
        for index in range(num_whole):
            if index == len(keys):
                parent = keys[-1] if keys else space.root
                keys.append(space.key_of_bytes(parent, self._block_bytes(rest, index, start)))
            block_id = self._index.by_key.get(keys[index])
            if block_id is None:
                break
            block_ids.append(block_id)
        parent = keys[len(block_ids) - 1] if block_ids else space.root
        end = len(block_ids) * self.block_size
        tail_block_id, num_tail_tokens = self._longest_tail(
            parent, token_ids[end : min(max_tokens, end + self.block_size)]
        )
        return PrefixMatch(tuple(block_ids), end + num_tail_tokens, tail_block_id, num_tail_tokens)

    def has(self, key: bytes) -> bool:
        return key in self._index.by_key

    def find(self, keys: Sequence[bytes]) -> list[int]:
        """The blocks of these keys, up to the first one that is not here."""
        found: list[int] = []
        for key in keys:
            block_id = self._index.by_key.get(key)
            if block_id is None:
                break
            found.append(block_id)
        return found

    def _block_bytes(self, rest: bytes, index: int, start: int) -> bytes:
        """Block `index`'s share of the bytes of the tokens from `start` on."""
        offset = (index * self.block_size - start) * TOKEN_BYTES
        return rest[offset : offset + self.block_size * TOKEN_BYTES]

    def _longest_tail(self, parent: bytes, rest: Sequence[int]) -> tuple[int | None, int]:
        if not rest:
            return None, 0
        best: tuple[int | None, int] = (None, 0)
        for block_id in self._index.by_parent.get((parent, rest[0]), ()):
            content = self._blocks[block_id].content
            assert content is not None, "an indexed block has content"
            length = _common_length(content.token_ids, rest)
            # Among equals, an idle block whose content ends there can be taken without a copy.
            if length > best[1] or (length == best[1] and self._can_take_in_place(block_id, length)):
                best = (block_id, length)
        return best

    def _can_take_in_place(self, block_id: int, num_tokens: int) -> bool:
        block = self._blocks[block_id]
        return (
            block.num_references == 0
            and block.content is not None
            and len(block.content.token_ids) == num_tokens
        )

    def take(self, match: PrefixMatch) -> tuple[list[int], list[BlockCopy]]:
        """Reference the matched blocks; return the block table so far and the copy it needs, if any.

        Raises:
            OutOfBlocks: the tail needs a copy and there is no block for it. Nothing was taken.
        """
        for block_id in match.block_ids:
            self._reference(block_id)
        if match.tail_block_id is None:
            return list(match.block_ids), []
        if self._can_take_in_place(match.tail_block_id, match.num_tail_tokens):
            # It keeps its name until it has more: who comes before that, in this very step, copies it.
            self._reference(match.tail_block_id)
            return [*match.block_ids, match.tail_block_id], []
        return self._take_with_copy(match, match.tail_block_id)

    def _take_with_copy(self, match: PrefixMatch, source: int) -> tuple[list[int], list[BlockCopy]]:
        self._reference(source)  # or the allocation might evict what it is to copy
        try:
            (target,) = self.allocate(1)
        except OutOfBlocks:
            self.release([*match.block_ids, source])
            raise
        # The copy runs before anything that a later owner of `source` could write.
        self.release([source])
        return [*match.block_ids, target], [BlockCopy(source, target)]

    # ---- holding --------------------------------------------------------------------------------

    def allocate(self, num_blocks: int) -> list[int]:
        """Take blocks with no content, evicting the least valuable idle ones if need be.

        Raises:
            OutOfBlocks: fewer are available. Nothing was allocated.
        """
        if num_blocks > self.num_available:
            raise OutOfBlocks(num_blocks, self.num_available, self.num_blocks)
        return [self._allocate_one() for _ in range(num_blocks)]

    def _allocate_one(self) -> int:
        block_id = self._free.pop() if self._free else self._evict()
        self._blocks[block_id] = _Block(num_references=1)
        return block_id

    def _evict(self) -> int:
        block_id = self._idle.pop(self._clock())
        block = self._blocks[block_id]
        assert block.content is not None, "an idle block has content"
        if not self.residency.evict(block.content.key, block_id, is_superseded=block.is_superseded):
            self._remember_evicted(block.content.key)
        self._unregister(block_id)
        self.stats.num_evicted_blocks += 1
        return block_id

    def _remember_evicted(self, key: bytes) -> None:
        self._evicted[key] = None
        if len(self._evicted) > EVICTED_PER_BLOCK * self.num_blocks:
            self._evicted.popitem(last=False)

    def was_evicted(self, space: KeySpace, parent: bytes, rest: Sequence[int], num_known: int) -> bool:
        """Whether a block was here, and was evicted, that goes on behind the prefix `parent` with `rest`.

        Args:
            rest: at most a block's tokens.
            num_known: so many of them are here all the same.
        """
        lengths = range(len(rest), num_known, -1)
        return any(space.key(parent, rest[:length]) in self._evicted for length in lengths)

    def _reference(self, block_id: int) -> None:
        block = self._blocks[block_id]
        if block.num_references == 0:
            self._idle.discard(block_id)
        block.num_references += 1

    def release(
        self, block_ids: Sequence[int], *, now_s: float | None = None, account: Account = NOBODY
    ) -> None:
        """Give up one reference to each block of a table; with a time, mark it as a use of their content.

        Args:
            account: whose use.

        Blocks that nobody references any more stay registered, idle, until evicted.
        """
        for depth, block_id in enumerate(block_ids):
            block = self._blocks[block_id]
            assert block.num_references > 0, f"block {block_id} is released more often than taken"
            block.num_references -= 1
            if now_s is not None:
                self._mark_used(block, depth, now_s, account)
            if block.num_references == 0:
                self._rest(block_id)

    def _mark_used(self, block: _Block, depth: int, now_s: float, account: Account) -> None:
        block.depth = depth
        block.last_used_s = now_s
        block.is_superseded = False
        if account.session:
            block.wait = SOME_SESSION
        if block.content is not None:
            self._charge(block, account)

    def _rest(self, block_id: int) -> None:
        block = self._blocks[block_id]
        if block.content is None:
            self._free.append(block_id)
            return
        self._rank(block_id)

    def _rank(self, block_id: int) -> None:
        """Give an idle block its place in the order of eviction."""
        block = self._blocks[block_id]
        self._idle.add(block_id, block.wait, self._standing(block_id), block.last_used_s, block.depth)

    def _standing(self, block_id: int) -> Standing:
        if block_id in self.leases:
            return "leased"
        return "superseded" if self._blocks[block_id].is_superseded else "ordinary"

    def _rank_again(self, block_id: int) -> None:
        if self._blocks[block_id].num_references == 0:
            self._rank(block_id)

    def set_wait(self, keys: Iterable[bytes], wait: Wait) -> None:
        """What the session waits for whose turn has used these blocks just now."""
        for key in keys:
            block_id = self._index.by_key.get(key)
            if block_id is not None:
                self._blocks[block_id].wait = wait
                self._rank_again(block_id)

    # ---- naming ---------------------------------------------------------------------------------

    def register(
        self, space: KeySpace, block_id: int, parent: bytes, token_ids: Sequence[int], session: str = ""
    ) -> bytes:
        """Name a held block by the tokens whose K and V it holds; return its key.

        A block that another block's key already names stays unnamed: tables are append-only, so the
        duplicate serves its holder and is free when released.
        """
        key = space.key(parent, token_ids)
        block = self._blocks[block_id]
        assert block.num_references > 0, f"block {block_id} is registered but nobody holds it"
        if block.content is not None and block.content.key == key:
            return key
        if key in self._index.by_key:
            self._unregister(block_id)
        else:
            self._name(block_id, BlockContent(key, parent, tuple(token_ids)))
            self._charge(block, Account(space.folder, session))
        return key

    def _charge(self, block: _Block, account: Account) -> None:
        """Its content counts for this account from now on."""
        self.held.move(block.account, account, 1)
        block.account = account

    def _name(self, block_id: int, content: BlockContent) -> None:
        """It holds this now. Its lease goes on: one of what it held and what it holds begins the other."""
        block = self._blocks[block_id]
        if block.content is not None:
            self._index.remove(block_id, block.content)
        block.content = content
        self._index.add(block_id, content)

    def _unregister(self, block_id: int) -> None:
        block = self._blocks[block_id]
        if block.content is not None:
            self._index.remove(block_id, block.content)
            block.content = None
            self._charge(block, NOBODY)
            self.leases.remove(block_id)

    def keys_of(self, block_ids: Sequence[int]) -> list[bytes]:
        """The keys of registered blocks."""
        keys = []
        for block_id in block_ids:
            content = self._blocks[block_id].content
            assert content is not None, f"block {block_id} has no key"
            keys.append(content.key)
        return keys

    def count_idle(self, block_ids: Sequence[int]) -> int:
        """How many of these nobody references at present."""
        return sum(self._blocks[block_id].num_references == 0 for block_id in block_ids)

    # ---- what a session asks --------------------------------------------------------------------

    def count_resident(self, space: KeySpace, token_ids: Sequence[int]) -> tuple[int, int]:
        """How much of a prefix is here: (tokens, blocks)."""
        match = self.match(space, token_ids, len(token_ids))
        return match.num_tokens, len(match.block_ids) + (match.tail_block_id is not None)

    def count_by_tier(
        self, space: KeySpace, prefixes: Iterable[Sequence[int]]
    ) -> tuple[dict[Tier, int], int]:
        """How many blocks of these each tier has that there is, whole ones but for the device's; how many
        of those that are here are leased. What several prefixes begin with is counted once.
        """
        here: set[int] = set()
        keys: set[bytes] = set()
        for token_ids in prefixes:
            here.update(self._chain(space, token_ids))
            keys.update(space.chain(token_ids, self.block_size))
        counts: dict[Tier, int] = {"device": len(here), **dict.fromkeys(self.residency.tiers, 0)}
        for tier in chain.from_iterable(map(self.residency.tiers_of, keys)):
            counts[tier] += 1
        return counts, sum(block_id in self.leases for block_id in here)

    def drop(self, space: KeySpace, token_ids: Sequence[int], num_kept_tokens: int = 0) -> int:
        """Free the idle blocks of a prefix that nothing else continues; return how many.

        Args:
            num_kept_tokens: the first of them keep their KV. The block in which they end keeps no other's.
        """
        num_freed = 0
        for block_id, num_kept in self._unshared(space, token_ids, num_kept_tokens):
            if num_kept and self._shorten(space, block_id, num_kept):
                continue
            self._free_idle(block_id)
            num_freed += 1
        return num_freed

    def drop_anonymous(self, folder: str | None, used_before_s: float) -> int:
        """Free the idle blocks that no session has used and nothing else continues.

        Args:
            folder: of the tenant whose prompts they were; None: of all.

        Returns how many there were.
        """
        found = [
            (block.depth, block_id)
            for block_id in self._idle.block_ids
            if (block := self._blocks[block_id]).last_used_s <= used_before_s
            and block.wait == ANONYMOUS
            and folder in (None, block.account.folder)
        ]
        num_freed = 0
        for _, block_id in sorted(found, reverse=True):
            content = self._blocks[block_id].content
            assert content is not None, "an idle block has content"
            if content.key not in self._index.num_children:
                self._free_idle(block_id)
                num_freed += 1
        return num_freed

    def _free_idle(self, block_id: int) -> None:
        self._unregister(block_id)
        self._idle.discard(block_id)
        self._free.append(block_id)

    def _shorten(self, space: KeySpace, block_id: int, num_tokens: int) -> bool:
        """Let a block hold no more than its first tokens. False where another one holds them too, which then
        has its lease.
        """
        content = self._blocks[block_id].content
        assert content is not None, "an idle block has content"
        kept = content.token_ids[:num_tokens]
        other = next((i for i in self._beginning_with(content.parent, kept) if i != block_id), None)
        if other is not None:
            self.leases.move(block_id, other)
            self._rank_again(other)
            return False
        self._name(block_id, BlockContent(space.key(content.parent, kept), content.parent, kept))
        return True

    def _beginning_with(self, parent: bytes, token_ids: Sequence[int]) -> Iterator[int]:
        """The blocks that begin with these tokens behind `parent`."""
        for block_id in self._index.by_parent.get((parent, token_ids[0]), ()):
            content = self._blocks[block_id].content
            if content and content.token_ids[: len(token_ids)] == tuple(token_ids):
                yield block_id

    def supersede(self, space: KeySpace, token_ids: Sequence[int], num_kept_tokens: int) -> int:
        """Evict those blocks before all others, unless somebody uses them again; return how many.

        Args:
            num_kept_tokens: a block that has one of the first of them stays where it is in the order.
        """
        found = self._unshared(space, token_ids, num_kept_tokens)
        block_ids = [block_id for block_id, num_kept in found if not num_kept]
        for block_id in block_ids:
            self._blocks[block_id].is_superseded = True
            self.leases.remove(block_id)
            self._rank(block_id)
        return len(block_ids)

    def _unshared(
        self, space: KeySpace, token_ids: Sequence[int], num_kept_tokens: int
    ) -> list[tuple[int, int]]:
        """The idle blocks at the end of a prefix that nothing but it continues, the last one first.

        With each, how many of its tokens are kept: none, but for the block in which the kept ones end.
        """
        chain = self._chain(space, token_ids)
        found: list[tuple[int, int]] = []
        for index, block_id in reversed(list(enumerate(chain))):
            block, start = self._blocks[block_id], index * self.block_size
            if block.num_references or block.content is None:
                break
            # What it holds behind the prefix is another's, which goes on from what both begin with.
            end = min(start + len(block.content.token_ids), len(token_ids))
            has_others = self._index.num_children.get(block.content.key, 0) > bool(found)
            if end <= num_kept_tokens or has_others:
                break
            found.append((block_id, max(0, num_kept_tokens - start)))
        return found

    def _chain(self, space: KeySpace, token_ids: Sequence[int]) -> list[int]:
        """The blocks that have a prefix, as far as it is here; of several with its end, a leased one."""
        match = self.match(space, token_ids, len(token_ids))
        if match.tail_block_id is None:
            return list(match.block_ids)
        content = self._blocks[match.tail_block_id].content
        assert content is not None, "an indexed block has content"
        tails = self._beginning_with(content.parent, content.token_ids[: match.num_tail_tokens])
        leased = (block_id for block_id in tails if block_id in self.leases)
        return [*match.block_ids, next(leased, match.tail_block_id)]

    # ---- leases ---------------------------------------------------------------------------------

    def lease(self, space: KeySpace, block_ids: Sequence[int], until_s: float) -> None:
        """Evict these after all that is not leased, as many as the tenant's budget has room for."""
        for block_id in block_ids:
            if self._blocks[block_id].content is None:
                continue  # a duplicate, which is free when it is released
            if not self.leases.add(block_id, space.salt, until_s):
                return
            self._rank_again(block_id)

    def lease_prefix(self, space: KeySpace, token_ids: Sequence[int], until_s: float) -> None:
        """The same of what is here of a prefix."""
        self.lease(space, self._chain(space, token_ids), until_s)

    def end_lease(self, space: KeySpace, token_ids: Sequence[int], num_kept_tokens: int) -> None:
        """Of what is here of a prefix, but for blocks that have one of its first `num_kept_tokens`."""
        num_kept_blocks = -(-num_kept_tokens // self.block_size)
        for block_id in self._chain(space, token_ids)[num_kept_blocks:]:
            if self.leases.remove(block_id):
                self._rank_again(block_id)

    def end_leases(self, now_s: float) -> None:
        """Those whose time has come: their blocks are as any."""
        for block_id in self.leases.end(now_s):
            self._rank_again(block_id)

    def count_leased(self, space: KeySpace, token_ids: Sequence[int]) -> int:
        """Of the blocks that are here of a prefix."""
        return sum(block_id in self.leases for block_id in self._chain(space, token_ids))

    # ---- conservation ---------------------------------------------------------------------------

    def check(self, block_tables: Sequence[Sequence[int]]) -> None:
        """Assert that every block is free, idle or held by exactly these tables, and each key names one."""
        references = [0] * (self.num_blocks + 1)
        for table in block_tables:
            for block_id in table:
                references[block_id] += 1
        assert references[0] == 0, "the null block is in a block table"
        for block_id, expected in enumerate(references):
            actual = self._blocks[block_id].num_references
            assert actual == expected, (
                f"block {block_id} has {actual} references, the tables make it {expected}"
            )
        free = set(self._free)
        idle = {
            i for i, b in enumerate(self._blocks) if i and b.num_references == 0 and b.content is not None
        }
        held = {i for i, n in enumerate(references) if n}
        assert len(free) == len(self._free), "a block is on the free list twice"
        assert not free & idle | free & held | idle & held, "a block is in two states"
        assert len(free) + len(idle) + len(held) == self.num_blocks, "a block is in no state"
        for key, block_id in self._index.by_key.items():
            content = self._blocks[block_id].content
            assert content is not None, f"block {block_id} is indexed and has no content"
            assert content.key == key, f"block {block_id} is indexed by another key"
        for block_id in self.leases.block_ids:
            assert self._blocks[block_id].content is not None, (
                f"block {block_id} is leased and has no content"
            )
        assert idle == set(self._idle.block_ids), "an idle block cannot be evicted, or another one can"
