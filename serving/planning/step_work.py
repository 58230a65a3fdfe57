"""What one model call has to do, counted in bytes and floating-point operations."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from serving.engine.batch import Batch
from serving.planning.model_shape import ModelShape


@dataclass(frozen=True, slots=True)
class SequenceWork:
    """A sequence's part in a step: its new tokens, over the tokens that it had before."""

    num_new_tokens: int
    num_context_tokens: int


# A matrix product's rows in ranges: (0, 8], (8, 32], (32, 128] and above. Rows of a range cost alike.
ROW_BOUNDS = (0, 8, 32, 128, math.inf)
NUM_RANGES = len(ROW_BOUNDS) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class StepWork:
    """Of one core, in one call of the model."""

    num_layers: int
    num_seqs: int
    weight_bytes: float  # of the linears, read once whatever the batch
    linear_flops: tuple[float, ...]  # [NUM_RANGES]
    kv_bytes: float  # read: each sequence's keys and values once
    attention_flops: float

    def terms(self) -> NDArray[np.float64]:
        """float64 [5 + NUM_RANGES]: the fields in their order."""
        parts = (self.num_layers, self.num_seqs, self.weight_bytes, *self.linear_flops)
        return np.array([*parts, self.kv_bytes, self.attention_flops], np.float64)


def sequences_of(batch: Batch) -> list[SequenceWork]:
    num_new = np.diff(batch.query_start)
    pairs = zip(num_new.tolist(), (batch.seq_lens - num_new).tolist(), strict=True)
    return [SequenceWork(new, context) for new, context in pairs]


def step_work(model: ModelShape, sequences: Sequence[SequenceWork], num_rows: int) -> StepWork:
    """Of one call over these sequences that returns `num_rows` rows of logits.

    A multiply-add is two operations. Attention costs 4 * num_heads * head_dim for each pair of a query
    and a key: scores and weighted values.
    """
    new = np.array([s.num_new_tokens for s in sequences], np.float64)
    context = np.array([s.num_context_tokens for s in sequences], np.float64)
    num_tokens = float(new.sum())
    num_keys, num_pairs = 0.0, 0.0
    for window, num_layers in model.layers_by_window.items():
        num_keys += num_layers * float(_keys(new, context, window).sum())
        num_pairs += num_layers * float(_pairs(new, context, window).sum())
    has_rows = num_rows > 0
    num_active, num_read = model.active_weights(num_tokens)
    return StepWork(
        num_layers=model.config.num_layers,
        num_seqs=len(sequences),
        weight_bytes=model.layer_weight_bytes * (num_read / model.num_layer_weights)
        + has_rows * model.head_weight_bytes,
        linear_flops=tuple(
            2 * (num_active * in_layers + model.num_head_weights * in_head)
            for in_layers, in_head in zip(rows_by_range(num_tokens), rows_by_range(num_rows), strict=True)
        ),
        kv_bytes=num_keys * model.layer_kv_bytes,
        attention_flops=4 * model.num_heads * model.config.head_dim * num_pairs,
    )


def rows_by_range(num_rows: float) -> tuple[float, ...]:
    """How many of the rows fall into each range: 40 rows are (8, 24, 8, 0)."""
    return tuple(max(0.0, min(num_rows, high) - low) for low, high in itertools.pairwise(ROW_BOUNDS))


def _keys(new: NDArray[np.float64], context: NDArray[np.float64], window: int) -> NDArray[np.float64]:
    """Keys that each sequence's queries see between them."""
    seen = context if not window else np.minimum(context, window - 1)
    return seen + new


def _pairs(new: NDArray[np.float64], context: NDArray[np.float64], window: int) -> NDArray[np.float64]:
    """(query, key) pairs: query i of n sees the context and i + 1 new tokens, at most `window` in all."""
    pairs = new * (context + (new + 1) / 2)
    if not window:
        return pairs
    # The queries whose view is cut: those past the window. Each loses what lies before it.
    num_cut = np.clip(context + new - window, 0, new)
    longest = context + new - window  # tokens that the last query does not see
    shortest = longest - num_cut + 1
    return pairs - num_cut * (longest + shortest) / 2
