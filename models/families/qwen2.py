"""Qwen2 and Qwen2.5: biases on q, k and v, and windows in the upper layers where they are switched on."""

from __future__ import annotations

from dataclasses import replace

from models.config import ModelConfig
from models.families.family import Family, GGUFForm, register
from models.keys import Keys
from models.llama_config import read_gguf, read_hf, switched_windows
from models.transformer import CUTS, Transformer, expected_tensors


def read_config(keys: Keys, generation: Keys) -> ModelConfig:
    config = read_hf("qwen2", keys, generation, max_positions=32768, num_kv_heads=32)
    windows = switched_windows(keys, config.num_layers)
    return replace(config, attention_bias=True, sliding_windows=windows)


register(
    Family(
        name="qwen2",
        architectures=("Qwen2ForCausalLM", "Qwen2Model"),
        model_types=("qwen2",),
        read_config=read_config,
        expected_tensors=expected_tensors,
        cuts=CUTS,
        decoder=Transformer,
        gguf=GGUFForm(architectures=("qwen2",), read_config=read_gguf),
    )
)
