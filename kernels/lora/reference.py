"""What an adapter makes of a linear, in torch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass(frozen=True, slots=True, eq=False)
class LoraPart:
    """What an adapter has for one projection of a linear, all float32."""

    down: Tensor  # [rank, in_features]
    up: Tensor  # [out_features, rank]; the scaling is within
    lengths: Tensor | None = None  # [out_features], of DoRA: of the rows of weight + up @ down
    added: Tensor | None = None  # [out_features], a bias beside the projection's
    bias: Tensor | None = None  # [out_features], one in its place


def lora(x: Tensor, parts: Sequence[LoraPart | None], sizes: Sequence[int]) -> Tensor:
    """x [n, in_features] -> float32 [n, sum(sizes)]: up(down(x)) of each part, zeros where it has none.

    Products and sums in float32 (Hu et al. 2021, section 4.1).
    """
    rows = x.to(torch.float32)
    added = [
        rows.new_zeros((len(x), size)) if part is None else rows @ part.down.float().T @ part.up.float().T
        for part, size in zip(parts, sizes, strict=True)
    ]
    return torch.cat(added, dim=1)


def adapted(weight: Tensor, bias: Tensor | None, part: LoraPart) -> tuple[Tensor, Tensor | None]:
    """The weight and the bias of the projection that `part` makes of this one.

    DoRA: each row of the sum has a length of its own (Liu et al. 2024, equation 5).
    """
    weight = weight + part.up @ part.down
    if part.lengths is not None:
        weight = weight * (part.lengths / weight.norm(dim=1))[:, None]
    bias = bias if part.bias is None else part.bias
    if part.added is not None:
        bias = part.added if bias is None else bias + part.added
    return weight, bias
