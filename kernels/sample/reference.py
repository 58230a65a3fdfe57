"""The definition of sampling, in NumPy.

A row's distribution. With m the best logit and T the temperature, token i weighs

    w_i = floor(2**44 * e**((l_i - m) / T))

a whole number: the exponent in float32, e to it by `exp` below in float32, without fused multiply-add.
So every sum of weights is exact, and no order of summing, no instruction set and no number of threads
can change a token.

The draw. Candidates weigh at least 1, and at least min_p * 2**44. They stand by (logit descending, id
ascending). top_k keeps the first k. top_p keeps the shortest beginning that weighs at least top_p times
all that are left. The token is the first whose running sum of weights exceeds u times the weight of the
kept, u being Philox(seed, choice, position). Temperature 0 takes the first of that order.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from kernels.sample.params import MAX_SPREAD, WEIGHT_BITS
from kernels.sample.philox import uniform

Float32Array = NDArray[np.float32]
Int32Array = NDArray[np.int32]
Int64Array = NDArray[np.int64]

# How far below the best logit, in units of the temperature, candidates are looked for: most draws end
# within the first.
SPREADS = (6.0, 12.0, MAX_SPREAD)
_LOG2_E = np.float32(1.44269504)
_LN2_HIGH, _LN2_LOW = np.float32(0.693359375), np.float32(-2.12194440e-4)  # ln 2 = high + low
_TAYLOR = [np.float32(1 / math.factorial(degree)) for degree in range(7, -1, -1)]
_LOWEST = np.float32(-40.0)
_SIGN_BIT_BELOW = np.int32(0x7FFFFFFF)
_LOW_32 = np.int64(0xFFFFFFFF)


def sample(
    logits: Float32Array,
    params: NDArray[np.void],
    positions: Int64Array,
) -> tuple[Int32Array, Float32Array]:
    """One token for each row, and each row's best logit.

    Shapes:
        logits:    [n, vocab_size]  float32, C-contiguous
        params:    [n]              PARAMS
        positions: [n]              int64, >= 0: where the token stands in its sequence
        returns    [n] int32, [n] float32

    A best logit of NaN (the row has one), +inf or -inf says that the row's token means nothing.
    """
    numbers = uniform(params["seed"], params["choice"], positions)
    token_ids = np.zeros(len(logits), np.int32)
    best = np.empty(len(logits), np.float32)
    for i, u in enumerate(numbers.tolist()):
        row = logits[i]
        first = int(row.argmax())
        best[i], token_ids[i] = row[first], first
        if params["temperature"][i] > 0 and math.isfinite(best[i]):
            token_ids[i] = _draw(row, best[i], params[i], u)
    return token_ids, best


def logprob_parts(
    logits: Float32Array, token_ids: Int32Array, num_top: int
) -> tuple[Float32Array, Int64Array, Int32Array, Int32Array]:
    """What log-probabilities are made of, for given tokens.

    Shapes:
        logits:    [n, vocab_size]  float32
        token_ids: [n]              int32
        returns
            best:    [n]             float32  as `sample` gives it; the rest is 0 where it is not finite
            totals:  [n]             int64    the sum of the row's weights at temperature 1
            ranks:   [n]             int32    the token's place by (logit descending, id ascending), from 1
            top_ids: [n, num_top]    int32    the first of that order; num_top <= vocab_size
    """
    num_rows = len(logits)
    best = logits.max(axis=1)
    totals, ranks = np.zeros(num_rows, np.int64), np.zeros(num_rows, np.int32)
    top_ids = np.zeros((num_rows, num_top), np.int32)
    for i in np.flatnonzero(np.isfinite(best)):
        row, logit = logits[i], logits[i, token_ids[i]]
        totals[i] = weights(row - best[i]).sum()
        ranks[i] = 1 + np.count_nonzero(row > logit) + np.count_nonzero(row[: token_ids[i]] == logit)
        if num_top:
            floor = np.partition(row, len(row) - num_top)[len(row) - num_top]
            top_ids[i] = ordered(row, np.flatnonzero(row >= floor))[:num_top]
    return best, totals, ranks, top_ids


def exp(x: Float32Array) -> Float32Array:
    """e**x * 2**44 for x <= 0, float32 to 2 ulp; at least e**-40 * 2**44.

    e**x = 2**n * e**r, n = round(x / ln 2), e**r by its Taylor polynomial of degree 7.
    """
    x = np.maximum(x, _LOWEST)
    n = np.rint(x * _LOG2_E)
    r = x - n * _LN2_HIGH
    r -= n * _LN2_LOW
    p = np.full_like(r, _TAYLOR[0])
    for coefficient in _TAYLOR[1:]:
        p *= r
        p += coefficient
    scaled: Float32Array = np.ldexp(p, n.astype(np.int32) + WEIGHT_BITS)
    return scaled


def weights(x: Float32Array) -> Int64Array:
    """floor(2**44 * e**x), int64, for x <= 0."""
    return exp(x).astype(np.int64)


def ordered(row: Float32Array, ids: NDArray[np.int64]) -> Int64Array:
    """These ids by (logit descending, id ascending)."""
    # One integer holds both sort keys: the float's bits, made monotone in its value, over the id.
    # Adding zero turns -0.0 into 0.0, so that the two tie.
    bits = (row[ids] + np.float32(0.0)).view(np.int32)
    ascending = bits ^ ((bits >> 31) & _SIGN_BIT_BELOW)
    keys = (~ascending).astype(np.int64) << 32 | ids
    keys.sort()
    return keys & _LOW_32


def _draw(row: Float32Array, best: np.float32, params: np.void, u: float) -> int:
    with np.errstate(over="ignore"):  # a tiny temperature sends all but the best to -inf
        x = (row - best) / params["temperature"]
    is_open = params["top_k"] == 0 and params["min_weight"] == 1
    total = int(weights(x[x >= -SPREADS[-1]]).sum()) if is_open else 0
    for ids, is_all in _widening(row, x, int(params["min_weight"])):
        top_k = int(params["top_k"])
        if 0 < top_k <= len(ids):
            ids, is_all = ids[:top_k], True
        if not (is_all or is_open):
            continue
        reach = np.cumsum(weights(x[ids]))
        kept = total if is_open else int(reach[-1])
        if params["top_p"] < 1.0:
            num_nucleus = int(np.searchsorted(reach, math.ceil(params["top_p"] * kept), side="left")) + 1
            if num_nucleus > len(ids) and not is_all:
                continue
            kept = int(reach[min(num_nucleus, len(ids)) - 1])
        target = min(int(u * kept), kept - 1)
        if is_all or target < reach[-1]:
            return int(ids[np.searchsorted(reach, target, side="right")])
    raise AssertionError("the last candidates are all of them")


def _widening(row: Float32Array, x: Float32Array, min_weight: int) -> Iterator[tuple[Int64Array, bool]]:
    """Ever longer beginnings of the candidates in their order, each with "this is all of them"."""
    for spread in SPREADS:
        ids = np.flatnonzero(x >= -spread)
        ids = ids[weights(x[ids]) >= min_weight]
        yield ordered(row, ids), spread == SPREADS[-1]
