"""How many cores this process may use."""

from __future__ import annotations

import os
from pathlib import Path


def num_usable_cores() -> int:
    """Physical cores in this process's CPU set, within the container's CPU quota (rounded up)."""
    cpus = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)
    num_cores = len({_siblings(cpu) for cpu in cpus})
    return max(1, min(num_cores, _cgroup_cpus() or num_cores))


def _siblings(cpu: int) -> str:
    """The hardware threads that share this one's core, as Linux lists them."""
    path = Path(f"/sys/devices/system/cpu/cpu{cpu}/topology/thread_siblings_list")
    try:
        return path.read_text().strip()
    except OSError:
        return str(cpu)


def _cgroup_cpus() -> int | None:
    """The CPU quota of this control group (version 2), rounded up; None when there is none."""
    try:
        quota, period = Path("/sys/fs/cgroup/cpu.max").read_text().split()
    except (OSError, ValueError):
        return None
    return None if quota == "max" else -(-int(quota) // int(period))
