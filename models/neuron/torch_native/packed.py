"""A step's inputs as three tensors: each copy to the device costs the host as much as many small ones' bytes.

    token_ids  int32 [batch, extend]: a decode's may be the ones that the step before left on the device
    rows       int32 [batch, 3 * extend + 1 + rows_per_sequence + context / block_size], a sequence's
               positions, blocks and offsets in them, its length, its rows of logits, its block table
    sampling   float32 [batch * rows_per_sequence, 4]: see sampling.py; with the random numbers in it

Every size follows from the shapes: a Python number in a signature would be a graph for each of its values.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import torch
from torch import Tensor

from models.neuron.bucket import Bucket, logit_rows_of


class StepInputs(NamedTuple):
    token_ids: Tensor
    rows: Tensor
    sampling: Tensor


class Unpacked(NamedTuple):
    """int32."""

    positions: Tensor  # [batch, extend], as blocks and offsets
    blocks: Tensor
    offsets: Tensor
    seq_lens: Tensor  # [batch]
    logit_rows: Tensor  # [batch * rows_per_sequence]
    block_tables: Tensor  # [batch, context / block_size]


def pack(bucket: Bucket, inputs: Mapping[str, Tensor], block_size: int) -> StepInputs:
    """From the inputs that `step_inputs` has."""
    slots = inputs["slot_mapping"]
    columns = (
        inputs["positions"],
        slots // block_size,
        slots % block_size,
        inputs["seq_lens"].unsqueeze(1),
        inputs["logit_rows"].view(bucket.batch, -1),
        inputs["block_tables"],
    )
    return StepInputs(inputs["token_ids"], torch.cat(columns, dim=1), inputs["sampling"])


def unpack(rows: Tensor, extend: int) -> Unpacked:
    """Inside the graph: views."""
    num_rows = logit_rows_of(extend)
    sizes = [extend, extend, extend, 1, num_rows, rows.shape[1] - 3 * extend - 1 - num_rows]
    positions, blocks, offsets, seq_lens, logit_rows, block_tables = torch.split(rows, sizes, dim=1)
    return Unpacked(positions, blocks, offsets, seq_lens.flatten(), logit_rows.flatten(), block_tables)
