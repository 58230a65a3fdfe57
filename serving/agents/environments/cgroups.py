"""Bounds on the memory and the number of processes of a sandbox, kept by the kernel: cgroups, v1 and v2.

A sandbox's group is made below the server's own, where the server may: root may in v1, and in v2 root or
whoever was given a part of the tree (systemd's `Delegate=yes`). Where it may not, `Cgroups.find` says why.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

REMOVE_S = 2.0  # for the last process of a group to be gone
_PREFIX = "tenure-"


class NoCgroups(Exception):
    """Why there are none to be had."""


@dataclass(frozen=True, slots=True)
class Cgroup:
    """One sandbox's: a folder, or in v1 two."""

    memory: Path
    pids: Path

    @property
    def folders(self) -> tuple[Path, ...]:
        return tuple(dict.fromkeys((self.memory, self.pids)))

    @property
    def entrances(self) -> tuple[Path, ...]:
        """A process that writes its id here is in it, with all that it begins."""
        return tuple(folder / "cgroup.procs" for folder in self.folders)

    def num_memory_kills(self) -> int:
        """So often the kernel ended a process for the group's memory was full."""
        for name in ("memory.events", "memory.oom_control"):
            with suppress(OSError):
                for line in (self.memory / name).read_text().splitlines():
                    if line.startswith("oom_kill "):
                        return int(line.split()[1])
        return 0

    def remove(self) -> None:
        """Kill who is left. Blocks until they are gone."""
        deadline = time.monotonic() + REMOVE_S
        while any(folder.exists() for folder in self.folders) and time.monotonic() < deadline:
            for folder in self.folders:
                with suppress(OSError):
                    folder.rmdir()
                    continue
                _kill(folder)
            time.sleep(0.005)


def _kill(folder: Path) -> None:
    with suppress(OSError, ValueError):
        for pid in (folder / "cgroup.procs").read_text().split():
            with suppress(ProcessLookupError):
                os.kill(int(pid), 9)


class Cgroups:
    """Where sandboxes get theirs."""

    def __init__(self, memory: Path, pids: Path) -> None:
        self._memory = memory
        self._pids = pids

    @property
    def version(self) -> int:
        return 2 if self._memory == self._pids else 1

    @classmethod
    def find(cls, proc: Path = Path("/proc/self")) -> Cgroups:
        """Raises: NoCgroups."""
        try:
            own, mounts = _own_groups(proc), _mounts(proc)
        except OSError as error:
            raise NoCgroups(f"{proc}/cgroup cannot be read: {error.strerror}") from None
        folders = {name: _folder(name, own, mounts) for name in ("memory", "pids")}
        memory, pids = folders["memory"], folders["pids"]
        if memory is None or pids is None:
            raise NoCgroups("this machine mounts no memory and pids controllers")
        found = cls(memory, pids)
        found._check()
        return found

    def _check(self) -> None:
        """Make a group, and have its files. Raises: NoCgroups."""
        if self.version == 2:
            self._pass_on_controllers()
        try:
            group = self._made("check")
        except OSError as error:
            raise NoCgroups(f"{self._memory} cannot be written: {error.strerror}") from None
        missing = [name for name in _bounds(group, 0, 0) if not name.exists()]
        group.remove()
        if missing:
            raise NoCgroups(f"{missing[0].name} is missing: the controller is not switched on below it")

    def _pass_on_controllers(self) -> None:
        """In v2 groups below this one have the controllers that are passed on to them."""
        control = self._memory / "cgroup.subtree_control"
        with suppress(OSError):  # said by what is missing then
            if not {"memory", "pids"} <= set(control.read_text().split()):
                control.write_text("+memory +pids")

    def _made(self, name: str) -> Cgroup:
        group = Cgroup(self._memory / f"{_PREFIX}{name}", self._pids / f"{_PREFIX}{name}")
        for folder in group.folders:
            folder.mkdir(exist_ok=True)
        return group

    def create(self, name: str, *, memory_bytes: int, max_processes: int) -> Cgroup:
        """Raises: OSError."""
        group = self._made(name)
        for path, value in _bounds(group, memory_bytes, max_processes).items():
            path.write_text(str(value))
        for swap, value in (("memory.memsw.limit_in_bytes", memory_bytes), ("memory.swap.max", 0)):
            with suppress(OSError):  # a kernel without swap has neither
                (group.memory / swap).write_text(str(value))
        return group


def _bounds(group: Cgroup, memory_bytes: int, max_processes: int) -> dict[Path, int]:
    name = "memory.max" if group.memory == group.pids else "memory.limit_in_bytes"
    return {group.memory / name: memory_bytes, group.pids / "pids.max": max_processes}


def _own_groups(proc: Path) -> dict[str, str]:
    """The path of the server's own group in each hierarchy, by controller; of v2 as ``."""
    found = {}
    for line in (proc / "cgroup").read_text().splitlines():
        _, controllers, path = line.split(":", 2)
        for name in controllers.split(","):
            found[name] = path
    return found


def _mounts(proc: Path) -> dict[str, tuple[str, Path]]:
    """(group that is mounted, where) by controller; of v2 as ``."""
    found: dict[str, tuple[str, Path]] = {}
    for line in (proc / "mountinfo").read_text().splitlines():
        before, _, behind = line.partition(" - ")
        kind, _, options = behind.split(" ", 2)
        root, where = before.split(" ")[3:5]
        if kind == "cgroup2":
            found[""] = root, Path(where)
        elif kind == "cgroup":
            found |= {name: (root, Path(where)) for name in options.split(",") if name in ("memory", "pids")}
    return found


def _folder(name: str, own: dict[str, str], mounts: dict[str, tuple[str, Path]]) -> Path | None:
    """Where the server's own group of a controller is seen: in v1 if that has it, else in v2."""
    key = name if name in own and name in mounts else ""
    if key not in own or key not in mounts:
        return None
    root, where = mounts[key]
    below = os.path.relpath(own[key], root) if own[key].startswith(root.rstrip("/")) else "."
    return where / below
