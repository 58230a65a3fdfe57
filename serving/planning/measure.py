"""Timing a runner over a grid of batches: what the step model is fitted to, and held to."""

from __future__ import annotations

import itertools
import random
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from serving.engine.batch import Batch
from serving.engine.runner import Runner
from serving.planning.other_load import OtherLoad, wait_for_quiet
from serving.planning.step_work import SequenceWork

SECONDS_PER_STEP, MIN_RUNS, MAX_RUNS = 0.12, 3, 25
QUIET_SHARE = 0.1


@dataclass(frozen=True, slots=True)
class Step:
    """A batch by its composition."""

    sequences: tuple[SequenceWork, ...]
    num_rows: int  # rows of logits: one per sequence whose last token is known

    @property
    def num_tokens(self) -> int:
        return sum(s.num_new_tokens for s in self.sequences)

    @property
    def num_kv_tokens(self) -> int:
        return sum(s.num_new_tokens + s.num_context_tokens for s in self.sequences)


@dataclass(frozen=True, slots=True)
class MeasuredStep:
    step: Step
    seconds: float
    other_load: float = 0.0  # share of the processors that other processes took meanwhile

    @property
    def is_quiet(self) -> bool:
        return self.other_load <= QUIET_SHARE

    def to_json(self) -> dict[str, Any]:
        """`sequences` as [how many, new tokens, context tokens], equal neighbours counted together."""
        groups = [(len(list(same)), each) for each, same in itertools.groupby(self.step.sequences)]
        return {
            "sequences": [[n, each.num_new_tokens, each.num_context_tokens] for n, each in groups],
            "logit_rows": self.step.num_rows,
            "seconds": round(self.seconds, 7),
            "other_load": round(self.other_load, 3),
        }

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> MeasuredStep:
        groups = ((SequenceWork(new, context),) * n for n, new, context in values["sequences"])
        step = Step(tuple(itertools.chain(*groups)), values["logit_rows"])
        return cls(step, values["seconds"], values["other_load"])


def decode(num_seqs: int, num_context_tokens: int) -> Step:
    return Step((SequenceWork(1, num_context_tokens),) * num_seqs, num_seqs)


def extend(num_seqs: int, num_new_tokens: int, num_context_tokens: int) -> Step:
    return Step((SequenceWork(num_new_tokens, num_context_tokens),) * num_seqs, num_seqs)


def mixed(num_decodes: int, num_new_tokens: int, num_context_tokens: int) -> Step:
    """Decodes with one chunk of a longer prompt beside them, which gives no logits yet."""
    decodes = (SequenceWork(1, num_context_tokens),) * num_decodes
    return Step((*decodes, SequenceWork(num_new_tokens, num_context_tokens)), num_decodes)


def full_grid() -> list[Step]:
    """Decodes of 1 to 32 sequences over 64 to 4096 tokens, extends by 8 to 512 tokens, and mixtures."""
    grid = [decode(n, context) for n in (1, 2, 4, 8, 16, 32) for context in (64, 256, 512, 1024, 2048, 4096)]
    grid += [extend(1, new, context) for new in (8, 32, 128, 512) for context in (0, 256, 1024, 2048, 4096)]
    grid += [extend(4, new, context) for new in (8, 32, 128) for context in (0, 512, 2048)]
    grid += [mixed(n, new, context) for n in (1, 8, 24) for new in (32, 128, 512) for context in (256, 1024)]
    return grid


def quick_grid() -> list[Step]:
    """About a quarter of it: enough to fit the terms on a user's machine in seconds."""
    grid = [decode(n, context) for n in (1, 4, 16, 32) for context in (64, 512, 2048)]
    grid += [extend(1, new, context) for new in (8, 32, 128, 512) for context in (0, 1024)]
    grid += [extend(4, 32, 512), mixed(8, 128, 256), mixed(8, 32, 1024), mixed(1, 512, 256)]
    return grid


def fitting(grid: Sequence[Step], *, num_kv_tokens: int, max_len: int, block_size: int) -> list[Step]:
    """The steps of the grid that this much KV memory and this longest sequence allow."""

    def is_fitting(step: Step) -> bool:
        longest = max(s.num_new_tokens + s.num_context_tokens for s in step.sequences)
        # Each sequence ends within a block.
        return longest <= max_len and step.num_kv_tokens + block_size * len(step.sequences) <= num_kv_tokens

    return [step for step in grid if is_fitting(step)]


def make_batch(step: Step, block_size: int, vocab_size: int) -> Batch:
    """A Batch of this composition, its sequences in blocks of their own, from block 1 on."""
    lengths = [s.num_new_tokens + s.num_context_tokens for s in step.sequences]
    tables = np.zeros((len(lengths), max(-(-length // block_size) for length in lengths)), np.int32)
    next_block = 1
    for row, length in enumerate(lengths):
        num_blocks = -(-length // block_size)
        tables[row, :num_blocks] = np.arange(next_block, next_block + num_blocks)
        next_block += num_blocks
    positions = np.concatenate(
        [np.arange(s.num_context_tokens, n) for s, n in zip(step.sequences, lengths, strict=True)]
    ).astype(np.int32)
    num_new = [s.num_new_tokens for s in step.sequences]
    query_start = np.concatenate([[0], np.cumsum(num_new)]).astype(np.int32)
    rows = np.repeat(np.arange(len(lengths)), num_new)
    blocks = tables[rows, positions // block_size]
    token_ids = np.random.default_rng(0).integers(0, vocab_size, len(positions), np.int32)
    return Batch(
        token_ids=token_ids,
        positions=positions,
        slot_mapping=(blocks * block_size + positions % block_size).astype(np.int32),
        query_start=query_start,
        seq_lens=np.array(lengths, np.int32),
        block_tables=tables,
        logit_rows=(query_start[1 : step.num_rows + 1] - 1).astype(np.int32),
    )


def measure(
    runner: Runner,
    grid: Sequence[Step],
    *,
    num_passes: int = 3,
    patience_s: float = 0.0,
    progress: Callable[[str, int, int], None] = lambda what, done, total: None,
) -> list[MeasuredStep]:
    """Seconds of each step of the grid: the least of `num_passes` medians, quiet ones first.

    The passes run the grid in different orders, so that a busy neighbour is unlikely to slow all of a
    step's passes. Steps that never had the machine for themselves are measured again, for up to
    `patience_s` in all, whenever the neighbours pause.
    """
    rng = random.Random(0)
    order = [item for _ in range(num_passes) for item in rng.sample(list(enumerate(grid)), len(grid))]
    best: dict[int, MeasuredStep] = {}
    for done, (index, step) in enumerate(order):
        progress("measuring steps", done, len(order))
        _keep_better(best, index, _measure_once(runner, step))
    progress("measuring steps", len(order), len(order))
    _measure_noisy_again(runner, best, time.monotonic() + patience_s, progress)
    return [best[index] for index in range(len(grid))]


def _measure_noisy_again(
    runner: Runner,
    best: dict[int, MeasuredStep],
    end_s: float,
    progress: Callable[[str, int, int], None],
) -> None:
    while noisy := [index for index, m in best.items() if not m.is_quiet]:
        for index in noisy:
            if not wait_for_quiet(QUIET_SHARE, end_s):
                return
            _keep_better(best, index, _measure_once(runner, best[index].step))
        progress("waiting for a quiet machine", len(best) - len(noisy), len(best))


def _keep_better(best: dict[int, MeasuredStep], index: int, new: MeasuredStep) -> None:
    old = best.get(index)
    if old is None or (not new.is_quiet, new.seconds) < (not old.is_quiet, old.seconds):
        best[index] = new


def _measure_once(runner: Runner, step: Step) -> MeasuredStep:
    batch = make_batch(step, runner.block_size, runner.vocab_size)
    runner.submit(batch).result()  # the first run touches KV pages that were never written
    load, times = OtherLoad(), list[float]()
    end_s = time.perf_counter() + SECONDS_PER_STEP
    while len(times) < MIN_RUNS or (time.perf_counter() < end_s and len(times) < MAX_RUNS):
        start_s = time.perf_counter()
        runner.submit(batch).result()
        times.append(time.perf_counter() - start_s)
    return MeasuredStep(step, statistics.median(times), load.share())
