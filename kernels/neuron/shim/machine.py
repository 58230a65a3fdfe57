"""One simulated physical NeuronCore: how much of its memories is in use, and what it was asked to do."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Literal

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

    @classmethod
    def of_all(cls, programs: Iterable[Usage]) -> Usage:
        """Each program has SBUF and PSUM of its own; what they move and compute adds up."""
        usages = list(programs)
        return cls(
            sbuf_bytes=max(usage.sbuf_bytes for usage in usages),
            psum_banks=max(usage.psum_banks for usage in usages),
            dma_bytes=sum(usage.dma_bytes for usage in usages),
            matmul_flops=sum(usage.matmul_flops for usage in usages),
            instructions=sum((usage.instructions for usage in usages), Counter()),
        )


class Launch:
    """What the programs of one launch share: tensors in HBM, and a barrier."""

    def __init__(self, num_programs: int) -> None:
        self.num_programs = num_programs
        self.barrier = threading.Barrier(num_programs)
        self._lock = threading.Lock()
        self._tensors: list[Any] = []

    def tensor(self, index: int, make: Callable[[], Any]) -> Any:
        """The tensor that each program declares as its `index`-th in shared HBM: one and the same."""
        with self._lock:
            if index == len(self._tensors):
                self._tensors.append(make())
            return self._tensors[index]


class Machine:
    """One physical core, which runs one program of a launch."""

    def __init__(self, target: Target, launch: Launch | None = None, program: int = 0) -> None:
        self.target = target
        self.launch = launch or Launch(1)
        self.program = program
        self.usage = Usage()
        self._sbuf_bytes = 0
        self._psum_banks = 0
        self._num_shared = 0

    def shared_tensor(self, make: Callable[[], Any]) -> Any:
        self._num_shared += 1
        return self.launch.tensor(self._num_shared - 1, make)

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
