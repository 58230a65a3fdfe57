"""`tenure ...` in a process that is forked from one which has loaded it: what takes seconds is done once."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO, cast

from benchmarks.server_process import ServerProcess

_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(["serving.cli", "serving.cli.server", "serving.runs.build"])


class ForkedCommand:
    """A context manager: `tenure ARGUMENTS`. What it prints is in `stdout` and, where asked for, `stderr`.

    Signals, and the exit code that they lead to, are as those of any process. But a process that is forked so
    runs nothing that was registered for its exit.
    """

    def __init__(
        self, arguments: Sequence[str], environment: Mapping[str, str], *, reads_stderr: bool = False
    ) -> None:
        pipes = [_context.Pipe(duplex=False) for _ in range(1 + reads_stderr)]
        theirs = [its_output for _, its_output in pipes]
        self._process = _context.Process(target=_run, args=(list(arguments), dict(environment), theirs))
        self._process.start()
        files = [os.fdopen(os.dup(output.fileno()), encoding="utf-8") for output, _ in pipes]
        self.stdout: TextIO = files[0]
        self.stderr: TextIO | None = files[1] if reads_stderr else None
        for output, its_output in pipes:
            its_output.close()
            output.close()

    @property
    def pid(self) -> int:
        return int(self._process.pid or 0)

    def __enter__(self) -> ForkedCommand:
        return self

    def send_signal(self, number: int) -> None:
        os.kill(self.pid, number)

    def wait(self, timeout: float | None = None) -> int:
        """Its exit code. Raises: TimeoutError."""
        self._process.join(timeout)
        if self._process.exitcode is None:
            raise TimeoutError(f"{self.pid} has not ended within {timeout} s")
        return self._process.exitcode

    def kill(self) -> None:
        """As a lack of memory does."""
        self._process.kill()
        self._process.join()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()
        self._process.close()
        for file in (self.stdout, self.stderr):
            if file is not None:
                file.close()


class ForkedServer(ServerProcess):
    """A `ServerProcess` whose command is `python -c "from serving.cli import main; main()" ARGUMENTS`."""

    def _start(self, environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
        _, option, program, *arguments = self.command
        assert (option, program) == ("-c", "from serving.cli import main; main()")
        return fork(_run_logged, arguments, dict(environment), self.log)


def fork(function: Callable[..., None], *arguments: Any) -> subprocess.Popen[bytes]:
    """Call it in such a process."""
    process = _context.Process(target=function, args=arguments)
    process.start()
    return cast("subprocess.Popen[bytes]", _AsPopen(process))


class _AsPopen:
    """What is asked of a process that a command would have been started in."""

    def __init__(self, process: Any) -> None:
        self._process = process
        self.pid: int = process.pid

    @property
    def returncode(self) -> int | None:
        return cast("int | None", self._process.exitcode)

    def poll(self) -> int | None:
        return self.returncode

    def wait(self, timeout: float | None = None) -> int | None:
        self._process.join(timeout)
        if self.returncode is None:
            raise subprocess.TimeoutExpired(f"process {self.pid}", timeout or 0.0)
        return self.returncode

    def kill(self) -> None:
        self._process.kill()


def _run_logged(arguments: list[str], environment: dict[str, str], log: Path) -> None:
    os.setsid()
    with log.open("wb") as file:
        for standard in (sys.stdout, sys.stderr):
            os.dup2(file.fileno(), standard.fileno())
    _main(arguments, environment)


def _run(arguments: list[str], environment: dict[str, str], outputs: list[Connection]) -> None:
    for output, standard in zip(outputs, (sys.stdout, sys.stderr), strict=False):
        os.dup2(output.fileno(), standard.fileno())
        output.close()
    _main(arguments, environment)


def _main(arguments: list[str], environment: dict[str, str]) -> None:
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["tenure", *arguments]

    from serving.cli import main

    main()
