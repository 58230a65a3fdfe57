"""Processes that are the ranks of a group: they live as long as the tests, and take one job after another."""

from __future__ import annotations

import importlib
import multiprocessing
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

FOLDER = str(Path(__file__).parent)


@pytest.fixture(scope="session")
def ranks_module() -> Any:
    """The module `ranks`, importable by its name here and in processes that are spawned from here."""
    sys.path.insert(0, FOLDER)
    yield importlib.import_module("ranks")
    sys.path.remove(FOLDER)


class RankGroup:
    def __init__(self, serve_jobs: Callable[..., None], size: int, rendezvous: Path) -> None:
        context = multiprocessing.get_context("forkserver")
        self._queues = [(context.Queue(), context.Queue()) for _ in range(size)]
        self._processes = [
            context.Process(target=serve_jobs, args=(rank, size, rendezvous, *queues), daemon=True)
            for rank, queues in enumerate(self._queues)
        ]
        for process in self._processes:
            process.start()

    def run(self, job: Callable[..., Any]) -> list[Any]:
        """job(group) on every rank; what each returned, rank 0 first."""
        for jobs, _ in self._queues:
            jobs.put(job)
        answers = [results.get(timeout=120) for _, results in self._queues]
        failures = [text for is_done, text in answers if not is_done]
        assert not failures, failures[0]
        return [value for _, value in answers]

    def close(self) -> None:
        for jobs, _ in self._queues:
            jobs.put(None)
        for process in self._processes:
            process.join(10)
            process.kill()


@pytest.fixture(scope="session")
def rank_group(ranks_module, tmp_path_factory) -> Iterator[Callable[[int], RankGroup]]:
    """The group of so many ranks, started when it is first asked for."""
    groups: dict[int, RankGroup] = {}

    def of_size(size: int) -> RankGroup:
        if size not in groups:
            rendezvous = tmp_path_factory.mktemp("ranks") / "rendezvous"
            groups[size] = RankGroup(ranks_module.serve_jobs, size, rendezvous)
        return groups[size]

    yield of_size
    for group in groups.values():
        group.close()
