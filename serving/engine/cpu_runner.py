"""Runs the decoder on the CPU, ragged, over KV blocks that are written and read in place."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from models.kv import PagedKV
from models.llama import LlamaDecoder
from serving.engine.batch import Batch, Int32Array
from serving.engine.runner import StepOutput


@dataclass(frozen=True, slots=True)
class _Done:
    output: StepOutput

    def result(self) -> StepOutput:
        return self.output


class CpuRunner:
    """The reference runner. A step runs to its end inside `submit`; the GIL is free in the kernels."""

    def __init__(self, decoder: LlamaDecoder, kv: PagedKV) -> None:
        self._decoder = decoder
        self._kv = kv
        self.vocab_size = decoder.config.vocab_size

    @property
    def num_blocks(self) -> int:
        return self._kv.num_blocks

    @property
    def block_size(self) -> int:
        return self._kv.block_size

    @property
    def bytes_per_block(self) -> int:
        return self._kv.k[:, 0].nbytes + self._kv.v[:, 0].nbytes

    def submit(self, batch: Batch) -> _Done:
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
        return _Done(StepOutput(logits.numpy()))

    def copy_block(self, source: int, target: int) -> None:
        self._kv.k[:, target] = self._kv.k[:, source]
        self._kv.v[:, target] = self._kv.v[:, source]

    def read_blocks(self, block_ids: Int32Array) -> NDArray[np.generic]:
        """As the contract says; bfloat16, which NumPy lacks, as its bits in uint16."""
        ids = torch.from_numpy(block_ids).long()
        payload = torch.stack(
            (self._kv.k[:, ids], self._kv.v[:, ids]), dim=2
        )  # [layer, n, 2, head, token, dim]
        payload = payload.transpose(0, 1).contiguous()
        return payload.view(_bits(payload.dtype)).numpy()

    def write_blocks(self, block_ids: Int32Array, payload: NDArray[np.generic]) -> None:
        ids = torch.from_numpy(block_ids).long()
        canonical = torch.from_numpy(payload).view(self._kv.k.dtype).transpose(0, 1)
        self._kv.k[:, ids] = canonical[:, :, 0]
        self._kv.v[:, ids] = canonical[:, :, 1]

    def close(self) -> None:
        del self._kv, self._decoder


def _bits(dtype: torch.dtype) -> torch.dtype:
    return torch.uint16 if dtype is torch.bfloat16 else dtype
