"""Sampling inside the graph, for the rows where it gives the very token that kernels/sample defines.

The definition sums whole-number weights exactly; a graph has float32. So the graph also finds out whether
rounding could have changed the token, and says NEEDS_HOST where it could: the host then samples that row's
logits. Rows that are outside of what MAX_TOP_K candidates decide never come here (`is_exact`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

MAX_TOP_K = 64  # candidates
NEEDS_HOST = -1  # in place of a token id
# Columns of the parameters, float32 [rows, 4]. top_k 0: leave the row to the host. temperature 0: greedy.
TOP_K, TOP_P, TEMPERATURE, UNIFORM = range(4)
# Of the candidates' whole weight. 64 sums in float32 and a weight's exponential are good to about 1e-5;
# u in float32 to 6e-8.
_MARGIN = 1e-4


def is_exact(temperature: float, top_k: int, min_p: float) -> bool:
    """Whether the candidates of a row are among the MAX_TOP_K best, whatever its logits."""
    return temperature == 0.0 or (min_p == 0.0 and 0 < top_k <= MAX_TOP_K)


def sample(logits: Tensor, params: Tensor, top_k_kernel: Callable[..., Any] | None = None) -> Tensor:
    """One token per row, or NEEDS_HOST. The kernel stands for torch's topk, and finds the best one as well.

    Shapes:
        logits: float32 [rows, vocab_size]
        params: float32 [rows, 4]  (top_k, top_p, temperature, u)
        returns int32 [rows]
    """
    vocab_size = logits.shape[-1]
    # One more than can be kept shows whether the last that is kept has an equal among the others.
    num_candidates = min(MAX_TOP_K + 1, vocab_size)
    best = logits.amax(dim=-1)
    if top_k_kernel is None:
        ids = torch.arange(vocab_size, dtype=torch.int32, device=logits.device)
        # Of equal logits the lowest id, which argmax does not promise.
        greedy = torch.where(logits == best.unsqueeze(-1), ids, vocab_size).amin(dim=-1)
        candidates, candidate_ids = torch.topk(logits, num_candidates, dim=-1)
        candidate_ids = candidate_ids.to(torch.int32)
    else:
        candidates, candidate_ids = top_k_kernel(logits, num_candidates)
        greedy = candidate_ids[:, 0]
    drawn, is_sure = _draw(candidates, candidate_ids, params, are_all=num_candidates == vocab_size)
    is_greedy = params[:, TEMPERATURE] == 0.0
    is_usable = (params[:, TOP_K] > 0.0) & (best.abs() < torch.inf)  # false for NaN too
    is_decided = is_usable & (is_greedy | is_sure)
    return torch.where(is_decided, torch.where(is_greedy, greedy, drawn), NEEDS_HOST).to(torch.int32)


def _draw(values: Tensor, ids: Tensor, params: Tensor, *, are_all: bool) -> tuple[Tensor, Tensor]:
    """The drawn token of each row [rows], and whether float32 was enough to tell.

    `values` and int32 `ids` [rows, candidates], the best ones; `are_all`: there are no others.
    """
    top_k, top_p, temperature, u = (params[:, column : column + 1] for column in range(4))
    divisor = torch.where(temperature == 0.0, 1.0, temperature)
    weights = torch.exp((values - values.amax(dim=-1, keepdim=True)) / divisor)
    # [rows, i, j]: whether candidate j stands at i's place or before, by (logit descending, id ascending).
    # topk does not promise the order of equals.
    above, equal = values.unsqueeze(1) > values.unsqueeze(2), values.unsqueeze(1) == values.unsqueeze(2)
    stands_before = (above | (equal & (ids.unsqueeze(1) <= ids.unsqueeze(2)))).to(torch.float32)
    is_kept = stands_before.sum(dim=-1) <= top_k
    weights = torch.where(is_kept, weights, 0.0)
    reach = (stands_before * weights.unsqueeze(1)).sum(dim=-1)
    total = weights.sum(dim=-1, keepdim=True)
    # The nucleus is the shortest beginning that weighs at least top_p of all.
    in_nucleus = is_kept & ((reach - weights < top_p * total) | (top_p >= 1.0))
    target = u * torch.where(in_nucleus, weights, 0.0).sum(dim=-1, keepdim=True)
    is_drawn = in_nucleus & (reach - weights <= target) & (target < reach)
    drawn = torch.where(is_drawn, ids, 0).sum(dim=-1, dtype=torch.int32)
    margin = _MARGIN * total
    is_near = ((reach - target).abs() < margin) | (((reach - top_p * total).abs() < margin) & (top_p < 1.0))
    is_cut_sure = torch.where(is_kept, values, torch.inf).amin(dim=-1) > values.amin(dim=-1)
    if are_all:
        is_cut_sure = torch.ones_like(is_cut_sure)
    return drawn, is_cut_sure & ~(is_near & is_kept).any(dim=-1)
