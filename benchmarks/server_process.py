"""A server as a child process: started, waited for until it answers, measured, and stopped for sure."""

from __future__ import annotations

import contextlib
import os
import shlex
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

from benchmarks.process_tree import TreeUsage, tree_usage

POLL_S = 0.05  # between two looks at a server that starts


class ServerFailed(Exception):
    """The server ended or did not answer in time; the message has the end of its log."""


class ServerProcess:
    """A context manager: inside, the server answers `GET /health` with 200."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        host: str = "127.0.0.1",
        port: int,
        log: Path,
        environment: Mapping[str, str] | None = None,
        start_timeout_s: float = 600.0,
    ) -> None:
        self.command, self.host, self.port, self.log = list(command), host, port, log
        self.environment = dict(environment or {})
        self.start_timeout_s = start_timeout_s
        self.start_s: float | None = None  # from the start to the first 200
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """None before the start and after the end."""
        return self._process.pid if self._process else None

    @property
    def base_url(self) -> str:
        return f"http://{self.host}:{self.port}"

    @property
    def shown(self) -> str:
        """The command with its own environment variables, as a shell takes it."""
        return shlex.join([*(f"{k}={v}" for k, v in self.environment.items()), *self.command])

    def __enter__(self) -> ServerProcess:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        started_s = time.perf_counter()
        self._process = self._start({**os.environ, **self.environment})
        try:
            self._wait_until_it_answers(started_s + self.start_timeout_s)
        except BaseException:
            self.stop()
            raise
        self.start_s = time.perf_counter() - started_s
        return self

    def _start(self, environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
        with self.log.open("wb") as log:
            # A session of its own: whatever it starts can be ended with it.
            return subprocess.Popen(
                self.command,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def _wait_until_it_answers(self, deadline_s: float) -> None:
        while not _answers(f"{self.base_url}/health"):
            if self._process.poll() is not None:
                raise ServerFailed(f"it ended with {self._process.returncode}: {self._log_end()}")
            if time.perf_counter() > deadline_s:
                raise ServerFailed(f"no answer in {self.start_timeout_s:.0f} s: {self._log_end()}")
            time.sleep(POLL_S)

    def _log_end(self) -> str:
        return self.log.read_text(errors="replace")[-2000:].strip()

    def usage(self) -> TreeUsage:
        return tree_usage(self._process.pid)

    def idle_cpu_share(self, duration_s: float) -> float:
        """Processor time per second that it takes while nobody asks it anything; 1 is a whole core."""
        before = self.usage().cpu_s
        time.sleep(duration_s)
        return (self.usage().cpu_s - before) / duration_s

    def stop(self, timeout_s: float = 30.0) -> None:
        """SIGTERM, and SIGKILL for what is left of its session after `timeout_s`."""
        if self._process is None:
            return
        self._signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):  # what is left is killed
            self._process.wait(timeout_s)
        self._signal(signal.SIGKILL)
        self._process.wait()
        self._process = None

    def kill(self) -> None:
        """SIGKILL at once: it writes nothing more and says goodbye to nobody."""
        self._signal(signal.SIGKILL)
        self._process.wait()
        self._process = None

    def _signal(self, number: signal.Signals) -> None:
        try:
            os.killpg(self._process.pid, number)
        except ProcessLookupError:
            return  # all of it has ended

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as response:
            return response.status == 200
    except (OSError, urllib.error.URLError):
        return False  # not listening yet, or still loading
