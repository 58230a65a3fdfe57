"""The documentation is held to the code: what exists is named, and what is shown works."""

import ast
import dataclasses
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
import typer
from prometheus_client import CollectorRegistry

from kernels.library import ISAS
from serving.agents import budget_metrics
from serving.api.backend import Backend
from serving.api.http_metrics import HttpMetrics
from serving.api.openai.fields import (
    REFUSED_IN_CHAT,
    REFUSED_IN_COMPLETIONS,
    REFUSED_IN_RESPONSES,
    REFUSED_IN_TOKENIZE,
)
from serving.api.openai.responses.items import ITEM_TYPES
from serving.cli import tables
from serving.cli.app import app as cli_app
from serving.cli.variables import variables_of
from serving.config import ApiConfig, JwtConfig, NeuronConfig, ProcessConfig, ReplicaConfig
from serving.metrics import Metrics
from serving.option import settings_of

ROOT = Path(__file__).parent.parent
PARTS = ("serving", "models", "kernels", "benchmarks", "infra", "findings")


def read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


README = read("README.md")
CLI, API, SESSIONS = (read(f"serving/{name}/README.md") for name in ("cli", "api", "sessions"))
# What a user reads. The other pages are for those who change things.
PAGES = {
    path: read(path)
    for path in (
        "README.md",
        "serving/cli/README.md",
        "serving/api/README.md",
        "serving/sessions/README.md",
        "serving/agents/README.md",
        "serving/memory/README.md",
        "serving/cluster/README.md",
        "models/README.md",
        "models/neuron/README.md",
    )
}
COMMANDS = typer.main.get_command(cli_app).commands
PACKAGES = sorted(
    path.parent
    for package in ("serving", "models", "kernels")
    for path in [ROOT / package / "__init__.py", *(ROOT / package).glob("*/__init__.py")]
)


def section(page: str, heading: str) -> str:
    """The text below a heading, to the next heading of its level or higher."""
    level = len(heading) - len(heading.lstrip("#"))
    start = page.index(f"\n{heading}\n") + 1
    end = re.compile(rf"^#{{1,{level}}} ", re.MULTILINE).search(page, start + len(heading))
    return page[start : end.start() if end else None]


def test_the_front_page_is_one_that_is_read() -> None:
    assert len(README.splitlines()) <= 200


@pytest.mark.parametrize("path", tables.PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_tables_of_options_are_those_of_the_code(path: Path) -> None:
    page = path.read_text(encoding="utf-8")
    assert page == tables.with_tables(page), "write it anew with `python -m serving.cli.tables`"


def test_every_command_has_a_section_and_its_table() -> None:
    commands = {
        f"{name} {part}" if part else name
        for name, command in COMMANDS.items()
        for part in getattr(command, "commands", {"": None})
    }
    assert set(re.findall(r"<!-- options: (.*?) -->", CLI)) == commands == set(tables.COMMANDS)
    for name in COMMANDS:
        assert any(line.startswith(f"## `tenure {name}") for line in CLI.splitlines())


def test_every_flag_and_variable_of_a_command_is_in_its_table() -> None:
    for name, command in COMMANDS.items():
        for part, inner in getattr(command, "commands", {"": command}).items():
            table = tables.command_table(f"{name} {part}".strip())
            for parameter in inner.params:
                assert f"`{parameter.opts[0]}`" in table or parameter.param_type_name == "argument"
                assert parameter.envvar is None or f"`{parameter.envvar}`" in table


def test_every_field_of_a_config_is_a_flag_or_a_key_or_neither_on_purpose() -> None:
    # An argument, a section, and what follows.
    inner = {"model", "neuron", "jwt", "max_choices", "max_logprobs", "heartbeat_s", "num_models"}
    for config in (ReplicaConfig, NeuronConfig, ApiConfig, JwtConfig, ProcessConfig):
        described = {setting.name for setting in settings_of(config)}
        assert {field.name for field in dataclasses.fields(config)} - described <= inner


def test_every_key_of_a_ray_config_has_a_row() -> None:
    table = section(PAGES["serving/cluster/README.md"], "## The keys of `args`")
    for prefix, config in (
        ("api.", ApiConfig),
        ("replica.", ReplicaConfig),
        ("api.jwt.", JwtConfig),
        ("replica.neuron.", NeuronConfig),
    ):
        for setting in settings_of(config):
            is_at_the_top = setting.name in ("kv_memory_bytes", "api_key_file")
            assert f"`{prefix}{setting.name}`" in table or is_at_the_top


def test_every_flag_that_the_pages_name_exists() -> None:
    parts = [
        part for command in COMMANDS.values() for part in getattr(command, "commands", {"": command}).values()
    ]
    known = {flag for part in parts for parameter in part.params for flag in parameter.opts}
    elsewhere = {"--no-deps", "--help", "--version", "--strict", "--data-binary"}
    named = {flag for page in PAGES.values() for flag in re.findall(r"--[a-z][a-z-]+", page)}
    assert named - known - elsewhere == set()


def test_every_variable_that_the_sources_read_is_known_and_on_the_page() -> None:
    sources = [
        path.read_text(encoding="utf-8")
        for name in ("serving", "models", "kernels")
        for path in (ROOT / name).rglob("*.py")
    ]
    named = {variable for text in sources for variable in re.findall(r'"(TENURE_[A-Z_]+)"', text)} - {
        "TENURE_"
    }
    assert {variable for variable in named if f"`{variable}`" not in CLI} == set()
    assert named <= variables_of(typer.main.get_command(cli_app))


def test_every_instruction_set_of_the_kernels_is_on_the_page() -> None:
    for isa in ISAS:
        assert f"`{isa}`" in section(CLI, "## Other variables")


def served_routes() -> list[tuple[str, str]]:
    from serving.api.app import create_app

    app = create_app(Unused(), ApiConfig())
    return [
        (method.upper(), path) for path, operations in app.openapi()["paths"].items() for method in operations
    ]


class Unused(Backend):
    """Routes are looked at, none is called."""


def test_every_endpoint_is_on_the_page() -> None:
    table = section(API, "## Endpoints")
    for method, path in served_routes():
        assert f"`{method} {path}`" in table
    assert "`GET /openapi.json`" in table


def test_every_endpoint_of_the_page_is_served() -> None:
    documented = set(re.findall(r"`(GET|POST|DELETE) (/[^`]*)`", section(API, "## Endpoints")))
    no_part_of_the_schema = {("GET", "/openapi.json"), ("GET", "/"), ("GET", "/console/{name}")}
    assert documented - set(served_routes()) == no_part_of_the_schema


def test_every_metric_is_on_the_page_and_every_metric_of_the_page_exists() -> None:
    registry = CollectorRegistry()
    Metrics(registry, "any")
    of_agents = budget_metrics.registry_of(())
    collected = [*registry.collect(), *HttpMetrics()._registry.collect(), *of_agents.collect()]
    documented = re.findall(r"`((?:vllm|tenure):[a-z0-9_]+)`", section(API, "## Metrics"))
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


def test_every_error_code_is_on_the_page_and_every_code_of_the_page_exists() -> None:
    rows = [line.split("|")[2] for line in section(API, "## Errors").splitlines() if line.startswith("| ")]
    documented = {code for row in rows for code in re.findall(r"`([a-z_]+)`", row)} - {"code"}
    assert documented == error_codes()


def test_exactly_the_fields_that_are_refused_are_listed_as_refused_where_they_are() -> None:
    rows = [line.split("|")[1:3] for line in section(API, "## Refused fields").splitlines() if "| `" in line]
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
    (sentence,) = re.findall(r"Their items, and a conversation's, are ([^;]*);", section(API, "## Limits"))
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


def anchors_of(page: str) -> set[str]:
    """As GitHub makes them of headings."""
    return {
        re.sub(r"[^a-z0-9_ -]", "", heading.lower()).replace(" ", "-")
        for heading in re.findall(r"^#+ (.*)$", page, re.MULTILINE)
    }


@pytest.mark.parametrize(
    "page",
    sorted(ROOT.glob("*.md")) + sorted(path for part in PARTS for path in (ROOT / part).rglob("*.md")),
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if "://" in target:
            continue
        path, _, anchor = target.partition("#")
        place = (page.parent / path).resolve() if path else page
        assert place.exists(), target
        if anchor:
            assert anchor in anchors_of(place.read_text(encoding="utf-8")), target


@pytest.mark.parametrize("path", PAGES)
def test_every_file_that_a_page_names_exists(path: str) -> None:
    for name in re.findall(r"`((?:serving|models|kernels|infra|benchmarks|tests)/[^`\s]*)`", PAGES[path]):
        assert (ROOT / name).exists(), name


def test_the_picture_is_there_and_shows_what_there_is() -> None:
    picture = read("serving/architecture.svg")
    assert ElementTree.fromstring(picture).tag.endswith("svg")
    layers = tomllib.loads(read("pyproject.toml"))["tool"]["importlinter"]["contracts"][0]["name"]
    for folder in re.findall(r">serving/([a-z]+)<", picture):
        assert folder in layers
    assert "](serving/architecture.svg)" in README


# The blocks marked <!-- tested --> run, in order, against one real server.

TESTED = re.compile(r"<!-- tested -->\n```(bash|python)\n(.*?)```", re.DOTALL)
BLOCKS = [
    (f"{path}-{number}", *block)
    for path, page in PAGES.items()
    for number, block in enumerate(TESTED.findall(page))
]


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


@pytest.mark.parametrize(
    ("language", "block"), [block[1:] for block in BLOCKS], ids=[block[0] for block in BLOCKS]
)
def test_what_a_page_shows_works(language: str, block: str, server_url: str) -> None:
    if block.startswith("curl ") and shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    program = block.replace("http://127.0.0.1:8000", server_url).replace(
        "curl -s", "curl -sS --fail-with-body"
    )
    command = ["bash", "-euo", "pipefail", "-c"] if language == "bash" else [sys.executable, "-c"]
    done = subprocess.run([*command, program], capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.strip()


def test_the_front_page_has_blocks_that_are_tested() -> None:
    assert {language for language, _ in TESTED.findall(README)} == {"bash", "python"}
