"""A model you can run in your head, that reads its own cache.

K of a token is its id and V its position counted from 1. The next token is the sum of id x position
over the cached sequence, plus its length, modulo the vocabulary. With vocab_size=10:

    [2, 3, 4]         2*1 + 3*2 + 4*3 + 3 = 23  ->  3
    [2, 3, 4, 3]      20 + 3*4        + 4 = 36  ->  6
    [2, 3, 4, 3, 6]   32 + 6*5        + 5 = 67  ->  7

Greedy sampling gives that token; the others follow it with falling logits, so that sampling has
something to choose from. A lost, repeated or misplaced token or block changes every later token.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from serving.engine.batch import Batch, Int32Array
from serving.engine.runner import StepOutput

_EMPTY = -1  # what an unwritten slot holds: reading one changes the sum


@dataclass(frozen=True, slots=True)
class _Done:
    output: StepOutput

    def result(self) -> StepOutput:
        return self.output


class ToyRunner:
    """Keeps the Runner contract with integer arithmetic; exact, so bitwise row-invariant."""

    samples = False

    def __init__(self, vocab_size: int, num_blocks: int, block_size: int) -> None:
        self.vocab_size = vocab_size
        self.num_blocks = num_blocks
        self.block_size = block_size
        self._cache = np.full(((num_blocks + 1), 2, block_size), _EMPTY, dtype=np.int32)

    @property
    def bytes_per_block(self) -> int:
        return int(self._cache[0].nbytes)

    def submit(self, batch: Batch) -> _Done:
        self._write(batch)
        sequence_of_row = np.searchsorted(batch.query_start, batch.logit_rows, side="right") - 1
        next_ids = [
            self._next_token(batch.block_tables[sequence], int(batch.positions[row]) + 1)
            for sequence, row in zip(sequence_of_row, batch.logit_rows, strict=True)
        ]
        return _Done(StepOutput(self._logits(next_ids)))

    def _write(self, batch: Batch) -> None:
        block_ids, offsets = np.divmod(batch.slot_mapping, self.block_size)
        assert (block_ids > 0).all(), "the null block is never written"
        self._cache[block_ids, 0, offsets] = batch.token_ids
        self._cache[block_ids, 1, offsets] = batch.positions + 1

    def _next_token(self, block_table: Int32Array, num_tokens: int) -> int:
        payload = self._cache[block_table].astype(np.int64)  # [blocks, 2, block_size]
        keys = payload[:, 0].reshape(-1)[:num_tokens]
        values = payload[:, 1].reshape(-1)[:num_tokens]
        return int((keys * values).sum() + num_tokens) % self.vocab_size

    def _logits(self, next_ids: list[int]) -> NDArray[np.float32]:
        ids = np.arange(self.vocab_size)
        distance = (ids[None, :] - np.asarray(next_ids, dtype=np.int64).reshape(-1, 1)) % self.vocab_size
        return (-0.5 * distance).astype(np.float32)

    def copy_block(self, source: int, target: int) -> None:
        self._cache[target] = self._cache[source]

    def read_blocks(self, block_ids: Int32Array) -> NDArray[np.generic]:
        return self._cache[block_ids].reshape(len(block_ids), 1, 2, 1, self.block_size, 1)

    def write_blocks(self, block_ids: Int32Array, payload: NDArray[np.generic]) -> None:
        self._cache[block_ids] = payload.reshape(len(block_ids), 2, self.block_size)

    def close(self) -> None:
        self._cache = self._cache[:0]
