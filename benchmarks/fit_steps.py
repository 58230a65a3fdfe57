"""Fit the step model of `tenure plan --instance cpu` to measured steps.

    python -m benchmarks.fit_steps

Reads benchmarks/results/steps-*.json and a run of the toy model's server, writes
serving/planning/data/cpu.json, and prints the error on the steps that were held out, by format and model.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

from models.config_file import config_from_hf
from serving.planning.fitted import FittedModel, fit_steps, median_load, to_json
from serving.planning.formats import leading_format
from serving.planning.host_cost import HostCost
from serving.planning.least_squares import FitError
from serving.planning.measure import MeasuredStep
from serving.planning.model_shape import ModelShape
from serving.planning.step_model import StepModel
from serving.planning.step_work import step_work

RESULTS = Path(__file__).parent / "results"
TARGET = Path(__file__).parent.parent / "serving/planning/data/cpu.json"
# The toy model's server on the machine of the steps; where that was not run, an older machine's.
TOY_RESULTS = (RESULTS / "serving-for-plan-toy.json", RESULTS / "serving-toy-overhead.json")
Measured = list[tuple[ModelShape, MeasuredStep]]


def read_results() -> dict[tuple[str, str], list[dict[str, Any]]]:
    """The steps files, by weight and KV format; of several models, one that is a real one comes first."""
    results: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for path in sorted(RESULTS.glob("steps-*.json")):
        result = json.loads(path.read_text())
        results[leading_format(result["weight_format"]), result["kv_format"]].append(result)
    return results


def steps_of(result: dict[str, Any]) -> Measured:
    config = config_from_hf(result["config"], file=result["label"])
    own_bytes = tuple(result["own_bytes"]) if result["own_bytes"] else None
    shape = ModelShape(config, result["weight_format"], result["kv_format"], own_bytes=own_bytes)
    return [(shape, MeasuredStep.from_json(step)) for step in result["steps"]]


def error_on(model: StepModel, steps: Measured) -> FitError:
    predicted = [model.seconds(step_work(shape, m.step.sequences, m.step.num_rows)) for shape, m in steps]
    return FitError.of(np.array(predicted), np.array([m.seconds for _, m in steps]))


def fit_format(results: list[dict[str, Any]], outside: HostCost) -> FittedModel:
    steps = [step for result in results for step in steps_of(result)]
    model, error = fit_steps(steps)
    first = results[0]
    return FittedModel(
        weight_format=leading_format(first["weight_format"]),
        kv_format=first["kv_format"],
        model=" and ".join(result["label"] for result in results),
        numerics=first["numerics"],
        num_threads=first["num_threads"],
        cpu=first["machine"].get("cpu", first["machine"]["cpu_model"]),
        step_model=model,
        error=error,
        other_load=median_load(m for _, m in steps),
        host=HostCost(**first["engine"]) + outside,
        machine=f"{first['machine']['num_usable_cores']} cores of {first['machine']['cpu_model']}",
        made_by=f"{first['command']}, {_commit_of(first)}",
    )


def _commit_of(result: dict[str, Any]) -> str:
    commit = result["commit"]
    return "no commit known" if commit is None else f"commit {commit[:7]}"


def outside_cost(engine: HostCost) -> HostCost:
    """What is around the engine, from the toy model's run: all of its step but the engine's own part.

    The toy model computes next to nothing, so its time per step is that of everything else.
    """
    path = next(path for path in TOY_RESULTS if path.exists())
    rows = [row for row in json.loads(path.read_text())["workloads"]["decode"] if row["steady_tokens_per_s"]]
    sizes = np.array([row["concurrency"] for row in rows], np.float64)
    seconds = np.array([row["concurrency"] / row["steady_tokens_per_s"] for row in rows])
    row_s, step_s = np.polyfit(sizes, seconds, 1)
    single = next(row for row in rows if row["concurrency"] == 1)
    return HostCost(
        step_s=max(0.0, float(step_s) - engine.step_s),
        row_s=max(0.0, float(row_s) - engine.row_s),
        turn_s=single["ttft_ms"]["p50"] / 1000,
    )


def report(fits: list[FittedModel], results: dict[tuple[str, str], list[dict[str, Any]]]) -> Table:
    table = Table("weights", "KV", "model", "steps", "R2", "median error", "p90", title="Error of the fit")
    for fit in fits:
        _add(table, fit, "held out", fit.error)
        for result in results[fit.weight_format, fit.kv_format]:
            _add(table, fit, result["label"], error_on(fit.step_model, steps_of(result)))
    return table


def _add(table: Table, fit: FittedModel, what: str, error: FitError) -> None:
    numbers = (f"{error.r_squared:.4f}", f"{error.median:.1%}", f"{error.p90:.1%}")
    table.add_row(fit.weight_format, fit.kv_format, what, str(error.num), *numbers)


def main() -> int:
    results = read_results()
    if not results:
        sys.stderr.write(f"There are no steps-*.json in {RESULTS}: run benchmarks.bench_steps first.\n")
        return 1
    outside = outside_cost(HostCost(**next(iter(results.values()))[0]["engine"]))
    fits = [fit_format(group, outside) for group in results.values()]
    content = {"outside": asdict(outside), "fits": [to_json(fit) for fit in fits]}
    TARGET.write_text(json.dumps(content, indent=1) + "\n")
    Console().print(report(fits, results))
    return 0


if __name__ == "__main__":
    sys.exit(main())
