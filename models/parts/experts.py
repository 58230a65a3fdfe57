"""A mixture of experts in the place of an MLP: a router, and MLPs of which each token goes through a few."""

from __future__ import annotations

from collections.abc import Iterator

import torch
from torch import Tensor, nn

from models.config import ExpertsConfig, ModelConfig
from models.decoder import Take
from models.operators import ExpertWeights, Operators
from models.parted_weights import Part
from models.parts.tensors import projection_shapes, take_biases, take_tensor
from models.program import DecoderProgram
from models.weights import Shape

# A GGUF's names, to Hugging Face's, and the keys that say what experts there are.
GGUF_EXPERTS = {
    "ffn_gate_inp": "mlp.gate",
    "ffn_gate_exps": "mlp.experts.gate_proj",
    "ffn_up_exps": "mlp.experts.up_proj",
    "ffn_gate_up_exps": "mlp.experts.gate_up_proj",
    "ffn_down_exps": "mlp.experts.down_proj",
}
GGUF_EXPERTS_OPTIONS = ("expert_count", "expert_used_count", "expert_feed_forward_length")


class Experts(nn.Module):
    def __init__(
        self,
        config: ModelConfig,
        experts: ExpertsConfig,
        operators: Operators,
        take: Take,
        layer: int,
        dtype: torch.dtype,
    ) -> None:
        super().__init__()
        prefix = f"model.layers.{layer}.mlp"

        def weights() -> Iterator[ExpertWeights]:
            for index in range(experts.num_experts):
                names = [f"{prefix}.experts.{index}.{part}_proj" for part in ("gate", "up", "down")]
                gate, up, down = [take(f"{name}.weight") for name in names]
                gate_up_bias = take_biases(take, names[:2], experts.bias)
                yield ExpertWeights(gate, up, gate_up_bias, down, take_biases(take, names[2:], experts.bias))

        # What is chosen must not hang on how a router's weights were rounded: they are never quantised.
        router = take_tensor(take, f"{prefix}.gate.weight")
        bias = take_biases(take, [f"{prefix}.gate"], experts.bias)
        self.mixture = operators.experts(experts, config.activation, router, bias, weights(), dtype)

    def forward(self, x: Tensor) -> Tensor:
        return self.mixture(x)

    def emit(self, program: DecoderProgram, out: int, *, add: bool) -> None:
        """What `forward` does of the program's x, stored in `out` or added to it."""
        target = program.x if add else out
        program.experts(program.x, target, self.mixture)
        if add:
            program.add(target, out)


def stacked_experts(
    config: ModelConfig, suffixes: tuple[str, ...] = (".weight", "")
) -> Iterator[tuple[str, Part]]:
    """The experts of a layer as one tensor for each projection, or for gate and up together.

    `suffixes` of their names: GGUF has the first, transformers' modules the second.
    """
    for layer in range(config.num_layers):
        experts = config.experts_of(layer)
        if experts is None:
            continue
        hidden, inter = config.hidden_size, experts.intermediate_size
        places = (  # projection, the tensor that has it, its first row there, rows, rows of all, columns
            ("gate_proj", "gate_proj", 0, inter, inter, hidden),
            ("up_proj", "up_proj", 0, inter, inter, hidden),
            ("down_proj", "down_proj", 0, hidden, hidden, inter),
            ("gate_proj", "gate_up_proj", 0, inter, 2 * inter, hidden),
            ("up_proj", "gate_up_proj", inter, inter, 2 * inter, hidden),
        )
        prefix = f"model.layers.{layer}.mlp.experts"
        for index in range(experts.num_experts):
            for name, source, first, num_out, num_rows, num_in in places:
                start = index * num_rows + first
                for suffix in suffixes:
                    matrix = Part(
                        source=f"{prefix}.{source}{suffix}",
                        source_shape=(experts.num_experts, num_rows, num_in),
                        rows=range(start, start + num_out),
                    )
                    yield f"{prefix}.{index}.{name}.weight", matrix
                bias = Part(
                    source=f"{prefix}.{source}.bias",
                    source_shape=(experts.num_experts, num_rows),
                    rows=range(index, index + 1),
                    columns=range(first, first + num_out),
                    is_vector=True,
                )
                yield f"{prefix}.{index}.{name}.bias", bias


def experts_shapes(config: ModelConfig, experts: ExpertsConfig, layer: int) -> dict[str, Shape]:
    """Every tensor that a layer's experts take."""
    hidden, inter = config.hidden_size, experts.intermediate_size
    prefix = f"model.layers.{layer}.mlp"
    shapes = projection_shapes(f"{prefix}.gate", experts.num_experts, hidden, experts.bias)
    for index in range(experts.num_experts):
        expert = f"{prefix}.experts.{index}"
        shapes |= projection_shapes(f"{expert}.gate_proj", inter, hidden, experts.bias)
        shapes |= projection_shapes(f"{expert}.up_proj", inter, hidden, experts.bias)
        shapes |= projection_shapes(f"{expert}.down_proj", hidden, inter, experts.bias)
    return shapes
