"""A number that is assumed: what it is taken for, and between what it lies."""

from __future__ import annotations

import math
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BeforeValidator

Bound = Literal["low", "mid", "high"]


@dataclass(frozen=True, slots=True)
class Range:
    low: float
    mid: float
    high: float

    @property
    def is_open(self) -> bool:
        """Whether there is anything to vary."""
        return self.low < self.high

    def at(self, bound: Bound) -> float:
        return float(getattr(self, bound))

    def only(self, bound: Bound) -> Range:
        value = self.at(bound)
        return Range(value, value, value)


def _number(value: Any, least: float, most: float) -> float:
    if isinstance(value, str):  # YAML 1.1 reads 1e6, without a dot and a sign, as text
        with suppress(ValueError):
            value = float(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("must be a number, or {low, mid, high}")
    if not least <= value <= most or value == math.inf:
        limits = f"at least {least:g}, and finite" if most == math.inf else f"from {least:g} to {most:g}"
        raise ValueError(f"must be {limits}")
    return float(value)


def _read(value: Any, least: float, most: float) -> Range:
    if isinstance(value, Range):
        return value
    if not isinstance(value, dict):
        number = _number(value, least, most)
        return Range(number, number, number)
    if set(value) != {"low", "mid", "high"}:
        raise ValueError("must be a number, or have exactly low, mid and high")
    low, mid, high = (_number(value[name], least, most) for name in ("low", "mid", "high"))
    if not low <= mid <= high:
        raise ValueError(f"must have low <= mid <= high, and they are {low:g}, {mid:g} and {high:g}")
    return Range(low, mid, high)


def ranged(*, least: float, most: float = math.inf) -> BeforeValidator:
    """Of a field: a number between the two, or {low, mid, high} of such."""
    return BeforeValidator(lambda value: _read(value, least, most))
