"""Grouped-query attention with q, k and v as one projection."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from models.config import ModelConfig
from models.decoder import Take
from models.kv import KVCache, StepRows
from models.operators import Operators
from models.parts.tensors import projection_shapes, take_fused, take_tensor
from models.program import DecoderProgram
from models.weights import Shape

Angles = tuple[Tensor, Tensor]  # cosines and sines of a step's tokens, float32 [n, rotary_dim / 2]


class Attention(nn.Module):
    """o_proj(attention(rope(norm(q)), rope(norm(k)), v)), each step where the configuration has it."""

    q_norm: Tensor | None
    k_norm: Tensor | None
    sinks: Tensor | None

    def __init__(
        self, config: ModelConfig, operators: Operators, take: Take, layer: int, dtype: torch.dtype
    ) -> None:
        super().__init__()
        self.layer = layer
        self.num_heads, self.num_kv_heads = config.num_heads, config.num_kv_heads
        self.head_dim = config.head_dim
        self.scale = config.scale
        self.softcap = config.attention_softcap
        self.sliding_window = config.sliding_windows[layer]
        self.rope = config.rope_of(layer)
        self.eps, self.norm_offset = config.rms_norm_eps, config.norm_offset
        self.norms_whole_rows = config.qk_norm == "whole"
        self.operators = operators
        prefix = f"model.layers.{layer}.self_attn"
        names = [f"{prefix}.{part}_proj" for part in "qkv"]
        self.qkv_proj = take_fused(operators.column_linear, take, names, config.attention_bias, dtype)
        sizes = [config.num_heads, config.num_kv_heads, config.num_kv_heads]
        self.qkv_parts = [(name, size * config.head_dim) for name, size in zip(names, sizes, strict=True)]
        self.out_parts = [(f"{prefix}.o_proj", config.hidden_size)]
        self.o_proj = take_fused(operators.row_linear, take, [f"{prefix}.o_proj"], config.output_bias, dtype)
        has_norms, has_sinks = config.qk_norm is not None, config.attention_sinks
        self.register_buffer("q_norm", take_tensor(take, f"{prefix}.q_norm.weight") if has_norms else None)
        self.register_buffer("k_norm", take_tensor(take, f"{prefix}.k_norm.weight") if has_norms else None)
        sinks = take_tensor(take, f"{prefix}.sinks").to(torch.float32) if has_sinks else None
        self.register_buffer("sinks", sinks)

    def forward(
        self, x: Tensor, angles: list[Angles], slot_mapping: Tensor, rows: StepRows, kv: KVCache
    ) -> Tensor:
        """x [n, hidden] -> [n, hidden]; `angles` by the configuration's ropes."""
        num_tokens = x.shape[0]
        qkv = self.qkv_proj(x).view(num_tokens, -1, self.head_dim)
        q, k, v = torch.split(qkv, [self.num_heads, self.num_kv_heads, self.num_kv_heads], dim=1)
        if self.q_norm is not None and self.k_norm is not None:
            q, k = self._norm(q, self.q_norm), self._norm(k, self.k_norm)
        if self.rope is not None:
            q = self.operators.rotary(q, *angles[self.rope])
            k = self.operators.rotary(k, *angles[self.rope])
        kv.write(self.layer, k, v, slot_mapping)
        out = kv.attend(
            self.layer,
            q,
            rows,
            scale=self.scale,
            sliding_window=self.sliding_window,
            softcap=self.softcap,
            sinks=self.sinks,
        )
        return self.o_proj(out.reshape(num_tokens, -1))

    def _norm(self, heads: Tensor, weight: Tensor) -> Tensor:
        if not self.norms_whole_rows:
            return self.operators.rms_norm(heads, weight, self.eps, self.norm_offset)
        rows = heads.reshape(len(heads), -1)
        return self.operators.rms_norm(rows, weight, self.eps, self.norm_offset).view(heads.shape)

    def emit(self, program: DecoderProgram, out: int, *, add: bool) -> None:
        """What `forward` does of the program's x, stored in `out` or added to it."""
        program.linear(program.x, program.qkv, self.qkv_proj, self.qkv_parts)
        first_head = 0
        for weight, num_heads in ((self.q_norm, self.num_heads), (self.k_norm, self.num_kv_heads)):
            if weight is not None:
                program.head_norm(
                    weight,
                    self.eps,
                    self.norm_offset,
                    first_head=first_head,
                    num_heads=num_heads,
                    as_one=self.norms_whole_rows,
                )
            first_head += num_heads
        program.attend(
            layer=self.layer,
            rope=self.rope,
            scale=self.scale,
            sliding_window=self.sliding_window,
            softcap=self.softcap,
            sinks=self.sinks,
        )
        program.linear(program.attended, out, self.o_proj, self.out_parts, add=add)


def attention_shapes(config: ModelConfig, layer: int) -> dict[str, Shape]:
    """Every tensor that a layer's attention takes."""
    hidden, head_dim = config.hidden_size, config.head_dim
    q_size, kv_size = config.num_heads * head_dim, config.num_kv_heads * head_dim
    prefix = f"model.layers.{layer}.self_attn"
    shapes = projection_shapes(f"{prefix}.q_proj", q_size, hidden, config.attention_bias)
    shapes |= projection_shapes(f"{prefix}.k_proj", kv_size, hidden, config.attention_bias)
    shapes |= projection_shapes(f"{prefix}.v_proj", kv_size, hidden, config.attention_bias)
    shapes |= projection_shapes(f"{prefix}.o_proj", hidden, q_size, config.output_bias)
    if config.qk_norm is not None:
        is_whole = config.qk_norm == "whole"
        shapes[f"{prefix}.q_norm.weight"] = (q_size if is_whole else head_dim,)
        shapes[f"{prefix}.k_norm.weight"] = (kv_size if is_whole else head_dim,)
    if config.attention_sinks:
        shapes[f"{prefix}.sinks"] = (config.num_heads,)
    return shapes
