"""The error of `tenure plan` as a page: of the fits on held-out steps, and of forecasts beside a server.

    python -m benchmarks.plan_tables

Writes benchmarks/results/plan.md from serving/planning/data/cpu.json and benchmarks/results/plan-*.json.
"""

from __future__ import annotations

import json
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.fit_steps import error_on, read_results, steps_of
from benchmarks.report import shown
from serving.planning.fitted import FittedModel, median_load, shipped
from serving.planning.least_squares import FitError
from serving.planning.measure import QUIET_SHARE

RESULTS = Path(__file__).parent / "results"


def fit_lines(fits: list[FittedModel]) -> Iterator[str]:
    yield "| weights | KV | steps | number | R2 | median error | p90 | others' load, median |"
    yield "|---|---|---|---|---|---|---|---|"
    results = read_results()
    for fit in fits:
        yield _row(fit, "held out", fit.error, "")
        for result in results[fit.weight_format, fit.kv_format]:
            steps = steps_of(result)
            load = median_load(m for _, m in steps)
            note = f"{load:.0%}" + (" (too much)" if load > QUIET_SHARE else "")
            yield _row(fit, f"all of {result['label']}", error_on(fit.step_model, steps), note)


def _row(fit: FittedModel, what: str, error: FitError, note: str) -> str:
    numbers = f"{error.num} | {error.r_squared:.3f} | {error.median:.1%} | {error.p90:.1%}"
    return f"| {fit.weight_format} | {fit.kv_format} | {what} | {numbers} | {note} |"


def check_lines(results: list[dict[str, Any]]) -> Iterator[str]:
    yield "| server | workload | number | predicted | measured | error |"
    yield "|---|---|---|---|---|---|"
    for result in results:
        for row in result["rows"]:
            numbers = f"{shown(row['predicted'])} | {shown(row['measured'])} | {row['error']:+.0%}"
            yield f"| {result['label']} | {row['workload']} | {row['number']} | {numbers} |"


def page() -> str:
    fits = shipped()
    checks = [json.loads(path.read_text()) for path in sorted(RESULTS.glob("plan-*.json"))]
    machines = ", ".join(sorted({fit.machine for fit in fits})) or "no machine yet"
    groups: dict[str, list[dict[str, Any]]] = {}
    for check in checks:
        groups.setdefault(check.get("processor", machines), []).append(check)
    lines = ["# How far off `tenure plan --instance cpu` is", ""]
    lines += [
        f"Made by `python -m benchmarks.refit_plan` on {machines}. Machine, command and commit: the JSON"
    ]
    lines += ["files beside this one.", "", "## Steps", ""]
    lines += [*fit_lines(fits), "", "## Beside a server", ""]
    for processor, group in groups.items():
        errors = [abs(row["error"]) for check in group for row in check["rows"]]
        lines += [
            f"On {processor}: median error {statistics.median(errors):.0%} over {len(errors)} numbers.",
            "",
        ]
        lines += [*check_lines(group), ""]
    if not groups:
        lines += ["Not measured yet.", ""]
    return "\n".join(lines)


def main() -> int:
    target = RESULTS / "plan.md"
    target.write_text(page(), encoding="utf-8")
    sys.stdout.write(f"written to {target}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
