"""One simulated NeuronCore: how much of its memories is in use, and what it was asked to do."""

from __future__ import annotations

from collections import Counter
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Literal

from kernels.neuron.shim.limits import NUM_PSUM_BANKS, PSUM_BANK_BYTES, NkiLimitError, Target

Buffer = Literal["sbuf", "psum", "private_hbm", "shared_hbm"]


@dataclass(slots=True)
class Usage:
    """What a kernel needed."""

    sbuf_bytes: int = 0  # per partition, the most at one time
    psum_banks: int = 0  # the most at one time
    dma_bytes: int = 0  # read from and written to HBM
    matmul_flops: int = 0
    instructions: Counter[str] = field(default_factory=Counter)  # by name


class Machine:
    def __init__(self, target: Target) -> None:
        self.target = target
        self.usage = Usage()
        self._sbuf_bytes = 0
        self._psum_banks = 0

    def allocate(self, buffer: Buffer, partition_bytes: int) -> None:
        """A tile lives as long as Python refers to it, which is no shorter than in the compiled kernel."""
        if buffer == "sbuf":
            self._sbuf_bytes += partition_bytes
            self.usage.sbuf_bytes = max(self.usage.sbuf_bytes, self._sbuf_bytes)
            if self._sbuf_bytes > self.target.sbuf_bytes:
                raise NkiLimitError(
                    f"SBUF holds {self.target.sbuf_bytes} bytes per partition on {self.target.name}; "
                    f"the kernel's tiles need {self._sbuf_bytes} at one time."
                )
        elif buffer == "psum":
            self._psum_banks += _banks(partition_bytes)
            self.usage.psum_banks = max(self.usage.psum_banks, self._psum_banks)
            if self._psum_banks > NUM_PSUM_BANKS:
                raise NkiLimitError(
                    f"PSUM has {NUM_PSUM_BANKS} banks of {PSUM_BANK_BYTES} bytes per partition; "
                    f"the kernel's tiles need {self._psum_banks} at one time."
                )

    def free(self, buffer: Buffer, partition_bytes: int) -> None:
        if buffer == "sbuf":
            self._sbuf_bytes -= partition_bytes
        elif buffer == "psum":
            self._psum_banks -= _banks(partition_bytes)


_current: ContextVar[Machine] = ContextVar("kernels.neuron.shim.machine")


def current() -> Machine:
    """The machine of the simulation that is running."""
    return _current.get()


def enter(machine: Machine) -> None:
    _current.set(machine)


def _banks(partition_bytes: int) -> int:
    return -(-partition_bytes // PSUM_BANK_BYTES)
