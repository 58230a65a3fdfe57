"""Weights of 8-bit floats with a scale for each block, as directories of quantised checkpoints have them.

Beside `NAME.weight`, float8 e4m3, stands `NAME.weight_scale_inv`: one number, or one for each block of rows
and columns. The weight is number times scale, made in float32 and then rounded once to the dtype that is
computed in. Activations stay as they are, where `activation_scheme` "dynamic" has a GPU round them to 8 bits.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from models.keys import Keys

SCALE_SUFFIX = "_scale_inv"


@dataclass(frozen=True, slots=True)
class Fp8:
    block: tuple[int, int] | None  # rows and columns that share a scale; None: the whole matrix

    @classmethod
    def from_hf(cls, keys: Keys) -> Fp8 | None:
        """What config.json's `quantization_config` says; None for plain floats.

        Raises: CheckpointError naming any other method.
        """
        if not keys.has("quantization_config"):
            return None
        section = keys.section("quantization_config")
        method = section.text("quant_method", "")
        if method != "fp8":
            raise section.error(
                "quant_method",
                f"is {method!r}; quantised safetensors are read in fp8 alone. Use the unquantised "
                "checkpoint, one in fp8, or a GGUF.",
            )
        for key, read in (("fmt", "e4m3"), ("activation_scheme", "dynamic")):
            if section.text(key, read) != read:
                raise section.error(key, f"is {section.text(key)!r}; supported is {read}. Use a GGUF.")
        if not section.has("weight_block_size"):
            return cls(None)
        block = section.items("weight_block_size", of=int)
        if len(block) != 2 or min(block) < 1:
            raise section.error("weight_block_size", f"must be two numbers of at least 1, got {block}.")
        return cls((block[0], block[1]))

    def scale_shape(self, shape: tuple[int, ...]) -> tuple[int, ...]:
        """Of the scales of a weight of this shape."""
        if self.block is None:
            return ()
        return tuple(-(-size // part) for size, part in zip(shape, self.block, strict=True))

    def dequantize(self, weight: Tensor, scales: Tensor) -> Tensor:
        """weight [out, in] float8 e4m3, scales as scale_shape says; returns float32 [out, in]."""
        scales = scales.to(torch.float32)
        if self.block is not None:
            rows, columns = self.block
            scales = scales.repeat_interleave(rows, 0)[: weight.shape[0]]
            scales = scales.repeat_interleave(columns, 1)[:, : weight.shape[1]]
        return weight.to(torch.float32) * scales
