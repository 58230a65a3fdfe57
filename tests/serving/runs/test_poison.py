"""A run that ends whatever process makes it: real processes, real deaths."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from benchmarks.server_process import free_port
from serving.sessions.owner import MAX_ATTEMPTS

SERVER = Path(__file__).with_name("poisoned_server.py")
POSITION = 1000  # reached by the poisoned response alone
PATIENCE_S = 400.0  # five starts of a server, on a machine that does other things too

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1500)]


class Server:
    """A command that is started again whenever it has ended."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.num_deaths = 0
        options = ["--port", str(self.port), "--data-dir", str(folder / "data")]
        self._command = [sys.executable, str(SERVER), str(POSITION), "serve", "toy", *options]
        self._log_path = folder / "server.log"
        self._log = self._log_path.open("ab")
        self.process = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(self._command, stdout=self._log, stderr=self._log)

    def ask(self, method: str, path: str, **options: Any) -> Any:
        """The answer, whatever number of starts it takes."""
        deadline = time.monotonic() + PATIENCE_S
        while True:
            if self.process.poll() is not None:
                self.num_deaths += 1
                self.process = self._start()
            try:
                return httpx.request(method, f"http://127.0.0.1:{self.port}{path}", **options).json()
            except httpx.TransportError:
                assert time.monotonic() < deadline, self._log_path.read_text()[-2000:]
                time.sleep(0.1)

    def takeovers(self, response_id: str) -> list[tuple[int, int]]:
        """(tokens that the log had, owners that had ended since the last new one) at each, in order."""
        line = rf"turn_taken_over .*run_id={response_id} num_tokens=(\d+) num_attempts=(\d+)"
        return [(int(m[1]), int(m[2])) for m in re.finditer(line, self._log_path.read_text())]

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        self._log.close()


@contextmanager
def running(folder: Path) -> Iterator[Server]:
    server = Server(folder)
    try:
        yield server
    finally:
        server.close()


def respond(server: Server, num_tokens: int, seed: int) -> str:
    body = {
        "input": "hello",
        "background": True,
        "seed": seed,
        "max_output_tokens": num_tokens,
        "ignore_eos": True,
    }
    return str(server.ask("POST", "/v1/responses", json=body)["id"])


def ended(server: Server, response_id: str) -> Any:
    deadline = time.monotonic() + PATIENCE_S
    while True:
        response = server.ask("GET", f"/v1/responses/{response_id}")
        if response["status"] not in ("queued", "in_progress"):
            return response
        assert time.monotonic() < deadline, response
        time.sleep(0.05)


def test_a_run_that_ends_every_process_fails_and_takes_no_other_along(tmp_path):
    with running(tmp_path) as server:
        server.ask("GET", "/health")
        poisoned = respond(server, 2000, 0)
        innocent = [respond(server, 900, seed) for seed in (1, 2, 3)]
        failed = ended(server, poisoned)
        assert failed["status"] == "failed"
        assert f"{MAX_ATTEMPTS} servers have ended, one after the other" in failed["error"]["message"]
        assert len(failed["output"][0]["content"][0]["text"]) > 100, "what was said stays"
        responses = [ended(server, response_id) for response_id in innocent]
        # What was on its way to the log when its server died counts as new the next time. How much that is,
        # and so how many servers end before three do at one token, is up to the machine.
        takeovers = server.takeovers(poisoned)
        num_tokens = [count for count, _ in takeovers]
        assert server.num_deaths == len(takeovers)
        assert num_tokens == sorted(num_tokens)
        assert [count for _, count in takeovers] == [
            1 + num_tokens[:index].count(count) for index, count in enumerate(num_tokens)
        ]
        again = [ended(server, respond(server, 900, seed)) for seed in (1, 2, 3)]
        assert [r["status"] for r in responses] == ["incomplete"] * 3
        assert [r["output"][0]["content"] for r in responses] == [r["output"][0]["content"] for r in again]
