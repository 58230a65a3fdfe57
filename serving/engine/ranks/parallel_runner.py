"""The runner of a model that is spread over processes: rank 0 here, the others elsewhere."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kernels.kv_blocks import KVFormat
from models.cpu_kv import kv_bytes_per_token
from models.parallel.checkpoint import ShardedCheckpoint
from models.parallel.kv import gather_heads, source_heads, take_heads
from serving.engine.batch import Batch, Int32Array
from serving.engine.cpu_runner import CpuRunner, StepDone
from serving.engine.ranks.messages import CopyBlock, RankSpec, ReadBlocks, RunStep, WriteBlocks
from serving.engine.ranks.processes import RankProcesses
from serving.engine.ranks.runner import make_rank_runner


class ParallelRunner:
    """Every rank gets each step's batch and computes its part; collectives put the parts together.

    Raises RankFailed once another rank has ended: there is no model without it.
    """

    samples = False

    def __init__(self, own: CpuRunner, others: RankProcesses, spec: RankSpec) -> None:
        self._own = own
        self._others = others
        self._heads = spec.sharded.sharding.heads
        self._num_ranks = spec.sharded.num_ranks
        self.vocab_size = own.vocab_size
        # Of the canonical payload: what the ranks hold is more where heads are replicated or padded.
        self.bytes_per_block = kv_bytes_per_token(spec.sharded.config, spec.kv_format) * spec.block_size

    @property
    def num_blocks(self) -> int:
        return self._own.num_blocks

    @property
    def block_size(self) -> int:
        return self._own.block_size

    def submit(self, batch: Batch) -> StepDone:
        self._others.post(RunStep(batch))
        try:
            return self._own.submit(batch)
        except RuntimeError as error:  # gloo's, where a rank has gone
            failure = self._others.failure()
            if failure is None:
                raise
            raise failure from error

    def copy_block(self, source: int, target: int) -> None:
        self._others.post(CopyBlock(source, target))
        self._own.copy_block(source, target)

    def read_blocks(self, block_ids: Int32Array) -> NDArray[np.generic]:
        own = self._own.read_blocks(block_ids)[:, :, :, source_heads(self._heads, 0)]
        return gather_heads([own, *self._others.ask(ReadBlocks(block_ids))])

    def write_blocks(self, block_ids: Int32Array, payload: NDArray[np.generic]) -> None:
        parts = [take_heads(self._heads, rank, payload) for rank in range(self._num_ranks)]
        self._others.post_each(WriteBlocks(block_ids, part) for part in parts[1:])
        self._own.write_blocks(block_ids, parts[0])

    def close(self) -> None:
        self._others.close()
        self._own.close()


def start_ranks(
    sharded: ShardedCheckpoint, *, num_blocks: int, block_size: int, kv_format: KVFormat, num_threads: int
) -> ParallelRunner:
    """Start a process for each rank but the first, and load the first one's shard here.

    Args:
        num_threads: of each rank.

    Raises: StartupError, CheckpointError.
    """
    others = RankProcesses(sharded.num_ranks)
    folder = Path(tempfile.mkdtemp(prefix="tenure-ranks-"))
    spec = RankSpec(sharded, num_blocks, block_size, kv_format, num_threads, folder / "rendezvous")
    with contextlib.ExitStack() as on_failure:
        on_failure.callback(others.kill)
        with contextlib.ExitStack() as always:
            always.callback(shutil.rmtree, folder, ignore_errors=True)
            others.join(spec)
            try:
                own = make_rank_runner(spec, 0)
            except RuntimeError:  # gloo's, where another rank has failed: it knows better why
                others.wait_until_ready()
                raise
            others.wait_until_ready()
        on_failure.pop_all()
    return ParallelRunner(own, others, spec)
