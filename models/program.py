"""A decoder's step as a program of the C++ kernels: the buffers it needs, and its operations on them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import torch
from torch import Tensor

from kernels.experts.cpu import PackedExperts
from kernels.gated_mul.cpu import OF_GATE
from kernels.library import Library
from kernels.linear.cpu import PackedLinear
from kernels.linear.gate_up import PackedGateAndUp
from kernels.program.cpu import Program, ProgramBuilder
from models.config import ModelConfig
from models.operators import SideBySide
from models.weights import EMBEDDING, LM_HEAD

Part = tuple[str, int]  # a projection's name, and how many outputs it has


class EmitsProgram(Protocol):
    """A decoder that can say what it does."""

    config: ModelConfig
    dtype: torch.dtype

    @property
    def rope_tables(self) -> list[tuple[Tensor, Tensor]]: ...

    def emit(self, program: DecoderProgram) -> None: ...


class DecoderProgram:
    """What decoders call from `emit`. Rows are tokens, until select_logit_rows.

    Buffers:
        h         [hidden]                    the hidden states
        x         [hidden]                    h, normed; what a part of a layer gives
        qkv       [q | k | v heads]
        attended  [q heads]
        inner     [intermediate]
    """

    def __init__(self, library: Library, config: ModelConfig, dtype: torch.dtype) -> None:
        self._builder = ProgramBuilder(library, dtype)
        self._num_heads, self._head_dim = config.num_heads, config.head_dim
        q_size = config.num_heads * config.head_dim
        self.h = self._builder.buffer(config.hidden_size)
        self.x = self._builder.buffer(config.hidden_size)
        self.qkv = self._builder.buffer(q_size + 2 * config.num_kv_heads * config.head_dim)
        self.attended = self._builder.buffer(q_size)
        self.inner = self._builder.buffer(config.intermediate_size)

    def embed(self, table: object, *, scale: float) -> None:
        """h = the embeddings of the step's tokens, scaled."""
        name = EMBEDDING.removesuffix(".weight")
        self._builder.embed(_packed(table), self.h, scale=scale, name=name)

    def norm(self, x: int, out: int, weight: Tensor, eps: float, offset: float) -> None:
        self._builder.norm(x, out, weight, eps, offset)

    def add(self, x: int, out: int, *, scale: float = 1.0) -> None:
        self._builder.add(x, out, scale=scale)

    def experts(self, x: int, out: int, mixture: object) -> None:
        assert isinstance(mixture, PackedExperts), "a program is made of the CPU's operators"
        self._builder.experts(x, out, mixture)

    def linear(self, x: int, out: int, linear: object, parts: Sequence[Part], *, add: bool = False) -> None:
        """out = linear(x), or with `add` out += linear(x); `parts`: the projections that it is."""
        if isinstance(linear, PackedGateAndUp):
            gate, up = parts
            self._builder.linear(x, out, linear.up, parts=[up])
            self._builder.linear(x, out, linear.gate, parts=[gate], epilogue=linear.epilogue | OF_GATE)
            return
        if not isinstance(linear, SideBySide):
            self._builder.linear(x, out, _packed(linear), add=add, parts=parts)
            return
        first_column, left = 0, list(parts)
        for each in linear.parts:
            packed = _packed(each)
            own: list[Part] = []
            while sum(size for _, size in own) < packed.out_width:
                own.append(left.pop(0))
            self._builder.linear(x, out, packed, first_column=first_column, add=add, parts=own)
            first_column += packed.out_width

    def head_norm(
        self, weight: Tensor, eps: float, offset: float, *, first_head: int, num_heads: int, as_one: bool
    ) -> None:
        """Some of qkv's heads normed in place, each alone or all as one row."""
        head_dim = self._head_dim
        if as_one:  # a wide head, of which as many as fit stand before it
            first_head, num_heads, head_dim = first_head // num_heads, 1, num_heads * head_dim
        heads = {"first_head": first_head, "num_heads": num_heads, "head_dim": head_dim}
        self._builder.head_norm(self.qkv, weight, eps, offset, **heads)

    def attend(
        self,
        *,
        layer: int,
        rope: int | None,
        scale: float,
        sliding_window: int,
        softcap: float,
        sinks: Tensor | None,
    ) -> None:
        """qkv's q and k rotated, k and v written, attended = the attention of q."""
        heads = {"num_heads": self._num_heads, "head_dim": self._head_dim}
        self._builder.rotate_write(self.qkv, layer=layer, rope=rope, **heads)
        self._builder.attend(
            self.qkv,
            self.attended,
            layer=layer,
            num_heads=self._num_heads,
            scale=scale,
            sliding_window=sliding_window,
            softcap=softcap,
            sinks=sinks,
        )

    def select_logit_rows(self) -> None:
        """h = its rows whose logits are wanted."""
        self._builder.select(self.h, self.h)

    def logits(self, head: object, *, scale: float, softcap: float) -> None:
        """The step's logits from x."""
        packed = _packed(head)
        parts = [(LM_HEAD.removesuffix(".weight"), packed.out_features)]
        self._builder.logits(self.x, packed, scale=scale, softcap=softcap, parts=parts)

    def build(self, ropes: list[tuple[Tensor, Tensor]], vocab_size: int) -> Program:
        return self._builder.build(ropes, vocab_size)


def _packed(part: object) -> PackedLinear:
    """The packed weight of an operator made by cpu_operators."""
    linear = getattr(part, "linear", part)
    assert isinstance(linear, PackedLinear), "a program is made of the CPU's operators"
    return linear


def build_program(library: Library, decoder: EmitsProgram) -> Program:
    program = DecoderProgram(library, decoder.config, decoder.dtype)
    decoder.emit(program)
    return program.build(decoder.rope_tables, decoder.config.vocab_size)
