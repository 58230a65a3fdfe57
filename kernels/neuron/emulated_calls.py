"""The kernels as operators of torch: a traced graph holds one node for each call, which runs in simulation.

NKI's simulator where NKI is installed, else the NumPy shim. Slow: for tests. Operators are functional, so a
kernel that writes into its arguments gets copies of them.
"""

from __future__ import annotations

from functools import partial
from typing import Any, cast

import torch
from torch import Tensor

from kernels.neuron.backend import LOGICAL_NC_CONFIG, TargetName, simulate
from kernels.neuron.calls import KernelCalls, device_calls

_KERNELS = device_calls("trn1")  # without a grid: that is the simulation's


def emulated_calls(target: str) -> KernelCalls:
    """Every kernel, as it would run on `target`, trn1 or trn2."""
    return KernelCalls(
        rms_norm=partial(rms_norm, target),
        rotary=partial(rotary, target),
        kv_write=partial(kv_write, target),
        extend_attention=partial(extend_attention, target),
        decode_attention=partial(decode_attention, target),
        swiglu_mlp=partial(swiglu_mlp, target),
        top_k=partial(top_k, target),
    )


@torch.library.custom_op("tenure_nki::rms_norm", mutates_args=())
def rms_norm(target: str, x: Tensor, weight: Tensor, eps: float) -> Tensor:
    return _tensor("rms_norm", target, x, weight, eps)


@torch.library.custom_op("tenure_nki::rotary", mutates_args=())
def rotary(target: str, x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    return _tensor("rotary", target, x, cos, sin)


@torch.library.custom_op("tenure_nki::kv_write", mutates_args=())
def kv_write(
    target: str, k: Tensor, v: Tensor, k_cache: Tensor, v_cache: Tensor, slot_mapping: Tensor
) -> tuple[Tensor, Tensor]:
    return _pair("kv_write", target, k, v, k_cache.clone(), v_cache.clone(), slot_mapping)


@torch.library.custom_op("tenure_nki::extend_attention", mutates_args=())
def extend_attention(
    target: str,
    q: Tensor,
    k_cache: Tensor,
    v_cache: Tensor,
    block_tables: Tensor,
    positions: Tensor,
    seq_lens: Tensor,
    sinks: Tensor | None,
    scale: float,
    sliding_window: int,
) -> Tensor:
    tensors = (q, k_cache, v_cache, block_tables, positions, seq_lens, sinks)
    return _tensor("extend_attention", target, *tensors, scale, sliding_window)


@torch.library.custom_op("tenure_nki::decode_attention", mutates_args=())
def decode_attention(
    target: str,
    q: Tensor,
    k_cache: Tensor,
    v_cache: Tensor,
    block_tables: Tensor,
    seq_lens: Tensor,
    sinks: Tensor | None,
    scale: float,
    sliding_window: int,
) -> Tensor:
    tensors = (q, k_cache, v_cache, block_tables, seq_lens, sinks)
    return _tensor("decode_attention", target, *tensors, scale, sliding_window)


@torch.library.custom_op("tenure_nki::swiglu_mlp", mutates_args=())
def swiglu_mlp(target: str, x: Tensor, gate: Tensor, up: Tensor, down: Tensor) -> Tensor:
    return _tensor("swiglu_mlp", target, x, gate, up, down)


@torch.library.custom_op("tenure_nki::top_k", mutates_args=())
def top_k(target: str, logits: Tensor, k: int) -> tuple[Tensor, Tensor]:
    return _pair("top_k", target, logits, k)


def _tensor(name: str, target: str, *arguments: Tensor | float | None) -> Tensor:
    result: Tensor = _run(name, target, *arguments)
    return result


def _pair(name: str, target: str, *arguments: Tensor | float | None) -> tuple[Tensor, Tensor]:
    result: tuple[Tensor, Tensor] = _run(name, target, *arguments)
    return result


def _run(name: str, target: str, *arguments: Tensor | float | None) -> Any:
    contiguous = (a.contiguous() if isinstance(a, Tensor) else a for a in arguments)
    chip = cast(TargetName, target)
    return simulate(getattr(_KERNELS, name), chip, LOGICAL_NC_CONFIG[chip])(*contiguous)


def _like_the_first(target: str, x: Tensor, *others: object) -> Tensor:
    del target, others
    return torch.empty_like(x, memory_format=torch.contiguous_format)


for _operator in (rms_norm, rotary, extend_attention, decode_attention, swiglu_mlp):
    _operator.register_fake(_like_the_first)


@kv_write.register_fake
def _(
    target: str, k: Tensor, v: Tensor, k_cache: Tensor, v_cache: Tensor, slot_mapping: Tensor
) -> tuple[Tensor, Tensor]:
    return torch.empty_like(k_cache), torch.empty_like(v_cache)


@top_k.register_fake
def _(target: str, logits: Tensor, k: int) -> tuple[Tensor, Tensor]:
    shape = (logits.shape[0], k)
    return logits.new_empty(shape), logits.new_empty(shape, dtype=torch.int32)
