"""The runner of a model that is spread over processes: rank 0 here, the others elsewhere."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.errors import DeviceError
from models.parallel.kv import gather_heads, source_heads, take_heads
from serving.engine.batch import Batch, Int32Array
from serving.engine.ranks.messages import (
    CopyBlock,
    RankRunner,
    RankSpec,
    RankStep,
    ReadBlocks,
    RunStep,
    WriteBlocks,
)
from serving.engine.ranks.processes import RankProcesses
from serving.engine.runner import StepOutput


@dataclass(frozen=True, slots=True)
class _Step:
    own: RankStep
    others: RankProcesses

    def result(self) -> StepOutput:
        with _cause_named(self.others):
            return self.own.result()


class ParallelRunner:
    """Every rank gets each step's batch and computes its part; collectives put the parts together.

    Raises RankFailed once another rank has ended: there is no model without it.
    """

    def __init__(self, own: RankRunner, others: RankProcesses, spec: RankSpec) -> None:
        self._own = own
        self._others = others
        self._heads = spec.heads
        self._last: _Step | None = None  # that was submitted
        self.samples = own.samples  # every rank the same tokens, from the same logits
        self.vocab_size = own.vocab_size
        self.bytes_per_block = spec.bytes_per_block

    @property
    def num_blocks(self) -> int:
        return self._own.num_blocks

    @property
    def block_size(self) -> int:
        return self._own.block_size

    def submit(self, batch: Batch) -> _Step:
        self._others.post(RunStep(batch))
        with _cause_named(self._others):
            self._last = _Step(self._own.submit(batch), self._others)
        return self._last

    def copy_block(self, source: int, target: int) -> None:
        self._others.post(CopyBlock(source, target))
        self._own.copy_block(source, target)

    def read_blocks(self, block_ids: Int32Array) -> NDArray[np.generic]:
        with _cause_named(self._others):
            own = self._own.read_blocks(block_ids)[:, :, :, source_heads(self._heads, 0)]
        return gather_heads([own, *self._others.ask(ReadBlocks(block_ids))])

    def write_blocks(self, block_ids: Int32Array, payload: NDArray[np.generic]) -> None:
        parts = [take_heads(self._heads, rank, payload) for rank in range(self._heads.num_ranks)]
        self._others.post_each(WriteBlocks(block_ids, part) for part in parts[1:])
        with _cause_named(self._others):
            self._own.write_blocks(block_ids, parts[0])

    def close(self) -> None:
        if self._last is not None:
            with contextlib.suppress(RuntimeError, DeviceError):  # who waited for it has been told
                self._last.own.wait()
        self._last = None
        self._others.close()
        self._own.close()


@contextmanager
def _cause_named(others: RankProcesses) -> Iterator[None]:
    """A collective fails where another rank has gone: that is the failure."""
    try:
        yield
    except (RuntimeError, DeviceError) as error:
        failure = others.failure()
        if failure is None:
            raise
        raise failure from error


def start_ranks(spec: RankSpec) -> ParallelRunner:
    """Start a process for each rank but the first, and load the first one's shard here.

    Raises: StartupError, CheckpointError, NeuronError.
    """
    others = RankProcesses(spec.heads.num_ranks)
    folder = Path(tempfile.mkdtemp(prefix="tenure-ranks-"))
    with contextlib.ExitStack() as on_failure:
        on_failure.callback(others.kill)
        with contextlib.ExitStack() as always:
            always.callback(shutil.rmtree, folder, ignore_errors=True)
            others.join(spec, folder / "rendezvous")
            try:
                own = spec.make_runner(0, folder / "rendezvous")
            except RuntimeError:  # gloo's, where another rank has failed: it knows better why
                others.wait_until_ready()
                raise
            others.wait_until_ready()
        on_failure.pop_all()
    return ParallelRunner(own, others, spec)
