"""The definition of top_k, in plain torch."""

from __future__ import annotations

import torch
from torch import Tensor


def top_k(logits: Tensor, k: int) -> tuple[Tensor, Tensor]:
    """The k largest of each row by (logit descending, token id ascending), the order of `sample`.

    logits float32 [num_rows, vocab_size]; returns logits [num_rows, k] and int32 token ids [num_rows, k].
    A row with NaN has no defined order.
    """
    values, ids = torch.sort(logits, dim=-1, descending=True, stable=True)
    return values[:, :k], ids[:, :k].to(torch.int32)
