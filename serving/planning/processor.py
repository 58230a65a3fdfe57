"""What the time of a step depends on besides the model and its formats."""

from __future__ import annotations

from dataclasses import dataclass

from kernels import library
from kernels.cores import num_usable_cores


@dataclass(frozen=True, slots=True)
class Processor:
    """The arithmetic that a runner computes with. Steps that were timed on one say nothing of another."""

    isa: str  # of the kernels; `torch` where the references compute
    num_threads: int

    def __str__(self) -> str:
        return f"{self.isa} on {self.num_threads} thread{'s' * (self.num_threads != 1)}"


def this_processor(num_threads: int | None) -> Processor:
    """That of a server which is started here with this `--threads`; builds no kernels. Raises: ValueError."""
    return Processor(library.intended(), num_threads or num_usable_cores())
