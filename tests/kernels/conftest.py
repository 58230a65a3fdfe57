from __future__ import annotations

from collections.abc import Iterator

import pytest
import torch

from kernels import library, threads


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Tests that take `isa` run once for each instruction set that this machine can run.

    Those between the best and the scalar one are slow, thousands of them; who asks for no slow tests does not
    wait for them to be collected.
    """
    if "isa" in metafunc.fixturenames:
        names = list(library.available())
        slow = [pytest.param(name, marks=pytest.mark.slow) for name in names[1:-1]]
        if "not slow" in metafunc.config.getoption("markexpr"):
            slow = []
        metafunc.parametrize("isa", [*names[:1], *slow, *names[1:][-1:]], indirect=True)


# With the scalar set by default: a kind of weights each, and each kind of KV. The others are the same
# templates, which the best set tries in full; each is compiled first, and that takes longer than its tests.
SCALAR_WEIGHTS = ("float", "int8", "q4_k", "mxfp4")
SCALAR_ATTENTION = (
    (torch.float32, "float32"),
    (torch.bfloat16, "float32"),
    (torch.bfloat16, "bfloat16"),
    (torch.float32, "int8"),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is slow with the scalar set: most formats; 512 rows, but for what a row's bits depend on, which is
    asked of it on one thread in float32."""
    if next(iter(library.available())) == "scalar":
        return
    for item in items:
        parameters = getattr(getattr(item, "callspec", None), "params", {})
        if parameters.get("isa") != "scalar":
            continue
        is_prefill = getattr(parameters.get("case"), "name", "").startswith("prefill")
        is_another = parameters.get("num_threads") == 2 or parameters.get("dtype") == torch.bfloat16
        is_compiled = parameters.get("weight_format", "float") not in SCALAR_WEIGHTS
        if "attention" in item.name and "kv_format" in parameters:
            is_compiled = (parameters["dtype"], parameters["kv_format"]) not in SCALAR_ATTENTION
        if is_prefill or is_compiled or (is_another and item.path.name == "test_row_invariance.py"):
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
