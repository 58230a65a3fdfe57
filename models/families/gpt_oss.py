"""gpt-oss: experts everywhere, biases everywhere, attention sinks, and a window in every other layer."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from models.config import ExpertsConfig, ModelConfig
from models.families.family import Family, GGUFForm, register
from models.keys import Keys
from models.llama_config import num_experts, read_gguf, read_gguf_experts, read_hf, sliding_windows
from models.mxfp4 import BLOCKS_SUFFIX
from models.parted_weights import Part
from models.parts.experts import GGUF_EXPERTS, GGUF_EXPERTS_OPTIONS, stacked_experts
from models.transformer import CUTS, Transformer, expected_tensors

FULL_EVERY = 2
SWIGLU_LIMIT, SWIGLU_ALPHA = 7.0, 1.702
_DEFAULT_ROPE = {
    "rope_type": "yarn",
    "factor": 32.0,
    "beta_fast": 32.0,
    "beta_slow": 1.0,
    "truncate": False,
    "original_max_position_embeddings": 4096,
}


def read_config(keys: Keys, generation: Keys) -> ModelConfig:
    for key, value in (("swiglu_limit", SWIGLU_LIMIT), ("swiglu_alpha", SWIGLU_ALPHA)):
        if keys.number(key, value) != value:
            raise keys.error(key, f"is {keys.number(key)}; the experts here have {value}.")
    if not keys.section("rope_parameters").values and not keys.section("rope_scaling").values:
        keys = replace(keys, values={**keys.values, "rope_parameters": _DEFAULT_ROPE})
    config = read_hf(
        "gpt_oss",
        keys,
        generation,
        max_positions=131072,
        num_kv_heads=8,
        head_dim=64,
        theta=150_000.0,
        rms_norm_eps=1e-5,
        activation="clamped_swiglu",
        has_mxfp4=True,
    )
    bias = keys.flag("attention_bias", True)
    return replace(
        config,
        attention_bias=bias,
        output_bias=bias,
        attention_sinks=True,
        sliding_windows=sliding_windows(keys, config.num_layers, default_window=128, full_every=FULL_EVERY),
        experts=ExpertsConfig(
            num_experts=num_experts(keys, 128),
            num_chosen=keys.positive("num_experts_per_tok", 4),
            intermediate_size=config.intermediate_size,
            is_normalised=True,
            bias=True,
        ),
    )


def read_gguf_config(keys: Keys, tensor_names: Collection[str]) -> ModelConfig:
    options = (*GGUF_EXPERTS_OPTIONS, "attention.sliding_window")
    config = read_gguf(keys, tensor_names, options=options)
    window = keys.positive("gpt-oss.attention.sliding_window")
    return replace(
        config,
        family="gpt_oss",
        activation="clamped_swiglu",
        attention_sinks=True,
        mlp_bias=False,
        sliding_windows=tuple(
            0 if (layer + 1) % FULL_EVERY == 0 else window for layer in range(config.num_layers)
        ),
        experts=read_gguf_experts(keys, "gpt-oss", is_normalised=True, bias=True),
    )


def parts(config: ModelConfig) -> Iterator[tuple[str, Part]]:
    """In safetensors an expert's gate and up stand in turn; matrices of floats are transposed."""
    yield from stacked_experts(config, suffixes=(".weight",))
    experts, hidden = config.experts, config.hidden_size
    assert experts is not None, "every layer has experts"
    count, inter = experts.num_experts, experts.intermediate_size
    # Each projection: where it is, and which of the columns there, of how many.
    columns = {
        "gate_proj": ("gate_up_proj", range(0, 2 * inter, 2), 2 * inter, hidden),
        "up_proj": ("gate_up_proj", range(1, 2 * inter, 2), 2 * inter, hidden),
        "down_proj": ("down_proj", range(hidden), hidden, inter),
    }
    for layer in range(config.num_layers):
        sinks = f"model.layers.{layer}.self_attn.sinks"
        yield sinks, Part(source=f"{sinks}.weight", source_shape=(config.num_heads,))
        prefix = f"model.layers.{layer}.mlp"
        yield f"{prefix}.gate.weight", Part(source=f"{prefix}.router.weight", source_shape=(count, hidden))
        yield f"{prefix}.gate.bias", Part(source=f"{prefix}.router.bias", source_shape=(count,))
        for index in range(count):
            for name, (source, chosen, num_out, num_in) in columns.items():
                expert, stacked = f"{prefix}.experts.{index}.{name}", f"{prefix}.experts.{source}"
                yield (
                    f"{expert}.weight",
                    Part(
                        source=f"{stacked}{BLOCKS_SUFFIX}",
                        source_shape=(count, num_out, num_in),
                        rows=range(index * num_out + chosen.start, (index + 1) * num_out, chosen.step),
                    ),
                )
                yield (
                    f"{expert}.weight",
                    Part(
                        source=stacked,
                        source_shape=(count, num_in, num_out),
                        rows=range(index * num_in, (index + 1) * num_in),
                        columns=chosen,
                        is_transposed=True,
                    ),
                )
                yield (
                    f"{expert}.bias",
                    Part(
                        source=f"{stacked}_bias",
                        source_shape=(count, num_out),
                        rows=range(index, index + 1),
                        columns=chosen,
                        is_vector=True,
                    ),
                )


register(
    Family(
        name="gpt_oss",
        architectures=("GptOssForCausalLM", "GptOssModel"),
        model_types=("gpt_oss",),
        read_config=read_config,
        expected_tensors=expected_tensors,
        cuts=CUTS | {"self_attn": "query_heads"},  # of which the sinks are the only tensor of its own
        decoder=Transformer,
        parts=parts,
        gguf=GGUFForm(
            architectures=("gpt-oss",),
            read_config=read_gguf_config,
            parts=GGUF_EXPERTS
            | {"post_attention_norm": "post_attention_layernorm", "attn_sinks": "self_attn.sinks"},
        ),
    )
)
