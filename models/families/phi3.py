"""Phi-3, Phi-3.5, Phi-4 and Phi-4-mini: fused projections, longrope, and a part of each head rotated."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator
from dataclasses import replace

from models.config import ModelConfig
from models.families.family import Family, GGUFForm, register
from models.keys import Keys
from models.llama_config import read_gguf, read_hf, sliding_windows
from models.parted_weights import Part
from models.transformer import CUTS, Transformer, expected_tensors

_log = logging.getLogger(__name__)
_ROPE_TENSORS = {
    "rope_factors_long.weight": "long_divisors",
    "rope_factors_short.weight": "short_divisors",
}
_OLD_LONGROPE = ("su", "yarn")  # what transformers takes for longrope here


def read_config(keys: Keys, generation: Keys) -> ModelConfig:
    keys = _with_longrope(keys)
    config = read_hf("phi3", keys, generation, max_positions=4096, rms_norm_eps=1e-5, has_partial_rope=True)
    if config.rope.type not in ("default", "longrope"):
        raise keys.error("rope_scaling", f"is of type {config.rope.type!r}; Phi-3 has longrope or none.")
    return replace(config, sliding_windows=sliding_windows(keys, config.num_layers, default_window=None))


def _with_longrope(keys: Keys) -> Keys:
    values = dict(keys.values)
    for key in ("rope_scaling", "rope_parameters"):
        section = dict(keys.section(key).values)
        for type_key in ("rope_type", "type"):
            if section.get(type_key) in _OLD_LONGROPE:
                values[key] = {**section, type_key: "longrope"}
    values.setdefault("original_max_position_embeddings", 4096)
    return replace(keys, values=values)


def read_gguf_config(keys: Keys, tensor_names: Collection[str]) -> ModelConfig:
    """As llama.cpp reads it, which gives no layer a window, whatever the file says of one."""
    window, context = keys.integer("phi3.attention.sliding_window", 0), keys.positive("phi3.context_length")
    if 0 < window < context:
        _log.warning(
            "%s: `phi3.attention.sliding_window` is %d, and is not applied: so it is in llama.cpp. The "
            "Hugging Face checkpoint has it.",
            keys.file,
            window,
        )
    kind = keys.text("phi3.rope.scaling.type", "none")
    if kind not in ("none", "longrope"):
        raise keys.error("phi3.rope.scaling.type", f"is {kind!r}; Phi-3 has longrope or none.")
    plain = replace(keys, values={**keys.values, "phi3.rope.scaling.type": "none"})
    options = ("attention.sliding_window",)
    config = read_gguf(plain, tensor_names, options=options, has_partial_rope=True)
    if not _ROPE_TENSORS.keys() & set(tensor_names):
        return config
    original = keys.positive("phi3.rope.scaling.original_context_length", config.max_position_embeddings)
    rope = replace(config.rope, type="longrope", original_max_positions=original)
    return replace(config, rope=rope)


def parts(config: ModelConfig) -> Iterator[tuple[str, Part]]:
    hidden, inter = config.hidden_size, config.intermediate_size
    q_size, kv_size = config.num_heads * config.head_dim, config.num_kv_heads * config.head_dim
    for layer in range(config.num_layers):
        prefix = f"model.layers.{layer}"
        fused = (
            ("self_attn.qkv_proj", "self_attn", {"q_proj": q_size, "k_proj": kv_size, "v_proj": kv_size}),
            ("mlp.gate_up_proj", "mlp", {"gate_proj": inter, "up_proj": inter}),
        )
        for source, module, sizes in fused:
            first = 0
            for name, size in sizes.items():
                yield (
                    f"{prefix}.{module}.{name}.weight",
                    Part(
                        source=f"{prefix}.{source}.weight",
                        source_shape=(sum(sizes.values()), hidden),
                        rows=range(first, first + size),
                    ),
                )
                first += size


register(
    Family(
        name="phi3",
        architectures=("Phi3ForCausalLM", "Phi3Model"),
        model_types=("phi3",),
        read_config=read_config,
        expected_tensors=expected_tensors,
        cuts=CUTS,
        decoder=Transformer,
        parts=parts,
        gguf=GGUFForm(
            architectures=("phi3",),
            read_config=read_gguf_config,
            rope_tensors=_ROPE_TENSORS,
            parts={"attn_qkv": "self_attn.qkv_proj", "ffn_up": "mlp.gate_up_proj"},
        ),
    )
)
