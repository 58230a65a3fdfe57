"""The gated MLP: down(activation(gate) * up), gate and up as one projection."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from models.config import ModelConfig
from models.decoder import Take
from models.operators import Linear, Operators
from models.parts.tensors import projection_shapes, take_biases, take_fused
from models.program import DecoderProgram
from models.weights import Shape


class MLP(nn.Module):
    def __init__(
        self, config: ModelConfig, operators: Operators, take: Take, layer: int, dtype: torch.dtype
    ) -> None:
        super().__init__()
        prefix = f"model.layers.{layer}.mlp"
        names = [f"{prefix}.gate_proj", f"{prefix}.up_proj"]
        self.inner_parts = [(name, config.intermediate_size) for name in names]
        self.out_parts = [(f"{prefix}.down_proj", config.hidden_size)]
        gate, up = [take(f"{name}.weight") for name in names]
        self.whole: Linear | None = None
        if operators.swiglu_mlp is not None and not config.mlp_bias and config.activation == "silu":
            self.whole = operators.swiglu_mlp(gate, up, take(f"{prefix}.down_proj.weight"))
            return
        biases = take_biases(take, names, config.mlp_bias)
        self.gate_up = operators.gate_up(gate, up, biases, dtype, config.activation)
        down = f"{prefix}.down_proj"
        self.down_proj = take_fused(operators.row_linear, take, [down], config.mlp_bias, dtype)

    def forward(self, x: Tensor) -> Tensor:
        return self.down_proj(self.gate_up(x)) if self.whole is None else self.whole(x)

    def emit(self, program: DecoderProgram, out: int, *, add: bool) -> None:
        """What `forward` does of the program's x, stored in `out` or added to it."""
        program.linear(program.x, program.inner, self.gate_up, self.inner_parts)
        program.linear(program.inner, out, self.down_proj, self.out_parts, add=add)


def mlp_shapes(config: ModelConfig, layer: int) -> dict[str, Shape]:
    """Every tensor that a layer's MLP takes."""
    hidden, inter = config.hidden_size, config.intermediate_size
    prefix = f"model.layers.{layer}.mlp"
    shapes = projection_shapes(f"{prefix}.gate_proj", inter, hidden, config.mlp_bias)
    shapes |= projection_shapes(f"{prefix}.up_proj", inter, hidden, config.mlp_bias)
    return shapes | projection_shapes(f"{prefix}.down_proj", hidden, inter, config.mlp_bias)
