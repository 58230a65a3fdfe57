"""How the configuration of a decoder of the Llama shape is read, from config.json and from a GGUF.

The shape: pre-norm, RoPE, grouped-query attention, gated SiLU MLP. What would change results and is not known
here is refused, by name.
"""

from __future__ import annotations

from collections.abc import Collection

from kernels.gated_mul.reference import Activation
from models.config import ExpertsConfig, ModelConfig
from models.fp8 import Fp8
from models.gguf_options import refuse_unread_options, special_token_ids
from models.keys import Keys
from models.mxfp4 import is_mxfp4
from models.rope import RopeConfig

_DEFAULT_WINDOW = 4096
# As transformers calls them.
_ACTIVATIONS: dict[Activation, tuple[str, ...]] = {
    "silu": ("silu", "swish"),
    "gelu_tanh": ("gelu_pytorch_tanh",),
    "clamped_swiglu": ("silu",),
}
_LAYER_TYPES = ("full_attention", "sliding_attention", "attention")  # the last is the first's old name


def read_hf(
    family: str,
    keys: Keys,
    generation: Keys,
    *,
    max_positions: int,
    num_kv_heads: int | None = None,
    head_dim: int | None = None,
    rope: RopeConfig | None = None,
    theta: float = 10000.0,
    rms_norm_eps: float = 1e-6,
    has_partial_rope: bool = False,
    activation_key: str = "hidden_act",
    activation: Activation = "silu",
    tie_embeddings: bool = False,
    has_mxfp4: bool = False,
) -> ModelConfig:
    """From config.json, and generation_config.json for its EOS ids; no biases, no windows.

    Args:
        max_positions, num_kv_heads, head_dim, theta, rms_norm_eps, tie_embeddings: the family's where the
            file does not say; without them, one KV head for each head, and heads that share the hidden size.
        rope: where the family reads it itself.
        has_partial_rope: a part of each head may be rotated.
        activation: the only one that the family's MLPs have, under `activation_key`.
        has_mxfp4: the family knows where such weights are.

    Raises: CheckpointError naming the key.
    """
    _refuse_hf_options(keys, activation_key, activation, has_mxfp4)
    hidden_size = keys.positive("hidden_size")
    num_heads = keys.positive("num_attention_heads")
    max_positions = keys.positive("max_position_embeddings", max_positions)
    head_dim = _hf_head_dim(keys, head_dim, hidden_size, num_heads)
    rope = rope or RopeConfig.from_hf(
        keys, head_dim=head_dim, max_positions=max_positions, theta=theta, is_partial=has_partial_rope
    )
    return ModelConfig(
        family=family,
        vocab_size=keys.positive("vocab_size"),
        hidden_size=hidden_size,
        num_layers=keys.positive("num_hidden_layers"),
        num_heads=num_heads,
        num_kv_heads=_hf_num_kv_heads(keys, num_kv_heads or num_heads, num_heads),
        head_dim=head_dim,
        intermediate_size=keys.positive("intermediate_size"),
        rms_norm_eps=keys.positive_number("rms_norm_eps", rms_norm_eps),
        rope=rope,
        activation=activation,
        max_position_embeddings=max(max_positions, rope.max_positions),
        tie_embeddings=keys.flag("tie_word_embeddings", tie_embeddings),
        bos_token_id=next(iter(keys.ids("bos_token_id")), None),
        eos_token_ids=tuple(dict.fromkeys(keys.ids("eos_token_id") + generation.ids("eos_token_id"))),
        file=keys.file,
    )


def read_gguf(
    keys: Keys,
    tensor_names: Collection[str],
    options: Collection[str] = (),
    *,
    has_partial_rope: bool = False,
) -> ModelConfig:
    """From a GGUF's metadata; its tensor names tell of biases and of a separate output projection.

    The family is called as the architecture is; `options` are keys that it reads itself.

    Raises: CheckpointError naming the key.
    """
    arch = keys.text("general.architecture")
    refuse_unread_options(keys, arch, options)
    hidden_size = keys.positive(f"{arch}.embedding_length")
    num_layers = keys.positive(f"{arch}.block_count")
    num_heads = _per_layer(keys, f"{arch}.attention.head_count", num_layers)
    max_positions = keys.positive(f"{arch}.context_length")
    head_dim = _gguf_head_dim(keys, arch, max(hidden_size // num_heads, 1))
    rotary_dim = keys.positive(f"{arch}.rope.dimension_count", head_dim)
    if rotary_dim != head_dim and not has_partial_rope:
        raise keys.error(
            f"{arch}.rope.dimension_count",
            f"is {rotary_dim}; heads of this architecture are rotated whole, and have {head_dim} dimensions.",
        )
    rope = RopeConfig.from_gguf(keys, arch, rotary_dim=rotary_dim, max_positions=max_positions)
    has_tokens = keys.has("tokenizer.ggml.tokens")
    tokens = keys.items("tokenizer.ggml.tokens") if has_tokens else []
    return ModelConfig(
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
        qk_norm="head" if "blk.0.attn_q_norm.weight" in tensor_names else None,
        tie_embeddings="output.weight" not in tensor_names,
        bos_token_id=next(iter(special_token_ids(keys, "bos")), None),
        eos_token_ids=tuple(
            dict.fromkeys(
                token_id for which in ("eos", "eot", "eom") for token_id in special_token_ids(keys, which)
            )
        ),
        file=keys.file,
    )


def _refuse_hf_options(keys: Keys, activation_key: str, activation: Activation, has_mxfp4: bool) -> None:
    if not (has_mxfp4 and is_mxfp4(keys)):
        Fp8.from_hf(keys)  # refuses other methods
    names = _ACTIVATIONS[activation]
    given = keys.text(activation_key, names[0])
    if given not in names:
        raise keys.error(activation_key, f"is {given!r}; supported is {names[0]}.")
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
    if keys.positive(f"{arch}.attention.value_length", default) != head_dim:
        raise keys.error(
            f"{arch}.attention.value_length",
            f"must be {head_dim}, the length of a head's key; models where it differs are not supported.",
        )
    return head_dim


def _hf_head_dim(keys: Keys, default: int | None, hidden_size: int, num_heads: int) -> int:
    if default is not None or keys.has("head_dim"):
        return keys.positive("head_dim", default)
    if hidden_size % num_heads:
        raise keys.error(
            "hidden_size", f"is {hidden_size}, not a multiple of num_attention_heads={num_heads}."
        )
    return hidden_size // num_heads


def _hf_num_kv_heads(keys: Keys, default: int, num_heads: int) -> int:
    # Null means one per head; a file that does not say uses the class's default.
    is_null = "num_key_value_heads" in keys.values
    return keys.positive("num_key_value_heads", num_heads if is_null else default)


def switched_windows(keys: Keys, num_layers: int) -> tuple[int, ...]:
    """`sliding_windows` of the layers from `max_window_layers` on, where `use_sliding_window` is on."""
    is_on = keys.flag("use_sliding_window", False)
    first = keys.integer("max_window_layers", 28)
    return sliding_windows(keys, num_layers, first_sliding=first, is_on=is_on)


def sliding_windows(
    keys: Keys,
    num_layers: int,
    *,
    first_sliding: int = 0,
    is_on: bool = True,
    default_window: int | None = _DEFAULT_WINDOW,
    full_every: int = 0,
) -> tuple[int, ...]:
    """Tokens that each layer sees, itself included; 0: all.

    Where the file does not say, the layers from `first_sliding` on have the window, but each
    `full_every`-th.
    """
    # A null window switches it off; a file that does not say uses the class's default.
    has_window = is_on and keys.values.get("sliding_window", default_window) is not None
    by_default = [
        "full_attention"
        if not has_window or layer < first_sliding or (full_every and (layer + 1) % full_every == 0)
        else "sliding_attention"
        for layer in range(num_layers)
    ]
    kinds = layer_kinds(keys, num_layers) if keys.has("layer_types") else by_default
    if "sliding_attention" not in kinds:
        return (0,) * num_layers
    if not has_window:
        switches = "`sliding_window`" if is_on else "`use_sliding_window`"
        raise keys.error("layer_types", f"has sliding layers but {switches} switches them off.")
    window = keys.positive("sliding_window", default_window)
    return tuple(window if kind == "sliding_attention" else 0 for kind in kinds)


def layer_kinds(keys: Keys, num_layers: int) -> list[str]:
    kinds = keys.items("layer_types", of=str)
    if len(kinds) != num_layers:
        raise keys.error("layer_types", f"has {len(kinds)} entries for {num_layers} layers.")
    unknown = [kind for kind in kinds if kind not in _LAYER_TYPES]
    if unknown:
        raise keys.error(
            "layer_types", f"has {unknown[0]!r}; supported are full_attention, sliding_attention."
        )
    return list(kinds)


def softcap(keys: Keys, key: str, default: float) -> float:
    """A cap on scores or logits: null is none, 0.0; a file that does not say has the class's default."""
    return 0.0 if keys.values.get(key, default) is None else keys.positive_number(key, default or None)


def num_experts(keys: Keys, default: int) -> int:
    """`num_experts`, or `num_local_experts`: transformers has called it both for the same classes."""
    key = "num_experts" if keys.has("num_experts") else "num_local_experts"
    return keys.positive(key, default)


def read_gguf_experts(keys: Keys, arch: str, *, is_normalised: bool, bias: bool = False) -> ExpertsConfig:
    """From a GGUF's metadata; of all layers. Whether shares are normalised is the architecture's own."""
    inter = keys.positive(f"{arch}.feed_forward_length")
    return ExpertsConfig(
        num_experts=keys.positive(f"{arch}.expert_count"),
        num_chosen=keys.positive(f"{arch}.expert_used_count"),
        intermediate_size=keys.positive(f"{arch}.expert_feed_forward_length", inter),
        is_normalised=is_normalised,
        bias=bias,
    )
