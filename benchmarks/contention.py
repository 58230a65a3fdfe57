"""How much of the machine others took while something was measured: such a number is worth little."""

from __future__ import annotations

import os
import time
from pathlib import Path

_TICKS_PER_S = os.sysconf("SC_CLK_TCK")


def busy_s() -> float:
    """Processor time that the whole machine has spent on anything but idling, over all cores, since boot."""
    fields = Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]
    user, nice, system, _idle, _iowait, irq, softirq, steal = map(int, fields[:8])
    return (user + nice + system + irq + softirq + steal) / _TICKS_PER_S


class Contention:
    """From its creation to `others_share`."""

    def __init__(self, server_cpu_s: float) -> None:
        self._wall_s, self._busy_s = time.perf_counter(), busy_s()
        self._own_s = time.process_time() + server_cpu_s

    def others_share(self, server_cpu_s: float) -> float:
        """Share of all cores that was spent neither by the server nor by this client.

        `server_cpu_s` is the processor time of the server's processes so far, here as at creation.
        """
        wall_s = (time.perf_counter() - self._wall_s) * (os.cpu_count() or 1)
        own_s = time.process_time() + server_cpu_s - self._own_s
        return min(1.0, max(0.0, (busy_s() - self._busy_s - own_s) / wall_s))  # ticks are coarse


def wait_until_idle(limit_s: float, *, share: float = 0.1, window_s: float = 2.0) -> bool:
    """Until less than `share` of all cores is busy over a window; False where `limit_s` ended first."""
    deadline_s = time.perf_counter() + limit_s
    while time.perf_counter() < deadline_s:
        before_s, started_s = busy_s(), time.perf_counter()
        time.sleep(window_s)
        elapsed_s = (time.perf_counter() - started_s) * (os.cpu_count() or 1)
        if (busy_s() - before_s) / elapsed_s < share:
            return True
    return False
