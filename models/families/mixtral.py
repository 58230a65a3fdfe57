"""Mixtral: Mistral with experts. A GGUF of it is of the llama architecture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from models.config import ExpertsConfig, ModelConfig
from models.families.family import Family, register
from models.keys import Keys
from models.llama_config import num_experts, read_hf, sliding_windows
from models.parted_weights import Part
from models.parts.experts import stacked_experts
from models.transformer import CUTS, Transformer, expected_tensors

_OWN_NAMES = {"gate_proj": "w1", "up_proj": "w3", "down_proj": "w2"}


def read_config(keys: Keys, generation: Keys) -> ModelConfig:
    config = read_hf(
        "mixtral",
        keys,
        generation,
        max_positions=131072,
        num_kv_heads=8,
        theta=1_000_000.0,
        rms_norm_eps=1e-5,
    )
    experts = ExpertsConfig(
        num_experts=num_experts(keys, 8),
        num_chosen=keys.positive("num_experts_per_tok", 2),
        intermediate_size=config.intermediate_size,
        is_normalised=True,
    )
    windows = sliding_windows(keys, config.num_layers, default_window=None)
    return replace(config, experts=experts, sliding_windows=windows)


def parts(config: ModelConfig) -> Iterator[tuple[str, Part]]:
    """Under the names that the checkpoints have."""
    yield from stacked_experts(config)
    for name, shape in expected_tensors(config).items():
        prefix, mlp, rest = name.partition(".mlp.")
        if mlp:
            for part, own_name in _OWN_NAMES.items():
                rest = rest.replace(part, own_name)
            source = f"{prefix}.block_sparse_moe.{rest}"
            yield name, Part(source=source, source_shape=shape)


register(
    Family(
        name="mixtral",
        architectures=("MixtralForCausalLM", "MixtralModel"),
        model_types=("mixtral",),
        read_config=read_config,
        expected_tensors=expected_tensors,
        cuts=CUTS,
        decoder=Transformer,
        parts=parts,
    )
)
