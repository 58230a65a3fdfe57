"""The definition of linear, in plain torch."""

from __future__ import annotations

import torch
from torch import Tensor


def linear(x: Tensor, weight: Tensor, bias: Tensor | None = None) -> Tensor:
    """x @ weight.T + bias.

    x [num_rows, in_features], weight [out_features, in_features], bias [out_features], one dtype;
    returns [num_rows, out_features] in that dtype.
    """
    return torch.nn.functional.linear(x, weight, bias)
