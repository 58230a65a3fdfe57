"""What stands behind a layer's attention: an MLP, or experts."""

from __future__ import annotations

import torch

from models.config import ModelConfig
from models.decoder import Take
from models.operators import Operators
from models.parts.experts import Experts, experts_shapes
from models.parts.mlp import MLP, mlp_shapes
from models.weights import Shape


def make_feed_forward(
    config: ModelConfig, operators: Operators, take: Take, layer: int, dtype: torch.dtype
) -> MLP | Experts:
    experts = config.experts_of(layer)
    if experts is None:
        return MLP(config, operators, take, layer, dtype)
    return Experts(config, experts, operators, take, layer, dtype)


def feed_forward_shapes(config: ModelConfig, layer: int) -> dict[str, Shape]:
    experts = config.experts_of(layer)
    return mlp_shapes(config, layer) if experts is None else experts_shapes(config, experts, layer)
