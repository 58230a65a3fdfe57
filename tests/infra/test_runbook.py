"""The runbook and the index name only what exists."""

import re
from pathlib import Path

import pytest
import typer
from prometheus_client import CollectorRegistry

from serving.api.http_metrics import HttpMetrics
from serving.cli.app import app as cli_app
from serving.metrics import Metrics
from serving.planning.hardware import INSTANCES

ROOT = Path(__file__).parents[2]
RUNBOOK = (ROOT / "infra" / "runbook.md").read_text()
INDEX = (ROOT / "infra" / "README.md").read_text()


def test_every_metric_of_the_runbook_is_exported() -> None:
    registry = CollectorRegistry()
    Metrics(registry, "any")
    exported = {metric.name for metric in [*registry.collect(), *HttpMetrics()._registry.collect()]}
    named = set(re.findall(r"(?:vllm|tenure):[a-z]\w+", RUNBOOK))
    assert {name for name in named if not any(known.startswith(name) for known in exported)} == set()


@pytest.mark.parametrize("text", [RUNBOOK, INDEX], ids=["runbook", "index"])
def test_every_file_that_is_named_is_there(text: str) -> None:
    paths = re.findall(r"\b(?:infra|tests)/[\w./-]+\w", text)
    assert paths
    for path in paths:
        assert (ROOT / path).exists(), path


def test_every_link_of_the_runbook_leads_to_a_heading() -> None:
    headings = {
        re.sub(r"[^a-z0-9 -]", "", heading.lower()).replace(" ", "-")
        for heading in re.findall(r"^#+ (.*)$", RUNBOOK, re.MULTILINE)
    }
    assert set(re.findall(r"\]\(#([^)]+)\)", RUNBOOK)) <= headings


def test_every_folder_and_file_of_infra_is_in_the_index() -> None:
    for path in (ROOT / "infra").iterdir():
        name = f"{path.name}/" if path.is_dir() else path.name
        assert f"`{name}`" in INDEX or name == "README.md", name


def test_every_flag_of_a_tenure_command_exists() -> None:
    commands = typer.main.get_command(cli_app).commands  # type: ignore[attr-defined]
    for name, rest in re.findall(r"`?tenure (plan|serve|doctor|deploy|chat|compile)\b([^`\n]*)", RUNBOOK):
        flags = {flag for parameter in commands[name].params for flag in parameter.opts}
        assert set(re.findall(r"--[a-z-]+", rest)) <= flags


@pytest.mark.parametrize("name", ["trn1.32xlarge", "trn2.48xlarge"])
def test_the_numbers_of_cores_that_work_are_those_of_the_plan(name: str) -> None:
    (row,) = [line for line in RUNBOOK.splitlines() if line.startswith("| Failure when loading collectives")]
    (listed,) = re.findall(rf"{re.escape(name)}: ([\d, or]+)", row)
    assert tuple(int(number) for number in re.findall(r"\d+", listed)) == INSTANCES[name].tp_sizes
