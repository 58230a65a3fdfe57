"""What the cases of all operations share."""

from __future__ import annotations

from dataclasses import dataclass

import torch


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far a fast implementation may be from the reference: |a - b| <= atol + rtol * |b|."""

    rtol: float
    atol: float


# float32 sums of up to some thousand terms in another order; bfloat16 results that round to the neighbour.
TOLERANCES = {
    torch.float32: Tolerance(rtol=1e-5, atol=2e-5),
    torch.bfloat16: Tolerance(rtol=1 / 64, atol=1e-2),
}
DTYPES = (torch.float32, torch.bfloat16)


def generator(seed: int) -> torch.Generator:
    return torch.Generator().manual_seed(seed)
