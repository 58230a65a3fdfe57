"""Messages name the command as it can be typed."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from serving.cli.program import as_typed, program


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    program.cache_clear()
    yield
    program.cache_clear()


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """`.venv/bin/tenure` of a checkout that is the working directory, started from there."""
    path = tmp_path / ".venv" / "bin" / "tenure"
    path.parent.mkdir(parents=True)
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", [str(path), "serve"])
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    return path


@pytest.mark.usefixtures("script")
def test_a_program_that_is_not_on_the_path_is_named_from_the_working_directory():
    assert program() == ".venv/bin/tenure"
    assert as_typed("Start one with `tenure serve`.") == "Start one with `.venv/bin/tenure serve`."


def test_one_that_is_on_the_path_has_its_short_name(script: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", f"{script.parent}:/usr/bin:/bin")
    assert program() == "tenure"


def test_another_of_that_name_on_the_path_is_not_it(
    script: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    other = tmp_path / "other" / "tenure"
    other.parent.mkdir()
    other.write_bytes(script.read_bytes())
    other.chmod(0o755)
    monkeypatch.setenv("PATH", str(other.parent))
    assert program() == ".venv/bin/tenure"


def test_elsewhere_it_has_its_whole_path(
    script: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    assert program() == str(script)


def test_started_in_another_way_it_is_called_by_its_name(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "argv", ["-c", "serve"])
    assert program() == "tenure"


@pytest.mark.usefixtures("script")
@pytest.mark.parametrize(
    "text",
    ["Tenure has no such variable.", "~/.cache/tenure", "tenure 0.1.0", "tenure:cold", "a tenure of years"],
)
def test_what_is_no_command_stays(text: str):
    assert as_typed(text) == text
