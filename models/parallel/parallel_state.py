"""The process's tensor-parallel group, as neuronx_distributed.parallel_layers.parallel_state names it."""

from __future__ import annotations

import torch.distributed as dist

from models.parallel.collectives import Collectives, GlooCollectives

_group: Collectives | None = None


def initialize_model_parallel(tensor_model_parallel_size: int = 1) -> None:
    """Make all ranks of torch.distributed, which must be initialised with gloo, one tensor-parallel group.

    Raises ValueError for another number of ranks than there are, RuntimeError where a group exists.
    """
    world_size = dist.get_world_size()
    if tensor_model_parallel_size != world_size:
        raise ValueError(
            f"tensor_model_parallel_size is {tensor_model_parallel_size}, and torch.distributed has "
            f"{world_size} ranks: start as many."
        )
    assert dist.group.WORLD is not None, "get_world_size has checked it"
    set_tensor_model_parallel_group(GlooCollectives(dist.group.WORLD))


def set_tensor_model_parallel_group(group: Collectives) -> None:
    """Take a group that exists. Raises RuntimeError where there is one already."""
    global _group
    if _group is not None:
        raise RuntimeError("The model-parallel group is initialised already: call destroy_model_parallel().")
    _group = group


def destroy_model_parallel() -> None:
    global _group
    _group = None


def model_parallel_is_initialized() -> bool:
    return _group is not None


def get_tensor_model_parallel_group() -> Collectives:
    if _group is None:
        raise RuntimeError("The model-parallel group is not initialised: call initialize_model_parallel().")
    return _group


def get_tensor_model_parallel_size() -> int:
    return get_tensor_model_parallel_group().size()


def get_tensor_model_parallel_rank() -> int:
    return get_tensor_model_parallel_group().rank()
