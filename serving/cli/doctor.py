"""`tenure doctor`: what this machine has for serving, what it lacks, and how to get it."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated

from rich.markup import escape
from rich.table import Table

from serving.cli.checks.check import Check, Status
from serving.cli.console import out, progress_display, say
from serving.cli.options import Given, JsonFlag, Only, command
from serving.cli.program import as_typed
from serving.config import ProcessConfig, ReplicaConfig

EPILOG = """[bold]Examples[/]

tenure doctor  [dim]a table to read[/]

tenure doctor --json  [dim]for a script; the exit code is 1 if this machine cannot serve on CPU[/]"""

SIGNS = {
    Status.ok: "[green]ok[/]",
    Status.absent: "[dim]absent[/]",
    Status.warning: "[yellow]warning[/]",
    Status.missing: "[red]missing[/]",
}


@command
def doctor(
    process: Annotated[Given[ProcessConfig], Only("port")],
    replica: Annotated[Given[ReplicaConfig], Only("data_dir")],
    as_json: JsonFlag = False,
) -> int:
    """Say what this machine has: processor, compiler, kernels, Neuron devices, Ray; and what is missing."""
    from serving.cli.checks.machine import machine_checks

    with progress_display("Looking at this machine") as progress:
        checks = machine_checks(
            port=process.build().port,
            data_dir=replica.build(model="").data_dir,
            progress=lambda part, done, total: progress(f"compiling kernels: {part}", done, total),
        )
    is_fit = all(check.status is not Status.missing for check in checks)
    if as_json:
        say(json.dumps({"can_serve_on_cpu": is_fit, "checks": [asdict(check) for check in checks]}, indent=2))
    else:
        out.print(table_of(checks))
        say(
            "This machine can serve on CPU."
            if is_fit
            else "This machine cannot serve yet: see what is missing."
        )
    return 0 if is_fit else 1


def table_of(checks: list[Check]) -> Table:
    table = Table("", "What", "Found", show_lines=False)
    for check in checks:
        hint = f"\n[italic]{escape(as_typed(check.hint))}[/]" if check.hint else ""
        table.add_row(SIGNS[check.status], check.name, escape(check.found) + hint)
    return table
