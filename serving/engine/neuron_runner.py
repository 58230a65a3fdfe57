"""Runs the decoder as compiled graphs: a ragged batch becomes few rectangular calls."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

from models.neuron.device_errors import explained
from models.neuron.inputs import step_inputs
from models.neuron.model import NeuronModel, StepResult
from models.neuron.sampling import NEEDS_HOST
from serving.engine.batch import FED_BACK, Batch, Int32Array
from serving.engine.neuron_calls import Call, plan_calls
from serving.engine.runner import StepOutput


@dataclass(frozen=True, slots=True)
class _Submitted:
    """A call under way, and where its rows of logits go: (row of the call, row of the step)."""

    call: Call
    result: StepResult
    rows: list[tuple[int, int]]


class _Step:
    def __init__(self, calls: list[_Submitted], num_rows: int, vocab_size: int) -> None:
        self.calls = calls
        self._num_rows, self._vocab_size = num_rows, vocab_size
        self._output: StepOutput | None = None

    def result(self) -> StepOutput:
        if self._output is None:
            self._output = self._collect()
        return self._output

    def wait(self) -> None:
        """For the step's end, where nobody reads what it computed."""
        with explained():
            for call in self.calls:
                call.result.token_ids()

    def _collect(self) -> StepOutput:
        logits = np.empty((self._num_rows, self._vocab_size), np.float32)
        token_ids = np.full(self._num_rows, NEEDS_HOST, np.int32)
        with explained():
            for call in self.calls:
                # Read even where nothing is wanted: the runtime's queue overflows with outputs nobody took.
                sampled = call.result.token_ids().numpy()
                for source, target in call.rows:
                    token_ids[target] = sampled[source]
                undecided = [(source, row) for source, row in call.rows if sampled[source] == NEEDS_HOST]
                if undecided:
                    sources, targets = map(list, zip(*undecided, strict=True))
                    logits[targets] = call.result.logits().numpy()[sources]
        return StepOutput(logits, token_ids)


class NeuronRunner:
    """Steps are queued on the device; `result` waits. The back end is behind `NeuronModel`.

    Tokens that are FED_BACK go from one step's output to the next one's input without leaving the device,
    unless the two are of different batch buckets.

    Numerics are the compiler's: a row's logits depend on its sequence alone, to rounding. What the runtime
    cannot do is raised as DeviceError.
    """

    samples = True

    def __init__(self, model: NeuronModel) -> None:
        self._model = model
        self._shape = model.shape
        self._last: _Step | None = None  # the step that was submitted last

    @property
    def vocab_size(self) -> int:
        return self._shape.vocab_size

    @property
    def num_blocks(self) -> int:
        return self._shape.layout.num_blocks

    @property
    def block_size(self) -> int:
        return self._shape.layout.block_size

    @property
    def bytes_per_block(self) -> int:
        """Of the canonical payload: what a tier stores."""
        return self._shape.bytes_per_block

    def submit(self, batch: Batch) -> _Step:
        calls = plan_calls(batch, self._shape.buckets)
        with explained():
            if batch.token_ids[0] == FED_BACK:
                submitted = self._start_following(batch, calls)
            else:
                submitted = [self._start(batch, call) for call in calls]
        self._last = _Step(submitted, len(batch.logit_rows), self.vocab_size)
        return self._last

    def _start(self, batch: Batch, call: Call, token_ids_on_device: Any = None) -> _Submitted:
        inputs, rows = call_inputs(batch, call, self.block_size)
        return _Submitted(call, self._model.step(call.bucket, inputs, token_ids_on_device), rows)

    def _start_following(self, batch: Batch, calls: list[Call]) -> list[_Submitted]:
        """Calls with the same sequences in the same order as those of the step before."""
        assert self._last is not None, "no step was submitted whose tokens could be fed back"
        before = self._last.calls
        if [c.bucket.batch for c in calls] != [c.call.bucket.batch for c in before]:
            sampled = self._last.result().token_ids
            assert sampled is not None, "this runner samples"
            known = replace(batch, token_ids=np.maximum(sampled, 0))
            return [self._start(known, call) for call in calls]
        return [
            self._start(batch, call, submitted.result.next_token_ids)
            for call, submitted in zip(calls, before, strict=True)
        ]

    def copy_block(self, source: int, target: int) -> None:
        self._model.copy_block(source, target)

    def read_blocks(self, block_ids: Int32Array) -> NDArray[np.generic]:
        self._drain()
        return self._model.read_blocks(block_ids)

    def write_blocks(self, block_ids: Int32Array, payload: NDArray[np.generic]) -> None:
        self._drain()
        self._model.write_blocks(block_ids, payload)

    def _drain(self) -> None:
        """What a read sees while a step is in flight is not documented."""
        if self._last is not None:
            self._last.result()

    def close(self) -> None:
        self._drain()
        self._last = None
        self._model.close()
        del self._model


def call_inputs(batch: Batch, call: Call, block_size: int) -> tuple[dict[str, Tensor], list[tuple[int, int]]]:
    """The padded inputs of one call, and (row of the call, row of the step) of the logits that are wanted."""
    bucket = call.bucket
    inputs = step_inputs(bucket, block_size)
    arrays = {name: tensor.numpy() for name, tensor in inputs.items()}  # views
    rows: list[tuple[int, int]] = []
    for index, piece in enumerate(call.pieces):
        span, size = slice(piece.start, piece.end), piece.num_tokens
        arrays["token_ids"][index, :size] = batch.token_ids[span]
        arrays["positions"][index, :size] = batch.positions[span]
        arrays["slot_mapping"][index, :size] = batch.slot_mapping[span]
        num_used = -(-piece.context // block_size)
        arrays["block_tables"][index, :num_used] = batch.block_tables[piece.sequence, :num_used]
        arrays["seq_lens"][index] = piece.context
        for place, row in enumerate(piece.logit_rows):
            in_call = index * bucket.rows_per_sequence + place
            token = int(batch.logit_rows[row]) - piece.start
            arrays["logit_rows"][in_call] = index * bucket.extend + token
            if batch.sampling is not None:
                arrays["sampling"][in_call] = batch.sampling[row]
            rows.append((in_call, row))
    return inputs, rows
