"""How the configuration of a decoder of the Llama shape is read, from config.json and from a GGUF.

The shape: pre-norm, RoPE, grouped-query attention, gated SiLU MLP. What would change results and is not known
here is refused, by name.
"""

from __future__ import annotations

from collections.abc import Collection

from models.config import ModelConfig
from models.fp8 import Fp8
from models.gguf_options import refuse_unread_options, special_token_ids
from models.keys import Keys
from models.rope import RopeConfig

_DEFAULT_WINDOW = 4096
_LAYER_TYPES = ("full_attention", "sliding_attention", "attention")  # the last is the first's old name


def read_hf(
    family: str,
    keys: Keys,
    generation: Keys,
    *,
    max_positions: int,
    num_kv_heads: int | None = None,
    head_dim: int | None = None,
) -> ModelConfig:
    """From config.json, and generation_config.json for its EOS ids; no biases, no windows.

    Args:
        max_positions, num_kv_heads, head_dim: the family's where the file does not say; without them, one KV
            head for each head, and heads that share the hidden size.

    Raises: CheckpointError naming the key.
    """
    _refuse_hf_options(keys)
    hidden_size = keys.positive("hidden_size")
    num_heads = keys.positive("num_attention_heads")
    max_positions = keys.positive("max_position_embeddings", max_positions)
    head_dim = _hf_head_dim(keys, head_dim, hidden_size, num_heads)
    rope = RopeConfig.from_hf(keys, rotary_dim=head_dim, max_positions=max_positions)
    return ModelConfig(
        family=family,
        vocab_size=keys.positive("vocab_size"),
        hidden_size=hidden_size,
        num_layers=keys.positive("num_hidden_layers"),
        num_heads=num_heads,
        num_kv_heads=_hf_num_kv_heads(keys, num_kv_heads or num_heads, num_heads),
        head_dim=head_dim,
        intermediate_size=keys.positive("intermediate_size"),
        rms_norm_eps=keys.positive_number("rms_norm_eps", 1e-6),
        rope=rope,
        max_position_embeddings=max(max_positions, rope.max_positions),
        tie_embeddings=keys.flag("tie_word_embeddings", False),
        bos_token_id=next(iter(keys.ids("bos_token_id")), None),
        eos_token_ids=tuple(dict.fromkeys(keys.ids("eos_token_id") + generation.ids("eos_token_id"))),
        file=keys.file,
    )


def read_gguf(keys: Keys, tensor_names: Collection[str]) -> ModelConfig:
    """From a GGUF's metadata; its tensor names tell of biases and of a separate output projection.

    The family is called as the architecture is. Raises: CheckpointError naming the key.
    """
    arch = keys.text("general.architecture")
    refuse_unread_options(keys, arch)
    hidden_size = keys.positive(f"{arch}.embedding_length")
    num_layers = keys.positive(f"{arch}.block_count")
    num_heads = _per_layer(keys, f"{arch}.attention.head_count", num_layers)
    max_positions = keys.positive(f"{arch}.context_length")
    head_dim = _gguf_head_dim(keys, arch, max(hidden_size // num_heads, 1))
    rope = RopeConfig.from_gguf(keys, arch, rotary_dim=head_dim, max_positions=max_positions)
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
        qk_norm="blk.0.attn_q_norm.weight" in tensor_names,
        tie_embeddings="output.weight" not in tensor_names,
        bos_token_id=next(iter(special_token_ids(keys, "bos")), None),
        eos_token_ids=tuple(
            dict.fromkeys(
                token_id for which in ("eos", "eot", "eom") for token_id in special_token_ids(keys, which)
            )
        ),
        file=keys.file,
    )


def _refuse_hf_options(keys: Keys) -> None:
    Fp8.from_hf(keys)  # refuses other methods
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
    keys: Keys, num_layers: int, *, first_sliding: int = 0, is_on: bool = True
) -> tuple[int, ...]:
    """Tokens that each layer sees, itself included; 0: all."""
    # A null window switches it off; a file that does not say uses the class's default.
    has_window = is_on and keys.values.get("sliding_window", _DEFAULT_WINDOW) is not None
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
