"""The decoder's operations over several ranks, each of which gives its own parts of the weights.

Two sets: of layers with neuronx_distributed's interface (theirs on Neuron, ours elsewhere), which a compiler
can trace, and of the CPU's kernels.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, NoReturn

import torch
from torch import Tensor, nn

from kernels.gated_mul.reference import Activation, gated_mul
from kernels.linear.cpu import PackedLinear
from kernels.linear.quantized import Weight, stack_rows
from kernels.neuron.calls import PLAIN_TORCH, KernelCalls
from models.cpu_operators import PackedVocabulary, cpu_operators
from models.errors import CheckpointError
from models.operators import Operators, reference_operators
from models.parallel import layers, mappings
from models.parallel.collectives import Collectives

META = torch.device("meta")  # a layer made there costs nothing until its weights are given


@dataclass(frozen=True, slots=True)
class ParallelLayers:
    """What we use of one implementation of neuronx_distributed.parallel_layers: `layers` and `mappings`."""

    ColumnParallelLinear: Callable[..., Any]
    RowParallelLinear: Callable[..., Any]
    ParallelEmbedding: Callable[..., Any]
    reduce_from_tensor_model_parallel_region: Callable[..., Any]


OUR_LAYERS = ParallelLayers(
    layers.ColumnParallelLinear,
    layers.RowParallelLinear,
    layers.ParallelEmbedding,
    mappings.reduce_from_tensor_model_parallel_region,
)


def parallel_operators(
    vocab_size: int,
    group: Any,
    rank: int,
    parallel_layers: ParallelLayers = OUR_LAYERS,
    kernels: KernelCalls = PLAIN_TORCH,
) -> Operators:
    """Torch modules whose weights are parameters.

    Args:
        group: the layers' tensor_model_parallel_group: a Collectives for ours.
        rank: whose weights these are. The traced graph does not depend on it: it is a weight as well.
        kernels: what takes the place of plain torch.
    """
    reference = reference_operators()
    column = partial(_column, parallel_layers, group)
    return Operators(
        column_linear=column,
        row_linear=partial(_row, parallel_layers, group),
        gate_up=lambda gate, up, bias, dtype, activation: GateUp(
            column(stack_rows([gate, up], dtype), bias), activation
        ),
        vocabulary=lambda weight, dtype: ParallelVocabulary(parallel_layers, group, rank, vocab_size, weight),
        rms_norm=partial(_rms_norm_of_rows, kernels.rms_norm) if kernels.rms_norm else reference.rms_norm,
        softcap=reference.softcap,
        rotary=kernels.rotary or reference.rotary,
        experts=_no_experts,
        swiglu_mlp=partial(KernelMLP, kernels.swiglu_mlp, parallel_layers, group)
        if kernels.swiglu_mlp
        else None,
    )


def _no_experts(*args: object) -> NoReturn:
    raise CheckpointError("A mixture of experts is not shared among ranks yet. Use one: --tp 1.")


def _rms_norm_of_rows(
    kernel: Callable[..., Any], x: Tensor, weight: Tensor, eps: float, offset: float
) -> Tensor:
    assert offset == 0.0, "the plan refuses the kernel for norms with an offset"
    rows: Tensor = kernel(x.flatten(0, -2), weight, eps)
    return rows.view(x.shape)


def _column(parallel_layers: ParallelLayers, group: Any, weight: Weight, bias: Tensor | None) -> nn.Module:
    num_outputs, num_inputs = weight.shape
    layer: nn.Module = parallel_layers.ColumnParallelLinear(
        num_inputs,
        num_outputs * group.size(),
        bias=bias is not None,
        gather_output=False,
        dtype=_floats(weight).dtype,
        device=META,
        tensor_model_parallel_group=group,
    )
    return _give(layer, weight=weight, bias=bias)


def _row(parallel_layers: ParallelLayers, group: Any, weight: Weight, bias: Tensor | None) -> nn.Module:
    num_outputs, num_inputs = weight.shape
    layer: nn.Module = parallel_layers.RowParallelLinear(
        num_inputs * group.size(),
        num_outputs,
        bias=bias is not None,
        input_is_parallel=True,
        dtype=_floats(weight).dtype,
        device=META,
        tensor_model_parallel_group=group,
    )
    return _give(layer, weight=weight, bias=bias)


def _give(layer: nn.Module, **tensors: Weight | None) -> nn.Module:
    """Put tensors in the place of parameters, with the attributes that say how those are cut."""
    for name, tensor in tensors.items():
        if tensor is not None:
            parameter = nn.Parameter(_floats(tensor), requires_grad=False)
            parameter.__dict__.update(getattr(layer, name).__dict__)
            setattr(layer, name, parameter)
    return layer


def _floats(weight: Weight) -> Tensor:
    assert isinstance(weight, Tensor), "quantised weights are not sharded"
    return weight


class GateUp(nn.Module):
    def __init__(self, linear: nn.Module, activation: Activation) -> None:
        super().__init__()
        self.linear = linear
        self.activation = activation

    def forward(self, x: Tensor) -> Tensor:
        return gated_mul(self.linear(x), self.activation)


class KernelMLP(nn.Module):
    """The kernel swiglu_mlp on a rank's part of `inter`, and the sum over ranks, in float32.

    The kernel wants its weights transposed: gate and up [hidden, inter], down [inter, hidden].
    """

    def __init__(
        self,
        kernel: Callable[..., Any],
        parallel_layers: ParallelLayers,
        group: Any,
        gate: Weight,
        up: Weight,
        down: Weight,
    ) -> None:
        super().__init__()
        self._kernel, self._group = kernel, group
        self._reduce = parallel_layers.reduce_from_tensor_model_parallel_region
        for name, weight in (("gate", gate), ("up", up), ("down", down)):
            transposed = _floats(weight).t().contiguous()
            self.register_parameter(name, nn.Parameter(transposed, requires_grad=False))

    def forward(self, x: Tensor) -> Tensor:
        product = self._kernel(x, self.gate, self.up, self.down)
        total: Tensor = self._reduce(product.to(torch.float32), self._group)
        return total.to(x.dtype)


class ParallelVocabulary(nn.Module):
    """A run of the vocabulary's rows, padded at the tail; as table and as head one weight."""

    def __init__(
        self, parallel_layers: ParallelLayers, group: Any, rank: int, vocab_size: int, weight: Weight
    ) -> None:
        super().__init__()
        rows = _floats(weight)
        sizes = {"pad": True, "dtype": rows.dtype, "device": META, "tensor_model_parallel_group": group}
        hidden = rows.shape[1]
        self.embedding = parallel_layers.ParallelEmbedding(vocab_size, hidden, use_spmd_rank=True, **sizes)
        _give(self.embedding, weight=rows)
        _give(self.embedding.rank_util, rank=torch.tensor([rank], dtype=torch.int32))
        self.head = parallel_layers.ColumnParallelLinear(hidden, vocab_size, bias=False, **sizes)
        self.head.weight = self.embedding.weight

    def rows(self, token_ids: Tensor) -> Tensor:
        rows: Tensor = self.embedding(token_ids)
        return rows

    def logits(self, x: Tensor) -> Tensor:
        logits: Tensor = self.head(x)
        return logits.to(torch.float32)


def cpu_parallel_operators(vocab_size: int, group: Collectives) -> Operators:
    """The CPU's kernels on the rank's parts, and the group's collectives between them."""
    own = cpu_operators()
    return Operators(
        column_linear=own.column_linear,
        row_linear=partial(PackedRowLinear, group),
        gate_up=own.gate_up,
        vocabulary=partial(PackedParallelVocabulary, group, vocab_size),
        rms_norm=own.rms_norm,
        softcap=own.softcap,
        rotary=own.rotary,
        experts=_no_experts,
    )


class PackedRowLinear:
    """RowParallelLinear of kernels: products, sum and bias in float32, rounded once."""

    def __init__(self, group: Collectives, weight: Weight, bias: Tensor | None) -> None:
        self._group = group
        self._product = PackedLinear(weight, out_dtype=torch.float32)
        self._bias = None if bias is None else bias.to(torch.float32)

    def __call__(self, x: Tensor) -> Tensor:
        total = self._group.all_reduce(self._product(x))
        return (total if self._bias is None else total + self._bias).to(x.dtype)


class PackedParallelVocabulary:
    """A run of the vocabulary's rows, padded at the tail, packed once as table and head."""

    def __init__(self, group: Collectives, vocab_size: int, weight: Weight, dtype: torch.dtype) -> None:
        self._group, self._vocab_size = group, vocab_size
        self._own = PackedVocabulary(weight, dtype)
        self._num_rows = weight.shape[0]
        self._start = group.rank() * self._num_rows

    def rows(self, token_ids: Tensor) -> Tensor:
        ids = token_ids - self._start
        is_here = (ids >= 0) & (ids < self._num_rows)
        rows = self._own.rows(ids * is_here)
        return self._group.all_reduce(rows * is_here.unsqueeze(1))

    def logits(self, x: Tensor) -> Tensor:
        return self._group.all_gather(self._own.logits(x), dim=1).narrow(1, 0, self._vocab_size)
