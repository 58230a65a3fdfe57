"""Qwen3-MoE: Qwen3, with experts in the place of most MLPs."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from models.config import ExpertsConfig, ModelConfig
from models.families.family import Family, GGUFForm, register
from models.keys import Keys
from models.llama_config import num_experts, read_gguf, read_gguf_experts, read_hf, sliding_windows
from models.parts.experts import GGUF_EXPERTS, GGUF_EXPERTS_OPTIONS, stacked_experts
from models.transformer import CUTS, Transformer, expected_tensors


def read_config(keys: Keys, generation: Keys) -> ModelConfig:
    config = read_hf("qwen3_moe", keys, generation, max_positions=32768, num_kv_heads=4)
    bias = keys.flag("attention_bias", False)
    step = keys.positive("decoder_sparse_step", 1)
    dense = keys.items("mlp_only_layers", of=int) if keys.has("mlp_only_layers") else []
    experts = ExpertsConfig(
        num_experts=num_experts(keys, 128),
        num_chosen=keys.positive("num_experts_per_tok", 8),
        intermediate_size=keys.positive("moe_intermediate_size", 768),
        is_normalised=keys.flag("norm_topk_prob", False),
        dense_layers=tuple(
            layer for layer in range(config.num_layers) if layer in dense or (layer + 1) % step
        ),
    )
    is_sliding = keys.flag("use_sliding_window", False)
    return replace(
        config,
        attention_bias=bias,
        output_bias=bias,
        qk_norm="head",
        experts=experts,
        sliding_windows=sliding_windows(keys, config.num_layers, is_on=is_sliding),
    )


def read_gguf_config(keys: Keys, tensor_names: Collection[str]) -> ModelConfig:
    config = read_gguf(keys, tensor_names, options=GGUF_EXPERTS_OPTIONS)
    return replace(
        config, family="qwen3_moe", experts=read_gguf_experts(keys, "qwen3moe", is_normalised=True)
    )


register(
    Family(
        name="qwen3_moe",
        architectures=("Qwen3MoeForCausalLM", "Qwen3MoeModel"),
        model_types=("qwen3_moe",),
        read_config=read_config,
        expected_tensors=expected_tensors,
        cuts=CUTS,
        decoder=Transformer,
        parts=stacked_experts,
        gguf=GGUFForm(architectures=("qwen3moe",), read_config=read_gguf_config, parts=GGUF_EXPERTS),
    )
)
