"""Log-probabilities of the model's own distribution, and the order in which tokens rank.

The raw logits count here: before bias, penalties, temperature and truncation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Float32Array = NDArray[np.float32]
Int32Array = NDArray[np.int32]

_SIGN_BIT_BELOW = np.int32(0x7FFFFFFF)
_LOW_32 = np.int64(0xFFFFFFFF)
_NUM_WIDE = 2048  # candidates worth sorting before the whole vocabulary is


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
    if reasons := unusable_reasons(logits.max(axis=1)):
        raise UnusableLogits(reasons)
    num_rows, vocab_size = logits.shape
    width = min(num_top, vocab_size)
    chosen = np.empty(num_rows, dtype=np.float64)
    ranks = np.empty(num_rows, dtype=np.int32)
    top_ids = np.empty((num_rows, width), dtype=np.int32)
    top_logprobs = np.empty((num_rows, width), dtype=np.float64)
    # Row by row: a row fits the cache, and no sum can depend on the rows beside it.
    for i, (row, token_id) in enumerate(zip(logits, next_token_ids.tolist(), strict=True)):
        log_total = _logsumexp(row)
        chosen[i] = float(row[token_id]) - log_total
        ranks[i] = _rank(row, token_id)
        if width:
            top_ids[i] = top_tokens(row, width)
            top_logprobs[i] = row[top_ids[i]].astype(np.float64) - log_total
    return Logprobs(chosen, ranks, top_ids, top_logprobs)


def top_tokens(row: Float32Array, num_top: int) -> NDArray[np.int64]:
    """The first `num_top` ids by (logit descending, id ascending)."""
    if num_top == 1:
        return np.array([row.argmax()])
    kth = len(row) - num_top
    return ordered_ids(row, np.partition(row, kth)[kth])[:num_top]


def widening_candidates(
    row: Float32Array, spread: float, num_at_least: int
) -> Iterator[tuple[NDArray[np.int64], bool]]:
    """Ever longer prefixes of all ids by (logit descending, id ascending), each with "this is all of them".

    First the tokens within `spread` of the best, then at least `num_at_least`, then the whole row: a
    full sort is paid for only by a row that needs it, and every prefix is one of the same order.
    """
    yield ordered_ids(row, row.max() - np.float32(spread)), False
    num_wide = max(num_at_least, _NUM_WIDE)
    if num_wide < len(row):
        kth = len(row) - num_wide
        yield ordered_ids(row, np.partition(row, kth)[kth]), False
    yield ordered_ids(row, np.float32(-np.inf)), True


def ordered_ids(row: Float32Array, floor: np.float32) -> NDArray[np.int64]:
    """The ids whose logit is at least `floor`, by (logit descending, id ascending)."""
    ids = np.flatnonzero(row >= floor)
    # One integer holds both sort keys: the float's bits, made monotone in its value, over the id.
    # Adding zero turns -0.0 into 0.0, so that the two tie.
    bits = (row[ids] + np.float32(0.0)).view(np.int32)
    ascending = bits ^ ((bits >> 31) & _SIGN_BIT_BELOW)
    keys = (~ascending).astype(np.int64) << 32 | ids
    keys.sort()
    return keys & _LOW_32


def _logsumexp(row: Float32Array) -> float:
    top = row.max()
    return float(top) + float(np.log(np.exp(row - top).sum(dtype=np.float64)))


def _rank(row: Float32Array, token_id: int) -> int:
    logit = row[token_id]
    return 1 + int(np.count_nonzero(row > logit)) + int(np.count_nonzero(row[:token_id] == logit))
