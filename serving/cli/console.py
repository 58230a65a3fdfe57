"""What a person sees: lines, complaints, and the progress of a long start."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn
from rich.progress import TimeElapsedColumn as Elapsed

from serving.cli.program import as_typed

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)

SAY_EVERY_S = 5.0  # in a log, of work that goes on
ProgressCallback = Callable[[str, int, int], None]  # (what or `what: part`, done, total)


def say(text: str = "", *, style: str | None = None) -> None:
    """One line on stdout: never wrapped, so that it can be copied and grepped."""
    out.print(text, style=style, markup=False, soft_wrap=True)


def complain(text: str, *, label: str | None = "error", style: str = "bold red") -> None:
    """One line on stderr; our commands in it as they can be typed here."""
    if label:
        err.print(f"{label}: ", style=style, end="", markup=False)
    err.print(as_typed(text), markup=False, soft_wrap=True)


def warn(text: str) -> None:
    complain(text, label="warning", style="bold yellow")


@contextmanager
def progress_display(title: str, console: Console = err) -> Iterator[ProgressCallback]:
    """A callback that shows long work: bars on a terminal, plain lines anywhere else.

    `title` is shown at once: the first call may take its time to come.
    """
    if console.is_terminal:
        columns = (
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            Elapsed(),
        )
        with Progress(*columns, console=console) as progress:
            yield _Bars(progress, title)
    else:
        console.print(f"{title} ...", markup=False, soft_wrap=True)
        yield _Lines(console)


class _Bars:
    def __init__(self, progress: Progress, title: str) -> None:
        self._progress = progress
        self._title: TaskID | None = progress.add_task(title, total=None)
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, what: str, done: int, total: int) -> None:
        name, _, part = what.partition(": ")
        if self._title is not None:
            self._progress.remove_task(self._title)
            self._title = None
        if name not in self._tasks:
            self._tasks[name] = self._progress.add_task(name, total=total)
        shown = name if done >= total or not part else f"{name} [dim]{escape(part)}[/]"
        self._progress.update(self._tasks[name], description=shown, completed=done, total=total)


class _Lines:
    """Says what begins, what goes on and what is done: a log file has no use for a moving bar."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._began: dict[str, float] = {}
        self._finished: set[str] = set()
        self._last_line_s = 0.0

    def __call__(self, what: str, done: int, total: int) -> None:
        name, now = what.partition(": ")[0], monotonic()
        if name not in self._began:
            self._began[name] = now
            if done < total:
                self._print(f"{name} ...")
        elif done < total and now - self._last_line_s >= SAY_EVERY_S:
            self._print(f"{name}: {done} of {total}")
        if done >= total and name not in self._finished:
            self._finished.add(name)
            self._print(f"{name}: done in {now - self._began[name]:.1f} s")

    def _print(self, line: str) -> None:
        self._last_line_s = monotonic()
        self._console.print(line, markup=False, soft_wrap=True)
