"""Compare Tenure with other servers on this machine: same model, same client, alternating order.

    python -m benchmarks.peers --rounds 3

README.md in this folder says what each number means and how the peers are set up.
"""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from benchmarks.machine import command_line, describe_machine, git_commit
from benchmarks.peer_comparison import Comparison, Conditions
from benchmarks.peer_configurations import BASELINE, CONFIGURATIONS, DEFAULT, Peer
from benchmarks.peer_install import Installation, InstallationFailed, install
from benchmarks.peer_models import DEFAULT_MODEL, MODELS, default_work_dir
from benchmarks.peer_rounds import visits
from benchmarks.peer_table import agreements, disturbed, machine_line, markdown, rows
from benchmarks.peer_workloads import WORKLOADS, Sizes, stages_of

RESULTS = Path(__file__).parent / "results"
QUICK = Sizes(
    prefill_repeats=1, decode_tokens=32, num_turns=2, new_tokens=60, reply_tokens=8, agreement_prompts=20
)
console = Console(stderr=True)


def chosen(text: str, known: Sequence[str], option: str) -> list[str]:
    """Names between commas, in the order given; a name that ends in * stands for all that begin so."""
    names: list[str] = []
    for part in text.split(","):
        matching = [n for n in known if n.startswith(part[:-1])] if part.endswith("*") else [part]
        if not matching or matching[0] not in known:
            raise typer.BadParameter(f"{part!r} is none of {', '.join(known)}.", param_hint=option)
        names += [name for name in matching if name not in names]
    return names


def _install_all(
    names: Sequence[str], conditions: Conditions
) -> tuple[dict[Peer, Installation], dict[Peer, str]]:
    """What could be installed, and why the rest could not."""
    installations: dict[Peer, Installation] = {}
    failures: dict[Peer, str] = {}
    for peer in dict.fromkeys(CONFIGURATIONS[name].peer for name in names):
        console.print(f"installing {peer}, unless it is there ...", style="dim")
        try:
            installations[peer] = install(peer, conditions.work_dir, conditions.model)
        except InstallationFailed as error:
            console.print(f"[red]{peer}: {error}[/]")
            failures[peer] = str(error)
    return installations, failures


def main(
    peers: Annotated[
        str, typer.Option(help="Servers, between commas; NAME* stands for all that begin so.")
    ] = ",".join(DEFAULT),
    workloads: Annotated[
        str | None, typer.Option(help="Workloads, in the same way. Default: those of the model.")
    ] = None,
    model: Annotated[str, typer.Option(help=f"One of {', '.join(MODELS)}.")] = DEFAULT_MODEL,
    rounds: Annotated[int, typer.Option(min=1, help="Visits to each server; medians are reported.")] = 3,
    out: Annotated[
        Path, typer.Option(help="The result without its ending: .json and .md are written.")
    ] = RESULTS / "peers",
    work_dir: Annotated[
        Path | None,
        typer.Option(help="Where peers are installed. Default: $XDG_CACHE_HOME/tenure/peers."),
    ] = None,
    seed: Annotated[int, typer.Option(help="Of the prompts; each round adds 1.")] = 0,
    quick: Annotated[bool, typer.Option("--quick", help="Tiny sizes: does everything run?")] = False,
    timeout: Annotated[float, typer.Option(help="Seconds for one request.")] = 900.0,
    wait_idle: Annotated[
        float, typer.Option(help="Before each visit, wait up to so many seconds for an idle machine.")
    ] = 0.0,
    max_others: Annotated[
        float,
        typer.Option(help="A visit during which others took more of the machine than this is repeated."),
    ] = 0.1,
    tries: Annotated[int, typer.Option(min=1, help="Of a visit; the least disturbed one is kept.")] = 3,
    baseline: Annotated[
        Path | None,
        typer.Option(
            exists=True, file_okay=False, help=f"Another checkout of Tenure, for the servers NAME{BASELINE}."
        ),
    ] = None,
    install_only: Annotated[
        bool, typer.Option("--install-only", help="Install, and measure nothing.")
    ] = False,
) -> None:
    """Compare Tenure with other servers on this machine.

    Each server is installed in its own environment, started with its best settings, given the same work by
    the same client, and stopped before the next one starts. The order turns from stage to stage.
    """
    # As an exception, so that the server under test is stopped on the way out.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    names = chosen(peers, list(CONFIGURATIONS), "--peers")
    if baseline is None and any(name.endswith(BASELINE) for name in names):
        raise typer.BadParameter(f"is needed by the servers NAME{BASELINE}.", param_hint="--baseline")
    if model not in MODELS:
        raise typer.BadParameter(f"{model!r} is none of {', '.join(MODELS)}.", param_hint="--model")
    asked = workloads or ",".join(MODELS[model].workloads)
    stages = stages_of(chosen(asked, list(WORKLOADS), "--workloads"))
    conditions = Conditions(
        work_dir=(work_dir or default_work_dir()).resolve(),
        model=MODELS[model],
        sizes=QUICK if quick else Sizes(),
        seed=seed,
        timeout_s=timeout,
        wait_idle_s=wait_idle,
        max_others_share=max_others,
        num_tries=tries,
        baseline=baseline and baseline.resolve(),
    )
    installations, failures = _install_all(names, conditions)
    if install_only:
        raise typer.Exit(1 if failures else 0)
    names = [name for name in names if CONFIGURATIONS[name].peer in installations]
    comparison = Comparison(conditions, installations, stages, console)
    started = datetime.now(UTC).isoformat(timespec="seconds")
    for visit in visits(names, list(stages), rounds):
        comparison.visit(visit)
        # After every visit, so that a run that is cut short leaves what it has.
        result = {"started_at": started, **_result(comparison, names, installations, failures)}
        _write(out, result, comparison.measured, names)
    typer.echo(out.with_suffix(".md").read_text())
    if failures or any("error" in entry["result"] for entry in comparison.measured):
        raise typer.Exit(1)


def _result(
    comparison: Comparison,
    names: list[str],
    installations: dict[Peer, Installation],
    failures: dict[Peer, str],
) -> dict[str, Any]:
    sizes, baseline = comparison.conditions.sizes, comparison.conditions.baseline
    return {
        "model": comparison.conditions.model.name,
        "command": command_line("benchmarks.peers", sys.argv[1:]),
        **git_commit(),
        "baseline": baseline and git_commit(baseline),
        "machine": describe_machine(),
        "sizes": asdict(sizes),
        "workloads": {w.name: w.meaning for w in WORKLOADS.values()},
        "servers": {
            name: asdict(CONFIGURATIONS[name])
            | {
                "shell": comparison.commands.get(name),
                "instruction_set": comparison.instruction_sets.get(name),
            }
            for name in names
        },
        "installations": {
            peer: {"versions": i.versions, "commands": i.commands} for peer, i in installations.items()
        },
        "not_installed": failures,
        "measured": comparison.measured,
    }


def _write(out: Path, result: dict[str, Any], measured: list[dict[str, Any]], names: list[str]) -> None:
    servers = [CONFIGURATIONS[name] for name in names]
    out.parent.mkdir(parents=True, exist_ok=True)
    out.with_suffix(".json").write_text(json.dumps(result, indent=1) + "\n")
    found = {name: server["instruction_set"] for name, server in result["servers"].items()}
    about = f"{result['model']}. " + machine_line(
        result["machine"], {name: isa for name, isa in found.items() if isa}
    )
    tables = markdown(rows(measured, names), servers, agreements(measured))
    notes = "".join(f"- {note}\n" for note in disturbed(measured))
    out.with_suffix(".md").write_text(f"{about}\n\n{tables}\n{notes}")


if __name__ == "__main__":
    typer.run(main)
