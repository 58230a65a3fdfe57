"""The calls of NKI kernels that are checked and timed: those of one rank of a decoder layer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import torch

from benchmarks import neuron_roofline as roofline
from benchmarks.neuron_roofline import Shard, Work
from kernels.kv_write import cases as kv_write_cases
from kernels.kv_write.neuron import kv_write
from kernels.kv_write.reference import kv_write as kv_write_reference
from kernels.paged_attention import cases as attention_cases
from kernels.paged_attention.neuron import extend_attention
from kernels.paged_attention.neuron_decode import decode_attention
from kernels.paged_attention.reference import paged_attention
from kernels.rms_norm import cases as rms_norm_cases
from kernels.rms_norm.neuron import rms_norm
from kernels.rms_norm.reference import rms_norm as rms_norm_reference
from kernels.rotary import cases as rotary_cases
from kernels.rotary.neuron import rotary
from kernels.rotary.reference import rotary as rotary_reference
from kernels.swiglu_mlp import cases as swiglu_mlp_cases
from kernels.swiglu_mlp.neuron import swiglu_mlp
from kernels.swiglu_mlp.reference import swiglu_mlp as swiglu_mlp_reference
from kernels.top_k import cases as top_k_cases
from kernels.top_k.neuron import top_k
from kernels.top_k.reference import top_k as top_k_reference

DTYPE = torch.bfloat16
BLOCK_SIZE = 32
TINY = Shard(
    name="a tiny layer",
    hidden=64,
    num_heads=4,
    num_kv_heads=2,
    head_dim=16,
    inter=96,
    vocab_size=320,
)


@dataclass(frozen=True, slots=True)
class Sizes:
    num_tokens: tuple[int, ...]  # of the operations on rows
    num_new: int  # of extend attention
    context: int
    num_seqs: int  # of decode attention and top_k


MEASURED = Sizes(num_tokens=(1, 32, 512), num_new=512, context=4096, num_seqs=32)
EMULATED = Sizes(num_tokens=(3,), num_new=5, context=64, num_seqs=2)


@dataclass(frozen=True, slots=True)
class Call:
    """A kernel with its arguments, and what it should return."""

    work: Work
    kernel: Callable[..., Any]
    arguments: tuple[Any, ...]
    expected: Callable[[], tuple[torch.Tensor, ...]]


def calls(shard: Shard, sizes: Sizes, lnc: int) -> Iterator[Call]:
    """Of kernels that are launched as `lnc` programs."""
    for num_tokens in sizes.num_tokens:
        yield from _row_calls(shard, num_tokens, lnc)
    yield _extend(shard, sizes, lnc)
    yield _decode(shard, sizes, lnc)
    inputs = top_k_cases.Case("", sizes.num_seqs, shard.vocab_size, 1).inputs()
    work = roofline.top_k(sizes.num_seqs, shard.vocab_size, 1, lnc=lnc)
    yield Call(work, top_k, inputs, partial(top_k_reference, *inputs))


def _row_calls(shard: Shard, num_tokens: int, lnc: int) -> Iterator[Call]:
    heads = (num_tokens, shard.num_kv_heads, shard.head_dim)
    for work, kernel, reference, inputs in (
        (
            roofline.rms_norm(num_tokens, shard.hidden, lnc=lnc),
            rms_norm,
            rms_norm_reference,
            rms_norm_cases.Case("", (num_tokens, shard.hidden)).inputs(DTYPE),
        ),
        (
            roofline.rotary(num_tokens, shard.num_heads, shard.head_dim, lnc=lnc),
            rotary,
            rotary_reference,
            rotary_cases.Case("", num_tokens, shard.num_heads, shard.head_dim, shard.head_dim).inputs(DTYPE),
        ),
        (
            roofline.kv_write(*heads, lnc=lnc),
            kv_write,
            _kv_write_reference,
            kv_write_cases.Case("", *heads, BLOCK_SIZE, 64).inputs(DTYPE),
        ),
        (
            roofline.swiglu_mlp(num_tokens, shard.hidden, shard.inter, lnc=lnc),
            swiglu_mlp,
            swiglu_mlp_reference,
            swiglu_mlp_cases.Case("", num_tokens, shard.hidden, shard.inter).inputs(DTYPE),
        ),
    ):
        yield Call(work, kernel, inputs, partial(as_tuple, reference, *inputs))


def _kv_write_reference(k: torch.Tensor, v: torch.Tensor, *caches_and_slots: torch.Tensor) -> Any:
    k_cache, v_cache, slots = caches_and_slots
    caches = k_cache.clone(), v_cache.clone()
    kv_write_reference(k, v, *caches, slots)
    return caches


def _extend(shard: Shard, sizes: Sizes, lnc: int) -> Call:
    case, inputs = _attention_case(shard, 1, sizes.num_new, sizes.context)
    q, k_cache, v_cache, _, seq_lens, tables = inputs
    padded, positions = attention_cases.rectangle(case, q, seq_lens)
    arguments = (padded, k_cache, v_cache, tables, positions, seq_lens, None, case.options["scale"], 0)
    work = roofline.extend_attention(1, sizes.num_new, sizes.context, shard, lnc=lnc)
    reference = partial(paged_attention, *inputs, **case.options)
    return Call(work, extend_attention, arguments, lambda: (reference()[None],))


def _decode(shard: Shard, sizes: Sizes, lnc: int) -> Call:
    case, inputs = _attention_case(shard, sizes.num_seqs, 1, sizes.context)
    q, k_cache, v_cache, _, seq_lens, tables = inputs
    arguments = (q, k_cache, v_cache, tables, seq_lens, None, case.options["scale"], 0)
    work = roofline.decode_attention(sizes.num_seqs, sizes.context, shard, lnc=lnc)
    return Call(
        work, decode_attention, arguments, partial(as_tuple, paged_attention, *inputs, **case.options)
    )


def _attention_case(
    shard: Shard, num_seqs: int, num_new: int, context: int
) -> tuple[attention_cases.Case, attention_cases.Inputs]:
    case = attention_cases.Case(
        "",
        seq_lens=(context,) * num_seqs,
        num_new=(num_new,) * num_seqs,
        num_heads=shard.num_heads,
        num_kv_heads=shard.num_kv_heads,
        head_dim=shard.head_dim,
        block_size=BLOCK_SIZE,
    )
    *inputs, tables = case.inputs(DTYPE)
    # The bucket is as long as the context.
    return case, (*inputs, tables[:, : context // BLOCK_SIZE].contiguous())


def as_tuple(function: Callable[..., Any], *arguments: Any, **options: Any) -> tuple[torch.Tensor, ...]:
    returned = function(*arguments, **options)
    return returned if isinstance(returned, tuple) else (returned,)
