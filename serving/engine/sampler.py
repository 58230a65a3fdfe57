"""Turns logits into token ids: the inverse CDF at a counter-based u, row by row, batch after batch.

The definition. A row's logits pass the processors in the order that SamplingParams states. Candidates
stand by (logit descending, id ascending), and weigh w = exp((logit - max) / temperature) in float32.
min_p, top_k and top_p each keep a prefix of that order, top_p by the mass of what the two before it
left. With C the running sum of the kept weights in
float64 and Z its total, the token is the first whose C exceeds u * Z, u being Philox(seed, choice,
position). Greedy is the first candidate.

A row's token depends on that row alone: every sum runs over one row, in an order fixed by its contents.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from serving.engine.logprobs import (
    Float32Array,
    Int32Array,
    Logprobs,
    UnusableLogits,
    prompt_logprobs,
    unusable_reasons,
    widening_candidates,
)
from serving.engine.philox import uniform
from serving.engine.sampling_row import SamplingRow, TokenCounts
from serving.request import SamplingParams

__all__ = [
    "Logprobs",
    "SampleOutput",
    "SamplingRow",
    "TokenCounts",
    "UnusableLogits",
    "prompt_logprobs",
    "sample",
]

# How far below the best logit, in units of the temperature, the first candidates reach: past a weight
# of exp(-6) = 0.25% there is seldom anything that u lands on.
_FIRST_SPREAD = 6.0
_MIN_TEMPERATURE = 1e-30  # keeps the division finite in float32; far below any that is not greedy in effect


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
        logits: [len(rows), vocab_size]  float32, C-contiguous, left as it is

    Raises:
        UnusableLogits: a row has NaN or +inf, or not one finite logit once its processors applied.
        ValueError: `logits` has another shape or dtype.
    """
    if logits.dtype != np.float32 or logits.ndim != 2 or len(logits) != len(rows):
        raise ValueError(
            f"logits must be float32 [{len(rows)}, vocab_size] for {len(rows)} rows, "
            f"got {logits.dtype} {list(logits.shape)}."
        )
    token_ids = logits.argmax(axis=1)
    reasons = unusable_reasons(logits[np.arange(len(rows)), token_ids])
    processed: dict[int, Float32Array] = {}
    for i, row in enumerate(rows):
        if row.changes_logits and i not in reasons:
            processed[i] = row.process(logits[i])
            token_ids[i] = processed[i].argmax()
    reasons |= {
        i: reason
        for i, changed in processed.items()
        for reason in unusable_reasons(changed[token_ids[i], None]).values()
    }
    if reasons:
        raise UnusableLogits(reasons)
    drawn = [i for i, row in enumerate(rows) if not row.params.is_greedy]
    for i, u in zip(drawn, _uniforms([rows[i] for i in drawn]), strict=True):
        token_ids[i] = _draw(processed.get(i, logits[i]), rows[i].params, u)
    return _with_logprobs(token_ids.astype(np.int32), logits, rows)


def _with_logprobs(token_ids: Int32Array, logits: Float32Array, rows: Sequence[SamplingRow]) -> SampleOutput:
    asked = {i: row.params.logprobs for i, row in enumerate(rows) if row.params.logprobs is not None}
    if not asked:
        return SampleOutput(token_ids)
    indices = list(asked)
    table = prompt_logprobs(logits[indices], token_ids[indices], max(asked.values()))
    return SampleOutput(token_ids, tuple(indices), table)


def _uniforms(rows: Sequence[SamplingRow]) -> list[float]:
    if not rows:
        return []
    keys = np.array([row.key for row in rows], dtype=np.uint64)
    numbers: list[float] = uniform(
        keys, [row.choice for row in rows], [row.position for row in rows]
    ).tolist()
    return numbers


def _draw(row: Float32Array, params: SamplingParams, u: float) -> int:
    """The token at `u` of one processed row, [vocab_size]."""
    with np.errstate(over="ignore"):  # a tiny temperature sends all but the best to exp(-inf) = 0
        if params.top_k > 0 or params.min_p > 0.0:
            return _draw_truncated(row, params, u)
        return _draw_open(row, params, u)


def _draw_open(row: Float32Array, params: SamplingParams, u: float) -> int:
    """Without top_k and min_p: the total is over the whole vocabulary, summed in id order."""
    weights = _weights(row, row.max(), params.temperature)
    total = float(weights.sum(dtype=np.float64))
    is_cut = params.top_p < 1.0
    for ids, is_all in widening_candidates(row, _FIRST_SPREAD * params.temperature, 0):
        cumulative = np.cumsum(weights[ids], dtype=np.float64)
        reach = float(cumulative[-1])
        if is_cut and (is_all or reach >= params.top_p * total):
            return _pick(ids, _nucleus(cumulative, params.top_p * total), u)
        if not is_cut and (is_all or reach > u * total):
            return _pick(ids, cumulative, u, total)
    raise AssertionError("the last candidates are all of them")


def _draw_truncated(row: Float32Array, params: SamplingParams, u: float) -> int:
    """With top_k or min_p: the total is over what they keep, summed in candidate order."""
    for ids, is_all in widening_candidates(row, _FIRST_SPREAD * params.temperature, max(params.top_k, 0)):
        has_top_k = 0 < params.top_k <= len(ids)
        if has_top_k:
            ids = ids[: params.top_k]
        weights = _weights(row[ids], row[ids[0]], params.temperature)
        is_light = weights < params.min_p
        if not (is_all or has_top_k or is_light[-1]):
            continue
        if is_light.any():
            # The best always stays: its weight is 1 and min_p is at most 1.
            weights = weights[: max(1, int(is_light.argmax()))]
        cumulative = np.cumsum(weights, dtype=np.float64)
        if params.top_p < 1.0:
            cumulative = _nucleus(cumulative, params.top_p * float(cumulative[-1]))
        return _pick(ids, cumulative, u)
    raise AssertionError("the last candidates are all of them")


def _weights(logits: Float32Array, top: np.float32, temperature: float) -> Float32Array:
    weights = logits - top
    if temperature != 1.0:
        weights /= np.float32(max(temperature, _MIN_TEMPERATURE))
    np.exp(weights, out=weights)
    return weights


def _nucleus(cumulative: NDArray[np.float64], mass: float) -> NDArray[np.float64]:
    """The shortest prefix that reaches `mass`; all of it where rounding leaves none that does."""
    return cumulative[: int(np.searchsorted(cumulative, mass, side="left")) + 1]


def _pick(
    ids: NDArray[np.int64], cumulative: NDArray[np.float64], u: float, total: float | None = None
) -> int:
    """The first id whose cumulative weight exceeds u times the total (the last cumulative by default)."""
    target = u * (float(cumulative[-1]) if total is None else total)
    # A target that rounding put past the end means the last token of any weight.
    target = min(target, float(np.nextafter(cumulative[-1], 0.0)))
    return int(ids[np.searchsorted(cumulative, target, side="right")])
