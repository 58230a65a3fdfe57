"""The decoder's operations as plain torch that a graph may hold: no sort, no boolean index."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

import torch
from torch import Tensor, nn

from kernels.gated_mul.reference import Activation, gated_mul
from kernels.linear.quantized import Weight, stack_rows
from models.config import ExpertsConfig
from models.neuron.torch_native.kv import MASKED
from models.operators import ExpertWeights, Operators, ReferenceLinear, reference_operators
from models.parallel.collectives import Collectives, SingleRank
from models.parallel.operators import parallel_operators


def native_operators() -> Operators:
    """Of a decoder on one core."""
    return replace(reference_operators(), experts=partial(StackedExperts, SingleRank()))


def rank_operators(vocab_size: int, group: Collectives) -> Operators:
    """Of one rank's decoder. Graphs do not depend on the rank, which is a weight as well."""
    if group.size() == 1:
        return native_operators()
    own = parallel_operators(vocab_size, group, group.rank())
    return replace(own, experts=partial(StackedExperts, group))


class StackedExperts(nn.Module):
    """A mixture of experts as products of all experts at once; kernels/experts/reference.py defines it.

    Every expert is computed for every row, and the shares of those that were not chosen are 0: a batch of
    some size reads most of them anyway, and a graph cannot leave out what depends on values.

    Each of several ranks has a part of every expert's `inter`, and all of the router; the outputs are summed.
    """

    gate_up: Tensor  # [num_experts, 2 * inter, hidden]
    gate_up_bias: Tensor | None  # [num_experts, 1, 2 * inter]
    down: Tensor  # [num_experts, hidden, inter]
    down_bias: Tensor | None  # [num_experts, 1, hidden]

    def __init__(
        self,
        group: Collectives,
        config: ExpertsConfig,
        activation: Activation,
        router: Tensor,
        router_bias: Tensor | None,
        experts: Iterable[ExpertWeights],
        dtype: torch.dtype,
    ) -> None:
        super().__init__()
        self._group = group
        self.config = config
        self.activation = activation
        self.router = ReferenceLinear(router, router_bias)
        each = list(experts)
        self.register_buffer(
            "gate_up", torch.stack([_floats(stack_rows([one.gate, one.up], dtype)) for one in each])
        )
        self.register_buffer("down", torch.stack([_floats(one.down) for one in each]))
        self.register_buffer("gate_up_bias", _stack_biases([one.gate_up_bias for one in each]))
        down_bias = _stack_biases([one.down_bias for one in each])
        if down_bias is not None and group.rank() > 0:
            down_bias = torch.zeros_like(down_bias)  # the first rank adds it
        self.register_buffer("down_bias", down_bias)

    def forward(self, x: Tensor) -> Tensor:
        """x [n, hidden] -> the same; products in x's dtype, the sum over experts in float32."""
        shares = self.shares(self.router(x).to(torch.float32))
        hidden = torch.matmul(x, self.gate_up.transpose(1, 2))
        if self.gate_up_bias is not None:
            hidden = hidden + self.gate_up_bias
        out = torch.matmul(gated_mul(hidden, self.activation), self.down.transpose(1, 2))
        if self.down_bias is not None:
            out = out + self.down_bias
        share = shares.t().unsqueeze(-1)  # [num_experts, n, 1]
        own = torch.where(share > 0, share * out.to(torch.float32), 0.0).sum(dim=0)
        return self._group.all_reduce(own).to(x.dtype)

    def shares(self, logits: Tensor) -> Tensor:
        """float32 [n, num_experts]. An expert is chosen if fewer than `num_chosen` stand before it."""
        ids = torch.arange(self.config.num_experts, dtype=torch.int32, device=logits.device)
        # [n, i, j]: whether j stands before i, by (logit descending, id ascending).
        one, other = logits.unsqueeze(2), logits.unsqueeze(1)
        stands_before = (other > one) | ((other == one) & (ids.unsqueeze(0) < ids.unsqueeze(1)))
        is_chosen = stands_before.to(torch.float32).sum(dim=-1) < self.config.num_chosen
        if self.config.is_normalised:
            logits = torch.where(is_chosen, logits, MASKED)
        return torch.where(is_chosen, torch.softmax(logits, dim=-1), 0.0)


def _floats(weight: Weight) -> Tensor:
    assert isinstance(weight, Tensor), "weights are unpacked on Neuron"
    return weight


def _stack_biases(biases: list[Tensor | None]) -> Tensor | None:
    there = [bias for bias in biases if bias is not None]
    return torch.stack(there).unsqueeze(1) if there else None
