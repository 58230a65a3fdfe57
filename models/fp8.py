"""Weights of 8-bit floats with scales, as directories of quantised checkpoints have them.

Beside `NAME.weight`, float8 e4m3, stand its scales: one number, one for each row, or one for each block of
rows and columns; `NAME.weight_scale_inv` as transformers saves them, `NAME.weight_scale` as does
compressed-tensors (its format `float-quantized`). The weight is number times scale, made in float32 and then
rounded once to the dtype that is computed in. Activations stay as they are, where both have a GPU round them
to 8 bits.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass

import torch
from torch import Tensor

from models.keys import Keys

_SECTION = "quantization_config"
_COMPRESSED = "compressed-tensors"


@dataclass(frozen=True, slots=True)
class Fp8:
    block: tuple[int, int] | None  # rows and columns that share a scale; None: the whole matrix
    suffix: str = "_scale_inv"  # of the name of the scales

    @classmethod
    def from_hf(cls, keys: Keys) -> Fp8 | None:
        """What config.json's `quantization_config` says; None for plain floats.

        Raises: CheckpointError naming any other method.
        """
        if not keys.has(_SECTION):
            return None
        section = keys.section(_SECTION)
        method = section.text("quant_method", "")
        if method == _COMPRESSED:
            return cls(_compressed_block(section), "_scale")
        if method != "fp8":
            raise section.error(
                "quant_method",
                f"is {method!r}; quantised safetensors are read in fp8 alone, transformers' or "
                f"{_COMPRESSED}'. Use the unquantised checkpoint, one in fp8, or a GGUF.",
            )
        _check(section, fmt="e4m3", activation_scheme="dynamic")
        return cls(_block(section, "weight_block_size") if section.has("weight_block_size") else None)

    def scale_shape(self, shape: tuple[int, ...]) -> tuple[int, ...]:
        """Of the scales of a weight of this shape."""
        if self.block is None:
            return ()
        return tuple(-(-size // part) for size, part in zip(shape, self.block, strict=True))

    def dequantize(self, weight: Tensor, scales: Tensor) -> Tensor:
        """weight [out, in] float8 e4m3, scales as scale_shape says; returns float32 [out, in]."""
        scales = scales.to(torch.float32)
        if self.block is not None:
            rows, columns = (min(part, size) for part, size in zip(self.block, weight.shape, strict=True))
            scales = scales.repeat_interleave(rows, 0)[: weight.shape[0]]
            scales = scales.repeat_interleave(columns, 1)[:, : weight.shape[1]]
        return weight.to(torch.float32) * scales


def _compressed_block(section: Keys) -> tuple[int, int] | None:
    """Of the weights in compressed-tensors' groups, which must be alike."""
    _check(section, format="float-quantized", quantization_status="compressed")
    for key in ("kv_cache_scheme", "sparsity_config", "transform_config"):
        if section.section(key).values:
            raise section.error(key, "is not supported. Use a checkpoint without it, or a GGUF.")
    groups = section.section("config_groups")
    blocks = {_group_block(groups.section(name)) for name in groups.values}
    if len(blocks) != 1:
        raise section.error("config_groups", f"must have weights of one kind, got {len(blocks)}.")
    return blocks.pop()


def _group_block(group: Keys) -> tuple[int, int] | None:
    weights, activations = group.section("weights"), group.section("input_activations")
    _check(weights, type="float")
    if weights.integer("num_bits", 8) != 8:
        raise weights.error("num_bits", f"is {weights.integer('num_bits')}; supported is 8.")
    if activations.values and not activations.flag("dynamic", False):
        raise activations.error("dynamic", "is false: a static scale of activations; supported is true.")
    strategy = weights.text("strategy", "tensor")
    if strategy == "block":
        return _block(weights, "block_structure")
    if strategy not in ("tensor", "channel"):
        raise weights.error("strategy", f"is {strategy!r}; supported are tensor, channel and block.")
    return None if strategy == "tensor" else (1, sys.maxsize)


def _check(section: Keys, **only: str) -> None:
    for key, read in only.items():
        if section.text(key, read) != read:
            raise section.error(key, f"is {section.text(key)!r}; supported is {read}. Use a GGUF.")


def _block(section: Keys, key: str) -> tuple[int, int]:
    block = section.items(key, of=int)
    if len(block) != 2 or min(block) < 1:
        raise section.error(key, f"must be two numbers of at least 1, got {block}.")
    return (block[0], block[1])
