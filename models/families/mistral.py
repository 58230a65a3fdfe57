"""Mistral, and Ministral, which is Mistral with `layer_types`. A GGUF of it is of the llama architecture."""

from __future__ import annotations

from dataclasses import replace

from models.config import ModelConfig
from models.families.family import Family, register
from models.keys import Keys
from models.llama_config import read_hf, sliding_windows
from models.transformer import CUTS, Transformer, expected_tensors


def read_config(keys: Keys, generation: Keys) -> ModelConfig:
    config = read_hf("mistral", keys, generation, max_positions=131072, num_kv_heads=8)
    return replace(config, sliding_windows=sliding_windows(keys, config.num_layers))


register(
    Family(
        name="mistral",
        architectures=("MistralForCausalLM", "MistralModel", "MinistralForCausalLM", "MinistralModel"),
        model_types=("mistral", "ministral"),
        read_config=read_config,
        expected_tensors=expected_tensors,
        cuts=CUTS,
        decoder=Transformer,
    )
)
