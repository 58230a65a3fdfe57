"""What the time of a step depends on besides the model and its formats."""

from __future__ import annotations

import platform
from dataclasses import dataclass

from kernels import library
from kernels.cores import num_usable_cores
from kernels.isa import cpuinfo


@dataclass(frozen=True, slots=True)
class Processor:
    """What a runner computes with. Steps that were timed on one say nothing of another."""

    isa: str  # of the kernels; `torch` where the references compute
    num_threads: int
    cpu: str  # its name and numbers, as this_cpu gives them

    def __str__(self) -> str:
        return f"{self.isa} on {self.num_threads} thread{'s' * (self.num_threads != 1)} of {self.cpu}"

    def is_like(self, other: Processor) -> bool:
        """Whether the other is this one, as far as its name goes: one may leave out the last number."""
        return (self.isa, self.num_threads) == (other.isa, other.num_threads) and (
            self.cpu == other.cpu or other.cpu.startswith(f"{self.cpu}, ")
        )


def this_processor(num_threads: int | None) -> Processor:
    """That of a server which is started here with this `--threads`; builds no kernels. Raises: ValueError."""
    return Processor(library.intended(), num_threads or num_usable_cores(), this_cpu())


def this_cpu() -> str:
    """`AMD EPYC, family 25, model 1`: a virtual machine's name alone says little."""
    name = cpuinfo("model name") or cpuinfo("CPU implementer") or platform.processor() or platform.machine()
    numbers = (("family", "cpu family"), ("model", "model"), ("part", "CPU part"))
    return ", ".join([name, *(f"{word} {value}" for word, key in numbers if (value := cpuinfo(key)))])
