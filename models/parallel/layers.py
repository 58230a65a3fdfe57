"""Linears and the embedding over the ranks of a tensor-parallel group, in plain torch.

Constructors and semantics are those of neuronx_distributed.parallel_layers.layers, as far as inference of
our decoders needs them: parameters of the same names, defaults and meaning, and no others. Weights are not
initialised; they are loaded. Each parameter carries the attributes by which a checkpoint is sharded:
tensor_model_parallel, partition_dim, partition_stride, num_partitions, rank_ordering.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from models.parallel.collectives import Collectives
from models.parallel.mappings import (
    gather_from_tensor_model_parallel_region,
    reduce_from_tensor_model_parallel_region,
    scatter_to_tensor_model_parallel_region,
)
from models.parallel.parallel_state import get_tensor_model_parallel_group


class ColumnParallelLinear(nn.Module):
    """x [..., input_size] -> its product with this rank's rows of the weight [output_size, input_size].

    Args:
        gather_output: every rank gets all outputs; else its own, [..., output_size / ranks].
        pad: zero rows are added to the weight until the ranks divide them, and cut off the gathered output.

    A bias belongs to the rank's outputs, or to all of them with gather_output.
    """

    weight: nn.Parameter
    bias: nn.Parameter | None

    def __init__(
        self,
        input_size: int,
        output_size: int,
        bias: bool = True,
        gather_output: bool = True,
        dtype: torch.dtype = torch.float32,
        device: torch.device | None = None,
        *,
        pad: bool = False,
        tensor_model_parallel_group: Collectives | None = None,
    ) -> None:
        super().__init__()
        self.tensor_parallel_group = tensor_model_parallel_group or get_tensor_model_parallel_group()
        num_ranks = self.tensor_parallel_group.size()
        self.pad = pad
        self.pad_size = padding(output_size, num_ranks) if pad else 0
        if self.pad_size and bias and gather_output:
            raise ValueError(
                "A padded bias cannot be added to a gathered output: use pad without bias or without gather."
            )
        self.input_size, self.output_size = input_size, output_size + self.pad_size
        self.gather_output, self.add_bias = gather_output, bias
        num_outputs = _part("output_size", self.output_size, num_ranks)
        self.weight = _parameter((num_outputs, input_size), dtype, device)
        set_tensor_model_parallel_attributes(self.weight, True, 0, 1, num_ranks)
        bias_size = self.output_size if gather_output else num_outputs
        self.bias = _parameter((bias_size,), dtype, device) if bias else None
        if self.bias is not None and not gather_output:
            set_tensor_model_parallel_attributes(self.bias, True, 0, 1, num_ranks)

    def forward(self, input: Tensor) -> Tensor:  # noqa: A002  (neuronx_distributed's name)
        output = functional.linear(input, self.weight)
        if self.gather_output:
            output = gather_from_tensor_model_parallel_region(output, self.tensor_parallel_group)
            output = output.narrow(-1, 0, self.output_size - self.pad_size)
        return output if self.bias is None else output + self.bias

    def preshard_hook(self, model_state_dict: dict[str, Any], prefix: str) -> None:
        """Pad the whole weight or bias called `prefix`, before it is cut into the ranks' parts.

        A padded output of a bias is the lowest number there is, so that no padded token is ever the best.
        """
        is_bias = prefix.endswith("bias")
        value = torch.finfo(model_state_dict[prefix].dtype).min if is_bias else 0.0
        _pad(model_state_dict, prefix, 0, self.pad_size, self.output_size, value)


class RowParallelLinear(nn.Module):
    """x -> the sum over ranks of the products with their columns of the weight [output_size, input_size].

    Args:
        input_is_parallel: x is this rank's part, [..., input_size / ranks]; else it is cut here.
        pad: zero columns are added to the weight until the ranks divide them, and zeros to an x that is cut.
        reduce_dtype: of the sum.

    The bias is not cut: it is added once, to the sum.
    """

    weight: nn.Parameter
    bias: nn.Parameter | None

    def __init__(
        self,
        input_size: int,
        output_size: int,
        bias: bool = True,
        input_is_parallel: bool = False,
        dtype: torch.dtype = torch.float32,
        device: torch.device | None = None,
        *,
        pad: bool = False,
        tensor_model_parallel_group: Collectives | None = None,
        reduce_dtype: torch.dtype = torch.float32,
    ) -> None:
        super().__init__()
        self.tensor_parallel_group = tensor_model_parallel_group or get_tensor_model_parallel_group()
        num_ranks = self.tensor_parallel_group.size()
        self.pad = pad
        self.pad_size = padding(input_size, num_ranks) if pad else 0
        self.input_size, self.output_size = input_size + self.pad_size, output_size
        self.input_is_parallel, self.add_bias = input_is_parallel, bias
        self.reduce_dtype = reduce_dtype
        num_inputs = _part("input_size", self.input_size, num_ranks)
        self.weight = _parameter((output_size, num_inputs), dtype, device)
        set_tensor_model_parallel_attributes(self.weight, True, 1, 1, num_ranks)
        self.bias = _parameter((output_size,), dtype, device) if bias else None

    def forward(self, input_: Tensor) -> Tensor:
        if not self.input_is_parallel:
            padded = functional.pad(input_, (0, self.pad_size))
            input_ = scatter_to_tensor_model_parallel_region(padded, self.tensor_parallel_group)
        product = functional.linear(input_, self.weight)
        total = reduce_from_tensor_model_parallel_region(
            product.to(self.reduce_dtype), self.tensor_parallel_group
        )
        output = total.to(product.dtype)
        return output if self.bias is None else output + self.bias

    def preshard_hook(self, model_state_dict: dict[str, Any], prefix: str) -> None:
        """Pad the whole weight called `prefix`, before it is cut into the ranks' parts."""
        if not prefix.endswith("bias"):
            _pad(model_state_dict, prefix, 1, self.pad_size, self.input_size)


class SPMDRank(nn.Module):
    """This rank's number as a weight, int32 [1], so that one traced graph serves every rank."""

    def __init__(self, world_size: int) -> None:
        super().__init__()
        self.rank = _parameter((1,), torch.int32, None)
        set_tensor_model_parallel_attributes(self.rank, True, 0, 1, world_size)

    def get_rank(self) -> Tensor:
        return self.rank


class ParallelEmbedding(nn.Module):
    """token ids [...] -> [..., embedding_dim], each rank holding a run of the vocabulary's rows.

    Args:
        pad: zero rows are added to the table until the ranks divide them.
        use_spmd_rank: which rows are here is read from the weight `rank_util.rank`; else it is this rank's.
    """

    weight: nn.Parameter

    def __init__(
        self,
        num_embeddings: int,
        embedding_dim: int,
        *,
        device: torch.device | None = None,
        dtype: torch.dtype = torch.float32,
        pad: bool = False,
        tensor_model_parallel_group: Collectives | None = None,
        use_spmd_rank: bool = False,
    ) -> None:
        super().__init__()
        self.tensor_model_parallel_group = tensor_model_parallel_group or get_tensor_model_parallel_group()
        num_ranks = self.tensor_model_parallel_group.size()
        self.pad = pad
        self.pad_size = padding(num_embeddings, num_ranks) if pad else 0
        self.num_embeddings = num_embeddings + self.pad_size
        self.embedding_dim = embedding_dim
        self.num_embeddings_per_partition = _part("num_embeddings", self.num_embeddings, num_ranks)
        self.start_index = self.num_embeddings_per_partition * self.tensor_model_parallel_group.rank()
        self.rank_util = SPMDRank(num_ranks) if use_spmd_rank else None
        self.weight = _parameter((self.num_embeddings_per_partition, embedding_dim), dtype, device)
        set_tensor_model_parallel_attributes(self.weight, True, 0, 1, num_ranks)

    def forward(self, input_: Tensor) -> Tensor:
        start: Tensor | int = self.start_index
        if self.rank_util is not None:
            start = self.rank_util.get_rank() * self.num_embeddings_per_partition
        is_here = (input_ >= start) & (input_ < start + self.num_embeddings_per_partition)
        rows = functional.embedding((input_ - start) * is_here, self.weight)
        return reduce_from_tensor_model_parallel_region(
            rows * is_here.unsqueeze(-1), self.tensor_model_parallel_group
        )

    def preshard_hook(self, model_state_dict: dict[str, Any], prefix: str) -> None:
        """Pad the whole table called `prefix`, before it is cut into the ranks' parts."""
        _pad(model_state_dict, prefix, 0, self.pad_size, self.num_embeddings)


def set_tensor_model_parallel_attributes(
    tensor: Tensor, is_parallel: bool, dim: int, stride: int, num_partitions: int
) -> None:
    """Say how a parameter is cut: `dim` into `num_partitions` runs."""
    attributes = {
        "tensor_model_parallel": is_parallel,
        "partition_dim": dim,
        "partition_stride": stride,
        "num_partitions": num_partitions,
        "rank_ordering": None,
    }
    for name, value in attributes.items():
        setattr(tensor, name, value)


def padding(size: int, num_ranks: int) -> int:
    """What is missing to the next multiple."""
    return -size % num_ranks


def _parameter(shape: tuple[int, ...], dtype: torch.dtype, device: torch.device | None) -> nn.Parameter:
    return nn.Parameter(torch.empty(shape, dtype=dtype, device=device), requires_grad=False)


def _part(what: str, size: int, num_ranks: int) -> int:
    if size % num_ranks:
        raise ValueError(f"{what} is {size}, which {num_ranks} ranks do not divide. Use pad=True.")
    return size // num_ranks


def _pad(
    tensors: dict[str, Any], name: str, dim: int, pad_size: int, padded_size: int, value: float = 0.0
) -> None:
    """Lengthen `dim` of one of `tensors` by `pad_size`, to `padded_size`."""
    if not pad_size:
        return
    tensor = tensors[name]
    if tensor.shape[dim] != padded_size - pad_size:
        raise RuntimeError(
            f"{name} has size {tensor.shape[dim]}, and the layer was made for {padded_size - pad_size}."
        )
    tensors[name] = functional.pad(tensor, (0, 0) * (tensor.dim() - 1 - dim) + (0, pad_size), value=value)
