"""What names a model: equal only where the same numbers are computed with."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import torch

from models.checkpoint import Checkpoint
from models.quantization import Quantization

_CHUNK_BYTES = 1 << 22


def fingerprint(checkpoint: Checkpoint, dtype: torch.dtype, quantization: Quantization) -> bytes:
    """BLAKE2b-128 over every byte of the weights, the configuration and the formats."""
    digest = hashlib.blake2b(digest_size=16)
    formats = (str(dtype), quantization)
    digest.update(repr((replace(checkpoint.config, file=""), *formats)).encode("utf-8"))
    for file in checkpoint.files:
        digest.update(file.stat().st_size.to_bytes(8, "little"))
        with file.open("rb") as stream:
            while chunk := stream.read(_CHUNK_BYTES):
                digest.update(chunk)
    return digest.digest()
