import io
import logging
import re

import pytest
from rich.console import Console

from serving.cli.console import progress_display
from serving.cli.terminal import printable
from serving.logs import configure


def test_progress_in_a_log_file_is_one_line_at_each_end() -> None:
    file = io.StringIO()
    with progress_display("Loading toy", Console(file=file)) as progress:
        for done in range(4):
            progress("unpacking weights", done, 3)
        progress("kernels: rotary.cpp", 1, 2)
        progress("kernels: linear.cpp", 2, 2)
    title, first, second, third, fourth = file.getvalue().splitlines()
    assert title == "Loading toy ..."
    assert first == "unpacking weights ..."
    assert second.startswith("unpacking weights: done in ")
    assert third == "kernels ..."
    assert fourth.startswith("kernels: done in ")


def test_long_work_is_heard_of_in_a_log_file(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr("serving.cli.console.monotonic", lambda: now)
    file = io.StringIO()
    with progress_display("Loading toy", Console(file=file)) as progress:
        for done, seconds in enumerate([0.0, 1.0, 6.0, 7.0, 12.0, 13.0]):
            now = seconds
            progress("kernels: part.cpp", done, 5)
    said = file.getvalue().splitlines()[1:]
    assert said == ["kernels ...", "kernels: 2 of 5", "kernels: 4 of 5", "kernels: done in 13.0 s"]


def test_a_log_line_stands_above_the_bar_and_not_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = io.StringIO()
    monkeypatch.setattr("sys.stderr", terminal)
    configure()
    with progress_display("Loading toy", Console(file=terminal, force_terminal=True, width=200)) as progress:
        progress("weights", 1, 3)
        logging.getLogger("a.library").warning("no room left")
    (line,) = [line for line in terminal.getvalue().split("\n") if "no room left" in line]
    shown = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", line.rpartition("\r")[2])
    assert re.fullmatch(r"\S+Z WARNING a\.library no room left", shown.rstrip())


def test_progress_on_a_terminal_shows_what_and_how_much() -> None:
    file = io.StringIO()
    with progress_display("Loading toy", Console(file=file, force_terminal=True, width=100)) as progress:
        progress("unpacking weights", 1, 3)
        progress("unpacking weights", 3, 3)
    assert "unpacking weights" in file.getvalue()
    assert "3/3" in file.getvalue()


def test_an_answer_cannot_steer_the_terminal() -> None:
    assert printable("red\x1b[31m\x07\tend\n\x9b") == "red[31m\tend\n"
