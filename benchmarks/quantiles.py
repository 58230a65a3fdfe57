"""Times, and what is said of many of them."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from typing import Any


def timed_ms(function: Callable[[], Any]) -> float:
    start_s = time.perf_counter()
    function()
    return (time.perf_counter() - start_s) * 1000


def quantiles(values_ms: Sequence[float]) -> dict[str, float]:
    ordered = sorted(values_ms)
    return {"p50_ms": statistics.median(ordered), "p95_ms": ordered[int(0.95 * (len(ordered) - 1))]}
