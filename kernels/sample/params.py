"""One row's sampling parameters, packed as the kernel reads them."""

from __future__ import annotations

import math
import struct

import numpy as np
from numpy.typing import NDArray

WEIGHT_BITS = 44  # a weight is a whole number of 2**-44 of the best token's
MAX_SPREAD = 31.0  # e**-31 * 2**44 < 1
MAX_VOCAB_SIZE = 2 ** (63 - WEIGHT_BITS) - 1  # or a sum of weights could leave 64 bits

# The SampleParams of native/ops.h.
PARAMS = np.dtype(
    [
        ("seed", "<u8"),
        ("min_weight", "<i8"),
        ("top_p", "<f8"),
        ("choice", "<u4"),
        ("top_k", "<i4"),
        ("temperature", "<f4"),
        ("spread", "<f4"),
    ]
)
_FORMAT = struct.Struct("<QqdIiff")
_MIN_TEMPERATURE = 1e-30  # keeps the division finite in float32; far below any that is not greedy in effect


def pack(
    *,
    seed: int,
    choice: int = 0,
    temperature: float = 1.0,
    top_k: int = 0,
    top_p: float = 1.0,
    min_p: float = 0.0,
) -> bytes:
    """One element of PARAMS.

    Args:
        seed: 0 <= seed < 2**64.
        temperature: 0 is greedy, whatever the others say.
        top_k: 0 or less keeps all.
        min_p: 0 to 1, of the best token's probability.
    """
    temperature = max(temperature, _MIN_TEMPERATURE) if temperature else 0.0
    # Weight 0 is no candidate: u could never land on it.
    min_weight = max(1, math.ceil(min_p * 2**WEIGHT_BITS))
    # No candidate lies further below the best, in units of the temperature; 0.01 is far more than the error.
    spread = min(MAX_SPREAD, 0.01 - math.log(min_weight / 2**WEIGHT_BITS))
    return _FORMAT.pack(seed, min_weight, top_p, choice, max(0, top_k), temperature, spread)


def join(packed: list[bytes]) -> NDArray[np.void]:
    """PARAMS of several rows: [len(packed)]."""
    return np.frombuffer(b"".join(packed), PARAMS)
