"""Shapes that a step is compiled for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# Graphs of at most this many new tokens give logits of every token, for drafts and for scored prompts;
# longer ones give one row per sequence.
MAX_ALL_ROWS_EXTEND = 8
MAX_CALL_TOKENS = 512  # batch * extend, so that a graph's activations stay small
FIRST_CONTEXT = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """How close the compiled shapes lie together: more graphs, or more padding."""

    extends: tuple[int, ...]  # new tokens per sequence
    factor: int  # between neighbouring batches, and between contexts


# At most twice the tokens from 17 on; fewer take the time of reading the weights in any case.
FINE = Grid(extends=(1, 8, 32, 64, 128, 256, 512), factor=4)
# Where a trace costs more than the padding of the few steps that are taken.
COARSE = Grid(extends=(1, 8, 128), factor=16)


@dataclass(frozen=True, slots=True, order=True)
class Bucket:
    """One compiled step: `batch` sequences, each of `extend` new tokens, the last of at most `context`."""

    batch: int
    extend: int
    context: int

    @property
    def tag(self) -> str:
        return f"step_b{self.batch}_e{self.extend}_c{self.context}"

    @property
    def num_tokens(self) -> int:
        return self.batch * self.extend

    @property
    def rows_per_sequence(self) -> int:
        return logit_rows_of(self.extend)

    @property
    def num_logit_rows(self) -> int:
        return self.batch * self.rows_per_sequence


def logit_rows_of(extend: int) -> int:
    """How many rows of logits a sequence of so many new tokens may ask for in one call."""
    return extend if extend <= MAX_ALL_ROWS_EXTEND else 1


def plan_buckets(
    *, max_num_seqs: int, max_model_len: int, block_size: int, grid: Grid = FINE
) -> tuple[Bucket, ...]:
    """The triples that are worth a graph, ascending.

    Decodes take every batch and every context, since most steps are decodes and their cost is the KV they
    read. So do extends of one sequence: what an agent appends is short beside what it reads. Of several
    sequences, which seldom come at once, they take the two ends of the contexts. Nothing is compiled that
    holds more than MAX_CALL_TOKENS, and every batch of at most `max_num_seqs` sequences of at most
    `max_model_len` tokens can be made of these calls.
    """
    contexts = _contexts(max_model_len, block_size, grid.factor)
    buckets = {
        Bucket(batch, extend, context)
        for extend in grid.extends
        for batch in _batches(max_num_seqs, extend, grid.factor)
        for context in (contexts if 1 in (extend, batch) else {contexts[0], contexts[-1]})
        if context >= min(extend, contexts[-1])
    }
    return tuple(sorted(buckets, key=lambda b: (b.extend, b.batch, b.context)))


def _contexts(max_model_len: int, block_size: int, factor: int) -> list[int]:
    """Multiples of the block from FIRST_CONTEXT on; the last holds the longest sequence."""
    longest = -(-max_model_len // block_size) * block_size
    contexts = []
    context = -(-FIRST_CONTEXT // block_size) * block_size
    while context < longest:
        contexts.append(context)
        context *= factor
    return [*contexts, longest]


def _batches(max_num_seqs: int, extend: int, factor: int) -> list[int]:
    largest = max(1, min(max_num_seqs, MAX_CALL_TOKENS // extend))
    batches = []
    batch = 1
    while batch < largest:
        batches.append(batch)
        batch *= factor
    return [*batches, largest] if extend < MAX_CALL_TOKENS else [1]


class BucketTable:
    """Which of the compiled buckets a call takes: the runner asks it, and so does a plan on paper."""

    def __init__(self, buckets: Sequence[Bucket]) -> None:
        self.extends = sorted({bucket.extend for bucket in buckets})
        self._batches = {e: sorted({b.batch for b in buckets if b.extend == e}) for e in self.extends}
        self._by_context: dict[tuple[int, int], list[Bucket]] = {}
        for bucket in sorted(buckets, key=lambda b: b.context):
            self._by_context.setdefault((bucket.extend, bucket.batch), []).append(bucket)
        self.most_rows = max(bucket.rows_per_sequence for bucket in buckets)
        self.longest_context = max(bucket.context for bucket in buckets)

    @property
    def longest_extend(self) -> int:
        return self.extends[-1]

    def extend_of(self, num_tokens: int, num_rows: int = 1) -> int:
        """The smallest that holds a piece of that many tokens, and gives so many rows of logits of it."""
        at = bisect_left(self.extends, num_tokens)
        return next(extend for extend in self.extends[at:] if logit_rows_of(extend) >= num_rows)

    def largest_batch(self, extend: int) -> int:
        return self._batches[extend][-1]

    def smallest(self, extend: int, num_seqs: int, context: int) -> Bucket:
        """Of that extend. Raises ValueError for a context that is longer than every compiled one."""
        batches = self._batches[extend]
        for batch in batches[bisect_left(batches, num_seqs) :]:
            for bucket in self._by_context[extend, batch]:
                if bucket.context >= context:
                    return bucket
        raise ValueError(
            f"A sequence has {context} tokens, and the longest context that was compiled is "
            f"{self._by_context[extend, batches[-1]][-1].context}. Compile again with a larger "
            "--max-model-len."
        )

    def cut(self, num_tokens: int) -> Iterator[tuple[int, int]]:
        """A sequence's new tokens as pieces [start, end), of which each but the last fills a bucket."""
        for start in range(0, num_tokens, self.longest_extend):
            yield start, min(start + self.longest_extend, num_tokens)
