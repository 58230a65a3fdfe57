"""Medians and percentiles, and how a list of times is summed up in a result."""

from __future__ import annotations

import math
import time
from collections.abc import Iterable, Sequence
from typing import Any


def percentile(values: Sequence[float], percent: float) -> float | None:
    """Linear interpolation between the two nearest ranks; None of nothing."""
    if not values:
        return None
    ordered = sorted(values)
    place = (len(ordered) - 1) * percent / 100
    low, high = ordered[math.floor(place)], ordered[math.ceil(place)]
    return low + (high - low) * (place - math.floor(place))


def median(values: Iterable[float | None], digits: int = 2) -> float | None:
    """Of those that are there."""
    return rounded(percentile([value for value in values if value is not None], 50), digits)


def milliseconds(values_s: Iterable[float | None]) -> dict[str, float | None]:
    """p50, p95 and p99 in milliseconds, and of how many values."""
    known = [value * 1e3 for value in values_s if value is not None]
    summary = {f"p{percent}": rounded(percentile(known, percent)) for percent in (50, 95, 99)}
    return summary | {"num": len(known)}


def rounded(value: float | None, digits: int = 2) -> float | None:
    return None if value is None else round(value, digits)


class ClientCost:
    """The processor time of this process between its creation and `summary`: is the client in the way?"""

    def __init__(self) -> None:
        self._wall_s, self._cpu_s = time.perf_counter(), time.process_time()

    def summary(self, num_events: int) -> dict[str, Any]:
        """`client_cpu_share` is of one core; `num_events` is how many streamed events were taken in."""
        wall_s, cpu_s = time.perf_counter() - self._wall_s, time.process_time() - self._cpu_s
        return {
            "client_cpu_share": rounded(cpu_s / wall_s if wall_s else None, 4),
            "client_cpu_us_per_event": rounded(cpu_s / num_events * 1e6, 1) if num_events else None,
        }
