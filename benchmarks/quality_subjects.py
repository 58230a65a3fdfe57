"""The model in one configuration of formats, driven through the runner that serves it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray

from benchmarks.quality_texts import Window
from kernels.kv_blocks import KVFormat
from kernels.linear.cpu import PackedLinear
from kernels.linear.gate_up import packed_gate_up
from kernels.linear.quantized import Weight, as_tensor
from models.cpu_kv import allocate_kv
from models.cpu_operators import PackedVocabulary, cpu_operators
from models.loader import LoadedModel, load_model
from models.operators import Operators
from models.quantization import Quantization
from models.registry import ModelSource
from serving.engine.batch import Batch
from serving.engine.cpu_runner import CpuRunner

BLOCK_SIZE = 32
STEP_TOKENS = 512
DTYPES = {"float32": torch.float32, "bfloat16": torch.bfloat16}

Logits = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Configuration:
    """What a row of the table was computed with."""

    quantization: Quantization
    dtype: str
    kv: KVFormat
    is_weight_only: bool = False  # round the weights, then compute in dtype: for this comparison alone

    @property
    def activations(self) -> str:
        """The inputs of matrix products."""
        is_float = self.quantization == "none" or self.is_weight_only
        return self.dtype if is_float else "8 bits"


REFERENCE = Configuration("none", "float32", "float32")
CONFIGURATIONS = (
    Configuration("none", "float32", "bfloat16"),
    Configuration("none", "float32", "int8"),
    Configuration("none", "bfloat16", "bfloat16"),
    Configuration("auto", "float32", "float32"),
    Configuration("auto", "float32", "bfloat16"),
    Configuration("auto", "float32", "int8"),
    Configuration("q8_0", "float32", "bfloat16", is_weight_only=True),
    Configuration("q8_0", "float32", "bfloat16"),
    Configuration("int8", "float32", "bfloat16", is_weight_only=True),
    Configuration("int8", "float32", "bfloat16"),
    Configuration("q4_0", "float32", "bfloat16", is_weight_only=True),
    Configuration("q4_0", "float32", "bfloat16"),
)


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """New tokens of one sequence; `rows` are those whose logits are wanted."""

    first_block: int
    start: int  # tokens of the sequence that are in the KV already
    token_ids: Sequence[int]
    rows: range

    @property
    def seq_len(self) -> int:
        return self.start + len(self.token_ids)


class Subject:
    """A model and the KV of one long sequence, or of several short ones."""

    def __init__(self, model: LoadedModel, kv_format: KVFormat, *, num_blocks: int) -> None:
        kv = allocate_kv(model.config, num_blocks=num_blocks, block_size=BLOCK_SIZE, kv_format=kv_format)
        self._runner = CpuRunner(model.decoder, kv)

    def logits(self, window: Window) -> Iterator[Logits]:
        """Of the window's scored rows, some at a time; each array is valid until the next."""
        num_rows = len(window.token_ids) - 1  # nothing follows the last token
        for start in range(0, num_rows, STEP_TOKENS):
            ids = window.token_ids[start : min(start + STEP_TOKENS, num_rows)]
            rows = range(max(window.first_row - start, 0), len(ids))
            logits = self._step([Part(1, start, ids, rows)])
            if rows:
                yield logits

    def replies(self, prompts: Sequence[Sequence[int]], num_tokens: int) -> list[list[int]]:
        """Each prompt's most likely continuation, token by token, all side by side."""
        num_blocks_each = blocks_of(max(map(len, prompts)) + num_tokens)
        firsts = [1 + i * num_blocks_each for i in range(len(prompts))]
        last = [self._prefill(first, prompt) for first, prompt in zip(firsts, prompts, strict=True)]
        replies = [[token_id] for token_id in last]
        for num_done in range(num_tokens - 1):
            parts = [
                Part(first, len(prompt) + num_done, reply[-1:], range(1))
                for first, prompt, reply in zip(firsts, prompts, replies, strict=True)
            ]
            for reply, token_id in zip(replies, self._step(parts).argmax(axis=1), strict=True):
                reply.append(int(token_id))
        return replies

    def close(self) -> None:
        self._runner.close()

    def _prefill(self, first_block: int, prompt: Sequence[int]) -> int:
        logits = self._step([Part(first_block, 0, prompt, range(len(prompt) - 1, len(prompt)))])
        return int(logits.argmax())

    def _step(self, parts: Sequence[Part]) -> Logits:
        return self._runner.submit(make_batch(parts)).result().logits


def blocks_of(num_tokens: int) -> int:
    return -(-num_tokens // BLOCK_SIZE)


def make_batch(parts: Sequence[Part]) -> Batch:
    """Each sequence in consecutive blocks."""
    max_blocks = max(blocks_of(part.seq_len) for part in parts)
    tables = np.zeros((len(parts), max_blocks), np.int32)
    for table, part in zip(tables, parts, strict=True):
        num_blocks = blocks_of(part.seq_len)
        table[:num_blocks] = np.arange(part.first_block, part.first_block + num_blocks)
    positions = [np.arange(part.start, part.seq_len, dtype=np.int32) for part in parts]
    starts = np.cumsum([0, *(len(part.token_ids) for part in parts)], dtype=np.int32)
    return Batch(
        token_ids=np.concatenate([np.asarray(part.token_ids, np.int32) for part in parts]),
        positions=np.concatenate(positions),
        slot_mapping=np.concatenate(
            [each + part.first_block * BLOCK_SIZE for each, part in zip(positions, parts, strict=True)]
        ).astype(np.int32),
        query_start=starts,
        seq_lens=np.array([part.seq_len for part in parts], np.int32),
        block_tables=tables,
        logit_rows=np.concatenate(
            [np.asarray(part.rows, np.int32) + start for part, start in zip(parts, starts[:-1], strict=True)]
        ),
    )


def load(source: ModelSource, configuration: Configuration) -> LoadedModel:
    dtype = DTYPES[configuration.dtype]
    return load_model(
        source,
        dtype=dtype,
        quantization=configuration.quantization,
        operators=weight_only_operators(dtype) if configuration.is_weight_only else cpu_operators(),
    )


def weight_only_operators(dtype: torch.dtype) -> Operators:
    """Quantised weights, made numbers again before they are packed: nothing else is rounded."""

    def numbers(weight: Weight) -> torch.Tensor:
        return as_tensor(weight, dtype)

    def linear(weight: Weight, bias: torch.Tensor | None) -> PackedLinear:
        return PackedLinear(numbers(weight), bias)

    return replace(
        cpu_operators(),
        column_linear=linear,
        row_linear=linear,
        gate_up=lambda gate, up, bias, _, activation: packed_gate_up(
            numbers(gate), numbers(up), bias, activation
        ),
        vocabulary=lambda weight, rows_dtype: PackedVocabulary(numbers(weight), rows_dtype),
    )
