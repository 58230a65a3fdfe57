"""`tenure ...` in a process that is forked from one which has loaded it: what takes seconds is done once."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Mapping, Sequence
from multiprocessing.connection import Connection
from types import TracebackType
from typing import TextIO

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


def _run(arguments: list[str], environment: dict[str, str], outputs: list[Connection]) -> None:
    for output, standard in zip(outputs, (sys.stdout, sys.stderr), strict=False):
        os.dup2(output.fileno(), standard.fileno())
        output.close()
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["tenure", *arguments]

    from serving.cli import main

    main()
