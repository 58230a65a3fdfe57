"""Integers in a unit that computes in float32."""

from __future__ import annotations

MAX_EXACT_INTEGER = 2**24
OUT_OF_BOUNDS = 2**30  # added to a row number, it is past the end of every tensor


def log2_of(size: int) -> int:
    """The exponent of a power of two."""
    exponent = 0
    while 2**exponent < size:
        exponent += 1
    assert 2**exponent == size, f"must be a power of two, got {size}"
    return exponent
