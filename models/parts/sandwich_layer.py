"""A layer whose halves norm what they take and what they give: Gemma 2 and 3.

h += norm(attention(norm(h)))
h += norm(mlp(norm(h)))
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from models.config import ModelConfig
from models.decoder import Take
from models.kv import KVCache, StepRows
from models.operators import Operators
from models.parts.attention import Angles, Attention, attention_shapes
from models.parts.mlp import MLP, mlp_shapes
from models.parts.tensors import take_tensor
from models.program import DecoderProgram
from models.weights import Shape

NORMS = (
    "input_layernorm",
    "post_attention_layernorm",
    "pre_feedforward_layernorm",
    "post_feedforward_layernorm",
)


class SandwichLayer(nn.Module):
    input_norm: Tensor
    attention_out_norm: Tensor
    mlp_norm: Tensor
    mlp_out_norm: Tensor

    def __init__(
        self, config: ModelConfig, operators: Operators, take: Take, layer: int, dtype: torch.dtype
    ) -> None:
        super().__init__()
        self.eps, self.offset = config.rms_norm_eps, config.norm_offset
        self.rms_norm = operators.rms_norm
        names = ("input_norm", "attention_out_norm", "mlp_norm", "mlp_out_norm")
        for name, own_name in zip(names, NORMS, strict=True):
            self.register_buffer(name, take_tensor(take, f"model.layers.{layer}.{own_name}.weight"))
        self.attention = Attention(config, operators, take, layer, dtype)
        self.mlp = MLP(config, operators, take, layer, dtype)

    def forward(
        self, h: Tensor, angles: list[Angles], slot_mapping: Tensor, rows: StepRows, kv: KVCache
    ) -> Tensor:
        x = self.attention(self._norm(h, self.input_norm), angles, slot_mapping, rows, kv)
        h = h + self._norm(x, self.attention_out_norm)
        return h + self._norm(self.mlp(self._norm(h, self.mlp_norm)), self.mlp_out_norm)

    def _norm(self, x: Tensor, weight: Tensor) -> Tensor:
        return self.rms_norm(x, weight, self.eps, self.offset)

    def emit(self, program: DecoderProgram) -> None:
        halves = (
            (self.attention, self.input_norm, self.attention_out_norm),
            (self.mlp, self.mlp_norm, self.mlp_out_norm),
        )
        for part, norm, out_norm in halves:
            program.norm(program.h, program.x, norm, self.eps, self.offset)
            part.emit(program, program.x, add=False)
            program.norm(program.x, program.x, out_norm, self.eps, self.offset)
            program.add(program.x, program.h)


def sandwich_shapes(config: ModelConfig, layer: int) -> dict[str, Shape]:
    """Every tensor that a layer takes."""
    prefix = f"model.layers.{layer}"
    norms: dict[str, Shape] = {f"{prefix}.{name}.weight": (config.hidden_size,) for name in NORMS}
    return norms | attention_shapes(config, layer) | mlp_shapes(config, layer)
