"""From a ragged batch to few rectangular calls of compiled graphs. Integers only: no device, no tensors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from models.neuron.bucket import Bucket, BucketTable
from serving.engine.batch import Batch


@dataclass(frozen=True, slots=True)
class Piece:
    """New tokens of one sequence that go into one call: rows [start, end) of the batch."""

    sequence: int
    start: int
    end: int
    logit_rows: tuple[int, ...]  # those of the batch's logit rows that lie in it, as indices into logit_rows
    context: int  # the sequence's length once these tokens are in it

    @property
    def num_tokens(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Call:
    bucket: Bucket
    pieces: tuple[Piece, ...]


def plan_calls(batch: Batch, buckets: Sequence[Bucket]) -> list[Call]:
    """Calls in the order in which they must run: a sequence's second piece reads what its first wrote.

    Each piece takes the smallest extend that holds it; pieces of one extend share a call. Raises ValueError
    for a sequence that is longer than every compiled context.
    """
    table = _table(tuple(buckets))
    rounds: list[dict[int, list[Piece]]] = []
    for sequence in range(batch.num_seqs):
        for index, piece in enumerate(_pieces(batch, sequence, table)):
            if index == len(rounds):
                rounds.append({})
            extend = table.extend_of(piece.num_tokens, len(piece.logit_rows))
            rounds[index].setdefault(extend, []).append(piece)
    return [
        call
        for by_extend in rounds
        for extend in sorted(by_extend)
        for call in _calls(by_extend[extend], extend, table)
    ]


def rectangles(sequences: Sequence[tuple[int, int]], table: BucketTable) -> list[Bucket]:
    """The buckets of `plan_calls`'s calls, from (new tokens, tokens before them) of each sequence alone.

    Each is taken to want its last row of logits at most. Raises ValueError as `plan_calls` does.
    """
    rounds: list[dict[int, list[int]]] = []  # of each round the contexts of its pieces, by extend
    for num_new, num_context in sequences:
        for index, (start, end) in enumerate(table.cut(num_new)):
            if index == len(rounds):
                rounds.append({})
            rounds[index].setdefault(table.extend_of(end - start), []).append(num_context + end)
    found = []
    for by_extend in rounds:
        for extend in sorted(by_extend):
            contexts, largest = by_extend[extend], table.largest_batch(extend)
            for first in range(0, len(contexts), largest):
                part = contexts[first : first + largest]
                found.append(table.smallest(extend, len(part), max(part)))
    return found


@lru_cache(maxsize=16)
def _table(buckets: tuple[Bucket, ...]) -> BucketTable:
    return BucketTable(buckets)


def _pieces(batch: Batch, sequence: int, table: BucketTable) -> Iterator[Piece]:
    """Cut one sequence's new tokens so that each piece fits a graph, and so do the rows it wants."""
    first, end = int(batch.query_start[sequence]), int(batch.query_start[sequence + 1])
    lo, hi = np.searchsorted(batch.logit_rows, (first, end)).tolist()
    wanted = [int(row) for row in batch.logit_rows[lo:hi]]
    start = first
    while start < end:
        stop = min(start + table.longest_extend, end)
        rows = [row for row in wanted if start <= row < stop]
        if len(rows) > 1 and stop - start > table.most_rows:
            # Many rows come from short graphs only: first what stands before them, then they.
            stop = rows[0] if rows[0] - start > table.most_rows else start + table.most_rows
        inside = tuple(lo + i for i, row in enumerate(wanted) if start <= row < stop)
        yield Piece(sequence, start, stop, inside, int(batch.positions[stop - 1]) + 1)
        start = stop


def _calls(pieces: list[Piece], extend: int, table: BucketTable) -> Iterator[Call]:
    largest = table.largest_batch(extend)
    for start in range(0, len(pieces), largest):
        part = tuple(pieces[start : start + largest])
        yield Call(table.smallest(extend, len(part), max(piece.context for piece in part)), part)
