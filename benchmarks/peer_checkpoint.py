"""A GGUF as a Hugging Face directory, for peers that read nothing else.

Weights are dequantised to float32 and rounded to bfloat16 once. Tokenizer and chat template are what
Tenure itself makes of the file, so that every server counts the same tokens.
"""

from __future__ import annotations

import json
import math
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file

from models.config import ModelConfig
from models.config_file import config_from_gguf
from models.gguf_file import GGUFFile
from models.gguf_tokenizer import gguf_tokenizer
from models.gguf_weights import GGUFWeights
from models.rope import RopeConfig

_SPECIAL = {"bos": "bos", "eos": "eos", "unk": "unknown"}  # Hugging Face's names and GGUF's
SHARD_BYTES = 1 << 30  # of a file of weights, unless one tensor has more: only that much is in memory


def write_hf_directory(
    gguf: Path, directory: Path, *, config: ModelConfig | None = None, shard_bytes: int = SHARD_BYTES
) -> Path:
    """Write config.json, safetensors and tokenizer. One that is there is whole: it is kept.

    `config`: where the file does not say all of it; None: what the file says.
    """
    if not directory.is_dir():
        directory.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=directory.parent) as temporary:
            unfinished = Path(temporary) / directory.name
            unfinished.mkdir()
            _write(GGUFFile(gguf), config, unfinished, shard_bytes)
            unfinished.rename(directory)
    return directory


def _write(gguf: GGUFFile, config: ModelConfig | None, directory: Path, shard_bytes: int) -> None:
    config = config or config_from_gguf(gguf.metadata, gguf.tensors, file=str(gguf.path))
    _write_weights(GGUFWeights(gguf, config), directory, shard_bytes)
    tokenizer = gguf_tokenizer(gguf.metadata, config.eos_token_ids, file=str(gguf.path))
    (directory / "tokenizer.json").write_text(tokenizer.to_json())
    _write_json(directory / "config.json", hf_config(config))
    _write_json(directory / "generation_config.json", {"eos_token_id": list(config.eos_token_ids)})
    _write_json(directory / "tokenizer_config.json", _tokenizer_config(gguf.metadata))


def _write_weights(weights: GGUFWeights, directory: Path, shard_bytes: int) -> None:
    shards = list(_shards(weights, shard_bytes))
    files: dict[str, str] = {}  # by tensor
    for number, names in enumerate(shards, start=1):
        place = f"-{number:05}-of-{len(shards):05}" if len(shards) > 1 else ""
        file = f"model{place}.safetensors"
        tensors = {name: weights.read(name).to(torch.bfloat16).contiguous() for name in names}
        save_file(tensors, directory / file, metadata={"format": "pt"})
        files |= dict.fromkeys(names, file)
    if len(shards) > 1:
        _write_json(directory / "model.safetensors.index.json", {"metadata": {}, "weight_map": files})


def _shards(weights: GGUFWeights, shard_bytes: int) -> Iterator[list[str]]:
    """The tensors' names, file by file."""
    names: list[str] = []
    num_bytes = 0
    for name in weights.names:
        size = 2 * math.prod(weights.shape(name))
        if names and num_bytes + size > shard_bytes:
            yield names
            names, num_bytes = [], 0
        names.append(name)
        num_bytes += size
    yield names


def hf_config(config: ModelConfig) -> dict[str, Any]:
    """The content of config.json for a plain Llama."""
    return {
        "architectures": ["LlamaForCausalLM"],
        "model_type": "llama",
        "torch_dtype": "bfloat16",
        "vocab_size": config.vocab_size,
        "hidden_size": config.hidden_size,
        "intermediate_size": config.intermediate_size,
        "num_hidden_layers": config.num_layers,
        "num_attention_heads": config.num_heads,
        "num_key_value_heads": config.num_kv_heads,
        "head_dim": config.head_dim,
        "hidden_act": "silu",
        "rms_norm_eps": config.rms_norm_eps,
        "rope_theta": config.rope.theta,
        "rope_scaling": _rope_scaling(config.rope),
        "max_position_embeddings": config.max_position_embeddings,
        "tie_word_embeddings": config.tie_embeddings,
        "bos_token_id": config.bos_token_id,
        "eos_token_id": list(config.eos_token_ids),
    }


def _rope_scaling(rope: RopeConfig) -> dict[str, Any] | None:
    if rope.type != "llama3":
        return None
    return {
        "rope_type": "llama3",
        "factor": rope.factor,
        "low_freq_factor": rope.low_freq_factor,
        "high_freq_factor": rope.high_freq_factor,
        "original_max_position_embeddings": rope.original_max_positions,
    }


def _tokenizer_config(metadata: dict[str, Any]) -> dict[str, Any]:
    tokens = metadata["tokenizer.ggml.tokens"]
    ids = {kind: metadata.get(f"tokenizer.ggml.{name}_token_id") for kind, name in _SPECIAL.items()}
    return {
        "tokenizer_class": "PreTrainedTokenizerFast",
        **{f"{kind}_token": tokens[token_id] for kind, token_id in ids.items() if token_id is not None},
        "chat_template": metadata["tokenizer.chat_template"],
        "clean_up_tokenization_spaces": False,
        "model_max_length": metadata["llama.context_length"],
    }


def _write_json(path: Path, content: dict[str, Any]) -> None:
    path.write_text(json.dumps(content, indent=1) + "\n")
