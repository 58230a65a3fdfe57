"""Gemma 2: norms around both halves of a layer, soft caps, and a window in every other layer."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from functools import partial

from models.config import ModelConfig
from models.families.family import Family, GGUFForm, register
from models.keys import Keys
from models.llama_config import read_gguf, read_hf, sliding_windows, softcap
from models.parts.sandwich_layer import SandwichLayer, sandwich_shapes
from models.rope import RopeConfig
from models.transformer import CUTS, Transformer, expected_tensors

FULL_EVERY = 2
# What stands in a layer of a GGUF that the Llama shape has not, or under another name.
GGUF_PARTS = {
    "post_attention_norm": "post_attention_layernorm",
    "ffn_norm": "pre_feedforward_layernorm",
    "post_ffw_norm": "post_feedforward_layernorm",
}
GGUF_OPTIONS = ("attention.sliding_window", "attn_logit_softcapping", "final_logit_softcapping")
# llama.cpp scales the queries of the largest of each by its heads' share of the hidden size; it knows them by
# their number of layers.
LAYERS_OF_27B = {"gemma2": 46, "gemma3": 62}


def read_gemma(
    family: str, keys: Keys, generation: Keys, *, max_positions: int, rope: RopeConfig | None = None
) -> ModelConfig:
    """From config.json; no windows, no caps. Raises CheckpointError naming the key."""
    if keys.flag("use_bidirectional_attention", False):
        raise keys.error(
            "use_bidirectional_attention", "is true: tokens that see those behind them; supported is false."
        )
    config = read_hf(
        family,
        keys,
        generation,
        max_positions=max_positions,
        num_kv_heads=4,
        head_dim=256,
        rope=rope,
        activation_key="hidden_activation",
        activation="gelu_tanh",
        tie_embeddings=True,
    )
    bias = keys.flag("attention_bias", False)
    return replace(
        config,
        attention_bias=bias,
        output_bias=bias,
        norm_offset=1.0,
        embedding_scale=config.hidden_size**0.5,
        attention_scale=keys.positive_number("query_pre_attn_scalar", 256.0) ** -0.5,
    )


def gemma_gguf(arch: str, *, full_every: int, local_theta: float | None = None) -> GGUFForm:
    """How its GGUF files are read. `full_every`: of so many layers the last has no window."""

    def read_config(keys: Keys, tensor_names: Collection[str]) -> ModelConfig:
        config = read_gguf(keys, tensor_names, options=GGUF_OPTIONS)
        is_27b = config.num_layers == LAYERS_OF_27B[arch]
        query_size = config.hidden_size / config.num_heads if is_27b else config.head_dim
        window = keys.positive(f"{arch}.attention.sliding_window", 4096)
        local_rope = (
            None if local_theta is None else RopeConfig(rotary_dim=config.head_dim, theta=local_theta)
        )
        return replace(
            config,
            activation="gelu_tanh",
            norm_offset=1.0,
            embedding_scale=config.hidden_size**0.5,
            attention_scale=query_size**-0.5,
            attention_softcap=keys.number(f"{arch}.attn_logit_softcapping", 0.0),
            logit_softcap=keys.number(f"{arch}.final_logit_softcapping", 0.0),
            local_rope=local_rope,
            sliding_windows=tuple(
                0 if (layer + 1) % full_every == 0 else window for layer in range(config.num_layers)
            ),
        )

    return GGUFForm(architectures=(arch,), read_config=read_config, parts=GGUF_PARTS, has_norm_offset=True)


def read_config(keys: Keys, generation: Keys) -> ModelConfig:
    config = read_gemma("gemma2", keys, generation, max_positions=8192)
    return replace(
        config,
        sliding_windows=sliding_windows(keys, config.num_layers, full_every=FULL_EVERY),
        attention_softcap=softcap(keys, "attn_logit_softcapping", 50.0),
        logit_softcap=softcap(keys, "final_logit_softcapping", 30.0),
    )


register(
    Family(
        name="gemma2",
        architectures=("Gemma2ForCausalLM", "Gemma2Model"),
        model_types=("gemma2",),
        read_config=read_config,
        expected_tensors=partial(expected_tensors, layer_shapes=sandwich_shapes),
        cuts=CUTS,
        decoder=partial(Transformer, make_layer=SandwichLayer),
        gguf=gemma_gguf("gemma2", full_every=FULL_EVERY),
    )
)
