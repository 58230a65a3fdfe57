"""How much of this machine's processors others use, while something is being timed."""

from __future__ import annotations

import os
import time
from pathlib import Path

_STAT = Path("/proc/stat")
_WINDOW_S = 0.1  # processor time is counted in hundredths of a second


class OtherLoad:
    """The share of all processors that other processes took between two readings; 0 where it is unknown."""

    def __init__(self) -> None:
        self._last = self._read()

    @staticmethod
    def _read() -> tuple[float, float, float]:
        """Seconds by the clock, of this process on all processors, and of all processes."""
        if not _STAT.exists():
            return time.perf_counter(), 0.0, 0.0
        user, nice, system, _idle, _wait, irq, softirq, steal, *_ = map(
            int, _STAT.read_text().split("\n", 1)[0].split()[1:]
        )
        busy = (user + nice + system + irq + softirq + steal) / os.sysconf("SC_CLK_TCK")
        return time.perf_counter(), time.process_time(), busy

    def share(self) -> float:
        """Since the last reading, from 0 to 1."""
        before, self._last = self._last, self._read()
        wall_s, own_s, busy_s = (now - then for now, then in zip(self._last, before, strict=True))
        num_processors = os.cpu_count() or 1
        return min(1.0, max(0.0, (busy_s - own_s) / (wall_s * num_processors))) if wall_s else 0.0


def wait_for_quiet(most_share: float, end_s: float) -> bool:
    """Return True as soon as others use at most that share, False at `end_s` of the monotonic clock."""
    while time.monotonic() < end_s:
        load = OtherLoad()
        time.sleep(_WINDOW_S)
        if load.share() <= most_share:
            return True
    return False
