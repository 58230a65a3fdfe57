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
}


def gguf_name(name: str) -> str:
    stem, suffix = name.rsplit(".", 1)
    if stem.startswith("model.layers."):
        _, _, layer, part = stem.split(".", 3)
        return f"blk.{layer}.{PARTS[part]}.{suffix}"
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
    return {
        f"{arch}.block_count": config.num_hidden_layers,
        f"{arch}.context_length": config.max_position_embeddings,
        f"{arch}.embedding_length": config.hidden_size,
        f"{arch}.feed_forward_length": config.intermediate_size,
        f"{arch}.attention.head_count": config.num_attention_heads,
        f"{arch}.attention.head_count_kv": config.num_key_value_heads,
        f"{arch}.attention.layer_norm_rms_epsilon": float(config.rms_norm_eps),
        f"{arch}.rope.freq_base": float(config.rope_parameters["rope_theta"]),
        f"{arch}.attention.key_length": head_dim,
        f"{arch}.attention.value_length": head_dim,
        f"{arch}.vocab_size": config.vocab_size,
    }


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
) -> Path:
    """The network as a file, or as several: the first is returned.

    `extra`: keys over the converter's; `kind` quantises the matrices; `blocks`: matrices that are so already.
    """
    config = network.config
    writer = gguf.GGUFWriter(str(path), arch, split_max_tensors=split_max_tensors)
    words = byte_level_vocabulary(config.vocab_size) if vocabulary is None else vocabulary
    for key, value in {**metadata(network, arch), **words, **(extra or {})}.items():
        if value is not None:
            add(writer, key, value)
    if rope_freqs is not None:
        writer.add_tensor("rope_freqs.weight", np.asarray(rope_freqs, dtype=np.float32))
    for name, tensor in network.state_dict().items():
        if name in leave_out or (name == "lm_head.weight" and config.tie_word_embeddings):
            continue
        given = (blocks or {}).get(name)
        array = tensor.float().numpy() if given is None else given.blocks.numpy()
        if arch == "llama" and ".q_proj." in name:
            array = paired(array, config.num_attention_heads)
        if arch == "llama" and ".k_proj." in name:
            array = paired(array, config.num_key_value_heads)
        if given is not None:
            raw = np.ascontiguousarray(array)
            writer.add_tensor(gguf_name(name), raw, raw_dtype=GGUF_TYPES[given.format])
        elif kind is not None and array.ndim == 2:
            writer.add_tensor(gguf_name(name), quants.quantize(array, kind), raw_dtype=kind)
        else:
            writer.add_tensor(gguf_name(name), np.ascontiguousarray(array))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    if not split_max_tensors:
        return path
    return next(path.parent.glob(f"{path.stem}-00001-of-*.gguf"))
