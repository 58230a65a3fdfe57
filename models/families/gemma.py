"""Gemma, the first: the Llama shape with Gemma's norms, activation and scaled embeddings."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from models.config import ModelConfig
from models.families.family import Family, GGUFForm, register
from models.keys import Keys
from models.llama_config import read_gguf, read_hf
from models.transformer import CUTS, Transformer, expected_tensors


def read_config(keys: Keys, generation: Keys) -> ModelConfig:
    if keys.flag("use_bidirectional_attention", False):
        raise keys.error(
            "use_bidirectional_attention", "is true: tokens that see those behind them; supported is false."
        )
    if keys.values.get("hidden_act") == "gelu":  # so the first files called what they have
        keys = replace(keys, values={**keys.values, "hidden_act": "gelu_pytorch_tanh"})
    config = read_hf(
        "gemma",
        keys,
        generation,
        max_positions=8192,
        num_kv_heads=16,
        head_dim=256,
        activation="gelu_tanh",
        tie_embeddings=True,
    )
    bias = keys.flag("attention_bias", False)
    return _with_terms(replace(config, attention_bias=bias, output_bias=bias))


def read_gguf_config(keys: Keys, tensor_names: Collection[str]) -> ModelConfig:
    return _with_terms(read_gguf(keys, tensor_names))


def _with_terms(config: ModelConfig) -> ModelConfig:
    scale = config.hidden_size**0.5
    return replace(config, activation="gelu_tanh", norm_offset=1.0, embedding_scale=scale)


register(
    Family(
        name="gemma",
        architectures=("GemmaForCausalLM", "GemmaModel"),
        model_types=("gemma",),
        read_config=read_config,
        expected_tensors=expected_tensors,
        cuts=CUTS,
        decoder=Transformer,
        gguf=GGUFForm(architectures=("gemma",), read_config=read_gguf_config, has_norm_offset=True),
    )
)
