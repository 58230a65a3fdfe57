"""The computing format that loses nothing of a checkpoint's weights."""

from __future__ import annotations

import torch

from kernels.linear.quantized import QuantizedFormat
from models.keys import Keys, read_json
from models.mxfp4 import is_mxfp4
from models.quantization import GGUF_FORMATS
from models.registry import ModelSource


def native_dtype(source: ModelSource) -> torch.dtype:
    """bfloat16 for weights in bfloat16, float32 for all others.

    float16 and the quantised formats of GGUF have more mantissa bits than bfloat16 keeps.
    """
    return torch.bfloat16 if _is_bfloat16(source) else torch.float32


def has_own_quantization(source: ModelSource) -> bool:
    """Whether the checkpoint has matrices in a quantised format that we compute with as it is."""
    return any(name is not None for name in matrix_formats(source))


def matrix_formats(source: ModelSource) -> set[QuantizedFormat | None]:
    """The quantised formats of the checkpoint's matrices, as we compute with them; None: there are others."""
    if source.kind != "gguf":
        file = source.path / "config.json"
        return {"mxfp4", None} if is_mxfp4(Keys(read_json(file), str(file))) else {None}
    tensors = source.gguf.tensors.values()
    return {GGUF_FORMATS.get(tensor.kind) for tensor in tensors if len(tensor.shape) >= 2}


def _is_bfloat16(source: ModelSource) -> bool:
    if source.kind == "gguf":
        tensors = source.gguf.tensors.values()
        return {tensor.kind.name for tensor in tensors if len(tensor.shape) > 1} == {"BF16"}
    config = read_json(source.path / "config.json")
    declared = config.get("dtype") or config.get("torch_dtype") or "float32"
    return str(declared).removeprefix("torch.") == "bfloat16"
