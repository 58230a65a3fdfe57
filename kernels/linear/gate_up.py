"""activation(gate(x)) * up(x): as one product whose panels hold gate and up in turn, or as two."""

from __future__ import annotations

import torch
from torch import Tensor

from kernels.gated_mul import cpu as gated_mul_cpu
from kernels.gated_mul import reference as gated_mul_reference
from kernels.gated_mul.cpu import EPILOGUES
from kernels.gated_mul.reference import Activation
from kernels.library import current
from kernels.linear.cpu import PackedLinear
from kernels.linear.quantized import QuantizedWeight, Weight, format_name, stack_rows


class PackedGateUp(PackedLinear):
    """x [n, in] -> activation(x @ gate.T + gate_bias) * (x @ up.T + up_bias), [n, intermediate].

    gate, up [intermediate, in_features] of one format; bias [2 * intermediate], gate's first, or
    None. The bits are those of a linear of both and gated_mul of its result.
    """

    def __init__(
        self,
        gate: Weight,
        up: Weight,
        bias: Tensor | None,
        *,
        activation: Activation = "silu",
    ) -> None:
        both = stack_rows([gate, up], torch.float32)  # of one format: nothing is converted
        self._activation = activation
        library = current()
        if library is None:
            super().__init__(both, bias)
            return
        index = self.columns = _alternating(gate.shape[0], panel=2 * library.vector_width)
        super().__init__(_rows(both, index), None if bias is None else _padded(bias, index))
        self.out_width = gate.shape[0]
        self.epilogue = EPILOGUES[activation]

    def __call__(self, x: Tensor) -> Tensor:
        out = super().__call__(x)
        return gated_mul_reference.gated_mul(out, self._activation) if self._library is None else out


class PackedGateAndUp:
    """The same for weights of different formats: in a program two products, gate's after up's."""

    def __init__(
        self, gate: Weight, up: Weight, bias: Tensor | None, *, activation: Activation = "silu"
    ) -> None:
        inter = gate.shape[0]
        self.gate = PackedLinear(gate, None if bias is None else bias[:inter])
        self.up = PackedLinear(up, None if bias is None else bias[inter:])
        self.activation = activation
        self.epilogue = EPILOGUES[activation]  # of gate, which takes up from where the result goes: OF_GATE

    def __call__(self, x: Tensor) -> Tensor:
        return gated_mul_cpu.gated_mul(torch.cat((self.gate(x), self.up(x)), dim=1), self.activation)


def packed_gate_up(
    gate: Weight, up: Weight, bias: Tensor | None, activation: Activation = "silu"
) -> PackedGateUp | PackedGateAndUp:
    if format_name(gate) == format_name(up):
        return PackedGateUp(gate, up, bias, activation=activation)
    return PackedGateAndUp(gate, up, bias, activation=activation)


def _alternating(intermediate: int, *, panel: int) -> Tensor:
    """Which row of [gate; up] is each packed column: a panel of gate, the same of up, and so on; -1: none."""
    columns = torch.arange(-(-intermediate // panel) * panel).view(-1, panel)
    gate = torch.where(columns < intermediate, columns, -1)
    up = torch.where(columns < intermediate, columns + intermediate, -1)
    return torch.stack((gate, up), dim=1).flatten()


def _rows(weight: Weight, index: Tensor) -> Weight:
    return weight.rows(index) if isinstance(weight, QuantizedWeight) else _padded(weight, index)


def _padded(tensor: Tensor, index: Tensor) -> Tensor:
    """tensor[index], zeros where the index is -1."""
    rows = tensor[index.clamp(min=0)]
    rows[index < 0] = 0
    return rows
