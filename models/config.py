"""What a checkpoint says about its network: sizes and options, in one vocabulary for all families.

The families are those of the Llama shape: pre-norm, RoPE, grouped-query attention, gated SiLU MLP.
What would change results and is not known here is refused, by name.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from models.errors import CheckpointError
from models.gguf_options import refuse_unread_options, special_token_ids
from models.keys import Keys
from models.rope import RopeConfig

Family = Literal["llama", "mistral", "qwen2", "qwen3"]
# config.json's `model_type`, and the family of each. Ministral is Mistral with `layer_types`.
MODEL_TYPES: dict[str, Family] = {
    "llama": "llama",
    "mistral": "mistral",
    "ministral": "mistral",
    "qwen2": "qwen2",
    "qwen3": "qwen3",
}
# `architectures`, and the model type of each; a base model's weights have no head of their own.
ARCHITECTURES = {
    f"{model_type.capitalize()}{suffix}": model_type
    for suffix in ("ForCausalLM", "Model")
    for model_type in MODEL_TYPES
}
MAX_POSITIONS = 2**31 - 1
# Mistral is of the llama architecture in GGUF.
GGUF_ARCHITECTURES: tuple[Family, ...] = ("llama", "qwen2", "qwen3")


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelConfig:
    """One decoder. Defaults are the plain Llama's."""

    family: Family
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

    @classmethod
    def from_hf(
        cls,
        config_json: Mapping[str, Any],
        generation_config: Mapping[str, Any] | None = None,
        *,
        file: str = "config.json",
    ) -> ModelConfig:
        """From the content of config.json, and of generation_config.json for its EOS ids.

        Raises: CheckpointError naming the key.
        """
        keys = Keys(config_json, file)
        family = _hf_family(keys)
        _refuse_hf_options(keys)
        hidden_size = keys.positive("hidden_size")
        num_layers = keys.positive("num_hidden_layers")
        num_heads = keys.positive("num_attention_heads")
        max_positions = keys.positive("max_position_embeddings", _DEFAULT_MAX_POSITIONS[family])
        head_dim = _hf_head_dim(keys, family, hidden_size, num_heads)
        rope = RopeConfig.from_hf(keys, rotary_dim=head_dim, max_positions=max_positions)
        bias = keys.flag("attention_bias", False) and family in ("llama", "qwen3")
        generation = Keys(generation_config or {}, "generation_config.json")
        return cls(
            family=family,
            vocab_size=keys.positive("vocab_size"),
            hidden_size=hidden_size,
            num_layers=num_layers,
            num_heads=num_heads,
            num_kv_heads=_hf_num_kv_heads(keys, family, num_heads),
            head_dim=head_dim,
            intermediate_size=keys.positive("intermediate_size"),
            rms_norm_eps=keys.positive_number("rms_norm_eps", 1e-6),
            rope=rope,
            max_position_embeddings=max(max_positions, rope.max_positions),
            attention_bias=bias or family == "qwen2",
            output_bias=bias,
            mlp_bias=keys.flag("mlp_bias", False) and family == "llama",
            qk_norm=family == "qwen3",
            tie_embeddings=keys.flag("tie_word_embeddings", False),
            sliding_windows=_hf_sliding_windows(keys, family, num_layers),
            bos_token_id=next(iter(keys.ids("bos_token_id")), None),
            eos_token_ids=tuple(dict.fromkeys(keys.ids("eos_token_id") + generation.ids("eos_token_id"))),
            file=file,
        )

    @classmethod
    def from_gguf(
        cls, metadata: Mapping[str, Any], tensor_names: Collection[str] = (), *, file: str = "the GGUF file"
    ) -> ModelConfig:
        """From a GGUF's metadata; its tensor names tell of biases and of a separate output projection.

        Raises: CheckpointError naming the key.
        """
        keys = Keys(metadata, file)
        arch = _gguf_family(keys)
        refuse_unread_options(keys, arch)
        hidden_size = keys.positive(f"{arch}.embedding_length")
        num_layers = keys.positive(f"{arch}.block_count")
        num_heads = _per_layer(keys, f"{arch}.attention.head_count", num_layers)
        max_positions = keys.positive(f"{arch}.context_length")
        head_dim = _gguf_head_dim(keys, arch, max(hidden_size // num_heads, 1))
        rope = RopeConfig.from_gguf(keys, arch, rotary_dim=head_dim, max_positions=max_positions)
        has_tokens = keys.has("tokenizer.ggml.tokens")
        tokens = keys.items("tokenizer.ggml.tokens") if has_tokens else []
        return cls(
            family=arch,
            vocab_size=len(tokens) or keys.positive(f"{arch}.vocab_size"),
            hidden_size=hidden_size,
            num_layers=num_layers,
            num_heads=num_heads,
            num_kv_heads=_per_layer(keys, f"{arch}.attention.head_count_kv", num_layers, num_heads),
            head_dim=head_dim,
            intermediate_size=_per_layer(keys, f"{arch}.feed_forward_length", num_layers),
            rms_norm_eps=keys.positive_number(f"{arch}.attention.layer_norm_rms_epsilon"),
            rope=rope,
            max_position_embeddings=max(max_positions, rope.max_positions),
            attention_bias="blk.0.attn_q.bias" in tensor_names,
            output_bias="blk.0.attn_output.bias" in tensor_names,
            mlp_bias="blk.0.ffn_down.bias" in tensor_names,
            qk_norm="blk.0.attn_q_norm.weight" in tensor_names,
            tie_embeddings="output.weight" not in tensor_names,
            bos_token_id=next(iter(special_token_ids(keys, "bos")), None),
            eos_token_ids=tuple(
                dict.fromkeys(
                    token_id for which in ("eos", "eot", "eom") for token_id in special_token_ids(keys, which)
                )
            ),
            file=file,
        )


_DEFAULT_MAX_POSITIONS = {"llama": 2048, "mistral": 131072, "qwen2": 32768, "qwen3": 32768}
_DEFAULT_WINDOW = 4096
_LAYER_TYPES = ("full_attention", "sliding_attention", "attention")  # the last is the first's old name
_DEFAULT_NUM_KV_HEADS = {"mistral": 8, "qwen2": 32, "qwen3": 32}


def _hf_family(keys: Keys) -> Family:
    architectures = keys.items("architectures", of=str) if keys.has("architectures") else []
    if architectures and architectures[0] not in ARCHITECTURES:
        raise keys.error(
            "architectures", f"names {architectures[0]!r}; supported are {', '.join(ARCHITECTURES)}."
        )
    model_type = keys.text("model_type", ARCHITECTURES[architectures[0]] if architectures else None)
    if model_type not in MODEL_TYPES:
        raise keys.error("model_type", f"is {model_type!r}; supported are {', '.join(MODEL_TYPES)}.")
    return MODEL_TYPES[model_type]


def _gguf_family(keys: Keys) -> Family:
    arch = keys.text("general.architecture")
    for family in GGUF_ARCHITECTURES:
        if arch == family:
            return family
    raise keys.error("general.architecture", f"is {arch!r}; supported are {', '.join(GGUF_ARCHITECTURES)}.")


def _refuse_hf_options(keys: Keys) -> None:
    if keys.has("quantization_config"):
        method = keys.section("quantization_config").values.get("quant_method")
        raise keys.error(
            "quantization_config",
            f"says that the weights are quantised ({method}); only plain float weights are read from "
            "safetensors. Use the unquantised checkpoint, or a GGUF.",
        )
    activation = keys.text("hidden_act", "silu")
    if activation not in ("silu", "swish"):
        raise keys.error("hidden_act", f"is {activation!r}; supported is silu.")
    if not keys.flag("is_causal", True):
        raise keys.error("is_causal", "is false: tokens that see those behind them; supported is true.")
    pretraining_tp = keys.integer("pretraining_tp", 1)
    if pretraining_tp < 1:
        raise keys.error("pretraining_tp", f"must be at least 1, got {pretraining_tp}.")


def _per_layer(keys: Keys, key: str, num_layers: int, default: int | None = None) -> int:
    """A count that GGUF gives once, or once for each layer."""
    if not isinstance(keys.values.get(key), list):
        return keys.positive(key, default)
    counts = keys.items(key, of=int)
    if len(counts) != num_layers or len(set(counts)) != 1 or counts[0] < 1:
        raise keys.error(key, f"must be one number of at least 1 for all of the {num_layers} layers.")
    return int(counts[0])


def _gguf_head_dim(keys: Keys, arch: str, default: int) -> int:
    head_dim = keys.positive(f"{arch}.attention.key_length", default)
    for option, expected in (("attention.value_length", default), ("rope.dimension_count", head_dim)):
        if keys.positive(f"{arch}.{option}", expected) != head_dim:
            raise keys.error(
                f"{arch}.{option}",
                f"must be {head_dim}, the length of a head's key; models where it differs are not supported.",
            )
    return head_dim


def _hf_head_dim(keys: Keys, family: Family, hidden_size: int, num_heads: int) -> int:
    if keys.has("head_dim"):
        return keys.positive("head_dim")
    if family == "qwen3":
        return 128
    if hidden_size % num_heads:
        raise keys.error(
            "hidden_size", f"is {hidden_size}, not a multiple of num_attention_heads={num_heads}."
        )
    return hidden_size // num_heads


def _hf_num_kv_heads(keys: Keys, family: Family, num_heads: int) -> int:
    # Null means one per head; a file that does not say uses the class's default.
    is_null = "num_key_value_heads" in keys.values
    default = num_heads if is_null else _DEFAULT_NUM_KV_HEADS.get(family, num_heads)
    return keys.positive("num_key_value_heads", default)


def _hf_sliding_windows(keys: Keys, family: Family, num_layers: int) -> tuple[int, ...]:
    """Tokens that each layer sees, itself included; 0: all."""
    if family == "llama":
        return (0,) * num_layers
    # A null window switches it off; a file that does not say uses the class's default.
    is_on = family == "mistral" or keys.flag("use_sliding_window", False)
    has_window = is_on and keys.values.get("sliding_window", _DEFAULT_WINDOW) is not None
    first_sliding = 0 if family == "mistral" else keys.integer("max_window_layers", 28)
    by_default = [
        "sliding_attention" if has_window and layer >= first_sliding else "full_attention"
        for layer in range(num_layers)
    ]
    kinds = _layer_types(keys, num_layers) if keys.has("layer_types") else by_default
    if "sliding_attention" not in kinds:
        return (0,) * num_layers
    if not has_window:
        switches = "`sliding_window`" if is_on else "`use_sliding_window`"
        raise keys.error("layer_types", f"has sliding layers but {switches} switches them off.")
    window = keys.positive("sliding_window", _DEFAULT_WINDOW)
    return tuple(window if kind == "sliding_attention" else 0 for kind in kinds)


def _layer_types(keys: Keys, num_layers: int) -> list[str]:
    kinds = keys.items("layer_types", of=str)
    if len(kinds) != num_layers:
        raise keys.error("layer_types", f"has {len(kinds)} entries for {num_layers} layers.")
    unknown = [kind for kind in kinds if kind not in _LAYER_TYPES]
    if unknown:
        raise keys.error(
            "layer_types", f"has {unknown[0]!r}; supported are full_attention, sliding_attention."
        )
    return kinds
