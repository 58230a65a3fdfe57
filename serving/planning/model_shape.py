"""The sizes of a model that decide what a step costs and what fits into memory."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from models.config import ModelConfig
from serving.planning.formats import KV_BYTES, KV_SCALE_BYTES, WEIGHT_BYTES, checked


@dataclass(frozen=True, slots=True)
class ModelShape:
    """One model, with the formats of its weights and its KV, on `tp` cores.

    Everything is per core: with tensor parallelism each holds 1/tp of the weights, and as many of the
    KV heads, but never less than one.
    """

    config: ModelConfig
    weight_format: str
    kv_format: str
    tp: int = 1
    own_bytes: tuple[float, float] | None = None  # of a weight in the layers and in the head, if a file mixes

    def __post_init__(self) -> None:
        if self.own_bytes is None:
            checked("The weight format", self.weight_format, WEIGHT_BYTES)
        checked("The KV format", self.kv_format, KV_BYTES)

    @property
    def _bytes_per_weight(self) -> tuple[float, float]:
        return self.own_bytes or (WEIGHT_BYTES[self.weight_format],) * 2

    @property
    def num_layer_weights(self) -> float:
        """In the linear projections of all layers."""
        config = self.config
        attention = (2 * config.num_heads + 2 * config.num_kv_heads) * config.head_dim * config.hidden_size
        mlp = 3 * config.hidden_size * config.intermediate_size
        num_mlps = sum(config.experts_of(layer) is None for layer in range(config.num_layers))
        return (config.num_layers * attention + num_mlps * mlp) / self.tp + self.num_expert_weights

    @property
    def num_expert_weights(self) -> float:
        """In the experts of all layers."""
        layers = (self.config.experts_of(layer) for layer in range(self.config.num_layers))
        sizes = (each.num_experts * each.intermediate_size for each in layers if each is not None)
        return 3 * self.config.hidden_size * sum(sizes) / self.tp

    def active_weights(self, num_tokens: float) -> tuple[float, float]:
        """Layer weights that one of so many tokens is multiplied with, and that all of them read together.

        Which experts are chosen is taken to be chance.
        """
        experts = self.config.experts
        if experts is None:
            return self.num_layer_weights, self.num_layer_weights
        share = experts.num_chosen / experts.num_experts
        others = self.num_layer_weights - self.num_expert_weights
        read = 1.0 - (1.0 - share) ** num_tokens
        return others + share * self.num_expert_weights, others + read * self.num_expert_weights

    @property
    def num_head_weights(self) -> float:
        """In the projection to the vocabulary."""
        return self.config.vocab_size * self.config.hidden_size / self.tp

    @property
    def layer_weight_bytes(self) -> float:
        return self.num_layer_weights * self._bytes_per_weight[0]

    @property
    def head_weight_bytes(self) -> float:
        return self.num_head_weights * self._bytes_per_weight[1]

    @property
    def embedding_bytes(self) -> float:
        """Of the table that token ids are looked up in, where it is not the head itself."""
        return 0.0 if self.config.tie_embeddings else self.head_weight_bytes

    @property
    def weight_bytes(self) -> float:
        return self.layer_weight_bytes + self.head_weight_bytes + self.embedding_bytes

    @property
    def num_kv_heads(self) -> int:
        return max(1, self.config.num_kv_heads // self.tp)

    @property
    def num_heads(self) -> int:
        return max(1, self.config.num_heads // self.tp)

    @property
    def layer_kv_bytes(self) -> int:
        """K and V of one token in one layer."""
        head = self.config.head_dim * KV_BYTES[self.kv_format] + KV_SCALE_BYTES[self.kv_format]
        return 2 * self.num_kv_heads * head

    @property
    def kv_bytes_per_token(self) -> int:
        return self.config.num_layers * self.layer_kv_bytes

    @property
    def layers_by_window(self) -> Counter[int]:
        """How many layers see that many tokens; 0: all."""
        return Counter(self.config.sliding_windows)
