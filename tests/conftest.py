"""How all tests run: as many examples as the profile says, and under pytest-xdist in groups."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parent

if "PYTEST_XDIST_WORKER" in os.environ:  # a core for each; torch, which reads it once, comes later
    os.environ.setdefault("OMP_NUM_THREADS", "1")

# `--hypothesis-profile=full` for as many as `make test-slow` tries.
settings.register_profile("few", max_examples=50, deadline=None)
settings.register_profile("full", max_examples=300, deadline=None)
settings.load_profile("few")

# Folders whose tests share what takes long to start. Elsewhere the tests of a file stay together.
TOGETHER = ("serving/cluster", "serving/end_to_end", "serving/engine", "models/parallel")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Ray's tests begin: nothing else takes as long."""
    items.sort(key=lambda item: item.get_closest_marker("ray") is None)
    if config.pluginmanager.hasplugin("xdist"):
        for item in items:
            item.add_marker(pytest.mark.xdist_group(_group_of(item)))


def _group_of(item: pytest.Item) -> str:
    path = item.path.relative_to(ROOT).as_posix()
    return "ray" if item.get_closest_marker("ray") else next(filter(path.startswith, TOGETHER), path)
