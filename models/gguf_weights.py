"""Weights in a GGUF file, dequantised or in its own format, under Hugging Face's names."""

from __future__ import annotations

import logging
import math
from collections.abc import Collection, Mapping

import numpy as np
import torch
from gguf import quants
from gguf.constants import GGML_QUANT_SIZES, GGMLQuantizationType
from torch import Tensor

from kernels.linear.quantized import QuantizedWeight
from models.config import ModelConfig
from models.errors import CheckpointError
from models.families import gguf_form
from models.gguf_file import GGUFFile
from models.keys import Keys
from models.quantization import GGUF_FORMATS
from models.weights import Shape

_log = logging.getLogger(__name__)

# Of the whole model, and no weights of it.
ROPE_TENSORS = frozenset(("rope_freqs.weight", "rope_factors_long.weight", "rope_factors_short.weight"))
_TOP_LEVEL = {
    "token_embd": "model.embed_tokens",
    "output_norm": "model.norm",
    "output": "lm_head",
}
_PER_LAYER = {
    "attn_norm": "input_layernorm",
    "attn_q": "self_attn.q_proj",
    "attn_k": "self_attn.k_proj",
    "attn_v": "self_attn.v_proj",
    "attn_output": "self_attn.o_proj",
    "attn_q_norm": "self_attn.q_norm",
    "attn_k_norm": "self_attn.k_norm",
    "ffn_norm": "post_attention_layernorm",
    "ffn_gate": "mlp.gate_proj",
    "ffn_up": "mlp.up_proj",
    "ffn_down": "mlp.down_proj",
}
_PLAIN = {
    GGMLQuantizationType.F64: torch.float64,
    GGMLQuantizationType.F32: torch.float32,
    GGMLQuantizationType.F16: torch.float16,
    GGMLQuantizationType.BF16: torch.bfloat16,
}


class GGUFWeights:
    """The tensors of a GGUF file. Those of a type without kernels are dequantised, with a warning.

    Raises: CheckpointError naming a tensor of a type that cannot be read.
    """

    def __init__(self, gguf: GGUFFile, config: ModelConfig) -> None:
        _check_types(gguf)
        self._gguf = gguf
        self._config = config
        self._form = gguf_form(Keys(gguf.metadata, str(gguf.path)))
        self._own_names = {
            hf_name(name, self._form.parts): name for name in gguf.tensors if name not in ROPE_TENSORS
        }

    @property
    def names(self) -> Collection[str]:
        return self._own_names.keys()

    def label(self, name: str) -> str:
        own_name = self._own_names.get(name) or gguf_name(name, self._form.parts)
        return f"{self._gguf.path}: the tensor `{own_name}`"

    def shape(self, name: str) -> Shape:
        return self._gguf.tensors[self._own_names[name]].shape

    def read(self, name: str, rows: range | None = None) -> Tensor:
        tensor = read_tensor(self._gguf, self._own_names[name], rows)
        if self._form.has_norm_offset and name.endswith("norm.weight"):
            tensor = tensor - self._config.norm_offset
        index = self._row_order(name)
        return tensor if index is None else tensor[index]

    def read_quantized(self, name: str, rows: range | None = None) -> QuantizedWeight | None:
        own_name = self._own_names[name]
        info = self._gguf.tensors[own_name]
        own_format = GGUF_FORMATS.get(info.kind)
        if own_format is None or (len(info.shape) != 2 and rows is None):
            return None
        blocks = torch.from_numpy(self._gguf.data(own_name)).view(math.prod(info.shape[:-1]), -1)
        if rows is not None:
            blocks = blocks[rows.start : rows.stop : rows.step]
        weight = QuantizedWeight(own_format, blocks, info.shape[-1])
        index = self._row_order(name)
        return weight if index is None else weight.rows(index)

    def _row_order(self, name: str) -> Tensor | None:
        """Where the family's files pair neighbouring rows (2i, 2i + 1) for RoPE, how they are put back."""
        if not self._form.has_paired_rows:
            return None
        for part, num_heads in (("q", self._config.num_heads), ("k", self._config.num_kv_heads)):
            if f".self_attn.{part}_proj." in name:
                rows = torch.arange(num_heads * self._config.head_dim)
                return unpair_rows(rows, num_heads, self._config.rope.rotary_dim)
        return None


def hf_name(name: str, parts: Mapping[str, str]) -> str:
    """Hugging Face's name of a GGUF tensor; the name itself where it is of no known kind.

    `parts`: what the family's layers call otherwise than those of the Llama shape.
    """
    per_layer = {**_PER_LAYER, **parts}
    stem, _, suffix = name.rpartition(".")
    if stem in _TOP_LEVEL:
        return f"{_TOP_LEVEL[stem]}.{suffix}"
    prefix, _, rest = stem.partition(".")
    layer, _, part = rest.partition(".")
    if prefix != "blk" or not layer.isdecimal():
        return name
    if part in per_layer:
        return f"model.layers.{layer}.{per_layer[part]}.{suffix}"
    part, _, expert = part.partition(".")  # older files have each expert's own, ffn_gate.3
    if expert.isdecimal() and f"{part}_exps" in per_layer:
        stacked, _, projection = per_layer[f"{part}_exps"].rpartition(".")
        return f"model.layers.{layer}.{stacked}.{expert}.{projection}.{suffix}"
    return name


def gguf_name(name: str, parts: Mapping[str, str]) -> str:
    """The inverse of `hf_name`. Where a part has two names, the family's own."""
    per_layer = {**parts, **{key: part for key, part in _PER_LAYER.items() if key not in parts}}
    stem, _, suffix = name.rpartition(".")
    if stem in _TOP_LEVEL.values():
        return f"{_key_of(_TOP_LEVEL, stem)}.{suffix}"
    prefix, _, rest = stem.partition("model.layers.")
    layer, _, part = rest.partition(".")
    if not prefix and layer.isdecimal() and part in per_layer.values():
        return f"blk.{layer}.{_key_of(per_layer, part)}.{suffix}"
    return name


def _key_of(names: dict[str, str], value: str) -> str:
    return next(key for key, name in names.items() if name == value)


def read_tensor(gguf: GGUFFile, name: str, rows: range | None = None) -> Tensor:
    """The tensor in its own float dtype, or dequantised to float32. `rows`: see Weights.read."""
    info = gguf.tensors[name]
    shape, num_rows = info.shape, math.prod(info.shape[:-1])
    raw = gguf.data(name)
    if rows is not None:
        raw = raw.reshape(num_rows, -1)[rows.start : rows.stop : rows.step]
        shape, num_rows = (len(rows), info.shape[-1]), len(rows)
    if info.kind in _PLAIN:
        return torch.from_numpy(raw).view(_PLAIN[info.kind]).view(shape)
    return torch.from_numpy(quants.dequantize(raw.reshape(num_rows, -1), info.kind)).view(shape)


def _check_types(gguf: GGUFFile) -> None:
    computed = (*_PLAIN, *GGUF_FORMATS)
    others = {tensor.kind: tensor.name for tensor in gguf.tensors.values() if tensor.kind not in computed}
    known = ", ".join(kind.name for kind in computed)
    for kind, name in others.items():
        if not _can_dequantize(kind):
            raise CheckpointError(
                f"{gguf.path}: the tensor `{name}` is {kind.name}; supported are {known}. "
                "Use a file in Q4_K_M, or another of these."
            )
    if others:
        _log.warning(
            "%s has weights in %s, which are computed as float32: slower, and several times larger. "
            "Files in %s are computed as they are.",
            gguf.path,
            ", ".join(kind.name for kind in others),
            known,
        )


def _can_dequantize(kind: GGMLQuantizationType) -> bool:
    """Whether the gguf package can, which knows types that it only names."""
    _, block_bytes = GGML_QUANT_SIZES[kind]
    try:
        quants.dequantize(np.zeros((1, block_bytes), np.uint8), kind)
    except NotImplementedError:
        return False
    return True


def unpair_rows(tensor: Tensor, num_heads: int, rotary_dim: int) -> Tensor:
    """Reorder each head's rotated rows from pairs (2i, 2i + 1) to pairs (i, i + rotary_dim / 2)."""
    heads = tensor.view(num_heads, -1, *tensor.shape[1:])
    rotated, rest = heads[:, :rotary_dim], heads[:, rotary_dim:]
    halves = rotated.reshape(num_heads, rotary_dim // 2, 2, *tensor.shape[1:]).transpose(1, 2)
    return torch.cat((halves.reshape(rotated.shape), rest), dim=1).reshape(tensor.shape)
