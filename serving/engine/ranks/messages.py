"""What rank 0 says to the processes of the other ranks, and what they answer. All pickle."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kernels.kv_blocks import KVFormat
from models.parallel.checkpoint import ShardedCheckpoint
from serving.engine.batch import Batch, Int32Array


@dataclass(frozen=True, slots=True)
class RankSpec:
    """What the ranks of one model have in common."""

    sharded: ShardedCheckpoint
    num_blocks: int  # usable KV blocks; each rank has its heads' part of every block
    block_size: int
    kv_format: KVFormat
    num_threads: int  # of each rank
    rendezvous: Path  # a file that does not exist yet


@dataclass(frozen=True, slots=True)
class Join:
    """The first message."""

    spec: RankSpec
    rank: int


@dataclass(frozen=True, slots=True)
class RunStep:
    """Answered by the collectives inside the step alone."""

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
