"""`tenure fleet`: many replicas on paper."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from serving.cli.console import complain, out, say
from serving.cli.options import JsonFlag, command
from serving.cli.program import as_typed
from serving.option import Option

EPILOG = """[bold]Examples[/]

tenure fleet plan infra/fleet/two-gigawatts.yaml

tenure fleet plan fleet.yaml --json > plan.json

tenure fleet plan fleet.yaml --png plan.png"""

app = typer.Typer(
    help="Fleets on paper: chips, regions, failures, power and cost.",
    epilog=as_typed(EPILOG),
    no_args_is_help=True,
)


@app.callback()
def fleet() -> None:
    """Fleets on paper."""


@app.command("plan")
@command
def plan_fleet(
    file: Annotated[
        Path, Option("The workload, the instances on offer, the limit, and what is assumed.", flag="FILE")
    ],
    png: Annotated[Path | None, Option("Draw it there; needs the extra plots.", metavar="FILE")] = None,
    num_processes: Annotated[int, Option("Simulate in so many processes.", flag="--processes", least=1)] = 1,
    as_json: JsonFlag = False,
) -> None:
    """Plan a fleet: how many of which chips, how fast, what a failure takes, what it costs."""
    # Imported late: `tenure --help` must not wait for torch.
    from serving.cli.fleet_report import as_plain, print_fleet
    from serving.planning.fleet.file import read_fleet_file
    from serving.planning.fleet.plan import plan_fleet as make_plan

    if png is not None:
        from serving.cli.fleet_plot import draw, require_matplotlib

        require_matplotlib()
    plan = make_plan(read_fleet_file(file), file.parent, num_processes=num_processes)
    if as_json:
        say(json.dumps(as_plain(plan), indent=2))
    else:
        print_fleet(plan, out)
    if png is not None:
        draw(plan, png)
        complain(f"Drawn: {png}", label=None)
