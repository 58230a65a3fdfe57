"""What a checkpoint says about its network: sizes and options, in one vocabulary for all families."""

from __future__ import annotations

from dataclasses import dataclass

from models.errors import CheckpointError
from models.rope import RopeConfig

MAX_POSITIONS = 2**31 - 1


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
    qk_norm: bool = False  # RMS norm of each head's q and k, before RoPE
    tie_embeddings: bool = False  # the output projection is the embedding table
    sliding_windows: tuple[int, ...] = ()  # one per layer; 0: the layer sees everything. () is all 0
    bos_token_id: int | None = None
    eos_token_ids: tuple[int, ...] = ()
    file: str = "the configuration"  # what it was read from, for errors

    def __post_init__(self) -> None:
        if self.num_heads % self.num_kv_heads:
            raise CheckpointError(
                f"{self.file}: the number of attention heads, {self.num_heads}, is not a multiple of the "
                f"number of KV heads, {self.num_kv_heads}. Get the file again."
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
        return float(self.head_dim**-0.5)
