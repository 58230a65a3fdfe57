"""The operations that a decoder is built from, chosen once when it is loaded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import torch
from torch import Tensor, nn

from kernels.experts import reference as experts_reference
from kernels.gated_mul import reference as gated_mul_reference
from kernels.gated_mul.reference import Activation
from kernels.kv_write import reference as kv_write_reference
from kernels.linear import reference as linear_reference
from kernels.linear.quantized import QuantizedWeight, Weight, format_name, stack_rows
from kernels.paged_attention import reference as paged_attention_reference
from kernels.rms_norm import reference as rms_norm_reference
from kernels.rotary import reference as rotary_reference
from kernels.softcap import reference as softcap_reference
from models.config import ExpertsConfig

Linear = Callable[[Tensor], Tensor]  # x [n, in] -> [n, out]


class SideBySide(nn.Module):
    """Linears of the same x, their outputs side by side: a projection whose parts differ in format."""

    def __init__(self, parts: Sequence[Linear]) -> None:
        super().__init__()
        self.parts = list(parts)
        for index, part in enumerate(parts):
            if isinstance(part, nn.Module):
                self.add_module(str(index), part)

    def forward(self, x: Tensor) -> Tensor:
        return torch.cat([part(x) for part in self.parts], dim=1)


class Vocabulary(Protocol):
    """A matrix [vocab_size, hidden] whose rows are embeddings, or weights of the output projection."""

    def rows(self, token_ids: Tensor) -> Tensor:
        """token_ids int32 [n] -> [n, hidden]."""
        ...

    def logits(self, x: Tensor) -> Tensor:
        """x [n, hidden] -> float32 [n, vocab_size]."""
        ...


@dataclass(frozen=True, slots=True)
class ExpertWeights:
    """One expert: gate, up [inter, hidden], their bias [2 * inter]; down [hidden, inter], its bias."""

    gate: Weight
    up: Weight
    gate_up_bias: Tensor | None
    down: Weight
    down_bias: Tensor | None


@dataclass(frozen=True, slots=True)
class Operators:
    """The arithmetic outside attention. A weight may be dropped once it was given.

    column_linear, row_linear(weight [out, in], bias [out] or None) -> Linear; over several ranks, each has a
        part of the first one's outputs and of the second one's inputs
    gate_up(gate [inter, in], up [inter, in], bias [2 * inter] or None, dtype, activation) -> Linear to
        [n, inter]: gated_mul of both; dtype is that of both weights, should their formats differ
    vocabulary(weight [vocab, hidden], dtype of the rows) -> Vocabulary
    rms_norm(x [n, hidden] or [n, heads, head_dim], weight [last], eps, offset) -> x's shape and dtype
    softcap(logits float32 [n, vocab], scale, cap) -> the same; see kernels/softcap
    rotary(x [n, heads, head_dim], cos [n, r/2], sin [n, r/2]) -> x's shape; pairs are (i, i + r/2)
    experts(configuration, activation, router [experts, hidden], its bias or None, weights of each expert in
        turn, dtype) -> Linear from [n, hidden] to the same; see kernels/experts. dtype as for gate_up
    swiglu_mlp(gate [inter, in], up [inter, in], down [in, inter]) -> Linear from [n, in] to the same:
        gate_up and row_linear as one, where that is one operation and there are no biases
    """

    column_linear: Callable[[Weight, Tensor | None], Linear]
    row_linear: Callable[[Weight, Tensor | None], Linear]
    gate_up: Callable[[Weight, Weight, Tensor | None, torch.dtype, Activation], Linear]
    vocabulary: Callable[[Weight, torch.dtype], Vocabulary]
    rms_norm: Callable[[Tensor, Tensor, float, float], Tensor]
    softcap: Callable[[Tensor, float, float], Tensor]
    rotary: Callable[[Tensor, Tensor, Tensor], Tensor]
    experts: Callable[
        [ExpertsConfig, Activation, Tensor, Tensor | None, Iterable[ExpertWeights], torch.dtype], Linear
    ]
    swiglu_mlp: Callable[[Weight, Weight, Weight], Linear] | None = None


@dataclass(frozen=True, slots=True)
class KVOperators:
    """The two operations on paged KV; signatures in kernels/kv_write and kernels/paged_attention."""

    write: Callable[[Tensor, Tensor, Tensor, Tensor, Tensor], None]
    attend: Callable[..., Tensor]


class ReferenceLinear(nn.Module):
    """A weight as it is; buffers, so that torch.export lifts them as the model's state."""

    weight: Tensor
    bias: Tensor | None

    def __init__(self, weight: Weight, bias: Tensor | None) -> None:
        super().__init__()
        self.quantized = weight if isinstance(weight, QuantizedWeight) else None
        self.register_buffer("weight", weight.blocks if isinstance(weight, QuantizedWeight) else weight)
        self.register_buffer("bias", bias)

    def forward(self, x: Tensor) -> Tensor:
        if self.quantized is not None:
            return linear_reference.quantized_linear(x, self.quantized, self.bias)
        return linear_reference.linear(x, self.weight, self.bias)


class ReferenceGateUp(ReferenceLinear):
    def __init__(
        self, gate: Weight, up: Weight, bias: Tensor | None, dtype: torch.dtype, activation: Activation
    ) -> None:
        super().__init__(stack_rows([gate, up], dtype), bias)
        self.activation = activation

    def forward(self, x: Tensor) -> Tensor:
        return gated_mul_reference.gated_mul(super().forward(x), self.activation)


class ReferenceGateAndUp(SideBySide):
    """The same of weights of different formats, each computed as its own format is."""

    def __init__(self, gate: Weight, up: Weight, bias: Tensor | None, activation: Activation) -> None:
        inter = gate.shape[0]
        gate_bias, up_bias = (None, None) if bias is None else (bias[:inter], bias[inter:])
        super().__init__([ReferenceLinear(gate, gate_bias), ReferenceLinear(up, up_bias)])
        self.activation = activation

    def forward(self, x: Tensor) -> Tensor:
        return gated_mul_reference.gated_mul(super().forward(x), self.activation)


def reference_gate_up(
    gate: Weight, up: Weight, bias: Tensor | None, dtype: torch.dtype, activation: Activation
) -> nn.Module:
    if format_name(gate) == format_name(up):
        return ReferenceGateUp(gate, up, bias, dtype, activation)
    return ReferenceGateAndUp(gate, up, bias, activation)


class ReferenceExperts(nn.Module):
    def __init__(
        self,
        config: ExpertsConfig,
        activation: Activation,
        router: Tensor,
        router_bias: Tensor | None,
        experts: Iterable[ExpertWeights],
        dtype: torch.dtype,
    ) -> None:
        super().__init__()
        self.config = config
        self.router = ReferenceLinear(router, router_bias)
        self.mlps = nn.ModuleList(
            nn.Sequential(
                reference_gate_up(each.gate, each.up, each.gate_up_bias, dtype, activation),
                ReferenceLinear(each.down, each.down_bias),
            )
            for each in experts
        )

    def forward(self, x: Tensor) -> Tensor:
        num_chosen, is_normalised = self.config.num_chosen, self.config.is_normalised
        return experts_reference.experts(
            x, self.router, list(self.mlps), num_chosen, is_normalised=is_normalised
        )


class ReferenceVocabulary(nn.Module):
    """Logits are computed in the weight's dtype and given as float32."""

    def __init__(self, weight: Weight, dtype: torch.dtype) -> None:
        super().__init__()
        self.dtype = dtype
        self.linear = ReferenceLinear(weight, None)

    def rows(self, token_ids: Tensor) -> Tensor:
        if self.linear.quantized is not None:
            return self.linear.quantized.rows(token_ids.long()).dequantize().to(self.dtype)
        return self.linear.weight.index_select(0, token_ids)

    def logits(self, x: Tensor) -> Tensor:
        logits: Tensor = self.linear(x)
        return logits.to(torch.float32)


def reference_operators() -> Operators:
    """Plain torch: the definition that every other set is tested against."""
    return Operators(
        column_linear=ReferenceLinear,
        row_linear=ReferenceLinear,
        gate_up=reference_gate_up,
        vocabulary=ReferenceVocabulary,
        rms_norm=rms_norm_reference.rms_norm,
        softcap=softcap_reference.softcap,
        rotary=rotary_reference.rotary,
        experts=ReferenceExperts,
    )


def reference_kv_operators() -> KVOperators:
    return KVOperators(write=kv_write_reference.kv_write, attend=paged_attention_reference.paged_attention)
