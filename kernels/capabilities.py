"""What the kernels find on this machine, for `tenure doctor`."""

from __future__ import annotations

import platform
from dataclasses import dataclass

from kernels import library
from kernels.build import BuildError, Progress, find_compiler
from kernels.cores import num_usable_cores
from kernels.isa import ISAS, cpuinfo

# What Linux calls the features that choose an instruction set.
FEATURES = ISAS["amx"].features


@dataclass(frozen=True, slots=True)
class Capabilities:
    machine: str  # the architecture: x86_64, aarch64
    cpu_model: str
    cpu_features: tuple[str, ...]  # of FEATURES
    num_cores: int  # physical ones that this process may use
    compiler: str | None  # path and version
    usable_isas: tuple[str, ...]  # best first; empty where no kernels can be built
    chosen_isa: str  # `torch` where the references do the work
    reason: str | None  # why chosen_isa is torch; None when it is not


def capabilities(progress: Progress | None = None) -> Capabilities:
    """Look; builds the kernels of the best instruction set if that has not happened yet.

    Raises ValueError, BuildError when TENURE_KERNEL_ISA names what this machine cannot run or build.
    """
    chosen = library.current(progress)
    features = cpuinfo("flags").split()
    return Capabilities(
        machine=platform.machine(),
        cpu_model=cpuinfo("model name"),
        cpu_features=tuple(name for name in FEATURES if name in features),
        num_cores=num_usable_cores(),
        compiler=_compiler(),
        usable_isas=tuple(library.available()),
        chosen_isa="torch" if chosen is None else chosen.name,
        reason=library.reason_for_torch(),
    )


def _compiler() -> str | None:
    try:
        compiler = find_compiler()
    except BuildError:
        return None
    return f"{compiler.path} ({compiler.version})"
