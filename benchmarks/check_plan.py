"""Hold `tenure plan` to a server that was measured: predicted against measured, workload by workload.

    python -m benchmarks.check_plan benchmarks/results/serving-LABEL.json --dtype bfloat16

Takes the workloads' shapes from a result of bench_serving, simulates each with the fit that `tenure plan`
takes on this machine, prints the table, and writes benchmarks/results/plan-LABEL.json.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.fit_steps import TARGET, fit_format
from benchmarks.machine import command_line, git_commit
from benchmarks.report import shown
from models.config_file import read_config
from models.registry import resolve
from serving.config import ReplicaConfig
from serving.planning.checkpoint_formats import served_shape
from serving.planning.fitted import FittedModel, find_fit
from serving.planning.hardware import find_instance
from serving.planning.host_cost import HostCost
from serving.planning.memory_map import Limits
from serving.planning.model_shape import ModelShape
from serving.planning.objective import Objective
from serving.planning.plan import Plan, make_plan
from serving.planning.processor import this_processor
from serving.planning.workload import Workload
from serving.replica.memory import available_bytes

RESULTS = Path(__file__).parent / "results"


@dataclass(frozen=True, slots=True)
class Compared:
    workload: str
    number: str
    predicted: float
    measured: float

    @property
    def error(self) -> float:
        return self.predicted / self.measured - 1

    def to_json(self) -> dict[str, Any]:
        values = {"workload": self.workload, "number": self.number}
        return values | {
            "predicted": round(self.predicted, 2),
            "measured": self.measured,
            "error": round(self.error, 4),
        }


def parse_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="check_plan", description=(__doc__ or "").partition("\n")[0])
    add = parser.add_argument
    add("result", type=Path, help="what bench_serving wrote")
    add("--model", default="smollm2-135m", help="that the server served; default: smollm2-135m")
    for flag in ("--dtype", "--quantization", "--kv-dtype"):
        add(flag, default="auto", help="as the server was told")
    add("--steps", type=Path, nargs="+", help="fit to these results of bench_steps, not to the shipped ones")
    add("--output", type=Path, help="default: benchmarks/results/plan-LABEL.json")
    return parser.parse_args(arguments)


def shape_of(options: argparse.Namespace, isa: str) -> ModelShape:
    """What the server made of the model with these options, on kernels of this instruction set."""
    config = ReplicaConfig(
        model=options.model,
        dtype=options.dtype,
        quantization=options.quantization,
        kv_dtype=options.kv_dtype,
    )
    source = resolve(options.model)
    return served_shape(source, read_config(source), config, isa=isa)


class Planner:
    """Plans for one model and formats on this machine."""

    def __init__(self, shape: ModelShape, fit: FittedModel) -> None:
        self._shape = shape
        self._fit = fit

    def plan(self, workload: Workload) -> Plan:
        return make_plan(
            self._shape,
            find_instance("cpu", cpu_memory_bytes=available_bytes()),
            Limits(max_model_len=self._shape.config.max_position_embeddings),
            workload,
            basis=self._fit,
            host=self._fit.host,
            objective=Objective(),
        )


def compare(result: dict[str, Any], planner: Planner) -> Iterator[Compared]:
    for row in result["workloads"].get("decode", ()):
        yield from compare_decode(row, result["settings"], planner)
    if agent := result["workloads"].get("agent"):
        yield from compare_agent(agent, result["settings"], planner)


def compare_decode(row: dict[str, Any], settings: dict[str, Any], planner: Planner) -> Iterator[Compared]:
    """`concurrency` streams that start together, one turn each."""
    plan = planner.plan(
        Workload(
            num_sessions=row["concurrency"],
            num_turns=1,
            num_new_tokens=round(row["prompt_tokens"]),
            num_reply_tokens=settings["decode_tokens"],
        )
    )
    name = f"decode, {row['concurrency']} streams"
    yield Compared(name, "tokens/s", plan.tokens_per_s, row["tokens_per_s"])
    yield Compared(name, "TTFT p50, ms", 1e3 * plan.turns[0].ttft.p50, row["ttft_ms"]["p50"])
    yield Compared(name, "ITL p50, ms", 1e3 * plan.itl.p50, row["itl_ms"]["p50"])


def compare_agent(agent: dict[str, Any], settings: dict[str, Any], planner: Planner) -> Iterator[Compared]:
    plan = planner.plan(agent_workload(agent, settings))
    name = f"agent, {agent['num_sessions']} sessions, {agent['concurrency']} in flight"
    yield Compared(name, "tokens/s", plan.tokens_per_s, agent["tokens_per_s"])
    for number in (2, agent["num_turns"] // 2, agent["num_turns"]):
        forecast, row = plan.turns[number - 1], agent["by_turn"][number - 1]
        yield Compared(name, f"TTFT p50 of turn {number}, ms", 1e3 * forecast.ttft.p50, row["ttft_ms"]["p50"])
    yield Compared(name, "ITL p50, ms", 1e3 * plan.itl.p50, agent["all_turns"]["itl_ms"]["p50"])


def agent_workload(agent: dict[str, Any], settings: dict[str, Any]) -> Workload:
    """Its prompts as the server counted them: template and all."""
    first, last = (agent["by_turn"][i]["prompt_tokens"] for i in (0, -1))
    growth = (last - first) / max(1, agent["num_turns"] - 1)
    return Workload(
        num_sessions=agent["num_sessions"],
        num_turns=agent["num_turns"],
        num_first_tokens=round(first),
        num_new_tokens=max(1, round(growth) - settings["turn_tokens"]),
        num_reply_tokens=settings["turn_tokens"],
        max_turns_in_flight=agent["concurrency"],
    )


def table_of(rows: list[Compared]) -> Table:
    table = Table("workload", "number", "predicted", "measured", "error")
    for row in rows:
        numbers = (shown(row.predicted), shown(row.measured), f"{row.error:+.0%}")
        table.add_row(row.workload, row.number, *numbers)
    return table


def main(arguments: Sequence[str] | None = None) -> int:
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    options = parse_arguments(arguments)
    result = json.loads(options.result.read_text())
    fits, processor = None, this_processor(None)
    if options.steps:
        outside = HostCost(**json.loads(TARGET.read_text())["outside"])
        fits = [fit_format([json.loads(path.read_text()) for path in options.steps], outside)]
        processor = fits[0].processor
    shape = shape_of(options, processor.isa)
    fit = find_fit(options.model, shape.weight_format, shape.kv_format, processor, fits)
    rows = list(compare(result, Planner(shape, fit)))
    Console().print(table_of(rows))
    output = options.output or RESULTS / f"plan-{result['label']}.json"
    written = {"command": command_line("benchmarks.check_plan", arguments), **git_commit()}
    errors = [abs(row.error) for row in rows]
    written |= {"label": output.stem.removeprefix("plan-"), "fitted_to": fit.made_by}
    written |= {"processor": str(processor), "median_error": round(statistics.median(errors), 4)}
    written["measured_by"] = {"command": result["command"], "commit": result["commit"]}
    output.write_text(json.dumps(written | {"rows": [row.to_json() for row in rows]}, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
