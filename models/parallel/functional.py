"""Collectives as operations that a graph holds: torch's functional ones, `_c10d_functional`.

TorchNeuron compiles `all_reduce` and `all_gather_into_tensor`, which is what is used. A group goes by its
name there, which every rank must call the same for one graph to serve them all.
"""

from __future__ import annotations

import importlib
import itertools
from pathlib import Path
from typing import Any

import torch
import torch.distributed as dist
from torch import Tensor

from models.parallel.collectives import file_store, gloo

_numbers = itertools.count()


class FunctionalCollectives:
    """Over a process group that torch.distributed knows by name."""

    def __init__(self, group: dist.ProcessGroup) -> None:
        # It says what the operations give for tensors without content, which are all that a capture has.
        importlib.import_module("torch.distributed._functional_collectives")
        self._group = group  # torch keeps the name alone
        self._size, self._rank, self._name = group.size(), group.rank(), group.group_name

    def size(self) -> int:
        return self._size

    def rank(self) -> int:
        return self._rank

    def all_reduce(self, x: Tensor) -> Tensor:
        """The order of the sum is the backend's."""
        if self._size == 1:
            return x
        wide = x.to(torch.promote_types(x.dtype, torch.float32))
        return _wait(torch.ops._c10d_functional.all_reduce(wide, "sum", self._name)).to(x.dtype)

    def all_gather(self, x: Tensor, dim: int) -> Tensor:
        if self._size == 1:
            return x
        gathered = torch.ops._c10d_functional.all_gather_into_tensor(x.contiguous(), self._size, self._name)
        parts = _wait(gathered).view(self._size, *x.shape)
        return parts.movedim(0, dim).flatten(dim, dim + 1)


def _wait(x: Tensor) -> Tensor:
    done: Tensor = torch.ops._c10d_functional.wait_tensor(x)
    return done


def connect_functional_gloo(
    rendezvous: Path, rank: int, size: int, *, timeout_s: float
) -> FunctionalCollectives:
    """As `connect_gloo`, for tensors on the CPU."""
    store = file_store(rendezvous, size, timeout_s=timeout_s)
    backend = gloo(store, rank, size, timeout_s)
    return FunctionalCollectives(_named(store, backend, dist.ProcessGroup.BackendType.GLOO, rank, size))


def world_ranks() -> FunctionalCollectives:
    """Over all ranks of torch.distributed, which is initialised."""
    assert dist.group.WORLD is not None, "init_process_group was called"
    return FunctionalCollectives(dist.group.WORLD)


def fake_ranks(rank: int, size: int) -> FunctionalCollectives:
    """One of `size` ranks in a process of its own, to capture graphs: nothing is sent to anyone."""
    from torch._C._distributed_c10d import FakeProcessGroup, HashStore

    backend = FakeProcessGroup._create_internal(rank, size)
    kind = dist.ProcessGroup.BackendType.CUSTOM
    return FunctionalCollectives(_named(HashStore(), backend, kind, rank, size))


def _named(store: Any, backend: Any, kind: Any, rank: int, size: int) -> dist.ProcessGroup:
    """A process group that is not the process's: a process may be rank 0 of several models."""
    from torch._C._distributed_c10d import _register_process_group

    group: Any = dist.ProcessGroup(store, rank, size)
    group._set_default_backend(kind)
    group._register_backend(torch.device("cpu"), kind, backend)
    group._set_group_name(f"tensor_parallel_{next(_numbers)}")
    _register_process_group(group.group_name, group)
    named: dist.ProcessGroup = group
    return named
