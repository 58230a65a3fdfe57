"""The instruction sets that the kernels are compiled for, and which of them this CPU has."""

from __future__ import annotations

import ctypes
import platform
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Isa:
    flags: tuple[str, ...]  # what the compiler is told
    features: tuple[str, ...]  # what Linux calls that which the CPU must have


_AVX2 = Isa(("-mavx2", "-mfma", "-mf16c"), ("avx2", "fma", "f16c"))
_AVX_VNNI = Isa((*_AVX2.flags, "-mavxvnni"), (*_AVX2.features, "avx_vnni"))
_AVX512 = Isa(
    ("-mavx512f", "-mavx512bw", "-mavx512vl", "-mavx512dq", *_AVX2.flags),
    (*_AVX2.features, "avx512f", "avx512bw", "avx512vl", "avx512dq"),
)
_VNNI = Isa((*_AVX512.flags, "-mavx512vnni"), (*_AVX512.features, "avx512_vnni"))
_BF16 = Isa((*_VNNI.flags, "-mavx512bf16"), (*_VNNI.features, "avx512_bf16"))
_AMX = Isa(
    (*_BF16.flags, "-mamx-tile", "-mamx-bf16", "-mamx-int8"),
    (*_BF16.features, "amx_tile", "amx_bf16", "amx_int8"),
)

ISAS = {  # best first
    "amx": _AMX,
    "avx512bf16": _BF16,
    "avx512vnni": _VNNI,
    "avx512": _AVX512,
    "avxvnni": _AVX_VNNI,
    "avx2": _AVX2,
    "scalar": Isa((), ()),
}


def of_this_architecture() -> tuple[str, ...]:
    """Those that a compiler can make here, whatever this very CPU has; best first."""
    return tuple(ISAS) if platform.machine() in ("x86_64", "AMD64") else ("scalar",)


@lru_cache
def usable() -> tuple[str, ...]:
    """Those that this process can run; best first, and `scalar` last."""
    found = cpuinfo("flags").split()
    names = [name for name in of_this_architecture() if set(ISAS[name].features) <= set(found)]
    return tuple(name for name in names if name != "amx" or _may_use_amx())


def _may_use_amx() -> bool:
    """Ask Linux for the tiles' 8 KB of state: once in each process, before a thread needs it."""
    arch_prctl, request_permission, tile_data = map(ctypes.c_long, (158, 0x1023, 18))
    status: int = ctypes.CDLL(None).syscall(arch_prctl, request_permission, tile_data)
    return status == 0


def cpuinfo(key: str) -> str:
    """The first CPU's value in /proc/cpuinfo; empty where there is none."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return ""
    found = (line.partition(":")[2].strip() for line in lines if line.split("\t")[0].strip() == key)
    return next(found, "")
