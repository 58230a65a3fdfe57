"""SmolLM3: the Llama shape, where every fourth layer is without RoPE."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from models.config import ModelConfig
from models.families.family import Family, GGUFForm, register
from models.keys import Keys
from models.llama_config import layer_kinds, read_gguf, read_hf
from models.transformer import CUTS, Transformer, expected_tensors

NO_ROPE_INTERVAL = 4


def read_config(keys: Keys, generation: Keys) -> ModelConfig:
    config = read_hf(
        "smollm3",
        keys,
        generation,
        max_positions=32768,
        num_kv_heads=4,
        theta=2_000_000.0,
        tie_embeddings=True,
    )
    bias = keys.flag("attention_bias", False)
    unrotated = _unrotated_layers(keys, config.num_layers)
    return replace(
        config,
        attention_bias=bias,
        output_bias=bias,
        mlp_bias=keys.flag("mlp_bias", False),
        unrotated_layers=unrotated,
        sliding_windows=_sliding_windows(keys, config.num_layers, unrotated),
    )


def _unrotated_layers(keys: Keys, num_layers: int) -> tuple[int, ...]:
    if not keys.has("no_rope_layers"):
        return _each(keys.positive("no_rope_layer_interval", NO_ROPE_INTERVAL), num_layers)
    has_rope = keys.items("no_rope_layers", of=int)  # 1: the layer has RoPE, whatever the key's name says
    if len(has_rope) < num_layers:
        raise keys.error("no_rope_layers", f"has {len(has_rope)} entries for {num_layers} layers.")
    return tuple(layer for layer in range(num_layers) if not has_rope[layer])


def _each(interval: int, num_layers: int) -> tuple[int, ...]:
    return tuple(range(interval - 1, num_layers, interval))


def _sliding_windows(keys: Keys, num_layers: int, unrotated: tuple[int, ...]) -> tuple[int, ...]:
    """Where windows are on, and no `layer_types` say otherwise, the layers without RoPE have them."""
    if not keys.flag("use_sliding_window", False) or not keys.has("sliding_window"):
        return (0,) * num_layers
    default = ["sliding_attention" if layer in unrotated else "full_attention" for layer in range(num_layers)]
    kinds = layer_kinds(keys, num_layers) if keys.has("layer_types") else default
    window = keys.positive("sliding_window")
    return tuple(window if kind == "sliding_attention" else 0 for kind in kinds)


def read_gguf_config(keys: Keys, tensor_names: Collection[str]) -> ModelConfig:
    """The interval is llama.cpp's own: no key has it."""
    config = read_gguf(keys, tensor_names)
    return replace(config, unrotated_layers=_each(NO_ROPE_INTERVAL, config.num_layers))


register(
    Family(
        name="smollm3",
        architectures=("SmolLM3ForCausalLM", "SmolLM3Model"),
        model_types=("smollm3",),
        read_config=read_config,
        expected_tensors=expected_tensors,
        cuts=CUTS,
        decoder=Transformer,
        gguf=GGUFForm(architectures=("smollm3",), read_config=read_gguf_config, has_paired_rows=True),
    )
)
