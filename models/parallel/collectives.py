"""What ranks say to each other: the protocol, and torch.distributed's gloo between processes.

Graphs that a compiler captures hold functional.py's operations instead.

A group has neuronx_distributed's two questions, `size()` and `rank()`, as torch's process groups do.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any, Protocol

import torch
import torch.distributed as dist
from torch import Tensor

LOOPBACK = "127.0.0.1"


class Collectives(Protocol):
    """One rank's end of a group. Every rank calls the same methods, with the same shapes, in one order."""

    def size(self) -> int: ...

    def rank(self) -> int:
        """Of the caller, from 0."""
        ...

    def all_reduce(self, x: Tensor) -> Tensor:
        """The sum of the ranks' x, in x's dtype; every rank gets the same bits. x is left as it is.

        The ranks' parts are added in the order of the ranks, in float32 where x is bfloat16, so that an
        element's bits depend on its own parts alone and not on its place in x.
        """
        ...

    def all_gather(self, x: Tensor, dim: int) -> Tensor:
        """The ranks' x, one after the other along `dim`."""
        ...


class SingleRank:
    """A group of one: nothing to say."""

    def size(self) -> int:
        return 1

    def rank(self) -> int:
        return 0

    def all_reduce(self, x: Tensor) -> Tensor:
        return x

    def all_gather(self, x: Tensor, dim: int) -> Tensor:
        return x


class GlooCollectives:
    """Over a process group of torch.distributed with the gloo backend, whose ranks are processes."""

    def __init__(self, group: dist.ProcessGroup) -> None:
        self._group = group
        self._size, self._rank = group.size(), group.rank()

    def size(self) -> int:
        return self._size

    def rank(self) -> int:
        return self._rank

    def all_reduce(self, x: Tensor) -> Tensor:
        if self._size == 1:
            return x
        # Not gloo's own all-reduce: its ring adds each element in an order that depends on the element's
        # place, and its kernels know no bfloat16.
        parts = self._gather(x.to(torch.promote_types(x.dtype, torch.float32)))
        total = parts[0].add(parts[1])
        for part in parts[2:]:
            total.add_(part)
        return total.to(x.dtype)

    def all_gather(self, x: Tensor, dim: int) -> Tensor:
        return x if self._size == 1 else torch.cat(list(self._gather(x)), dim=dim)

    def _gather(self, x: Tensor) -> tuple[Tensor, ...]:
        x = x.contiguous()
        parts = tuple(torch.empty_like(x) for _ in range(self._size))
        # Gloo moves bytes here; what they mean does not matter to it.
        self._group.allgather([[part.view(torch.uint8) for part in parts]], [x.view(torch.uint8)]).wait()
        return parts


def connect_gloo(rendezvous: Path, rank: int, size: int, *, timeout_s: float) -> GlooCollectives:
    """Join `size` processes of this machine that all name the same file, which must be new.

    Returns when all have come. A collective that waits longer than `timeout_s` for another rank, or whose
    peer has gone, raises RuntimeError.
    """
    return GlooCollectives(gloo(file_store(rendezvous, size, timeout_s=timeout_s), rank, size, timeout_s))


def file_store(rendezvous: Path, size: int, *, timeout_s: float) -> Any:
    """torch.distributed's store in a file of this machine."""
    store = dist.FileStore(str(rendezvous), size)  # type: ignore[attr-defined]
    store.set_timeout(timedelta(seconds=timeout_s))
    return store


def gloo(store: Any, rank: int, size: int, timeout_s: float) -> Any:
    """Gloo over loopback; it has what a ProcessGroup has."""
    options = dist.ProcessGroupGloo._Options()  # type: ignore[attr-defined]
    # By address: what this machine calls itself may not resolve in a container.
    options._devices = [dist.ProcessGroupGloo.create_device(hostname=LOOPBACK)]
    options._timeout = timedelta(seconds=timeout_s)
    return dist.ProcessGroupGloo(store, rank, size, options)
