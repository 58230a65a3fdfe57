"""What a step's graph is given."""

from __future__ import annotations

import torch
from torch import Tensor

from models.neuron.bucket import Bucket

Inputs = dict[str, Tensor]


def step_inputs(bucket: Bucket, block_size: int) -> Inputs:
    """Example inputs of a bucket: the shapes and dtypes that its graph has."""
    batch, extend = bucket.batch, bucket.extend
    num_tables = -(-bucket.context // block_size)
    return {
        "token_ids": zeros(batch, extend),
        "positions": zeros(batch, extend),
        "slot_mapping": zeros(batch, extend),
        "block_tables": zeros(batch, num_tables),
        "seq_lens": zeros(batch),
        "logit_rows": zeros(bucket.num_logit_rows),
        "sampling": torch.zeros(bucket.num_logit_rows, 4),
    }


def zeros(*shape: int) -> Tensor:
    return torch.zeros(shape, dtype=torch.int32)
