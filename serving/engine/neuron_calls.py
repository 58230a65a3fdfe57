"""From a ragged batch to few rectangular calls of compiled graphs. Integers only: no device, no tensors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from models.neuron.bucket import Bucket
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
    rounds: list[dict[int, list[Piece]]] = []
    for sequence in range(batch.num_seqs):
        for index, piece in enumerate(_pieces(batch, sequence, buckets)):
            if index == len(rounds):
                rounds.append({})
            extend = _extend_of(piece, buckets)
            rounds[index].setdefault(extend, []).append(piece)
    return [
        call
        for by_extend in rounds
        for extend in sorted(by_extend)
        for call in _calls(by_extend[extend], extend, buckets)
    ]


def _pieces(batch: Batch, sequence: int, buckets: Sequence[Bucket]) -> Iterator[Piece]:
    """Cut one sequence's new tokens so that each piece fits a graph, and so do the rows it wants."""
    first, end = int(batch.query_start[sequence]), int(batch.query_start[sequence + 1])
    lo, hi = np.searchsorted(batch.logit_rows, (first, end)).tolist()
    wanted = [int(row) for row in batch.logit_rows[lo:hi]]
    longest = max(bucket.extend for bucket in buckets)
    most_rows = max(bucket.rows_per_sequence for bucket in buckets)
    start = first
    while start < end:
        stop = min(start + longest, end)
        rows = [row for row in wanted if start <= row < stop]
        if len(rows) > 1 and stop - start > most_rows:
            # Many rows come from short graphs only: first what stands before them, then they.
            stop = rows[0] if rows[0] - start > most_rows else start + most_rows
        inside = tuple(lo + i for i, row in enumerate(wanted) if start <= row < stop)
        yield Piece(sequence, start, stop, inside, int(batch.positions[stop - 1]) + 1)
        start = stop


def _extend_of(piece: Piece, buckets: Sequence[Bucket]) -> int:
    return min(
        bucket.extend
        for bucket in buckets
        if bucket.extend >= piece.num_tokens and bucket.rows_per_sequence >= len(piece.logit_rows)
    )


def _calls(pieces: list[Piece], extend: int, buckets: Sequence[Bucket]) -> Iterator[Call]:
    fitting = [bucket for bucket in buckets if bucket.extend == extend]
    largest = max(bucket.batch for bucket in fitting)
    for start in range(0, len(pieces), largest):
        part = tuple(pieces[start : start + largest])
        context = max(piece.context for piece in part)
        candidates = [b for b in fitting if b.batch >= len(part) and b.context >= context]
        if not candidates:
            raise ValueError(
                f"A sequence has {context} tokens, and the longest context that was compiled is "
                f"{max(bucket.context for bucket in fitting)}. Compile again with a larger --max-model-len."
            )
        yield Call(min(candidates, key=lambda b: (b.batch, b.context)), part)
