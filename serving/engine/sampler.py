"""Turns logits into token ids: the inverse CDF at a counter-based u, all rows of a batch in one call.

A row's logits pass the processors in the order that SamplingParams states; what becomes of them is
defined in kernels/sample/reference.py. A row's token depends on that row alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kernels.sample import cpu
from kernels.sample.params import join
from serving.engine.logprobs import (
    Float32Array,
    Int32Array,
    Logprobs,
    UnusableLogits,
    prompt_logprobs,
    unusable_reasons,
)
from serving.engine.sampling_row import SamplingRow, TokenCounts, restore

__all__ = [
    "Logprobs",
    "SampleOutput",
    "SamplingRow",
    "TokenCounts",
    "UnusableLogits",
    "prompt_logprobs",
    "sample",
]


@dataclass(frozen=True, slots=True, eq=False)
class SampleOutput:
    """What was sampled: token_ids, int32 [num_rows], and logprobs of the rows that asked for them.

    `logprobs` has one row for each index in `logprob_rows` (ascending), or is None where no row asked.
    """

    token_ids: Int32Array
    logprob_rows: tuple[int, ...] = ()
    logprobs: Logprobs | None = None


def sample(logits: Float32Array, rows: Sequence[SamplingRow]) -> SampleOutput:
    """Sample one token for each row.

    Shapes:
        logits: [len(rows), vocab_size]  float32, C-contiguous; written to, and as it was when this returns

    Raises:
        UnusableLogits: a row has NaN or +inf, or not one finite logit once its processors applied.
        ValueError: `logits` has another shape or dtype.
    """
    if logits.dtype != np.float32 or logits.ndim != 2 or len(logits) != len(rows):
        raise ValueError(
            f"logits must be float32 [{len(rows)}, vocab_size] for {len(rows)} rows, "
            f"got {logits.dtype} {list(logits.shape)}."
        )
    logits = np.require(logits, requirements=["C", "W"])
    changed = [(logits[i], row) for i, row in enumerate(rows) if row.changes_logits]
    # A processor may hide what the runner got wrong.
    reasons = {
        i: reason
        for i, row in enumerate(rows)
        if row.changes_logits
        for reason in unusable_reasons(logits[i].max(keepdims=True)).values()
    }
    saved = [row.apply(row_logits) for row_logits, row in changed]
    reasons |= {
        i: f"its grammar cannot be followed: {row.grammar.error}"
        for i, row in enumerate(rows)
        if row.grammar is not None and row.grammar.error is not None
    }
    try:
        positions = np.array([row.position for row in rows], np.int64)
        token_ids, best = cpu.sample(logits, join([row.packed for row in rows]), positions)
    finally:
        for (row_logits, _), values in zip(changed, saved, strict=True):
            restore(row_logits, values)
    reasons = unusable_reasons(best) | reasons
    if reasons:
        raise UnusableLogits(reasons)
    return _with_logprobs(token_ids, logits, rows)


def _with_logprobs(token_ids: Int32Array, logits: Float32Array, rows: Sequence[SamplingRow]) -> SampleOutput:
    asked = {i: row.params.logprobs for i, row in enumerate(rows) if row.params.logprobs is not None}
    if not asked:
        return SampleOutput(token_ids)
    indices = list(asked)
    asked_logits = logits if len(indices) == len(rows) else logits[indices]
    table = prompt_logprobs(asked_logits, token_ids[indices], max(asked.values()))
    return SampleOutput(token_ids, tuple(indices), table)
