"""Philox4x32-10, the counter-based random number generator behind sampling.

Source: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel Random Numbers: As Easy as
1, 2, 3", SC 2011: the algorithm of section 3.3, with the constants of its Random123 library.

A counter-based generator has no state: the number for one token is a pure function of the seed, the
choice and the token's position. So a resumed, preempted, forked or speculated sequence draws exactly
what an undisturbed one would have drawn.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

UInt64Array = NDArray[np.uint64]

_NUM_ROUNDS = 10
_LOW_32 = np.uint64(0xFFFFFFFF)
_SHIFT_32 = np.uint64(32)
# Rows are the two multiply lanes: counter word 0 and counter word 2.
_MULTIPLIERS = np.array([[0xD2511F53], [0xCD9E8D57]], dtype=np.uint64)
# Row r is what the key words have grown by at round r: r times the Weyl constants, [round, lane, 1].
_KEY_STEPS = np.array(
    [[[round_ * 0x9E3779B9], [round_ * 0xBB67AE85]] for round_ in range(_NUM_ROUNDS)], dtype=np.uint64
)


def philox4x32(counter: UInt64Array, key: UInt64Array) -> UInt64Array:
    """Encrypt each counter under its key with ten rounds.

    Every 32-bit word is held in a uint64, so that a product of two words is exact.

    Shapes:
        counter: [4, n]   words 0 to 3, each below 2**32
        key:     [2, n]   words 0 and 1, each below 2**32
        return:  [4, n]   words 0 to 3, each below 2**32
    """
    # Words 0 and 2 are multiplied, words 1 and 3 are mixed in. The lanes swap in each round, hence
    # the reversals; `mixed` is kept with word 3 first, beside the product that it meets.
    multiplied, mixed = counter[0::2], counter[3::-2]
    round_keys = (key + _KEY_STEPS) & _LOW_32  # [round, lane, n]
    for round_key in round_keys:
        product = multiplied * _MULTIPLIERS
        multiplied = ((product >> _SHIFT_32) ^ mixed)[::-1] ^ round_key
        mixed = product & _LOW_32
    return np.stack((multiplied[0], mixed[1], multiplied[1], mixed[0]))


def uniform(seed: ArrayLike, choice: ArrayLike, position: ArrayLike) -> NDArray[np.float64]:
    """One number in [0, 1) for each (seed, choice, position), a multiple of 2**-53.

    The key is the seed; the counter is (choice, low word of position, high word of position, 0). The
    number is made of the upper 53 of the 64 bits of output words 1 (high) and 0 (low): all that a
    float64 in [0, 1) holds, so that even the least likely token of a large vocabulary keeps its share.

    Args:
        seed: [n] uint64.
        choice: [n] int, 0 <= choice < 2**32.
        position: [n] int, >= 0: the absolute position in its sequence of the token to be sampled.
    """
    seeds = np.asarray(seed, dtype=np.uint64)
    choices = np.asarray(choice, dtype=np.uint64)
    positions = np.asarray(position, dtype=np.uint64)
    counter = np.zeros((4, len(seeds)), dtype=np.uint64)
    counter[0] = choices
    counter[1] = positions & _LOW_32
    counter[2] = positions >> _SHIFT_32
    words = philox4x32(counter, np.stack((seeds & _LOW_32, seeds >> _SHIFT_32)))
    bits = (words[1] << _SHIFT_32 | words[0]) >> np.uint64(11)
    numbers: NDArray[np.float64] = bits.astype(np.float64) * 2.0**-53
    return numbers
