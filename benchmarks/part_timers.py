"""Times the parts of a running server by the processor time that their threads spend in them."""

from __future__ import annotations

import functools
import inspect
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(slots=True)
class Part:
    """Seconds of processor time, and calls, since the window opened."""

    cpu_s: float = 0.0
    num_calls: int = 0


class PartTimers:
    """Wraps functions where they are looked up. Counts only while the window is open."""

    def __init__(self) -> None:
        self.parts: dict[str, Part] = {}
        self.is_open = False

    def wrap(self, owner: Any, name: str, part: str) -> None:
        """Count `owner.name` (a function, method or generator-free coroutine function) under `part`."""
        setattr(owner, name, self.timed(getattr(owner, name), part))

    def timed(self, function: Callable[..., Any], part: str) -> Callable[..., Any]:
        assert not inspect.iscoroutinefunction(function), "others run while a coroutine waits"
        total = self.parts.setdefault(part, Part())

        @functools.wraps(function)
        def run(*args: Any, **kwargs: Any) -> Any:
            if not self.is_open:
                return function(*args, **kwargs)
            start_s = time.thread_time()
            try:
                return function(*args, **kwargs)
            finally:
                total.cpu_s += time.thread_time() - start_s
                total.num_calls += 1

        return run

    def seconds(self, part: str) -> float:
        return self.parts[part].cpu_s
