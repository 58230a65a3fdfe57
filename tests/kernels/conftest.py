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
    """512 rows take long without vectors: with the scalar set they are slow, but for what a row's bits depend
    on, which is asked of it on one thread in float32."""
    if next(iter(library.available())) == "scalar":
        return
    for item in items:
        parameters = getattr(getattr(item, "callspec", None), "params", {})
        if parameters.get("isa") != "scalar":
            continue
        is_prefill = getattr(parameters.get("case"), "name", "").startswith("prefill")
        is_another = parameters.get("num_threads") == 2 or parameters.get("dtype") == torch.bfloat16
        if is_prefill or (is_another and item.path.name == "test_row_invariance.py"):
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
