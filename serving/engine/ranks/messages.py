"""What rank 0 says to the processes of the other ranks, and what they answer. All pickle."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from models.parallel.heads import HeadLayout
from serving.engine.batch import Batch, Int32Array
from serving.engine.runner import Runner, StepHandle

# For the slowest step of the slowest rank. A rank that has died is noticed at once, without it.
COLLECTIVE_TIMEOUT_S = 600.0


class RankStep(StepHandle, Protocol):
    def wait(self) -> None:
        """For the step's end, where nobody reads what it computed. Raises what went wrong in it."""
        ...


class RankRunner(Runner, Protocol):
    """One rank's part of a model; blocks are read and written with its own heads alone."""

    def submit(self, batch: Batch) -> RankStep:
        """Take part in a step, and in the collectives that are in it."""
        ...


class RankSpec(Protocol):
    """What the ranks of one model have in common. Pickles."""

    @property
    def heads(self) -> HeadLayout: ...

    @property
    def bytes_per_block(self) -> int:
        """Of the canonical payload: what the ranks hold is more where heads are replicated or padded."""
        ...

    def make_runner(self, rank: int, rendezvous: Path) -> RankRunner:
        """Waits for the other ranks, which name the same new file.

        Raises: CheckpointError; NeuronError; RuntimeError where another rank does not come.
        """
        ...


@dataclass(frozen=True, slots=True)
class Join:
    """The first message."""

    spec: RankSpec
    rank: int
    rendezvous: Path  # a file that does not exist yet


@dataclass(frozen=True, slots=True)
class RunStep:
    """Answered by the collectives inside the step alone; and by Failed, where it fails."""

    batch: Batch


@dataclass(frozen=True, slots=True)
class CopyBlock:
    source: int
    target: int


@dataclass(frozen=True, slots=True)
class ReadBlocks:
    """Answered with the rank's source heads of the blocks: see models/parallel/kv.py."""

    block_ids: Int32Array


@dataclass(frozen=True, slots=True)
class WriteBlocks:
    block_ids: Int32Array
    payload: NDArray[np.generic]  # the rank's own heads


class Stop:
    """The last message."""


class Imported:
    """The process runs, and has what it needs to join the others."""


class Ready:
    """Weights and KV are in memory."""


@dataclass(frozen=True, slots=True)
class Failed:
    """The process ends, because of this."""

    error: Exception


Message = RunStep | CopyBlock | ReadBlocks | WriteBlocks | Stop
