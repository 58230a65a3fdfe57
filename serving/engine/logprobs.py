"""Log-probabilities of the model's own distribution, and the order in which tokens rank.

The raw logits count here: before bias, penalties, temperature and truncation.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kernels.sample.cpu import logprob_parts
from kernels.sample.params import WEIGHT_BITS

Float32Array = NDArray[np.float32]
Int32Array = NDArray[np.int32]


class UnusableLogits(RuntimeError):
    """Rows that nothing can be sampled from or scored by; `reasons` names them.

    The logits are as they were, and no row of the batch was sampled: the caller may end these
    sequences and ask again with the others.
    """

    def __init__(self, reasons: dict[int, str]) -> None:
        self.reasons = reasons
        super().__init__("; ".join(f"row {index}: {reason}" for index, reason in reasons.items()))


def unusable_reasons(best: Float32Array) -> dict[int, str]:
    """Why rows are unusable, by index. `best`, [n], is each row's maximum: NaN where the row has a NaN."""
    return {int(i): _reason(best[i]) for i in np.flatnonzero(~np.isfinite(best))}


def _reason(best: np.float32) -> str:
    if np.isnan(best):
        return "it has NaN logits: the runner's arithmetic failed"
    if best > 0:
        return "it has a logit of +inf: the runner's arithmetic overflowed"
    return "every token is banned (all logits are -inf)"


@dataclass(frozen=True, slots=True, eq=False)
class Logprobs:
    """Natural logarithms, one row for each token that was asked about.

    Shapes:
        logprobs:     [n]     float64  of the chosen (or given) token
        ranks:        [n]     int32    its place by (logit descending, id ascending), from 1
        top_ids:      [n, k]  int32    the most likely tokens in that order; their ranks are 1 to k
        top_logprobs: [n, k]  float64

    k is the largest number asked for, at most the vocabulary: a row that asked for fewer takes its
    first columns.
    """

    logprobs: NDArray[np.float64]
    ranks: Int32Array
    top_ids: Int32Array
    top_logprobs: NDArray[np.float64]


def prompt_logprobs(logits: Float32Array, next_token_ids: NDArray[np.integer], num_top: int) -> Logprobs:
    """Score given tokens: row i of `logits` is the distribution that `next_token_ids[i]` came from.

    Shapes:
        logits:         [n, vocab_size]  float32, left as it is
        next_token_ids: [n]              int

    A logit of -inf is a token that cannot come: its logprob is -inf.

    Raises:
        UnusableLogits: a row has NaN or +inf, or no finite logit.
    """
    token_ids = next_token_ids.astype(np.int32)
    width = min(num_top, logits.shape[1])
    best, totals, ranks, top_ids = logprob_parts(np.ascontiguousarray(logits), token_ids, width)
    if reasons := unusable_reasons(best):
        raise UnusableLogits(reasons)
    log_totals = best.astype(np.float64) + (np.log(totals) - WEIGHT_BITS * np.log(2.0))
    chosen = np.take_along_axis(logits, next_token_ids[:, None].astype(np.int64), axis=1)[:, 0]
    top = np.take_along_axis(logits, top_ids.astype(np.int64), axis=1)
    return Logprobs(chosen - log_totals, ranks, top_ids, top - log_totals[:, None])
