"""The emulated cores: a thread per rank, and one queue in which the steps wait their turn."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import torch
from torch import Tensor

from models.neuron.nxd.emulation.collectives import Exchange, member


class DeviceTensor:
    """A tensor in an emulated core's memory; it may not be computed yet. `cpu()` waits for it."""

    def __init__(self, results: Future[list[Tensor]], index: int, example: Tensor) -> None:
        self._results = results
        self._index = index
        self.shape = example.shape
        self.dtype = example.dtype

    def cpu(self) -> Tensor:
        return self._results.result()[self._index].clone()

    def on_device(self) -> Tensor:
        """For the next step: it stands in the queue behind the one that computes this."""
        return self._results.result()[self._index]


class Ranks:
    """Runs one step after the other, each on all ranks at once."""

    def __init__(self, num_ranks: int) -> None:
        self.num_ranks = num_ranks
        self._queue = ThreadPoolExecutor(1, thread_name_prefix="emulated-queue")
        self._threads = ThreadPoolExecutor(num_ranks, thread_name_prefix="emulated-rank")

    def submit(self, step: Callable[[int], list[Tensor]]) -> list[Future[list[Tensor]]]:
        """`step(rank)` on every rank, behind all that was submitted before: the ranks' outputs."""
        promises: list[Future[list[Tensor]]] = [Future() for _ in range(self.num_ranks)]
        self._queue.submit(self._run, step, promises)
        return promises

    def _run(self, step: Callable[[int], list[Tensor]], promises: list[Future[list[Tensor]]]) -> None:
        exchange = Exchange(self.num_ranks)
        running = [self._threads.submit(_as_rank, step, exchange, rank) for rank in range(self.num_ranks)]
        for promise, future in zip(promises, running, strict=True):
            error = future.exception()
            if error is None:
                promise.set_result(future.result())
            else:
                promise.set_exception(error)

    def drain(self) -> None:
        self._queue.submit(lambda: None).result()

    def close(self) -> None:
        self._queue.shutdown()
        self._threads.shutdown()


def _as_rank(step: Callable[[int], list[Tensor]], exchange: Exchange, rank: int) -> list[Tensor]:
    try:
        with member(exchange, rank):
            return step(rank)
    except BaseException:
        exchange.abort()
        raise


def as_tensor(value: Any) -> Tensor:
    """An input as the core sees it."""
    return value.on_device() if isinstance(value, DeviceTensor) else value.to(torch.device("cpu"))
