"""The layer of most families: each half takes its input normed, and adds its result.

h += residual_scale * attention(norm(h))
h += residual_scale * feed_forward(norm(h))
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from models.config import ModelConfig
from models.decoder import Take
from models.kv import KVCache, StepRows
from models.operators import Operators
from models.parts.attention import Angles, Attention, attention_shapes
from models.parts.experts import Experts
from models.parts.feed_forward import feed_forward_shapes, make_feed_forward
from models.parts.mlp import MLP
from models.parts.tensors import take_tensor
from models.program import DecoderProgram
from models.weights import Shape


class PreNormLayer(nn.Module):
    input_norm: Tensor
    mlp_norm: Tensor

    def __init__(
        self, config: ModelConfig, operators: Operators, take: Take, layer: int, dtype: torch.dtype
    ) -> None:
        super().__init__()
        self.eps, self.offset = config.rms_norm_eps, config.norm_offset
        self.residual_scale = config.residual_scale
        self.rms_norm = operators.rms_norm
        prefix = f"model.layers.{layer}"
        self.register_buffer("input_norm", take_tensor(take, f"{prefix}.input_layernorm.weight"))
        self.attention = Attention(config, operators, take, layer, dtype)
        self.register_buffer("mlp_norm", take_tensor(take, f"{prefix}.post_attention_layernorm.weight"))
        self.mlp = make_feed_forward(config, operators, take, layer, dtype)

    def forward(
        self, h: Tensor, angles: list[Angles], slot_mapping: Tensor, rows: StepRows, kv: KVCache
    ) -> Tensor:
        x = self.rms_norm(h, self.input_norm, self.eps, self.offset)
        h = self._add(h, self.attention(x, angles, slot_mapping, rows, kv))
        return self._add(h, self.mlp(self.rms_norm(h, self.mlp_norm, self.eps, self.offset)))

    def _add(self, h: Tensor, out: Tensor) -> Tensor:
        return h + out if self.residual_scale == 1.0 else h + out * self.residual_scale

    def emit(self, program: DecoderProgram) -> None:
        program.norm(program.h, program.x, self.input_norm, self.eps, self.offset)
        self._emit_added(program, self.attention)
        program.norm(program.h, program.x, self.mlp_norm, self.eps, self.offset)
        self._emit_added(program, self.mlp)

    def _emit_added(self, program: DecoderProgram, part: Attention | MLP | Experts) -> None:
        if self.residual_scale == 1.0:
            part.emit(program, program.h, add=True)
            return
        part.emit(program, program.x, add=False)
        program.add(program.x, program.h, scale=self.residual_scale)


def pre_norm_shapes(config: ModelConfig, layer: int) -> dict[str, Shape]:
    """Every tensor that a layer takes."""
    prefix, norm = f"model.layers.{layer}", (config.hidden_size,)
    return {
        f"{prefix}.input_layernorm.weight": norm,
        **attention_shapes(config, layer),
        f"{prefix}.post_attention_layernorm.weight": norm,
        **feed_forward_shapes(config, layer),
    }
