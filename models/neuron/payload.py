"""Blocks of KV on their way between the host and the graphs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from models.neuron.shape import TRANSFER_BLOCKS


def bits(x: Tensor) -> NDArray[np.generic]:
    """bfloat16 as its bits in uint16."""
    array: NDArray[np.generic] = x.view(torch.uint16).numpy() if x.dtype is torch.bfloat16 else x.numpy()
    return array


def padded(block_ids: Sequence[int] | NDArray[np.int32]) -> Tensor:
    """int32 [TRANSFER_BLOCKS], filled up with the null block."""
    ids = torch.zeros(TRANSFER_BLOCKS, dtype=torch.int32)
    ids[: len(block_ids)] = torch.as_tensor(block_ids, dtype=torch.int32)
    return ids
