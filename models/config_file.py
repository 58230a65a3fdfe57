"""The configuration of a model on its own: no weights are read, and none need be there."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from models.config import ModelConfig
from models.families import gguf_form, hf_family
from models.keys import Keys, read_json
from models.registry import ModelSource


def read_config(source: ModelSource) -> ModelConfig:
    """From a directory's config.json, or the metadata of a GGUF file.

    Raises: CheckpointError naming the file and the key.
    """
    if source.kind == "gguf":
        return config_from_gguf(source.gguf.metadata, source.gguf.tensors, file=str(source.path))
    file = source.path / "config.json"
    return config_from_hf(read_json(file), file=str(file))


def config_from_hf(
    config_json: Mapping[str, Any],
    generation_config: Mapping[str, Any] | None = None,
    *,
    file: str = "config.json",
) -> ModelConfig:
    """From the content of config.json, and of generation_config.json for its EOS ids, as its family reads it.

    Raises: CheckpointError naming the key.
    """
    keys = Keys(config_json, file)
    return hf_family(keys).read_config(keys, Keys(generation_config or {}, "generation_config.json"))


def config_from_gguf(
    metadata: Mapping[str, Any], tensor_names: Collection[str] = (), *, file: str = "the GGUF file"
) -> ModelConfig:
    """From a GGUF's metadata and the names of its tensors, as its family reads it.

    Raises: CheckpointError naming the key.
    """
    keys = Keys(metadata, file)
    return gguf_form(keys).read_config(keys, tensor_names)
