"""The Grafana dashboard shows what the server exports, by the names and labels that it exports."""

import json
import re
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from prometheus_client import CollectorRegistry
from prometheus_client.parser import text_string_to_metric_families

from serving.api.http_metrics import HttpMetrics
from serving.metrics import Metrics

DASHBOARD: dict[str, Any] = json.loads(
    (Path(__file__).parents[2] / "infra" / "dashboards" / "tenure.json").read_text()
)
PANELS = [panel for panel in DASHBOARD["panels"] if panel["type"] != "row"]
EXPRESSIONS = [target["expr"] for panel in PANELS for target in panel["targets"]]
METRIC = r"(?:vllm|tenure):\w+"


@pytest.fixture(scope="module")
def exported() -> dict[str, set[str]]:
    """Names of series in the exposition, with their labels, after one of each event."""
    metrics, http = Metrics(CollectorRegistry(), "any"), HttpMetrics()
    metrics.observe_turn(
        finish_reasons=["stop"],
        num_prompt_tokens=2,
        num_generated_tokens=[1],
        e2e_s=0.1,
    )
    http.requests.labels("/v1/models", "GET", "200").inc()
    http.request_s.labels("/v1/models").observe(0.1)
    text = (metrics.exposition() + http.exposition()).decode()
    return {
        sample.name: set(sample.labels)
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_every_metric_in_a_panel_is_exported_with_the_labels_that_are_asked_for(
    expression: str, exported: dict[str, set[str]]
) -> None:
    names = re.findall(METRIC, expression)
    assert names
    grouped = set(re.findall(r"\w+", "".join(re.findall(r"by \(([^)]*)\)", expression))))
    for name in names:
        assert name in exported
        matched = re.findall(rf"{name}\{{(\w+)=", expression)
        assert grouped | set(matched) <= exported[name]


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_a_counter_is_shown_as_a_rate_and_a_gauge_as_it_is(expression: str) -> None:
    for name in re.findall(METRIC, expression):
        is_rate = re.search(rf"rate\({name}[{{\[]", expression) is not None
        assert is_rate == name.endswith(("_total", "_bucket"))


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: panel["title"])
def test_every_name_in_a_legend_is_a_label_of_the_result(panel: dict[str, Any]) -> None:
    assert panel["description"]
    for target in panel["targets"]:
        for label in re.findall(r"\{\{(\w+)\}\}", target["legendFormat"]):
            assert re.search(rf"by \([^)]*\b{label}\b[^)]*\)", target["expr"])


def test_the_choice_of_models_comes_from_a_metric_that_has_them(exported: dict[str, set[str]]) -> None:
    (model,) = [variable for variable in DASHBOARD["templating"]["list"] if variable["name"] == "model"]
    metric, label = re.fullmatch(r"label_values\((\S+), (\w+)\)", model["definition"]).groups()  # type: ignore[union-attr]
    assert label in exported[metric]


def test_every_panel_has_its_own_place() -> None:
    assert len({panel["id"] for panel in DASHBOARD["panels"]}) == len(DASHBOARD["panels"])
    for one, other in combinations([panel["gridPos"] for panel in DASHBOARD["panels"]], 2):
        beside = one["x"] + one["w"] <= other["x"] or other["x"] + other["w"] <= one["x"]
        below = one["y"] + one["h"] <= other["y"] or other["y"] + other["h"] <= one["y"]
        assert beside or below
