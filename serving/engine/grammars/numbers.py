"""Numbers of a JSON schema, made into ones that llguidance keeps exactly.

It reads numbers as doubles, and writes whole ones as 64-bit integers: what neither holds comes out as
another number. Bounds may be moved inwards to the next double, which allows fewer numbers and no wrong one; a
value that is asked for cannot be moved.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

LARGEST = 2**63 - 1024  # the largest double that is also a 64-bit integer
_NO_UPPER_END = 10**18  # from here on, llguidance needs a maximum beside the minimum
_STEP = Fraction(1, 10**15)  # past an excluded whole number, which llguidance may let through
MAX_MULTIPLE = 10_000  # in units of its last digit: each remainder is a state of an automaton
_MAX_DECIMALS = 8  # with more, its remainders overflow 32 bits

# The OpenAPI registry's formats of integers.
INTEGER_FORMATS: Mapping[str, tuple[int, int]] = {
    **{f"int{bits}": (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1) for bits in (8, 16, 32, 64)},
    **{f"uint{bits}": (0, 2**bits - 1) for bits in (8, 16, 32, 64)},
}


class NotExact(ValueError):
    """llguidance would make another number of it; the message says what can be had."""


def is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def is_exact(value: int | float) -> bool:
    """Whether a `const` of it allows this number and no other."""
    if not math.isfinite(value):
        return False
    return abs(value) <= LARGEST and float(value) == value


def tightened(schema: Mapping[str, Any]) -> dict[str, int | float]:
    """`minimum`, `maximum` and their exclusive forms that stand for the ones in `schema`, as doubles.

    Raises: NotExact where nothing is left between them.
    """
    is_integer = _is_integer(schema)
    lower, excludes_lower = _bound(schema, "minimum", "exclusiveMinimum", 1)
    upper, excludes_upper = _bound(schema, "maximum", "exclusiveMaximum", -1)
    if lower is None and upper is None:
        return {}
    was_empty = lower is not None and upper is not None and lower > upper
    found: dict[str, int | float] = {}
    if lower is not None:
        found |= _moved(lower, excludes_lower, "inimum", is_integer, 1)
    if upper is not None:
        found |= _moved(upper, excludes_upper, "aximum", is_integer, -1)
    if upper is None and (lower or 0) >= _NO_UPPER_END:
        found["maximum"] = LARGEST
    if lower is None and (upper or 0) <= -_NO_UPPER_END:
        found["minimum"] = -LARGEST
    values = [found.get(name) for name in ("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum")]
    least, most = (next((v for v in pair if v is not None), None) for pair in (values[:2], values[2:]))
    if not was_empty and least is not None and most is not None and least > most:
        raise NotExact("no double lies between its bounds")
    return found


def check_multiple(value: int | float) -> Fraction:
    """`multipleOf`, where it can be enforced. Raises: NotExact."""
    exact = Fraction(str(value)) if math.isfinite(value) else Fraction(0)
    decimals, scaled = 0, float(abs(value)) if exact else 0.0
    while scaled % 1 and decimals <= _MAX_DECIMALS:  # as llguidance finds its digits
        scaled, decimals = scaled * 10, decimals + 1
    if exact <= 0 or decimals > _MAX_DECIMALS or Fraction(int(scaled), 10**decimals) != exact:
        raise NotExact(f"it must be positive, with {_MAX_DECIMALS} decimals at most that a double holds")
    if exact.numerator > MAX_MULTIPLE and (exact * 10**decimals).numerator > MAX_MULTIPLE:
        raise NotExact(f"it may be {MAX_MULTIPLE}, not counting its decimal point")
    return exact


def _is_integer(schema: Mapping[str, Any]) -> bool:
    types = schema.get("type")
    types = [types] if isinstance(types, str) else types if isinstance(types, list) else []
    return "integer" in types and "number" not in types


def _bound(schema: Mapping[str, Any], name: str, exclusive: str, sign: int) -> tuple[Fraction | None, bool]:
    """The tighter of the two, and whether it is excluded itself. Draft 4 has a boolean for that."""
    given, excluded = schema.get(name), schema.get(exclusive)
    bounds = []
    for value, is_excluded in ((given, excluded is True), (excluded, True)):
        if is_number(value):
            if not math.isfinite(value):  # type: ignore[arg-type]
                raise NotExact("a bound is no finite number")
            bounds.append((sign * Fraction(value), is_excluded))  # type: ignore[arg-type]
    if not bounds:
        return None, False
    tightest, is_excluded = max(bounds)
    return sign * tightest, is_excluded


def _moved(bound: Fraction, excludes: bool, name: str, is_integer: bool, sign: int) -> dict[str, int | float]:
    """The bound as a double that lies at it or further in; `sign` is 1 where further in means upwards."""
    inwards = sign * bound
    if is_integer:
        whole = math.floor(inwards) + 1 if excludes else math.ceil(inwards)
        inwards, excludes = Fraction(whole), False
    elif excludes and inwards.denominator == 1:
        inwards, excludes = inwards + _STEP, False
    if inwards > LARGEST:
        raise NotExact(f"numbers beyond {LARGEST} cannot be bounded")
    nearest = float(max(inwards, Fraction(-LARGEST)))
    if Fraction(nearest) < inwards:
        nearest = math.nextafter(nearest, math.inf)
    if Fraction(nearest) > inwards:
        excludes = False
    value = sign * nearest
    return {f"exclusiveM{name}" if excludes else f"m{name}": int(value) if value.is_integer() else value}
