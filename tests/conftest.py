"""How all tests run: as many examples as the profile says, and under pytest-xdist in groups."""

from __future__ import annotations

import functools
import json
import logging
import os
import signal
import ssl
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import torch
from hypothesis import settings
from safetensors.torch import save_file

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # As a shell has what it runs in the background; and so would all that the tests start.
    signal.signal(signal.SIGINT, signal.default_int_handler)

if "PYTEST_XDIST_WORKER" in os.environ:  # a core for each; torch, which reads it once, comes later
    os.environ.setdefault("OMP_NUM_THREADS", "1")

# Else each process that a test starts would compile all of our modules anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# Else each HTTP client would read the certificates of all authorities.
ssl.create_default_context = functools.cache(ssl.create_default_context)

# `--hypothesis-profile=full` for as many as `make test-slow` tries.
settings.register_profile("few", max_examples=25, deadline=None)
settings.register_profile("full", max_examples=300, deadline=None)
settings.load_profile("few")

# Folders whose tests share what takes long to start. Elsewhere the tests of a file stay together.
TOGETHER = (
    "tests/serving/cluster",
    "tests/serving/end_to_end",
    "tests/serving/engine",
    "tests/models/parallel",
)


@pytest.fixture(autouse=True)
def logging_is_a_tests_own() -> Iterator[None]:
    """A command that runs in this process sets logging up: servers of other tests are not to write there."""
    level = logging.root.level
    yield
    for handler in list(logging.root.handlers):
        if type(handler).__module__ == "serving.logs":
            logging.root.removeHandler(handler)
    logging.root.setLevel(level)


@pytest.fixture(scope="session")
def write_lora() -> Callable[..., dict[str, tuple[torch.Tensor, torch.Tensor]]]:
    """Write a random adapter as PEFT does; returns its A and B, unscaled, by projection.

    Its first arguments are a folder, and what it adds to: a name and (outputs, inputs) each.
    """

    def write(
        folder: Path, shapes: dict[str, tuple[int, int]], *, seed: int = 0, rank: int = 4, **config: Any
    ) -> dict[str, tuple[torch.Tensor, torch.Tensor]]:
        random = torch.Generator().manual_seed(seed)
        pairs = {
            name: (
                torch.randn(rank, num_in, generator=random) / num_in**0.5,
                torch.randn(num_out, rank, generator=random) / rank,
            )
            for name, (num_out, num_in) in shapes.items()
        }
        tensors = {
            f"base_model.model.{name}.lora_{side}.weight": tensor
            for name, pair in pairs.items()
            for side, tensor in zip("AB", pair, strict=True)
        }
        folder.mkdir(exist_ok=True)
        save_file(tensors, folder / "adapter_model.safetensors")
        plain = {"peft_type": "LORA", "r": rank, "lora_alpha": 2 * rank, "bias": "none"}
        (folder / "adapter_config.json").write_text(json.dumps(plain | config))
        return pairs

    return write


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Some cases of matrices; and Ray's tests begin: nothing else takes as long."""
    matrices: dict[str, list[pytest.Item]] = {}
    for item in items:
        if item.get_closest_marker("some") is not None and item.get_closest_marker("slow") is None:
            matrices.setdefault(item.nodeid.partition("[")[0], []).append(item)
    for cases in matrices.values():
        (num_kept,) = cases[0].get_closest_marker("some").args  # type: ignore[union-attr]
        for item in sorted(cases, key=lambda item: zlib.crc32(item.nodeid.encode()))[num_kept:]:
            item.add_marker(pytest.mark.slow)
    items.sort(key=lambda item: item.get_closest_marker("ray") is None)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """xdist's own marker for groups (3.8) is without effect in pytest 9.2."""
    from xdist.scheduler import LoadScopeScheduling

    class Groups(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            path = nodeid.partition("::")[0]
            return next(filter(path.startswith, TOGETHER), path)

    return Groups(config, log)


@pytest.fixture(scope="session")
def s3_endpoint() -> Iterator[None]:
    """moto's server, on a port of its own, with credentials that it does not ask for."""
    pytest.importorskip("s3fs", reason="the extra `s3` is not installed")
    server_module = pytest.importorskip("moto.server", reason="moto is not installed")
    server = server_module.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("AWS_")]:
            patch.delenv(name)
        patch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
        patch.setenv("AWS_ACCESS_KEY_ID", "test")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "test")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        yield
    server.stop()
