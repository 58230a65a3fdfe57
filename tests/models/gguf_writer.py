"""GGUF files as llama.cpp's converter would write them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import gguf
import numpy as np
from gguf import quants
from tokenizers.pre_tokenizers import ByteLevel

from kernels.linear.quantized import GGUF_TYPES, QuantizedWeight

PARTS = {
    "input_layernorm": "attn_norm",
    "self_attn.q_proj": "attn_q",
    "self_attn.k_proj": "attn_k",
    "self_attn.v_proj": "attn_v",
    "self_attn.o_proj": "attn_output",
    "self_attn.q_norm": "attn_q_norm",
    "self_attn.k_norm": "attn_k_norm",
    "post_attention_layernorm": "ffn_norm",
    "mlp.gate_proj": "ffn_gate",
    "mlp.up_proj": "ffn_up",
    "mlp.down_proj": "ffn_down",
    "mlp.gate": "ffn_gate_inp",
    "mlp.router": "ffn_gate_inp",
    "self_attn": "attn_sinks",
    "self_attn.qkv_proj": "attn_qkv",
    "mlp.gate_up_proj": "ffn_up",
}
GEMMA_PARTS = {
    "post_attention_layernorm": "post_attention_norm",
    "pre_feedforward_layernorm": "ffn_norm",
    "post_feedforward_layernorm": "post_ffw_norm",
}
OWN_PARTS = {
    "gemma2": GEMMA_PARTS,
    "gemma3": GEMMA_PARTS,
    "gpt-oss": {"post_attention_layernorm": "post_attention_norm"},
}
PAIRED = ("llama", "granite", "smollm3")  # architectures whose q and k have RoPE's neighbours side by side


def gguf_name(name: str, arch: str) -> str:
    stem, suffix = name.rsplit(".", 1)
    if stem.startswith("model.layers."):
        _, _, layer, part = stem.split(".", 3)
        parts = PARTS | OWN_PARTS.get(arch, {})
        return f"blk.{layer}.{parts[part]}.{'weight' if suffix == 'sinks' else suffix}"
    top = {"model.embed_tokens": "token_embd", "model.norm": "output_norm", "lm_head": "output"}
    return f"{top[stem]}.{suffix}"


def paired(rows, num_heads):
    """Row order of the llama architecture: what llama.cpp's converter does to q and k."""
    return rows.reshape(num_heads, 2, -1, *rows.shape[1:]).swapaxes(1, 2).reshape(rows.shape)


def byte_level_vocabulary(vocab_size: int) -> dict[str, Any]:
    tokens = ["<unk>", "<s>", "</s>", *sorted(ByteLevel.alphabet()), "\u0120a"]
    tokens += [f"[unused{i}]" for i in range(vocab_size - len(tokens))]
    return {
        "tokenizer.ggml.model": "gpt2",
        "tokenizer.ggml.pre": "gpt-2",
        "tokenizer.ggml.tokens": tokens,
        "tokenizer.ggml.token_type": [3, 3, 3] + [1] * (vocab_size - 3),
        "tokenizer.ggml.merges": ["\u0120 a"],
        "tokenizer.ggml.bos_token_id": 1,
        "tokenizer.ggml.eos_token_id": 2,
    }


def metadata(network: Any, arch: str) -> dict[str, Any]:
    """What the converter writes of a transformers model, its tokenizer left out."""
    config = network.config
    head_dim = getattr(config, "head_dim", None) or config.hidden_size // config.num_attention_heads
    rope = config.rope_parameters.get("full_attention", config.rope_parameters)
    return {
        f"{arch}.block_count": config.num_hidden_layers,
        f"{arch}.context_length": config.max_position_embeddings,
        f"{arch}.embedding_length": config.hidden_size,
        f"{arch}.feed_forward_length": config.intermediate_size,
        f"{arch}.attention.head_count": config.num_attention_heads,
        f"{arch}.attention.head_count_kv": config.num_key_value_heads,
        f"{arch}.attention.layer_norm_rms_epsilon": float(config.rms_norm_eps),
        f"{arch}.rope.freq_base": float(rope["rope_theta"]),
        f"{arch}.attention.key_length": head_dim,
        f"{arch}.attention.value_length": head_dim,
        f"{arch}.vocab_size": config.vocab_size,
    } | {f"{arch}.{key}": value for key, value in own_metadata(config, arch).items()}


def own_metadata(config: Any, arch: str) -> dict[str, Any]:
    """What the converter writes of some architectures only."""
    own: dict[str, Any] = {}
    if experts := getattr(config, "num_local_experts", None) or getattr(config, "num_experts", None):
        own |= {"expert_count": experts, "expert_used_count": config.num_experts_per_tok}
        inter = getattr(config, "moe_intermediate_size", None) or config.intermediate_size
        own["expert_feed_forward_length"] = inter
    if arch in ("gemma2", "gemma3"):
        own["attention.sliding_window"] = config.sliding_window
        own["final_logit_softcapping"] = config.final_logit_softcapping
    if arch == "gemma2":
        own["attn_logit_softcapping"] = config.attn_logit_softcapping
    if arch == "gpt-oss":
        own["attention.sliding_window"] = config.sliding_window
    if arch == "granite":
        own["attention.scale"] = config.attention_multiplier
        own["embedding_scale"] = config.embedding_multiplier
        own["residual_scale"] = config.residual_multiplier
        own["logit_scale"] = config.logits_scaling
    return own


def add(writer: gguf.GGUFWriter, key: str, value: Any) -> None:
    if isinstance(value, bool):
        writer.add_bool(key, value)
    elif isinstance(value, int):
        writer.add_uint32(key, value)
    elif isinstance(value, float):
        writer.add_float32(key, value)
    elif isinstance(value, str):
        writer.add_string(key, value)
    else:
        writer.add_array(key, value)


def stored(name: str, array: Any, arch: str, form: str) -> list[tuple[str, Any]]:
    """The tensors of the file that one of the network's becomes.

    `form` of experts: a tensor for each projection ("stacked"), gate and up in one ("fused"), or for each
    expert its own ("apart"), as older files have them.
    """
    prefix, experts, part = name.partition(".mlp.experts.")
    if not experts:
        return [(gguf_name(name, arch), array)]
    layer = prefix.rsplit(".", 1)[1]
    suffix = "bias" if part.endswith("_bias") else "weight"
    if arch == "gpt-oss" and suffix == "weight":
        array = array.swapaxes(1, 2)
    if form == "apart":
        stacked = stored(name, array, arch, "stacked")
        return [
            (f"{own_name.removesuffix('_exps.weight')}.{expert}.weight", matrix)
            for own_name, matrices in stacked
            for expert, matrix in enumerate(matrices)
        ]
    if part.startswith("down"):
        return [(f"blk.{layer}.ffn_down_exps.{suffix}", array)]
    if form == "fused":
        return [(f"blk.{layer}.ffn_gate_up_exps.{suffix}", array)]
    inter = array.shape[1] // 2
    halves = (array[:, ::2], array[:, 1::2]) if arch == "gpt-oss" else (array[:, :inter], array[:, inter:])
    return [
        (f"blk.{layer}.ffn_{part}_exps.{suffix}", half)
        for part, half in zip(("gate", "up"), halves, strict=True)
    ]


def write_gguf(
    path: Path,
    network: Any,
    arch: str,
    *,
    extra: Mapping[str, Any] | None = None,
    vocabulary: Mapping[str, Any] | None = None,
    rope_freqs: Any = None,
    kind: gguf.GGMLQuantizationType | None = None,
    blocks: Mapping[str, QuantizedWeight] | None = None,
    leave_out: tuple[str, ...] = (),
    split_max_tensors: int = 0,
    experts: str = "stacked",
    rope_factors: Mapping[str, list[float]] | None = None,
) -> Path:
    """The network as a file, or as several: the first is returned.

    `extra`: keys over the converter's; `kind` quantises the matrices; `blocks`: matrices that are so already;
    `experts`: how they lie, see `stored`; `rope_factors`: longrope's, "short" and "long".
    """
    config = network.config
    writer = gguf.GGUFWriter(str(path), arch, split_max_tensors=split_max_tensors)
    words = byte_level_vocabulary(config.vocab_size) if vocabulary is None else vocabulary
    for key, value in {**metadata(network, arch), **words, **(extra or {})}.items():
        if value is not None:
            add(writer, key, value)
    if rope_freqs is not None:
        writer.add_tensor("rope_freqs.weight", np.asarray(rope_freqs, dtype=np.float32))
    for name, factors in (rope_factors or {}).items():
        writer.add_tensor(f"rope_factors_{name}.weight", np.asarray(factors, dtype=np.float32))
    for name, tensor in network.state_dict().items():
        if name in leave_out or (name == "lm_head.weight" and config.tie_word_embeddings):
            continue
        given = (blocks or {}).get(name)
        array = tensor.float().numpy() if given is None else given.blocks.numpy()
        if arch in PAIRED and ".q_proj." in name:
            array = paired(array, config.num_attention_heads)
        if arch in PAIRED and ".k_proj." in name:
            array = paired(array, config.num_key_value_heads)
        if arch in ("gemma", "gemma2", "gemma3") and name.endswith("norm.weight"):
            array = array + 1
        for own_name, part in stored(name, array, arch, experts):
            is_quantised = kind is not None and array.ndim >= 2 and "gate_inp" not in own_name
            if given is not None:
                raw = np.ascontiguousarray(part)
                writer.add_tensor(own_name, raw, raw_dtype=GGUF_TYPES[given.format])
            elif is_quantised:
                writer.add_tensor(own_name, quants.quantize(part, kind), raw_dtype=kind)
            else:
                writer.add_tensor(own_name, np.ascontiguousarray(part))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    if not split_max_tensors:
        return path
    return next(path.parent.glob(f"{path.stem}-00001-of-*.gguf"))
