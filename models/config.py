"""What a checkpoint says about its network: sizes and options, in one vocabulary for all families."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from kernels.gated_mul.reference import Activation
from models.errors import CheckpointError
from models.rope import RopeConfig

MAX_POSITIONS = 2**31 - 1
QKNorm = Literal["head", "whole"]  # each head is normed alone, or all of them as one row


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpertsConfig:
    """A layer's mixture of experts, in the place of its MLP."""

    num_experts: int
    num_chosen: int  # of them, for each token
    intermediate_size: int  # of one expert
    is_normalised: bool  # the chosen ones' shares sum to 1
    bias: bool = False  # of the router and of the experts
    dense_layers: tuple[int, ...] = ()  # those that have an MLP all the same


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelConfig:
    """One decoder. Defaults are the plain Llama's."""

    family: str  # the name of one of models/families
    vocab_size: int
    hidden_size: int
    num_layers: int
    num_heads: int
    num_kv_heads: int
    head_dim: int
    intermediate_size: int
    rms_norm_eps: float
    rope: RopeConfig
    max_position_embeddings: int
    attention_bias: bool = False  # of the q, k and v projections
    output_bias: bool = False  # of the attention's output projection
    mlp_bias: bool = False
    activation: Activation = "silu"  # of the MLP's gate
    experts: ExpertsConfig | None = None
    qk_norm: QKNorm | None = None  # RMS norm of q and k, before RoPE
    norm_offset: float = 0.0  # the norms' weights are this much larger than the file has them
    embedding_scale: float = 1.0
    residual_scale: float = 1.0  # of what a layer adds to the hidden states
    attention_scale: float | None = None  # the factor on attention scores; None: head_dim ** -0.5
    attention_softcap: float = 0.0  # c > 0: scores become c * tanh(score / c)
    attention_sinks: bool = False  # each head's softmax has one more score, which has no value
    logit_scale: float = 1.0
    logit_softcap: float = 0.0
    tie_embeddings: bool = False  # the output projection is the embedding table
    sliding_windows: tuple[int, ...] = ()  # one per layer; 0: the layer sees everything. () is all 0
    local_rope: RopeConfig | None = None  # of the layers with a window; None: `rope`
    unrotated_layers: tuple[int, ...] = ()  # those without RoPE
    bos_token_id: int | None = None
    eos_token_ids: tuple[int, ...] = ()
    file: str = "the configuration"  # what it was read from, for errors

    def __post_init__(self) -> None:
        if self.num_heads % self.num_kv_heads:
            raise CheckpointError(
                f"{self.file}: the number of attention heads, {self.num_heads}, is not a multiple of the "
                f"number of KV heads, {self.num_kv_heads}. Get the file again."
            )
        if self.experts and not self.experts.num_chosen <= self.experts.num_experts:
            raise CheckpointError(
                f"{self.file}: {self.experts.num_chosen} experts are chosen for each token, and there are "
                f"{self.experts.num_experts}. Get the file again."
            )
        if self.rope.rotary_dim % 2 or not 0 < self.rope.rotary_dim <= self.head_dim:
            raise CheckpointError(
                f"{self.file}: {self.rope.rotary_dim} of {self.head_dim} head dimensions cannot be rotated: "
                "RoPE takes an even number, and no more than there are."
            )
        if self.max_position_embeddings > MAX_POSITIONS:
            raise CheckpointError(
                f"{self.file}: a context of {self.max_position_embeddings} tokens is more than the "
                f"{MAX_POSITIONS} that positions in 32 bits allow."
            )
        if not self.sliding_windows:
            object.__setattr__(self, "sliding_windows", (0,) * self.num_layers)

    @property
    def scale(self) -> float:
        """The factor on attention scores."""
        return float(self.head_dim**-0.5) if self.attention_scale is None else self.attention_scale

    @property
    def ropes(self) -> tuple[RopeConfig, ...]:
        """Those that the layers have. They differ in their angles, not in how many there are."""
        return (self.rope,) if self.local_rope is None else (self.rope, self.local_rope)

    def rope_of(self, layer: int) -> int | None:
        """Which of `ropes`; None: the layer has none."""
        if layer in self.unrotated_layers:
            return None
        return 1 if self.local_rope is not None and self.sliding_windows[layer] else 0

    def within(self, max_positions: int | None) -> ModelConfig:
        """For sequences of no more tokens than that: longrope's angles depend on it, nothing else does."""
        original = self.rope.original_max_positions
        if self.rope.type != "longrope" or max_positions is None or max_positions > original:
            return self
        return replace(self, max_position_embeddings=original)

    def experts_of(self, layer: int) -> ExpertsConfig | None:
        """The layer's experts; None where it has an MLP."""
        return None if self.experts is None or layer in self.experts.dense_layers else self.experts
