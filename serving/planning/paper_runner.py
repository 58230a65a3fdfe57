"""A runner that computes nothing: it moves a clock by what the step model says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from serving.engine.batch import Batch, Int32Array
from serving.engine.runner import StepOutput
from serving.planning.calls import Calls
from serving.planning.host_cost import HostCost
from serving.planning.model_shape import ModelShape
from serving.planning.step_model import StepModel
from serving.planning.step_work import SequenceWork, sequences_of


@dataclass(slots=True)
class VirtualClock:
    """Seconds since the start of a simulation; an Engine's clock."""

    now_s: float = 0.0

    def __call__(self) -> float:
        return self.now_s


@dataclass(frozen=True, slots=True)
class StepPrice:
    """What a step costs on one machine, with one model: the calls it becomes, and their time."""

    shape: ModelShape
    model: StepModel
    calls: Calls

    def seconds_of(self, sequences: Sequence[SequenceWork], num_rows: int) -> float:
        return sum(self.model.seconds(work) for work in self.calls(self.shape, sequences, num_rows))


@dataclass(frozen=True, slots=True)
class _Done:
    output: StepOutput

    def result(self) -> StepOutput:
        return self.output


class PaperRunner:
    """Keeps the Runner contract but for what the logits say: token 0 is always the likeliest."""

    vocab_size = 2
    samples = False

    def __init__(
        self, price: StepPrice, host: HostCost, clock: VirtualClock, *, num_blocks: int, block_size: int
    ) -> None:
        self.num_blocks = num_blocks
        self.block_size = block_size
        self.num_steps = 0
        self._price = price
        self._host = host
        self._clock = clock

    @property
    def bytes_per_block(self) -> int:
        return self._price.shape.kv_bytes_per_token * self.block_size

    def submit(self, batch: Batch) -> _Done:
        num_rows = len(batch.logit_rows)
        model_s = self._price.seconds_of(sequences_of(batch), num_rows)
        host_s = self._host.step_seconds(num_rows, self._price.shape.config.vocab_size)
        self._clock.now_s += model_s + host_s
        self.num_steps += 1
        return _Done(StepOutput(np.zeros((num_rows, self.vocab_size), np.float32)))

    def copy_block(self, source: int, target: int) -> None:
        """Costs nothing here: a copy is one block of one sequence, and a step reads thousands."""

    def read_blocks(self, block_ids: Int32Array) -> NDArray[np.generic]:
        """One zero for each block: there is no KV on paper, and what brings blocks counts them."""
        return np.zeros((len(block_ids), 1), np.int8)

    def write_blocks(self, block_ids: Int32Array, payload: NDArray[np.generic]) -> None:
        """Costs nothing here, as a copy."""

    def close(self) -> None:
        pass
