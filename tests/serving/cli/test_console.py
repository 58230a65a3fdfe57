import io

from rich.console import Console

from serving.cli.console import progress_display
from serving.cli.terminal import printable


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


def test_progress_on_a_terminal_shows_what_and_how_much() -> None:
    file = io.StringIO()
    with progress_display("Loading toy", Console(file=file, force_terminal=True, width=100)) as progress:
        progress("unpacking weights", 1, 3)
        progress("unpacking weights", 3, 3)
    assert "unpacking weights" in file.getvalue()
    assert "3/3" in file.getvalue()


def test_an_answer_cannot_steer_the_terminal() -> None:
    assert printable("red\x1b[31m\x07\tend\n\x9b") == "red[31m\tend\n"
