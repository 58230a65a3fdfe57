"""Gemma 3, of the larger ones the text: Gemma 2's layers with q and k normed, and without caps on scores.

Five layers have a window for each that has none, and the two have a RoPE of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from models.config import ModelConfig
from models.families.family import Family, register
from models.families.gemma2 import gemma_gguf, read_gemma
from models.keys import Keys
from models.llama_config import sliding_windows, softcap
from models.nested_text import PREFIXES, UNUSED_PREFIXES, text_keys
from models.parts.sandwich_layer import SandwichLayer, sandwich_shapes
from models.rope import RopeConfig
from models.transformer import CUTS, Transformer, expected_tensors

FULL_EVERY = 6
GLOBAL_THETA, LOCAL_THETA = 1_000_000.0, 10_000.0
MAX_POSITIONS = 131_072


def read_config(keys: Keys, generation: Keys) -> ModelConfig:
    keys = text_keys(keys)
    if softcap(keys, "attn_logit_softcapping", 0.0):
        raise keys.error("attn_logit_softcapping", "is set, and attention in Gemma 3 has no cap.")
    rope, local_rope = _ropes(keys)
    config = read_gemma("gemma3", keys, generation, max_positions=MAX_POSITIONS, rope=rope)
    full_every = keys.positive("sliding_window_pattern", FULL_EVERY)
    return replace(
        config,
        local_rope=local_rope,
        qk_norm="head",
        sliding_windows=sliding_windows(keys, config.num_layers, full_every=full_every),
        logit_softcap=softcap(keys, "final_logit_softcapping", 0.0),
    )


def _ropes(keys: Keys) -> tuple[RopeConfig, RopeConfig]:
    """Of the full layers and of those with a window: a section each, or the names of older files."""
    sections = keys.section("rope_parameters")
    is_old = not sections.values
    ropes = []
    for kind, old_key, default in (
        ("full_attention", "rope_theta", GLOBAL_THETA),
        ("sliding_attention", "rope_local_base_freq", LOCAL_THETA),
    ):
        values: Mapping[str, object] = {} if is_old else sections.section(kind).values
        if kind == "full_attention":  # whose scaling older files have under its own name
            values = {**values, **keys.section("rope_scaling").values}
        section = Keys(values, keys.file, f"{keys.prefix}{'' if is_old else f'rope_parameters.{kind}.'}")
        rope = RopeConfig.of_layer_type(
            section,
            keys,
            head_dim=keys.positive("head_dim", 256),
            max_positions=keys.positive("max_position_embeddings", MAX_POSITIONS),
            theta=keys.positive_number(old_key, default),
        )
        ropes.append(rope)
    return ropes[0], ropes[1]


register(
    Family(
        name="gemma3",
        architectures=("Gemma3ForCausalLM", "Gemma3TextModel", "Gemma3ForConditionalGeneration"),
        model_types=("gemma3_text", "gemma3"),
        read_config=read_config,
        expected_tensors=partial(expected_tensors, layer_shapes=sandwich_shapes),
        cuts=CUTS,
        decoder=partial(Transformer, make_layer=SandwichLayer),
        gguf=gemma_gguf("gemma3", full_every=FULL_EVERY, local_theta=LOCAL_THETA),
        prefixes=PREFIXES,
        unused_prefixes=UNUSED_PREFIXES,
    )
)
