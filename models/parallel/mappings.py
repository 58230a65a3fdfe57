"""Moving activations into and out of the tensor-parallel region, as neuronx_distributed names it.

For inference: nothing here has a gradient. `process_group` None is the process's group.
"""

from __future__ import annotations

from torch import Tensor

from models.parallel.collectives import Collectives
from models.parallel.parallel_state import get_tensor_model_parallel_group


def reduce_from_tensor_model_parallel_region(
    input_: Tensor, process_group: Collectives | None = None
) -> Tensor:
    """The sum over the ranks."""
    return _group(process_group).all_reduce(input_)


def gather_from_tensor_model_parallel_region(
    input_: Tensor, process_group: Collectives | None = None
) -> Tensor:
    """The ranks' parts of the last dimension, put together."""
    return _group(process_group).all_gather(input_, input_.dim() - 1)


def gather_from_tensor_model_parallel_region_with_dim(
    input_: Tensor, gather_dim: int, process_group: Collectives | None = None
) -> Tensor:
    """The ranks' parts of one dimension, put together."""
    return _group(process_group).all_gather(input_, gather_dim)


def scatter_to_tensor_model_parallel_region(
    input_: Tensor, process_group: Collectives | None = None
) -> Tensor:
    """This rank's part of the last dimension, which the number of ranks must divide."""
    group = _group(process_group)
    return input_.tensor_split(group.size(), dim=-1)[group.rank()].contiguous()


def _group(group: Collectives | None) -> Collectives:
    return get_tensor_model_parallel_group() if group is None else group
