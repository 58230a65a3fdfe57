"""What an adapter adds to a linear, in torch."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

LoraPair = tuple[Tensor, Tensor]  # down [rank, in_features], up [out_features of a part, rank]


def lora(x: Tensor, parts: Sequence[LoraPair | None], sizes: Sequence[int]) -> Tensor:
    """x [n, in_features] -> float32 [n, sum(sizes)]: up(down(x)) of each part, zeros where it has none.

    Products and sums in float32 (Hu et al. 2021, section 4.1; the scaling is within `up`).
    """
    rows = x.to(torch.float32)
    added = [
        rows.new_zeros((len(x), size)) if pair is None else rows @ pair[0].float().T @ pair[1].float().T
        for pair, size in zip(parts, sizes, strict=True)
    ]
    return torch.cat(added, dim=1)
