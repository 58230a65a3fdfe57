"""Mistral, and what goes on from it: Ministral, which has `layer_types`, Ministral 3, and of those that see
images (Mistral Small 3) the text. A GGUF of it is of the llama architecture.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Any

from models.config import ModelConfig
from models.families.family import Family, register
from models.keys import Keys
from models.llama_config import read_hf, sliding_windows
from models.nested_text import PREFIXES, UNUSED_PREFIXES, text_keys
from models.transformer import CUTS, Transformer, expected_tensors

_log = logging.getLogger(__name__)
_SCALING = "llama_4_scaling_beta"
_MINISTRAL3_ROPE = {
    "rope_type": "yarn",
    "rope_theta": 1_000_000.0,
    "factor": 16.0,
    "original_max_position_embeddings": 16384,
    "beta_fast": 32.0,
    "beta_slow": 1.0,
    "mscale": 1.0,
    "mscale_all_dim": 1.0,
    _SCALING: 0.1,
}


def read_config(keys: Keys, generation: Keys) -> ModelConfig:
    keys = text_keys(keys)
    kind = keys.text("model_type", "mistral")
    if kind == "ministral3":
        return _read_ministral3(keys, generation)
    if kind not in ("mistral", "ministral"):
        raise keys.error("model_type", f"is {kind!r}; supported are mistral, ministral and ministral3.")
    config = read_hf("mistral", keys, generation, max_positions=131072, num_kv_heads=8)
    return replace(config, sliding_windows=sliding_windows(keys, config.num_layers))


def _read_ministral3(keys: Keys, generation: Keys) -> ModelConfig:
    """Its queries grow with their position, in steps of the first training's context: here it ends there."""
    if not any(keys.section(key).values for key in ("rope_parameters", "rope_scaling")):
        keys = replace(keys, values={**keys.values, "rope_parameters": _MINISTRAL3_ROPE})
    defaults: dict[str, Any] = {"num_kv_heads": 8, "theta": 1_000_000.0, "rms_norm_eps": 1e-5}
    if not keys.has("head_dim") and "head_dim" not in keys.values:
        defaults["head_dim"] = 128
    config = read_hf("mistral", keys, generation, max_positions=262144, **defaults)
    windows = sliding_windows(keys, config.num_layers, default_window=None)
    config = replace(config, sliding_windows=windows)
    section = keys.section("rope_scaling" if keys.section("rope_scaling").values else "rope_parameters")
    if not section.number(_SCALING, 0.0):
        return config
    first = section.positive("original_max_position_embeddings")
    if first >= config.max_position_embeddings:
        return config
    _log.warning(
        "%s: `%s%s` scales the queries from position %d on, which is not computed: no sequence becomes "
        "longer.",
        keys.file,
        section.prefix,
        _SCALING,
        first,
    )
    return replace(config, max_position_embeddings=first)


register(
    Family(
        name="mistral",
        architectures=(
            *("MistralForCausalLM", "MistralModel", "MinistralForCausalLM", "MinistralModel"),
            *("Ministral3ForCausalLM", "Ministral3Model", "Mistral3ForConditionalGeneration"),
        ),
        model_types=("mistral", "ministral", "ministral3", "mistral3"),
        read_config=read_config,
        expected_tensors=expected_tensors,
        cuts=CUTS,
        decoder=Transformer,
        prefixes=PREFIXES,
        unused_prefixes=UNUSED_PREFIXES,
    )
)
