"""OLMoE: experts whose shares are those of the softmax over all, and q and k normed over all heads."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from models.config import ExpertsConfig, ModelConfig
from models.families.family import Family, GGUFForm, register
from models.keys import Keys
from models.llama_config import num_experts, read_gguf, read_gguf_experts, read_hf
from models.parts.experts import GGUF_EXPERTS, GGUF_EXPERTS_OPTIONS, stacked_experts
from models.transformer import CUTS, Transformer, expected_tensors


def read_config(keys: Keys, generation: Keys) -> ModelConfig:
    if keys.has("clip_qkv"):
        raise keys.error("clip_qkv", "is set: q, k and v are not clipped here. Use a checkpoint without it.")
    config = read_hf("olmoe", keys, generation, max_positions=4096, rms_norm_eps=1e-5)
    bias = keys.flag("attention_bias", False)
    experts = ExpertsConfig(
        num_experts=num_experts(keys, 64),
        num_chosen=keys.positive("num_experts_per_tok", 8),
        intermediate_size=config.intermediate_size,
        is_normalised=keys.flag("norm_topk_prob", False),
    )
    return replace(config, attention_bias=bias, output_bias=bias, qk_norm="whole", experts=experts)


def read_gguf_config(keys: Keys, tensor_names: Collection[str]) -> ModelConfig:
    config = read_gguf(keys, tensor_names, options=GGUF_EXPERTS_OPTIONS)
    experts = read_gguf_experts(keys, "olmoe", is_normalised=False)
    return replace(config, qk_norm="whole", experts=experts)


register(
    Family(
        name="olmoe",
        architectures=("OlmoeForCausalLM", "OlmoeModel"),
        model_types=("olmoe",),
        read_config=read_config,
        expected_tensors=expected_tensors,
        cuts=CUTS,
        decoder=Transformer,
        parts=stacked_experts,
        gguf=GGUFForm(architectures=("olmoe",), read_config=read_gguf_config, parts=GGUF_EXPERTS),
    )
)
