"""What a checkpoint says about its network: sizes and options, in one vocabulary for all families.

The families are those of the Llama shape: pre-norm, RoPE, grouped-query attention, gated SiLU MLP.
What would change results and is not known here is refused, by name.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from models.errors import CheckpointError
from models.keys import Keys
from models.rope import RopeConfig

Family = Literal["llama", "mistral", "qwen2", "qwen3"]
FAMILIES: tuple[str, ...] = get_args(Family)
ARCHITECTURES = {  # config.json's `architectures`, and the family of each
    "LlamaForCausalLM": "llama",
    "MistralForCausalLM": "mistral",
    "Qwen2ForCausalLM": "qwen2",
    "Qwen3ForCausalLM": "qwen3",
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
        _refuse_gguf_options(keys, arch)
        hidden_size = keys.positive(f"{arch}.embedding_length")
        num_layers = keys.positive(f"{arch}.block_count")
        num_heads = keys.positive(f"{arch}.attention.head_count")
        max_positions = keys.positive(f"{arch}.context_length")
        head_dim = keys.positive(f"{arch}.attention.key_length", max(hidden_size // num_heads, 1))
        rotary_dim = keys.positive(f"{arch}.rope.dimension_count", head_dim)
        rope = RopeConfig.from_gguf(keys, arch, rotary_dim=rotary_dim, max_positions=max_positions)
        window = keys.integer(f"{arch}.attention.sliding_window", 0)
        vocab_size = len(keys.items("tokenizer.ggml.tokens")) if keys.has("tokenizer.ggml.tokens") else None
        return cls(
            family=arch,
            vocab_size=keys.positive(f"{arch}.vocab_size", vocab_size),
            hidden_size=hidden_size,
            num_layers=num_layers,
            num_heads=num_heads,
            num_kv_heads=keys.positive(f"{arch}.attention.head_count_kv", num_heads),
            head_dim=head_dim,
            intermediate_size=keys.positive(f"{arch}.feed_forward_length"),
            rms_norm_eps=keys.positive_number(f"{arch}.attention.layer_norm_rms_epsilon"),
            rope=rope,
            max_position_embeddings=max(max_positions, rope.max_positions),
            attention_bias="blk.0.attn_q.bias" in tensor_names,
            output_bias="blk.0.attn_output.bias" in tensor_names,
            mlp_bias="blk.0.ffn_down.bias" in tensor_names,
            qk_norm="blk.0.attn_q_norm.weight" in tensor_names,
            tie_embeddings="output.weight" not in tensor_names,
            sliding_windows=(window,) * num_layers,
            bos_token_id=next(iter(keys.ids("tokenizer.ggml.bos_token_id")), None),
            eos_token_ids=tuple(
                dict.fromkeys(
                    keys.ids("tokenizer.ggml.eos_token_id") + keys.ids("tokenizer.ggml.eot_token_id")
                )
            ),
            file=file,
        )


_DEFAULT_MAX_POSITIONS = {"llama": 2048, "mistral": 131072, "qwen2": 32768, "qwen3": 32768}
_DEFAULT_NUM_KV_HEADS = {"mistral": 8, "qwen2": 32, "qwen3": 32}


def _hf_family(keys: Keys) -> Family:
    architectures = keys.items("architectures", of=str) if keys.has("architectures") else []
    if architectures and architectures[0] not in ARCHITECTURES:
        raise keys.error(
            "architectures", f"names {architectures[0]!r}; supported are {', '.join(ARCHITECTURES)}."
        )
    model_type = keys.text("model_type", ARCHITECTURES[architectures[0]] if architectures else None)
    for family in get_args(Family):
        if model_type == family:
            return family  # type: ignore[no-any-return]
    raise keys.error("model_type", f"is {model_type!r}; supported are {', '.join(FAMILIES)}.")


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
    pretraining_tp = keys.integer("pretraining_tp", 1)
    if pretraining_tp < 1:
        raise keys.error("pretraining_tp", f"must be at least 1, got {pretraining_tp}.")


def _refuse_gguf_options(keys: Keys, arch: str) -> None:
    """Options of other models that share an architecture's name, and would change its results."""
    prefix = f"{arch}."
    for option in ("expert_count", "attention.clamp_kqv", "attention.max_alibi_bias", "logit_scale"):
        if keys.has(prefix + option) and keys.number(prefix + option) != 0.0:
            raise keys.error(prefix + option, "is an option of models that are not supported.")
    for option in (
        "embedding_scale",
        "residual_scale",
        "attention.scale",
        "attention.sliding_window_pattern",
    ):
        if keys.has(prefix + option):
            raise keys.error(prefix + option, "is an option of models that are not supported.")
    key_length, value_length = prefix + "attention.key_length", prefix + "attention.value_length"
    if keys.has(key_length) and keys.integer(value_length, keys.integer(key_length)) != keys.integer(
        key_length
    ):
        raise keys.error(
            value_length, f"must equal `{key_length}`; models where they differ are not supported."
        )


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
    if family == "mistral":
        # A file that does not say uses the class's default; null switches the window off.
        window = keys.values.get("sliding_window", 4096)
        kinds = _layer_types(keys, num_layers, "sliding_attention" if window else "full_attention")
        if len(set(kinds)) > 1:
            raise keys.error("layer_types", "mixes kinds of attention, which Mistral's layers do not.")
        return (_window(keys, 4096),) * num_layers if window is not None else (0,) * num_layers
    # A null window switches it off; a file that does not say uses the class's default.
    uses_window = (
        keys.flag("use_sliding_window", False) and keys.values.get("sliding_window", 4096) is not None
    )
    first_sliding = keys.integer("max_window_layers", 28) if uses_window else num_layers
    default = ["sliding_attention" if i >= first_sliding else "full_attention" for i in range(num_layers)]
    kinds = _layer_types(keys, num_layers, default)
    if not uses_window and "sliding_attention" in kinds:
        raise keys.error(
            "layer_types",
            "has sliding layers but `use_sliding_window` or `sliding_window` switches them off.",
        )
    return tuple(_window(keys, 4096) if kind == "sliding_attention" else 0 for kind in kinds)


def _layer_types(keys: Keys, num_layers: int, default: str | list[str]) -> list[str]:
    if not keys.has("layer_types"):
        return [default] * num_layers if isinstance(default, str) else default
    kinds = keys.items("layer_types", of=str)
    if len(kinds) != num_layers:
        raise keys.error("layer_types", f"has {len(kinds)} entries for {num_layers} layers.")
    unknown = [kind for kind in kinds if kind not in ("full_attention", "sliding_attention")]
    if unknown:
        raise keys.error(
            "layer_types", f"has {unknown[0]!r}; supported are full_attention, sliding_attention."
        )
    return kinds


def _window(keys: Keys, default: int) -> int:
    return keys.positive("sliding_window", default)
