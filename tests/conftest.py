"""How all tests run: as many examples as the profile says, and under pytest-xdist in groups."""

from __future__ import annotations

import functools
import os
import signal
import ssl
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings

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
settings.register_profile("few", max_examples=50, deadline=None)
settings.register_profile("full", max_examples=300, deadline=None)
settings.load_profile("few")

# Folders whose tests share what takes long to start. Elsewhere the tests of a file stay together.
TOGETHER = (
    "tests/serving/cluster",
    "tests/serving/end_to_end",
    "tests/serving/engine",
    "tests/models/parallel",
)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Ray's tests begin: nothing else takes as long."""
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
