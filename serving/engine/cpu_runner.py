"""Runs the decoder on the CPU, ragged, over KV blocks that are written and read in place."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from kernels import library as kernel_library
from kernels.program.cpu import StepArrays
from models.cpu_kv import CpuKV
from models.decoder import Decoder
from models.kv import KVMemory
from models.lora import LoraAdapter
from models.program import build_program
from serving.engine.batch import Batch, Int32Array
from serving.engine.runner import StepOutput


@dataclass(frozen=True, slots=True)
class StepDone:
    """A StepHandle whose step has ended."""

    output: StepOutput

    def result(self) -> StepOutput:
        return self.output

    def wait(self) -> None:
        """It has ended."""


class CpuRunner:
    """A step runs to its end inside `submit`, as one call into the kernels that holds no GIL.

    Over KV that is not the kernels' own (no compiler, or torch chosen), and over several ranks, the decoder
    runs op by op.
    """

    samples = False

    def __init__(self, decoder: Decoder, kv: KVMemory, *, is_one_program: bool = True) -> None:
        """`is_one_program`: False where a step stops in between, to wait for other ranks."""
        self._decoder = decoder
        self._kv = kv
        self.vocab_size = decoder.config.vocab_size
        library = kernel_library.current()
        is_program = is_one_program and isinstance(kv, CpuKV)
        self._program = build_program(library, decoder) if library is not None and is_program else None
        self._adapters: dict[str, int] = {}  # by their content: places in the program
        self._committing = kv.blocks.start_committing() if isinstance(kv, CpuKV) else None

    @property
    def num_blocks(self) -> int:
        return self._kv.num_blocks

    @property
    def block_size(self) -> int:
        return self._kv.block_size

    @property
    def bytes_per_block(self) -> int:
        return self._kv.bytes_per_block

    def submit(self, batch: Batch) -> StepDone:
        if self._committing is not None:
            self._committing.reach(int(batch.block_tables.max()))
        if self._program is None or not isinstance(self._kv, CpuKV):
            return StepDone(StepOutput(self._op_by_op(batch)))
        step = StepArrays(
            batch.token_ids,
            batch.positions,
            batch.slot_mapping,
            batch.query_start,
            batch.seq_lens,
            batch.block_tables,
            batch.logit_rows,
            self._adapters_of_rows(batch),
        )
        return StepDone(StepOutput(self._program.run(step, self._kv.blocks)))

    def add_adapter(self, adapter: LoraAdapter) -> None:
        """Have it from the next step on. Raises ValueError for a projection that the model does not have."""
        assert self._program is not None, "whoever loads adapters asks `takes_adapters` first"
        if adapter.digest not in self._adapters:
            self._adapters[adapter.digest] = self._program.add_adapter(adapter.parts)

    def remove_adapter(self, digest: str) -> None:
        assert self._program is not None
        if (place := self._adapters.pop(digest, None)) is not None:
            self._program.remove_adapter(place)

    @property
    def takes_adapters(self) -> bool:
        return self._program is not None

    def _adapters_of_rows(self, batch: Batch) -> Int32Array | None:
        if not batch.adapters:
            return None
        places = [-1 if name is None else self._adapters[name] for name in batch.adapters]
        return np.repeat(np.array(places, np.int32), np.diff(batch.query_start))

    def _op_by_op(self, batch: Batch) -> NDArray[np.float32]:
        with torch.inference_mode():
            logits = self._decoder(
                torch.from_numpy(batch.token_ids),
                torch.from_numpy(batch.positions),
                torch.from_numpy(batch.slot_mapping),
                torch.from_numpy(batch.query_start),
                torch.from_numpy(batch.seq_lens),
                torch.from_numpy(batch.block_tables),
                torch.from_numpy(batch.logit_rows),
                self._kv,
            )
        array: NDArray[np.float32] = logits.numpy()
        return array

    def copy_block(self, source: int, target: int) -> None:
        self._kv.copy_block(source, target)

    def read_blocks(self, block_ids: Int32Array) -> NDArray[np.generic]:
        return self._kv.read_blocks(block_ids)

    def write_blocks(self, block_ids: Int32Array, payload: NDArray[np.generic]) -> None:
        self._kv.write_blocks(block_ids, payload)

    def close(self) -> None:
        if self._committing is not None:
            self._committing.close()
        del self._kv, self._decoder, self._program
