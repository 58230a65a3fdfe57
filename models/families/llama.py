"""Llama, SmolLM2 and what calls itself so. In GGUF, Mistral too."""

from __future__ import annotations

from dataclasses import replace

from models.config import ModelConfig
from models.families.family import Family, GGUFForm, register
from models.keys import Keys
from models.llama import CUTS, LlamaDecoder, expected_tensors
from models.llama_config import read_gguf, read_hf


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
        decoder=LlamaDecoder,
        gguf=GGUFForm(
            architectures=("llama",), read_config=read_gguf, has_paired_rows=True, has_rope_freqs=True
        ),
    )
)
