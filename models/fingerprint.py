"""What names a model: equal only where the same numbers are computed with."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import torch

from models.checkpoint import Checkpoint
from models.file_digest import file_digest
from models.quantization import Quantization


def fingerprint(checkpoint: Checkpoint, dtype: torch.dtype, quantization: Quantization) -> bytes:
    """BLAKE2b-128 over the weights' content, the configuration and the formats."""
    digest = hashlib.blake2b(digest_size=16)
    formats = (str(dtype), quantization)
    digest.update(repr((replace(checkpoint.config, file=""), *formats)).encode("utf-8"))
    for file in checkpoint.files:
        digest.update(file_digest(file))
    return digest.digest()
