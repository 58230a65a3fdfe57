"""The configuration of a model on its own: no weights are read, and none need be there."""

from __future__ import annotations

from models.config import ModelConfig
from models.gguf_file import GGUFFile
from models.keys import read_json
from models.registry import ModelSource


def read_config(source: ModelSource) -> ModelConfig:
    """From a directory's config.json, or the metadata of a GGUF file.

    Raises: CheckpointError naming the file and the key.
    """
    if source.kind == "gguf":
        gguf = GGUFFile(source.path)
        return ModelConfig.from_gguf(gguf.metadata, gguf.tensors, file=str(source.path))
    file = source.path / "config.json"
    return ModelConfig.from_hf(read_json(file), file=str(file))
