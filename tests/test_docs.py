"""The documentation is held to the code: what exists is named, and what is shown works."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from prometheus_client import CollectorRegistry

from kernels.library import ISAS
from serving.api.backend import Backend
from serving.api.http_metrics import HttpMetrics
from serving.api.openai.fields import (
    REFUSED_IN_CHAT,
    REFUSED_IN_COMPLETIONS,
    REFUSED_IN_RESPONSES,
    REFUSED_IN_TOKENIZE,
)
from serving.api.openai.responses.items import ITEM_TYPES
from serving.cli.app import app as cli_app
from serving.metrics import Metrics

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = typer.main.get_command(cli_app).commands
PACKAGES = sorted(
    path.parent
    for package in ("serving", "models", "kernels")
    for path in [ROOT / package / "__init__.py", *(ROOT / package).glob("*/__init__.py")]
)


def readme_section(heading: str) -> str:
    """The text below a heading, to the next heading of its level or higher."""
    level = len(heading) - len(heading.lstrip("#"))
    start = README.index(f"\n{heading}\n") + 1
    end = re.compile(rf"^#{{1,{level}}} ", re.MULTILINE).search(README, start + len(heading))
    return README[start : end.start() if end else None]


def section_of(command: str) -> str:
    return readme_section(
        next(line for line in README.splitlines() if line.startswith(f"### `tenure {command}"))
    )


def parameters() -> Iterator[tuple[str, Any]]:
    """(command, parameter) of all commands, a group's among them."""
    for name, command in COMMANDS.items():
        for part in (command, *getattr(command, "commands", {}).values()):
            yield from ((name, parameter) for parameter in part.params)


@pytest.mark.parametrize(
    ("command", "flag", "variable"),
    [(name, parameter.opts[0], parameter.envvar) for name, parameter in parameters() if parameter.envvar],
)
def test_every_flag_and_its_variable_are_in_the_readme(command: str, flag: str, variable: str) -> None:
    section = section_of(command)
    if command == "chat" and f"`{variable}`" not in section:
        section += section_of("serve")  # "as for `tenure serve`"
        assert f"`{flag}`" in section_of("chat")
    assert f"`{variable}`" in section
    if flag.startswith("--"):
        assert f"`{flag}`" in section


def test_every_flag_that_the_readme_names_exists() -> None:
    known = {flag for _, parameter in parameters() for flag in parameter.opts}
    elsewhere = {"--no-deps", "--help", "--version", "--strict", "--data-binary"}
    assert set(re.findall(r"--[a-z][a-z-]+", README)) - known - elsewhere == set()


def test_every_variable_that_the_sources_read_is_in_the_readme() -> None:
    sources = [
        path.read_text(encoding="utf-8")
        for name in ("serving", "models", "kernels")
        for path in (ROOT / name).rglob("*.py")
    ]
    named = {variable for text in sources for variable in re.findall(r'"(TENURE_[A-Z_]+)"', text)} - {
        "TENURE_"
    }
    assert {variable for variable in named if f"`{variable}`" not in README} == set()


def test_every_instruction_set_of_the_kernels_is_in_the_readme() -> None:
    for isa in ISAS:
        assert f"`{isa}`" in readme_section("### Other variables")


def test_every_command_has_a_section_in_the_readme() -> None:
    for name in COMMANDS:
        assert section_of(name)


def served_routes() -> list[tuple[str, str]]:
    from serving.api.app import create_app
    from serving.config import ApiConfig

    app = create_app(Unused(), ApiConfig())
    return [
        (method.upper(), path) for path, operations in app.openapi()["paths"].items() for method in operations
    ]


class Unused(Backend):
    """Routes are looked at, none is called."""


def test_every_endpoint_is_in_the_readme() -> None:
    table = readme_section("## HTTP")
    for method, path in served_routes():
        assert f"`{method} {path}`" in table
    assert "`GET /openapi.json`" in table


def test_every_endpoint_of_the_readme_is_served() -> None:
    documented = set(re.findall(r"`(GET|POST|DELETE) (/[^`]*)`", readme_section("## HTTP")))
    assert documented - set(served_routes()) == {("GET", "/openapi.json")}


def test_every_metric_is_in_the_readme_and_every_metric_of_the_readme_exists() -> None:
    registry = CollectorRegistry()
    Metrics(registry, "any")
    collected = [*registry.collect(), *HttpMetrics()._registry.collect()]
    documented = re.findall(r"`((?:vllm|tenure):[a-z0-9_]+)`", readme_section("### Metrics"))
    assert sorted(metric.name for metric in collected) == sorted(documented)


def error_codes() -> set[str]:
    """Every `code = "..."` of an error class and every `code="..."` of a raised one."""
    codes = set()
    for path in (ROOT / "serving").rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.keyword) and node.arg == "code" and isinstance(node.value, ast.Constant):
                codes.add(node.value.value)
            if isinstance(node, ast.ClassDef):
                codes |= {
                    statement.value.value
                    for statement in node.body
                    if isinstance(statement, ast.Assign)
                    and ast.unparse(statement.targets[0]) == "code"
                    and isinstance(statement.value, ast.Constant)
                }
    return {code for code in codes if isinstance(code, str)}


def test_every_error_code_is_in_the_readme_and_every_code_of_the_readme_exists() -> None:
    rows = [line.split("|")[2] for line in readme_section("### Errors").splitlines() if line.startswith("| ")]
    documented = {code for row in rows for code in re.findall(r"`([a-z_]+)`", row)} - {"code"}
    assert documented == error_codes()


def test_exactly_the_fields_that_are_refused_are_listed_as_refused_where_they_are() -> None:
    rows = [
        line.split("|")[1:3] for line in readme_section("### Refused fields").splitlines() if "| `" in line
    ]
    documented: dict[str, set[str]] = {}
    for endpoints, names in rows:
        for endpoint in re.findall(r"`([^`]+)`", endpoints):
            documented.setdefault(endpoint, set()).update(re.findall(r"`([a-z_]+)`", names))
    assert documented == {
        "/v1/chat/completions": set(REFUSED_IN_CHAT),
        "/v1/completions": set(REFUSED_IN_COMPLETIONS),
        "/v1/responses": set(REFUSED_IN_RESPONSES),
        "/tokenize": set(REFUSED_IN_TOKENIZE),
    }


def test_the_items_that_the_limits_name_are_those_there_are() -> None:
    (sentence,) = re.findall(r"Their items, and a conversation's, are ([^;]*);", readme_section("## Limits"))
    assert set(re.findall(r"`([a-z_]+)`", sentence)) == set(ITEM_TYPES)


@pytest.mark.parametrize("package", PACKAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_package_says_what_it_is(package: Path) -> None:
    """The three packages have a README; a folder in them has one, or is described in its parent's."""
    if package.parent == ROOT or (package / "README.md").exists():
        assert (package / "README.md").read_text(encoding="utf-8").startswith("# ")
        return
    parent = (package.parent / "README.md").read_text(encoding="utf-8")
    assert f"`{package.name}/`" in parent or f"`{package.name}`" in parent


def test_the_changelog_begins_with_the_version_that_is_built() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## (\S+)", changelog, re.MULTILINE)
    assert headings[0] == version


def test_every_link_of_the_readme_leads_somewhere() -> None:
    anchors = {
        re.sub(r"[^a-z0-9 -]", "", heading.lower()).replace(" ", "-")
        for heading in re.findall(r"^#+ (.*)$", README, re.MULTILINE)
    }
    for target in re.findall(r"\]\(([^)]+)\)", README):
        assert (target[1:] in anchors) if target.startswith("#") else (ROOT / target).exists(), target
    for path in re.findall(r"`((?:serving|models|kernels|infra|benchmarks|tests)/[^`\s]*)`", README):
        assert (ROOT / path).exists(), path


# The blocks marked <!-- tested --> run, in order, against one real server.

TESTED = re.compile(r"<!-- tested -->\n```(bash|python)\n(.*?)```", re.DOTALL)
BLOCKS = TESTED.findall(README)


@pytest.fixture(scope="module")
def server_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    command = [str(Path(sys.executable).parent / "tenure"), "serve", "--port", "0", "--log-level", "warning"]
    command += ["--kv-memory", "256MiB", "--data-dir", str(tmp_path_factory.mktemp("data"))]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TENURE_")}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        try:
            assert process.stdout is not None
            line = next((line for line in process.stdout if line.startswith("Serving ")), "")
            assert line, f"the server ended with {process.wait()}"
            yield line.split(" at ")[1].strip()
        finally:
            process.terminate()
        assert process.wait(timeout=60) == 0


@pytest.mark.parametrize(("language", "block"), BLOCKS, ids=[str(index) for index in range(len(BLOCKS))])
def test_what_the_readme_shows_works(language: str, block: str, server_url: str) -> None:
    program = block.replace("http://127.0.0.1:8000", server_url).replace(
        "curl -s", "curl -sS --fail-with-body"
    )
    command = ["bash", "-euo", "pipefail", "-c"] if language == "bash" else [sys.executable, "-c"]
    done = subprocess.run([*command, program], capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.strip()


def test_the_readme_has_blocks_that_are_tested() -> None:
    assert {language for language, _ in BLOCKS} == {"bash", "python"}
