"""Qwen3: q and k are normed, heads are 128 wide whatever the hidden size, and windows are as Qwen2's."""

from __future__ import annotations

from dataclasses import replace

from models.config import ModelConfig
from models.families.family import Family, GGUFForm, register
from models.keys import Keys
from models.llama_config import read_gguf, read_hf, switched_windows
from models.transformer import CUTS, Transformer, expected_tensors


def read_config(keys: Keys, generation: Keys) -> ModelConfig:
    config = read_hf("qwen3", keys, generation, max_positions=32768, num_kv_heads=32, head_dim=128)
    bias = keys.flag("attention_bias", False)
    windows = switched_windows(keys, config.num_layers)
    return replace(config, attention_bias=bias, output_bias=bias, qk_norm="head", sliding_windows=windows)


register(
    Family(
        name="qwen3",
        architectures=("Qwen3ForCausalLM", "Qwen3Model"),
        model_types=("qwen3",),
        read_config=read_config,
        expected_tensors=expected_tensors,
        cuts=CUTS,
        decoder=Transformer,
        gguf=GGUFForm(architectures=("qwen3",), read_config=read_gguf),
    )
)
