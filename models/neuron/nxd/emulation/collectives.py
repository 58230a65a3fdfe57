"""Emulated collectives: operators that a trace holds as one node each, and that meet in memory when they run.

A rank is a thread. Which exchange it takes part in, and as whom, is said by `member` around the graph.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import torch
from torch import Tensor

_TIMEOUT_S = 300.0


class Exchange:
    """Where the ranks of one step meet. The first that fails calls `abort`, so that nobody waits for it."""

    def __init__(self, num_ranks: int) -> None:
        self._parts: list[Tensor] = [torch.empty(0)] * num_ranks
        self._barrier = threading.Barrier(num_ranks, timeout=_TIMEOUT_S)

    def combine(self, rank: int, x: Tensor, combine: Callable[[list[Tensor]], Tensor]) -> Tensor:
        self._parts[rank] = x
        self._barrier.wait()
        result = combine(self._parts)
        self._barrier.wait()  # nobody's part is replaced before all have read it
        return result

    def abort(self) -> None:
        self._barrier.abort()


_current = threading.local()


@contextmanager
def member(exchange: Exchange, rank: int) -> Iterator[None]:
    """This thread is `rank` of `exchange`."""
    _current.exchange, _current.rank = exchange, rank
    try:
        yield
    finally:
        del _current.exchange, _current.rank


@torch.library.custom_op("emulated_neuron::all_reduce", mutates_args=())
def all_reduce(x: Tensor, num_ranks: int) -> Tensor:
    """The sum of the ranks' x, added in float32 in the order of the ranks."""
    del num_ranks

    def total(parts: list[Tensor]) -> Tensor:
        return torch.stack(parts).to(torch.float32).sum(dim=0).to(x.dtype)

    return _combine(x, total)


@torch.library.custom_op("emulated_neuron::all_gather", mutates_args=())
def all_gather(x: Tensor, dim: int, num_ranks: int) -> Tensor:
    """The ranks' x, one after the other along `dim`."""
    del num_ranks
    return _combine(x, lambda parts: torch.cat(parts, dim=dim))


@all_reduce.register_fake
def _(x: Tensor, num_ranks: int) -> Tensor:
    return torch.empty_like(x)


@all_gather.register_fake
def _(x: Tensor, dim: int, num_ranks: int) -> Tensor:
    shape = list(x.shape)
    shape[dim] *= num_ranks
    return x.new_empty(shape)


def _combine(x: Tensor, combine: Callable[[list[Tensor]], Tensor]) -> Tensor:
    exchange: Exchange = _current.exchange
    return exchange.combine(_current.rank, x, combine)


@dataclass(frozen=True)
class EmulatedGroup:
    """The tensor-parallel group that a graph is traced with: it is every rank's, and knows no rank."""

    num_ranks: int

    def size(self) -> int:
        return self.num_ranks

    def rank(self) -> int:
        """The trace is rank 0's; what depends on the rank must be a weight."""
        return 0

    def all_reduce(self, x: Tensor) -> Tensor:
        return x if self.num_ranks == 1 else all_reduce(x, self.num_ranks)

    def all_gather(self, x: Tensor, dim: int) -> Tensor:
        return x if self.num_ranks == 1 else all_gather(x, dim, self.num_ranks)
