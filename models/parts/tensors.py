"""How parts take their tensors, and how they say which."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
from torch import Tensor

from kernels.linear.quantized import Weight, runs_of_a_format, stack_rows
from models.decoder import Take
from models.operators import Linear, SideBySide
from models.weights import Shape


def take_tensor(take: Take, name: str) -> Tensor:
    """A vector: of a norm, of biases."""
    tensor = take(name)
    assert isinstance(tensor, Tensor), f"{name} is no matrix and must not be quantised"
    return tensor


def take_biases(take: Take, names: Sequence[str], has_bias: bool) -> Tensor | None:
    return torch.cat([take_tensor(take, f"{name}.bias") for name in names]) if has_bias else None


def take_fused(
    linear: Callable[[Weight, Tensor | None], Linear],
    take: Take,
    names: Sequence[str],
    has_bias: bool,
    dtype: torch.dtype,
) -> Linear:
    """Projections of the same input as one: their rows one below the other, as far as their format is one."""
    bias = take_biases(take, names, has_bias)
    runs = list(runs_of_a_format([take(f"{name}.weight") for name in names]))
    parts, row = [], 0
    for run in runs:
        weight = stack_rows(run, dtype)
        run.clear()  # packing makes another copy: do not hold this one beside it
        parts.append(linear(weight, None if bias is None else bias[row : row + weight.shape[0]]))
        row += weight.shape[0]
    return parts[0] if len(parts) == 1 else SideBySide(parts)


def projection_shapes(name: str, num_out: int, num_in: int, has_bias: bool) -> dict[str, Shape]:
    weight: dict[str, Shape] = {f"{name}.weight": (num_out, num_in)}
    return weight | {f"{name}.bias": (num_out,)} if has_bias else weight
