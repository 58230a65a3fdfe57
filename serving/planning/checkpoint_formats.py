"""In which formats a checkpoint's matrices will lie in memory, told from its header alone."""

from __future__ import annotations

import math
from collections import Counter

from models.config import ModelConfig
from models.gguf_file import GGUFFile
from models.quantization import GGUF_FORMATS
from models.registry import ModelSource
from serving.config import ReplicaConfig
from serving.planning.formats import WEIGHT_BYTES
from serving.planning.model_shape import ModelShape
from serving.replica.formats import choose_formats

_HEADS = ("output.weight", "token_embd.weight")  # the projection to the vocabulary; tied: the embedding


def served_shape(source: ModelSource, model: ModelConfig, config: ReplicaConfig, *, isa: str) -> ModelShape:
    """The shape that `tenure serve` gives the model with these options and kernels.

    Raises: StartupError for a combination that it refuses.
    """
    formats = choose_formats(config, source, isa)
    if formats.quantization == "auto" and source.kind == "gguf":
        return _own_shape(source.gguf, model, formats.dtype, formats.kv)
    if formats.quantization == "auto":
        return _mxfp4_shape(model, formats.dtype, formats.kv)
    name = formats.dtype if formats.quantization == "none" else formats.quantization
    return ModelShape(model, name, formats.kv)


def _mxfp4_shape(model: ModelConfig, dtype: str, kv_format: str) -> ModelShape:
    """A directory whose experts are in MXFP4, and all else in `dtype`."""
    shape = ModelShape(model, dtype, kv_format)
    share = shape.num_expert_weights / shape.num_layer_weights
    in_layers = share * WEIGHT_BYTES["mxfp4"] + (1 - share) * WEIGHT_BYTES[dtype]
    return ModelShape(model, f"mxfp4+{dtype}", kv_format, own_bytes=(in_layers, WEIGHT_BYTES[dtype]))


def _own_shape(gguf: GGUFFile, model: ModelConfig, dtype: str, kv_format: str) -> ModelShape:
    """Each matrix in its own format where we compute in it, else in `dtype`."""
    names: Counter[str] = Counter()
    num_bytes, num_weights = 0.0, 0
    head_bytes = WEIGHT_BYTES[dtype]
    head = next(name for name in _HEADS if name in gguf.tensors)
    for tensor in gguf.tensors.values():
        if len(tensor.shape) < 2:
            continue
        name = str(GGUF_FORMATS.get(tensor.kind, dtype))
        size = math.prod(tensor.shape)
        names[name] += size
        if tensor.name == head:
            head_bytes = WEIGHT_BYTES[name]
        if tensor.name not in _HEADS:
            num_bytes += size * WEIGHT_BYTES[name]
            num_weights += size
    label = "+".join(name for name, _ in names.most_common())
    return ModelShape(model, label, kv_format, own_bytes=(num_bytes / num_weights, head_bytes))
