"""Shapes that a step is compiled for."""

from __future__ import annotations

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
