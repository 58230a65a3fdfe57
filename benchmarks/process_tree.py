"""Memory and processor time of a process and everything that it started, read from /proc."""

from __future__ import annotations

import os
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")
_TICKS_PER_S = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class TreeUsage:
    """Sums over the living processes of a tree."""

    num_processes: int
    rss_bytes: int  # resident memory; a page that two of them share counts twice
    pss_bytes: int  # the same, a shared page counting once in all
    cpu_s: float  # user and system time so far, also of children that were waited for


def process_tree(root_pid: int) -> list[int]:
    """`root_pid` and all its living descendants; empty where there is no such process."""
    children: dict[int, list[int]] = defaultdict(list)
    parents = {pid: parent for pid in _pids() if (parent := _parent(pid)) is not None}
    for pid, parent in parents.items():
        children[parent].append(pid)
    found, due = [], [root_pid] if root_pid in parents else []
    while due:
        found.append(due.pop())
        due += children[found[-1]]
    return found


def tree_usage(root_pid: int) -> TreeUsage:
    pids = process_tree(root_pid)
    memory = [_memory(pid) for pid in pids]
    return TreeUsage(
        num_processes=len(pids),
        rss_bytes=sum(rss for rss, _ in memory),
        pss_bytes=sum(pss for _, pss in memory),
        cpu_s=sum(_cpu_s(pid) for pid in pids),
    )


def _pids() -> list[int]:
    return [int(entry.name) for entry in _PROC.iterdir() if entry.name.isdecimal()]


def _stat(pid: int) -> list[str] | None:
    """The fields of /proc/PID/stat after the command's name, which may hold blanks; None: it has ended."""
    try:
        return (_PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None


def _parent(pid: int) -> int | None:
    fields = _stat(pid)
    return int(fields[1]) if fields else None


def _cpu_s(pid: int) -> float:
    fields = _stat(pid)
    return sum(map(int, fields[11:15])) / _TICKS_PER_S if fields else 0.0


def _memory(pid: int) -> tuple[int, int]:
    """(RSS, PSS) in bytes."""
    try:
        lines = (_PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0, 0  # it has ended since it was listed
    sizes = {line.partition(":")[0]: line.split() for line in lines}
    return tuple(int(sizes[name][1]) * 1024 if name in sizes else 0 for name in ("Rss", "Pss"))
