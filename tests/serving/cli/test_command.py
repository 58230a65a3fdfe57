"""The command line as a person meets it: help, refusals, exit codes. Nothing here loads a model."""

import json
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from serving.cli import app as cli
from serving.cli.checks.check import Check, Status
from serving.cli.console import out
from serving.cli.doctor import table_of


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for command in typer.main.get_command(cli.app).commands.values():
        for parameter in command.params:
            if parameter.envvar:
                monkeypatch.delenv(parameter.envvar, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as sock:
        yield sock.getsockname()[1]


@pytest.mark.parametrize("arguments", [[], ["--help"], ["-h"]])
def test_without_a_command_the_help_lists_them_all(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(arguments) == 0
    shown = capsys.readouterr().out
    for name in ("serve", "chat", "models", "doctor", "plan", "deploy"):
        assert re.search(rf"\b{name}\b", shown)


@pytest.mark.parametrize("name", ["serve", "chat", "models", "doctor", "plan", "deploy"])
def test_the_help_of_each_command_names_every_flag_and_its_variable_and_shows_examples(
    name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert cli.run([name, "--help"]) == 0
    shown = capsys.readouterr().out
    assert "Example" in shown
    for parameter in typer.main.get_command(cli.app).commands[name].params:
        if parameter.envvar:
            assert parameter.envvar.startswith("TENURE_")
            assert parameter.envvar in shown
        for flag in parameter.opts if parameter.param_type_name == "option" else []:
            assert flag in shown


def test_the_version_is_the_distributions(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["--version"]) == 0
    assert capsys.readouterr().out == f"tenure {cli.version()}\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["serve", "--port", "70000"], "it must be from 0 to 65535, got 70000"),
        (["serve", "--kv-memory", "2QB"], "'2QB' has the unit 'qb'"),
        (["serve", "--kv-memory", "150%"], "not a share of the free memory"),
        (["serve", "--max-body-bytes", "big"], "'big' is not a size"),
        (["serve", "--port", "abc"], "--port: it must be a whole number, from 0 to 65535, got 'abc'."),
        (["serve", "--dtype", "float8"], "it must be auto, float32 or bfloat16, got 'float8'"),
        (["sessions", "list", "--limit", "0"], "--limit: it must be from 1 to 100, got 0."),
        (["serve", "--max-model-len", "1"], "it must be at least 2, got 1"),
        (["serve", "--max-step-ms", "nan"], "it must be at least 1, got nan"),
        (["serve", "--api-key", "alice:"], "An API key is empty"),
        (["serve", "--api-key-file", "/no/such/file"], "/no/such/file cannot be read"),
        (["serve", "--no-such-flag"], "No such option: --no-such-flag"),
        (["serve", "one", "two"], "unexpected extra argument"),
        (["chat", "toy", "--url", "http://127.0.0.1:1"], "not both"),
        (["deploy"], "Missing argument"),
        (["fly"], "No such command 'fly'"),
    ],
)
def test_a_wrong_command_line_is_one_sentence_and_exit_code_2(
    arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(arguments) == 2
    captured = capsys.readouterr()
    assert sentence in captured.err
    assert captured.err.startswith("error: ")
    assert "Traceback" not in captured.err
    assert captured.out == ""


def test_a_variable_is_as_good_as_its_flag(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TENURE_PORT", "abc")
    assert cli.run(["serve"]) == 2
    assert "TENURE_PORT: it must be a whole number, from 0 to 65535, got 'abc'." in capsys.readouterr().err
    monkeypatch.setenv("TENURE_PORT", "70000")
    assert cli.run(["serve"]) == 2
    assert "TENURE_PORT: it must be from 0 to 65535, got 70000." in capsys.readouterr().err


def test_a_switch_in_the_environment_is_on_or_off(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TENURE_EMULATE", "maybe")
    assert cli.run(["serve"]) == 2
    assert "Invalid value for TENURE_EMULATE: it must be 1 or 0, got 'maybe'." in capsys.readouterr().err


def test_a_taken_port_is_found_before_the_model_is_looked_for(
    taken_port: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["serve", "/no/such/model", "--port", str(taken_port)]) == 1
    captured = capsys.readouterr()
    assert f"error: Port {taken_port} on 127.0.0.1 is in use" in captured.err
    assert "Traceback" not in captured.err


def test_listening_to_the_network_without_a_key_is_said_loudly(
    taken_port: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["serve", "--host", "0.0.0.0", "--port", str(taken_port)]) == 1
    assert "warning: listening on 0.0.0.0 without an API key" in capsys.readouterr().err
    assert cli.run(["serve", "--host", "0.0.0.0", "--port", str(taken_port), "--api-key", "alice:sk-1"]) == 1
    assert "without an API key" not in capsys.readouterr().err


@pytest.mark.parametrize("command", [["chat"], ["models"]])
def test_a_server_that_is_not_there_is_said_with_what_to_do(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run([*command, "--url", "http://127.0.0.1:9"]) == 1
    assert "No server answers at http://127.0.0.1:9. Start one with `tenure serve`" in capsys.readouterr().err


def test_deploying_a_file_that_is_not_there_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["deploy", "no-such.yaml"]) == 1
    assert "There is no file no-such.yaml" in capsys.readouterr().err


def test_deploying_without_ray_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    assert cli.run(["deploy", __file__]) == 1
    assert "pip install -c infra/constraints.txt '.[ray]'" in capsys.readouterr().err


def test_the_help_does_not_wait_for_torch() -> None:
    program = (
        "import sys; from serving.cli import main\ntry: main()\nfinally: assert 'torch' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program, "--help"], check=True, capture_output=True)


def test_doctor_prints_json_for_scripts(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    exit_code = cli.run(["doctor", "--json", "--data-dir", str(tmp_path), "--port", "0"])
    report = json.loads(capsys.readouterr().out)
    assert exit_code == (0 if report["can_serve_on_cpu"] else 1)
    names = [check["name"] for check in report["checks"]]
    assert {"Python", "Processor", "Memory", "PyTorch", "Ray", "Neuron devices"} <= set(names)
    for check in report["checks"]:
        assert check["status"] in ("ok", "absent", "warning", "missing")
        assert check["found"]


def test_doctor_shows_a_command_as_it_is_to_be_typed(capsys: pytest.CaptureFixture[str]) -> None:
    check = Check("Ray", Status.absent, "not installed", "pip install '.[ray]'")
    out.print(table_of([check]))
    assert "pip install '.[ray]'" in capsys.readouterr().out


def test_doctor_fails_where_serving_cannot_work(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    not_a_directory = tmp_path / "file"
    not_a_directory.write_text("")
    assert cli.run(["doctor", "--data-dir", str(not_a_directory), "--port", "0"]) == 1
    shown = capsys.readouterr().out
    assert "missing" in shown
    assert "cannot serve yet" in shown
