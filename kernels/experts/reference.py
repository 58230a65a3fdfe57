"""The definition of a mixture of experts, in plain torch. It computes every expert for every row."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
from torch import Tensor


def shares(logits: Tensor, num_chosen: int, *, is_normalised: bool) -> Tensor:
    """How much of each expert a row gets: 0 for all but the `num_chosen` of the highest logits.

    logits float32 [n, num_experts]; of equal ones the first is chosen. The shares are those of the softmax
    over the chosen experts alone (is_normalised), or over all. Returns float32 [n, num_experts].
    """
    order = torch.sort(logits, dim=-1, descending=True, stable=True).indices[:, :num_chosen]
    chosen = torch.zeros_like(logits, dtype=torch.bool).scatter(1, order, True)
    if is_normalised:
        return torch.softmax(logits.masked_fill(~chosen, -torch.inf), dim=-1)
    return torch.softmax(logits, dim=-1).masked_fill(~chosen, 0.0)


def experts(
    x: Tensor,
    router: Callable[[Tensor], Tensor],
    mlps: Sequence[Callable[[Tensor], Tensor]],
    num_chosen: int,
    *,
    is_normalised: bool,
) -> Tensor:
    """The sum of each row's chosen experts, by their shares, in ascending order and in float32.

    x [n, hidden]; router(x) [n, num_experts]; mlps[i](x) [n, hidden]. Returns x's shape and dtype.
    """
    weights = shares(router(x).to(torch.float32), num_chosen, is_normalised=is_normalised)
    total = torch.zeros_like(x, dtype=torch.float32)
    for index, mlp in enumerate(mlps):
        share = weights[:, index : index + 1]
        total = total + torch.where(share > 0, share * mlp(x).to(torch.float32), 0.0)
    return total.to(x.dtype)
