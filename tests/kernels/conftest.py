from __future__ import annotations

from collections.abc import Iterator

import pytest
import torch

from kernels import library, threads


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Tests that take `isa` run once for each instruction set that this machine can run.

    Those between the best and the scalar one are slow.
    """
    if "isa" in metafunc.fixturenames:
        names = list(library.available())
        slow = [pytest.param(name, marks=pytest.mark.slow) for name in names[1:-1]]
        metafunc.parametrize("isa", [*names[:1], *slow, *names[1:][-1:]], indirect=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Products of 512 rows are slow without vectors: by default the scalar set has up to 32."""
    for item in items:
        parameters = getattr(getattr(item, "callspec", None), "params", {})
        name = getattr(parameters.get("case"), "name", "")
        is_fallback = parameters.get("isa") == "scalar" != next(iter(library.available()))
        if is_fallback and name.startswith("prefill"):
            item.add_marker(pytest.mark.slow)


@pytest.fixture
def isa(request: pytest.FixtureRequest) -> Iterator[str]:
    library.select(request.param)
    threads.set_num_threads(2)
    yield request.param
    library.select("auto")


@pytest.fixture(autouse=True)
def _one_torch_thread() -> Iterator[None]:
    num_threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(num_threads)
