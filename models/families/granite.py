"""Granite: the Llama shape with factors on embeddings, attention, residuals and logits."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from models.config import ModelConfig
from models.families.family import Family, GGUFForm, register
from models.keys import Keys
from models.llama_config import read_gguf, read_hf
from models.transformer import CUTS, Transformer, expected_tensors

GGUF_OPTIONS = ("attention.scale", "embedding_scale", "logit_scale", "residual_scale")


def read_config(keys: Keys, generation: Keys) -> ModelConfig:
    bias = keys.flag("attention_bias", False)
    return replace(
        read_hf("granite", keys, generation, max_positions=2048),
        attention_bias=bias,
        output_bias=bias,
        mlp_bias=keys.flag("mlp_bias", False),
        embedding_scale=keys.positive_number("embedding_multiplier", 1.0),
        attention_scale=keys.positive_number("attention_multiplier", 1.0),
        residual_scale=keys.positive_number("residual_multiplier", 1.0),
        logit_scale=1.0 / keys.positive_number("logits_scaling", 1.0),
    )


def read_gguf_config(keys: Keys, tensor_names: Collection[str]) -> ModelConfig:
    """0 is llama.cpp's value for a factor that is not there."""
    config = read_gguf(keys, tensor_names, options=GGUF_OPTIONS)
    return replace(
        config,
        embedding_scale=keys.number("granite.embedding_scale", 0.0) or 1.0,
        attention_scale=keys.number("granite.attention.scale", 0.0) or None,
        residual_scale=keys.number("granite.residual_scale", 0.0) or 1.0,
        logit_scale=1.0 / (keys.number("granite.logit_scale", 0.0) or 1.0),
    )


register(
    Family(
        name="granite",
        architectures=("GraniteForCausalLM", "GraniteModel"),
        model_types=("granite",),
        read_config=read_config,
        expected_tensors=expected_tensors,
        cuts=CUTS,
        decoder=Transformer,
        gguf=GGUFForm(architectures=("granite",), read_config=read_gguf_config, has_paired_rows=True),
    )
)
