"""A number of a plan, and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from serving.planning.fleet.ranges import Range

# Published by the machine's maker; assumed in the file; simulated here; a product of several has all of them.
Basis = Literal["published", "fitted to published", "assumed", "simulated"]


@dataclass(frozen=True, slots=True)
class Figure:
    name: str
    value: float
    unit: str
    basis: tuple[Basis, ...]
    low: float | None = None
    high: float | None = None
    source: str = ""

    @classmethod
    def assumed(cls, name: str, number: Range, unit: str) -> Figure:
        low, high = (number.low, number.high) if number.is_open else (None, None)
        return cls(name, number.mid, unit, ("assumed",), low, high, "the file")
