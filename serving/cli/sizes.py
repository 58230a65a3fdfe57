"""Sizes and times as people write them: `2GB`, `512MiB`, `40%`, `0.4`; `90s`, `12h`, `30d`."""

from __future__ import annotations

import re
from dataclasses import dataclass

UNITS = {
    "": 1,
    "b": 1,
    "kb": 10**3,
    "mb": 10**6,
    "gb": 10**9,
    "tb": 10**12,
    "k": 2**10,
    "m": 2**20,
    "g": 2**30,
    "t": 2**40,
    "kib": 2**10,
    "mib": 2**20,
    "gib": 2**30,
    "tib": 2**40,
}
_SIZE = re.compile(r"\s*([0-9]+(?:\.[0-9]*)?|\.[0-9]+)\s*([a-zA-Z]*|%)\s*")


_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def parse_duration_s(text: str) -> float:
    """`90s`, `15m`, `12h` or `30d`, in seconds. Raises ValueError with a sentence to show."""
    match = _SIZE.fullmatch(text)
    if match is None or match[2] not in _SECONDS or float(match[1]) == 0:
        raise ValueError(f"{text!r} is not a time. Write it like 90s, 15m, 12h or 30d.")
    return float(match[1]) * _SECONDS[match[2]]


@dataclass(frozen=True, slots=True)
class MemorySize:
    """An amount, or a share of what the machine has free when it is asked."""

    num_bytes: int | None = None
    share: float | None = None  # above 0, at most 1

    def resolve(self, available_bytes: int) -> int:
        return self.num_bytes if self.num_bytes is not None else int((self.share or 0.0) * available_bytes)


def parse_memory(text: str) -> MemorySize:
    """`2GB` is 2 * 10^9 bytes, `2GiB` and `2G` are 2 * 2^30, `40%` and `0.4` are shares of free memory.

    Raises ValueError with a sentence to show.
    """
    match = _SIZE.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a size. Write it like 2GB, 512MiB, 40% or 0.4.")
    number, unit = float(match[1]), match[2].lower()
    if unit == "%" or (unit == "" and 0 < number < 1):
        share = number / 100 if unit == "%" else number
        if not 0 < share <= 1:
            raise ValueError(
                f"{text!r} is not a share of the free memory: it must be above 0 % and at most 100 %."
            )
        return MemorySize(share=share)
    return MemorySize(num_bytes=_num_bytes(text, number, unit))


def parse_num_bytes(text: str) -> int:
    """A plain amount: `16MiB`, `16777216`; `0` is none. Raises ValueError with a sentence to show."""
    if text == "0":
        return 0
    match = _SIZE.fullmatch(text)
    if match is None or match[2] == "%":
        raise ValueError(f"{text!r} is not a size. Write it like 16MiB, 20MB or 16777216.")
    return _num_bytes(text, float(match[1]), match[2].lower())


def _num_bytes(text: str, number: float, unit: str) -> int:
    if unit not in UNITS:
        raise ValueError(
            f"{text!r} has the unit {unit!r}. Known: KB, MB, GB, TB (powers of 1000), KiB, MiB, GiB, TiB."
        )
    num_bytes = int(number * UNITS[unit])
    if num_bytes < 1:
        raise ValueError(f"{text!r} is less than one byte.")
    return num_bytes


def format_bytes(num_bytes: int) -> str:
    """Three digits and a binary unit: 1536 is `1.5 KiB`."""
    amount, units = float(num_bytes), ["B", "KiB", "MiB", "GiB", "TiB"]
    while amount >= 1024 and len(units) > 1:
        amount, units = amount / 1024, units[1:]
    return f"{amount:.0f} {units[0]}" if units[0] == "B" or amount >= 100 else f"{amount:.1f} {units[0]}"


def format_duration(seconds: float) -> str:
    """As `parse_duration_s` reads it back: 600 is `10m`, 90 is `90s`."""
    for unit in ("d", "h", "m"):
        if seconds >= _SECONDS[unit] and seconds % _SECONDS[unit] == 0:
            return f"{seconds // _SECONDS[unit]:g}{unit}"
    return f"{seconds:g}s"


def format_exactly(num_bytes: int) -> str:
    """As `parse_num_bytes` reads it back: 16777216 is `16MiB`, 1000 is `1000`."""
    for unit, size in (("GiB", 2**30), ("MiB", 2**20), ("KiB", 2**10)):
        if num_bytes >= size and num_bytes % size == 0:
            return f"{num_bytes // size}{unit}"
    return str(num_bytes)
