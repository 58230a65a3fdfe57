"""Llama, SmolLM2 and what calls itself so. In GGUF, Mistral and Mixtral too."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from models.config import ModelConfig
from models.families.family import Family, GGUFForm, register
from models.keys import Keys
from models.llama_config import read_gguf, read_gguf_experts, read_hf
from models.parts.experts import GGUF_EXPERTS, GGUF_EXPERTS_OPTIONS
from models.transformer import CUTS, Transformer, expected_tensors


def read_gguf_config(keys: Keys, tensor_names: Collection[str]) -> ModelConfig:
    if not keys.integer("llama.expert_count", 0):
        return read_gguf(keys, tensor_names)
    config = read_gguf(keys, tensor_names, options=GGUF_EXPERTS_OPTIONS)
    return replace(config, family="mixtral", experts=read_gguf_experts(keys, "llama", is_normalised=True))


def read_config(keys: Keys, generation: Keys) -> ModelConfig:
    bias = keys.flag("attention_bias", False)
    return replace(
        read_hf("llama", keys, generation, max_positions=2048),
        attention_bias=bias,
        output_bias=bias,
        mlp_bias=keys.flag("mlp_bias", False),
    )


register(
    Family(
        name="llama",
        architectures=("LlamaForCausalLM", "LlamaModel"),
        model_types=("llama",),
        read_config=read_config,
        expected_tensors=expected_tensors,
        cuts=CUTS,
        decoder=Transformer,
        gguf=GGUFForm(
            architectures=("llama",),
            read_config=read_gguf_config,
            has_paired_rows=True,
            rope_tensors={"rope_freqs.weight": "frequency_divisors"},
            parts=GGUF_EXPERTS,
        ),
    )
)
