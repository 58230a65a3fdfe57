"""The float format that a checkpoint's own weights are in."""

from __future__ import annotations

import torch

from models.gguf_file import GGUFFile
from models.hf_tokenizer import read_json
from models.registry import ModelSource


def native_dtype(source: ModelSource) -> torch.dtype:
    """float32 where the checkpoint says so (or says nothing), else bfloat16: 16-bit floats and quantised files."""
    if source.kind == "gguf":
        types = {info.kind.name for info in GGUFFile(source.path).tensors.values() if len(info.shape) > 1}
        return torch.float32 if types <= {"F32"} else torch.bfloat16
    config = read_json(source.path / "config.json")
    declared = str(config.get("dtype") or config.get("torch_dtype") or "float32").removeprefix("torch.")
    return torch.bfloat16 if declared in ("bfloat16", "float16") else torch.float32
