"""Draws a result of `benchmarks.peers`.

    python -m benchmarks.peer_plots benchmarks/results/peers.json

writes OUT-returning.svg, the time to the first token by turn, and OUT-throughput.svg, prefill and decode,
next to it. Needs matplotlib (the `dev` extra).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import matplotlib as mpl
import typer
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from benchmarks.peer_table import Row, rows
from benchmarks.summary import median

Result = dict[str, Any]
# Okabe and Ito's colours, which the colour-blind tell apart; Tenure's lines are solid, the peers' dashed.
COLOURS = ("#0072B2", "#009E73", "#56B4E9", "#D55E00", "#E69F00", "#CC79A7", "#000000", "#999999")

NUM_COLUMNS = 4


def main(run: Annotated[Path, typer.Argument(help="A result of benchmarks.peers.")]) -> None:
    """Draw the returning turns and the throughput of a comparison."""
    result = json.loads(run.read_text())
    # The same result gives the same file: no date, no random ids.
    mpl.rcParams["svg.hashsalt"] = run.stem
    for kind, draw in (("returning", returning_turns), ("throughput", throughput)):
        out = run.with_name(f"{run.stem}-{kind}.svg")
        draw(result).savefig(out, metadata={"Date": None})
        typer.echo(out)


def returning_turns(result: Result) -> Figure:
    """TTFT p50 by turn, a panel for each number of sessions."""
    names = list(result["servers"])
    workloads = [w for w in ("returning-1", "returning-8", "returning-32") if _entries(result, w)]
    figure = Figure(figsize=(4 * max(1, len(workloads)), 3.8), layout="constrained")
    for index, workload in enumerate(workloads):
        axes = figure.add_subplot(1, len(workloads), index + 1)
        for number, name in enumerate(names):
            turns = ttft_by_turn(result, name, workload)
            style = "-" if name.startswith("tenure") else "--"
            axes.plot(list(turns), list(turns.values()), style, color=_colour(number), label=name)
        num_sessions = workload.removeprefix("returning-")
        axes.set(title=f"{num_sessions} at once", xlabel="turn", yscale="log")
        for which in (axes.yaxis.set_major_formatter, axes.yaxis.set_minor_formatter):
            which("{x:g}")
        axes.grid(alpha=0.3, which="both")
        if index == 0:
            axes.set_ylabel("TTFT p50, ms")
            axes.legend(fontsize="small")
    return figure


def ttft_by_turn(result: Result, name: str, workload: str) -> dict[int, float]:
    """ms by turn: medians over the rounds."""
    values: dict[int, list[float]] = {}
    for entry in _entries(result, workload):
        if entry["name"] == name:
            for turn in entry["result"]["by_turn"]:
                values.setdefault(turn["turn"], []).append(turn["ttft_ms"]["p50"])
    return {turn: float(median(found) or 0.0) for turn, found in sorted(values.items())}


def throughput(result: Result) -> Figure:
    """Tokens per second of each server, a panel for each job."""
    names = list(result["servers"])
    found = [row for row in rows(result["measured"], names) if "tokens/s" in row.metric.label]
    num_rows = -(-len(found) // NUM_COLUMNS)
    figure = Figure(figsize=(3.4 * NUM_COLUMNS, num_rows * (0.9 + 0.35 * len(names))), layout="constrained")
    for index, row in enumerate(found):
        axes = figure.add_subplot(num_rows, NUM_COLUMNS, index + 1)
        _bars(axes, row, names, has_names=index % NUM_COLUMNS == 0)
    return figure


def _bars(axes: Axes, row: Row, names: Sequence[str], *, has_names: bool) -> None:
    values = [row.values[name] or 0.0 for name in names]
    bars = axes.barh(range(len(names)), values, color=[_colour(i) for i in range(len(names))])
    axes.bar_label(bars, labels=[f"{value:,.0f}" if value else "-" for value in values], padding=2)
    axes.set_title(row.metric.label, fontsize="medium")
    axes.set_yticks(range(len(names)), names if has_names else [""] * len(names))
    axes.invert_yaxis()
    axes.margins(x=0.25)


def _colour(number: int) -> str:
    return COLOURS[number % len(COLOURS)]


def _entries(result: Result, workload: str) -> list[Result]:
    return [e for e in result["measured"] if e["workload"] == workload and "error" not in e["result"]]


if __name__ == "__main__":
    typer.run(main)
