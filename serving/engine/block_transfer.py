"""KV of a prefix out of the blocks and into them, between two steps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from serving.engine.block_pool import BlockPool, PrefixMatch
from serving.engine.runner import Runner
from serving.kv.block_file import Payload
from serving.kv.holdings import Account
from serving.kv.keys import KeySpace

_NOTHING: Payload = np.empty(0, np.uint8)


class BlockTransfer:
    """Belongs to the engine thread."""

    def __init__(self, pool: BlockPool, runner: Runner) -> None:
        self._pool = pool
        self._runner = runner

    def read(self, space: KeySpace, token_ids: Sequence[int]) -> tuple[int, Payload]:
        """(tokens, payload) of what is here of this prefix. Slots behind its last token may hold anything."""
        match = self._pool.match(space, token_ids, len(token_ids))
        tail = () if match.tail_block_id is None else (match.tail_block_id,)
        block_ids = np.asarray([*match.block_ids, *tail], np.int32)
        return match.num_tokens, self._runner.read_blocks(block_ids)

    def read_found(self, keys: Sequence[bytes]) -> Payload:
        """A `ReadBlocks`."""
        block_ids = np.asarray(self._pool.find(keys), np.int32)
        return self._runner.read_blocks(block_ids) if len(block_ids) else _NOTHING

    def write(
        self,
        space: KeySpace,
        token_ids: Sequence[int],
        payload: Payload,
        now_s: float,
        *,
        first_block: int = 0,
        session: str,
    ) -> int:
        """Give a prefix its KV, as idle blocks; returns how many of its tokens have KV now.

        Fewer than were given where there is no room without touching what is running, or where the payload
        is not of this runner's shape and dtype.

        Args:
            session: whose it is; empty: nobody's.
            payload: of the prefix's blocks from `first_block` on. Of no use where those before are not here.
        """
        size = self._pool.block_size
        if not self._fits(len(token_ids) - first_block * size, payload):
            return 0
        match = self._pool.match(space, token_ids, len(token_ids))
        if match.num_tokens == len(token_ids) or len(match.block_ids) < first_block:
            return match.num_tokens
        table, _ = self._pool.take(PrefixMatch(match.block_ids, len(match.block_ids) * size))
        num_blocks = min(first_block + len(payload), len(table) + self._pool.num_available)
        new = self._pool.allocate(num_blocks - len(table))
        if new:
            part = payload[len(table) - first_block : num_blocks - first_block]
            self._runner.write_blocks(np.asarray(new, np.int32), part)
        num_written = min(len(token_ids), num_blocks * size)
        table += new
        self._register(space, table, token_ids[:num_written], session)
        self._pool.release(table, now_s=now_s, account=Account(space.folder, session))
        return num_written

    def _fits(self, num_tokens: int, payload: Payload) -> bool:
        null_block = self._runner.read_blocks(np.zeros(1, np.int32))
        has_all = len(payload) == -(-num_tokens // self._pool.block_size)
        return has_all and _kind(payload) == _kind(null_block)

    def _register(
        self, space: KeySpace, table: Sequence[int], token_ids: Sequence[int], session: str
    ) -> None:
        size, parent = self._pool.block_size, space.root
        for index, block_id in enumerate(table):
            part = token_ids[index * size : (index + 1) * size]
            parent = self._pool.register(space, block_id, parent, part, session)


def _kind(payload: Payload) -> tuple[Any, ...]:
    return payload.dtype, payload.shape[1:]
