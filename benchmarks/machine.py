"""What a result must say of where it was made: command, commit, machine. Never a key."""

from __future__ import annotations

import os
import platform
import shlex
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from serving.planning.processor import this_cpu

# The instruction sets that decide how fast a CPU multiplies matrices.
_CPU_FLAGS = """
avx avx2 fma f16c avx512f avx512bw avx512dq avx512vl avx512_vnni avx512_bf16 avx512_fp16 avx_vnni
amx_tile amx_int8 amx_bf16 asimd asimddp asimdhp bf16 i8mm sve sve2
"""
_SECRET_OPTIONS = ("--api-key",)


def describe_machine() -> dict[str, Any]:
    cpu_model, flags = _cpu()
    return {
        "cpu_model": cpu_model,
        "cpu": this_cpu(),
        "num_cores": os.cpu_count(),
        "num_usable_cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else None,
        "cpu_flags": [flag for flag in _CPU_FLAGS.split() if flag in flags],
        "memory_bytes": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"),
        "system": f"{platform.system()} {platform.release().partition('-')[0]} {platform.machine()}",
        "python": platform.python_version(),
    }


def _cpu() -> tuple[str, set[str]]:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or "unknown", set()
    fields = {name.strip(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    flags = fields.get("flags") or fields.get("Features") or ""
    return fields.get("model name") or platform.processor() or "unknown", set(flags.split())


def git_commit(checkout: Path | None = None) -> dict[str, Any]:
    """The commit of a checkout, this one by default, and whether its tracked files differ from it."""
    place = checkout or Path(__file__).parent
    changes = _git(place, "status", "--porcelain", "--untracked-files=no")
    return {"commit": _git(place, "rev-parse", "HEAD"), "is_dirty": bool(changes)}


def _git(place: Path, *arguments: str) -> str | None:
    try:
        done = subprocess.run(["git", *arguments], cwd=place, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None  # not a checkout, or no git: the result says null
    return done.stdout.strip()


def command_line(module: str, arguments: Sequence[str]) -> str:
    """The command as it can be typed again, with the values of secrets left out."""
    shown: list[str] = []
    is_secret = False
    for argument in arguments:
        name, has_value, _ = argument.partition("=")
        if is_secret:
            shown.append("***")
        elif name in _SECRET_OPTIONS and has_value:
            shown.append(f"{name}=***")
        else:
            shown.append(argument)
        is_secret = argument in _SECRET_OPTIONS
    return shlex.join(["python", "-m", module, *shown])
