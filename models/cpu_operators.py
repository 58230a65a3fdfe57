"""The fast operations of this machine's CPU. The first use may build native code."""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor

from kernels.experts.cpu import PackedExperts
from kernels.gated_mul.reference import Activation
from kernels.kv_write import reference as kv_write_reference
from kernels.linear.cpu import PackedLinear
from kernels.linear.gate_up import PackedGateAndUp, PackedGateUp, packed_gate_up
from kernels.linear.quantized import Weight
from kernels.paged_attention import fallback
from kernels.rms_norm import cpu as rms_norm_cpu
from kernels.rotary import cpu as rotary_cpu
from kernels.softcap import cpu as softcap_cpu
from models.config import ExpertsConfig
from models.operators import ExpertWeights, KVOperators, Operators


class PackedVocabulary:
    """One packed matrix as embedding, as head, or as both: there is no second copy of a tied one."""

    def __init__(self, weight: Weight, dtype: torch.dtype) -> None:
        self.dtype = dtype
        self.linear = PackedLinear(weight, out_dtype=torch.float32)

    def rows(self, token_ids: Tensor) -> Tensor:
        return self.linear.rows(token_ids, self.dtype)

    def logits(self, x: Tensor) -> Tensor:
        return self.linear(x)


def _gate_up(
    gate: Weight, up: Weight, bias: Tensor | None, dtype: torch.dtype, activation: Activation
) -> PackedGateUp | PackedGateAndUp:
    return packed_gate_up(gate, up, bias, activation)


def _experts(
    config: ExpertsConfig,
    activation: Activation,
    router: Tensor,
    router_bias: Tensor | None,
    experts: Iterable[ExpertWeights],
    dtype: torch.dtype,
) -> PackedExperts:
    packed = [
        (
            _gate_up(each.gate, each.up, each.gate_up_bias, dtype, activation),
            PackedLinear(each.down, each.down_bias),
        )
        for each in experts
    ]
    router_linear = PackedLinear(router, router_bias, out_dtype=torch.float32)
    return PackedExperts(router_linear, packed, config.num_chosen, is_normalised=config.is_normalised)


def cpu_operators() -> Operators:
    return Operators(
        column_linear=PackedLinear,
        row_linear=PackedLinear,
        gate_up=_gate_up,
        vocabulary=PackedVocabulary,
        rms_norm=rms_norm_cpu.rms_norm,
        softcap=softcap_cpu.softcap,
        rotary=rotary_cpu.rotary,
        experts=_experts,
    )


def fallback_kv_operators() -> KVOperators:
    """On PagedKV, where there are no built kernels: the references, in pieces that fit in memory."""
    return KVOperators(write=kv_write_reference.kv_write, attend=fallback.paged_attention)
