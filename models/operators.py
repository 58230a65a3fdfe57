"""The operations that a decoder is built from, chosen once when it is loaded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import torch
from torch import Tensor, nn

from kernels.kv_write import reference as kv_write_reference
from kernels.linear import reference as linear_reference
from kernels.paged_attention import reference as paged_attention_reference
from kernels.rms_norm import reference as rms_norm_reference
from kernels.rotary import reference as rotary_reference
from kernels.silu_mul import reference as silu_mul_reference

Linear = Callable[[Tensor], Tensor]  # x [n, in] -> [n, out]


@dataclass(frozen=True, slots=True)
class Operators:
    """The arithmetic outside attention.

    linear(weight [out, in], bias [out] or None) -> Linear; packs the weight, which the caller then drops
    lm_head(weight [vocab, hidden]) -> Linear whose output is float32
    rms_norm(x [n, hidden] or [n, heads, head_dim], weight [last], eps) -> x's shape and dtype
    rotary(x [n, heads, head_dim], cos [n, r/2], sin [n, r/2]) -> x's shape; pairs are (i, i + r/2)
    silu_mul(gate_up [n, 2 * intermediate]) -> [n, intermediate]
    """

    linear: Callable[[Tensor, Tensor | None], Linear]
    lm_head: Callable[[Tensor], Linear]
    rms_norm: Callable[[Tensor, Tensor, float], Tensor]
    rotary: Callable[[Tensor, Tensor, Tensor], Tensor]
    silu_mul: Callable[[Tensor], Tensor]


@dataclass(frozen=True, slots=True)
class KVOperators:
    """The two operations on paged KV; signatures in kernels/kv_write and kernels/paged_attention."""

    write: Callable[[Tensor, Tensor, Tensor, Tensor, Tensor], None]
    attend: Callable[..., Tensor]


class ReferenceLinear(nn.Module):
    """A weight as it is; buffers, so that torch.export lifts them as the model's state."""

    weight: Tensor
    bias: Tensor | None

    def __init__(self, weight: Tensor, bias: Tensor | None) -> None:
        super().__init__()
        self.register_buffer("weight", weight)
        self.register_buffer("bias", bias)

    def forward(self, x: Tensor) -> Tensor:
        return linear_reference.linear(x, self.weight, self.bias)


class ReferenceHead(ReferenceLinear):
    """Logits: computed in the weight's dtype, given as float32."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__(weight, None)

    def forward(self, x: Tensor) -> Tensor:
        return super().forward(x).to(torch.float32)


def reference_operators() -> Operators:
    """Plain torch: the definition that every other set is tested against."""
    return Operators(
        linear=ReferenceLinear,
        lm_head=ReferenceHead,
        rms_norm=rms_norm_reference.rms_norm,
        rotary=rotary_reference.rotary,
        silu_mul=silu_mul_reference.silu_mul,
    )


def reference_kv_operators() -> KVOperators:
    return KVOperators(write=kv_write_reference.kv_write, attend=paged_attention_reference.paged_attention)


def cpu_operators() -> Operators:
    """The fast set of this machine's CPU."""
    # Imported here because the first import may build native code; the reference needs none of it.
    from kernels.linear import cpu as linear_cpu
    from kernels.rms_norm import cpu as rms_norm_cpu
    from kernels.rotary import cpu as rotary_cpu
    from kernels.silu_mul import cpu as silu_mul_cpu

    return Operators(
        linear=linear_cpu.PackedLinear,
        lm_head=partial(linear_cpu.PackedLinear, out_dtype=torch.float32),
        rms_norm=rms_norm_cpu.rms_norm,
        rotary=rotary_cpu.rotary,
        silu_mul=silu_mul_cpu.silu_mul,
    )


def cpu_kv_operators() -> KVOperators:
    from kernels.kv_write import cpu as kv_write_cpu
    from kernels.paged_attention import cpu as paged_attention_cpu

    return KVOperators(write=kv_write_cpu.kv_write, attend=paged_attention_cpu.paged_attention)
