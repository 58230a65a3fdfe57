"""What the kernels find on this machine, for `tenure doctor`."""

from __future__ import annotations

import platform
from dataclasses import dataclass
from pathlib import Path

from kernels import library
from kernels.build import BuildError, find_compiler
from kernels.cores import num_usable_cores

# What Linux calls the features that choose an instruction set.
FEATURES = (
    "avx2",
    "fma",
    "avx512f",
    "avx512bw",
    "avx512vl",
    "avx512dq",
    "avx512_bf16",
    "avx512_vnni",
    "amx_bf16",
)


@dataclass(frozen=True, slots=True)
class Capabilities:
    machine: str  # the architecture: x86_64, aarch64
    cpu_model: str
    cpu_features: tuple[str, ...]  # of FEATURES
    num_cores: int  # physical ones that this process may use
    compiler: str | None  # path and version
    usable_isas: tuple[str, ...]  # best first; empty where the kernels cannot be built
    chosen_isa: str  # `torch` where the references do the work
    reason: str | None  # why chosen_isa is torch; None when it is not


def capabilities() -> Capabilities:
    """Look; builds the kernels if that has not happened yet.

    Raises ValueError when TENURE_KERNEL_ISA names what this machine cannot run.
    """
    usable, reason = _usable_isas()
    chosen = library.current() if usable else None
    if usable and chosen is None:
        reason = f"{library.ENV}=torch asks for it."
    return Capabilities(
        machine=platform.machine(),
        cpu_model=_cpuinfo("model name"),
        cpu_features=tuple(name for name in FEATURES if name in _cpuinfo("flags").split()),
        num_cores=num_usable_cores(),
        compiler=_compiler(),
        usable_isas=usable,
        chosen_isa="torch" if chosen is None else chosen.name,
        reason=reason,
    )


def _usable_isas() -> tuple[tuple[str, ...], str | None]:
    try:
        return tuple(library.load()), None
    except BuildError as error:
        return (), str(error)


def _compiler() -> str | None:
    try:
        compiler = find_compiler()
    except BuildError:
        return None
    return f"{compiler.path} ({compiler.version})"


def _cpuinfo(key: str) -> str:
    """The first CPU's value in /proc/cpuinfo; empty where there is none."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return ""
    found = (line.partition(":")[2].strip() for line in lines if line.split("\t")[0].strip() == key)
    return next(found, "")
