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
    """A context manager: `tenure ARGUMENTS`, to be killed. What it prints is in `stdout`.

    Not for the end of a command: a process that is forked so runs nothing at its exit.
    """

    def __init__(self, arguments: Sequence[str], environment: Mapping[str, str]) -> None:
        output, its_output = _context.Pipe(duplex=False)
        self._process = _context.Process(target=_run, args=(list(arguments), dict(environment), its_output))
        self._process.start()
        its_output.close()
        self.stdout: TextIO = os.fdopen(os.dup(output.fileno()), encoding="utf-8")
        output.close()

    def __enter__(self) -> ForkedCommand:
        return self

    def kill(self) -> None:
        """As a lack of memory does."""
        self._process.kill()
        self._process.join()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()
        self._process.close()
        self.stdout.close()


def _run(arguments: list[str], environment: dict[str, str], output: Connection) -> None:
    os.dup2(output.fileno(), sys.stdout.fileno())
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["tenure", *arguments]

    from serving.cli import main

    main()
