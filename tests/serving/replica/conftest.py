from __future__ import annotations

import socket
import sys

import pytest

from benchmarks.forked_command import fork
from serving.replica.hosting import process, worker


def _run_engine(sock: socket.socket) -> None:
    sys.exit(worker.main(sock))


@pytest.fixture
def forked_engines(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fork an engine's process from one that has loaded what it needs, where its start is not the point."""
    monkeypatch.setattr(process, "_spawn", lambda sock: fork(_run_engine, sock))
