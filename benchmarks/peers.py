"""Compare Tenure with other servers on this machine: same model, same client, alternating order.

    python -m benchmarks.peers --rounds 3

README.md in this folder says what each number means and how the peers are set up.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from benchmarks.contention import Contention, wait_until_idle
from benchmarks.http_stream import ConnectionFailed
from benchmarks.machine import command_line, describe_machine, git_commit
from benchmarks.openai_client import OpenAIClient, ServerRefused
from benchmarks.peer_configurations import CONFIGURATIONS, Configuration, Peer
from benchmarks.peer_install import Installation, InstallationFailed, filled_in, install
from benchmarks.peer_rounds import Visit, visits
from benchmarks.peer_table import agreements, markdown, rows
from benchmarks.peer_workloads import WORKLOADS, Sizes, Target, Workload, stages_of
from benchmarks.prompts import calibrate
from benchmarks.server_process import ServerFailed, ServerProcess, free_port

try:
    import uvloop  # takes less of the processor that the server under test needs
except ImportError:
    uvloop = None

RESULTS = Path(__file__).parent / "results"
QUICK = Sizes(prefill_repeats=1, decode_tokens=32, num_turns=3, reply_tokens=16, agreement_prompts=20)
Result = dict[str, Any]
console = Console(stderr=True)


def _default_work_dir() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "tenure" / "peers"


def chosen(text: str, known: Sequence[str], option: str) -> list[str]:
    """Names between commas, in the order given; a name that ends in * stands for all that begin so."""
    names: list[str] = []
    for part in text.split(","):
        matching = [n for n in known if n.startswith(part[:-1])] if part.endswith("*") else [part]
        if not matching or matching[0] not in known:
            raise typer.BadParameter(f"{part!r} is none of {', '.join(known)}.", param_hint=option)
        names += [name for name in matching if name not in names]
    return names


class Comparison:
    """One run: the servers, what is asked of them, and what was measured so far."""

    def __init__(
        self,
        installations: dict[Peer, Installation],
        stages: dict[str, list[Workload]],
        sizes: Sizes,
        *,
        seed: int,
        work_dir: Path,
        timeout_s: float,
        wait_idle_s: float,
    ) -> None:
        self._installations, self._stages, self._sizes = installations, stages, sizes
        self._seed, self._work_dir = seed, work_dir
        self._timeout_s, self._wait_idle_s = timeout_s, wait_idle_s
        self.measured: list[Result] = []
        self.commands: dict[str, str] = {}

    def visit(self, visit: Visit) -> None:
        """Start the server, run the stage, stop it; a failure is recorded and ends the visit only."""
        configuration, stage = CONFIGURATIONS[visit.name], self._stages[visit.stage]
        if self._wait_idle_s and not wait_until_idle(self._wait_idle_s):
            console.print(f"[yellow]the machine was not idle within {self._wait_idle_s:.0f} s[/]")
        console.print(f"round {visit.round + 1}, {visit.stage}: {visit.name} ...", style="dim")
        with tempfile.TemporaryDirectory(prefix="tenure-peers-") as run_dir:
            server = self._server(configuration, run_dir)
            self.commands[visit.name] = server.shown.replace(str(self._work_dir), "$WORK")
            try:
                with server, asyncio.Runner(loop_factory=uvloop.new_event_loop if uvloop else None) as runner:
                    runner.run(self._measure(server, configuration, visit, stage))
            except (ServerFailed, ConnectionFailed, ServerRefused, TimeoutError) as error:
                message = str(error) or f"no answer within {self._timeout_s:.0f} s"
                console.print(f"[red]{visit.name}: {message}[/]")
                done = {e["workload"] for e in self.measured if _is_of(e, visit)}
                for workload in stage:
                    if workload.name not in done:
                        self._note(visit, workload, {"error": message})

    def _server(self, configuration: Configuration, run_dir: str) -> ServerProcess:
        port, num_cores = free_port(), os.cpu_count() or 1
        values = self._installations[configuration.peer].paths | {
            "port": str(port),
            "run_dir": run_dir,
            "threads": str(num_cores),
            "cores": f"0-{num_cores - 1}",
        }
        environment = {
            name: filled_in([value], values)[0] for name, value in configuration.environment.items()
        }
        log = self._work_dir / "logs" / f"{configuration.name}.log"
        command = filled_in(configuration.command, values)
        return ServerProcess(command, port=port, log=log, environment=environment)

    async def _measure(
        self, server: ServerProcess, configuration: Configuration, visit: Visit, stage: list[Workload]
    ) -> None:
        client = OpenAIClient.connect(server.base_url, timeout_s=self._timeout_s)
        try:
            client = await (await client.pick_model(None)).without_refused_fields()
            maker = await calibrate(client, self._seed + visit.round, is_chat=True)
            target = Target(client, maker, self._sizes, configuration.session_header)
            for workload in stage:
                contention = Contention(server.usage().cpu_s)
                result = await workload.measure(target)
                usage = server.usage()
                result |= {"others_share": contention.others_share(usage.cpu_s), "memory": asdict(usage)}
                result |= {"refused_fields": sorted(client.refused_fields), "start_s": server.start_s}
                self._note(visit, workload, result)
        finally:
            await client.http.close()

    def _note(self, visit: Visit, workload: Workload, result: Result) -> None:
        self.measured.append(asdict(visit) | {"workload": workload.name, "result": result})


def _is_of(entry: Result, visit: Visit) -> bool:
    return all(entry[name] == value for name, value in asdict(visit).items())


def _install_all(names: Sequence[str], work_dir: Path) -> tuple[dict[Peer, Installation], dict[Peer, str]]:
    """What could be installed, and why the rest could not."""
    installations: dict[Peer, Installation] = {}
    failures: dict[Peer, str] = {}
    for peer in dict.fromkeys(CONFIGURATIONS[name].peer for name in names):
        console.print(f"installing {peer}, unless it is there ...", style="dim")
        try:
            installations[peer] = install(peer, work_dir)
        except InstallationFailed as error:
            console.print(f"[red]{peer}: {error}[/]")
            failures[peer] = str(error)
    return installations, failures


def main(
    peers: Annotated[
        str, typer.Option(help="Servers, between commas; NAME* stands for all that begin so.")
    ] = ",".join(CONFIGURATIONS),
    workloads: Annotated[str, typer.Option(help="Workloads, in the same way.")] = ",".join(WORKLOADS),
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
    stages = stages_of(chosen(workloads, list(WORKLOADS), "--workloads"))
    work_dir = (work_dir or _default_work_dir()).resolve()
    installations, failures = _install_all(names, work_dir)
    if install_only:
        raise typer.Exit(1 if failures else 0)
    names = [name for name in names if CONFIGURATIONS[name].peer in installations]
    sizes = QUICK if quick else Sizes()
    comparison = Comparison(
        installations, stages, sizes, seed=seed, work_dir=work_dir, timeout_s=timeout, wait_idle_s=wait_idle
    )
    started = datetime.now(UTC).isoformat(timespec="seconds")
    for visit in visits(names, list(stages), rounds):
        comparison.visit(visit)
        _write(out, started, comparison, names, installations, failures, sizes)
    typer.echo(out.with_suffix(".md").read_text())
    if failures or any("error" in entry["result"] for entry in comparison.measured):
        raise typer.Exit(1)


def _write(
    out: Path,
    started: str,
    comparison: Comparison,
    names: list[str],
    installations: dict[Peer, Installation],
    failures: dict[Peer, str],
    sizes: Sizes,
) -> None:
    """After every visit, so that a run that is cut short leaves what it has."""
    servers = [CONFIGURATIONS[name] for name in names]
    tables = markdown(rows(comparison.measured, names), servers, agreements(comparison.measured))
    result = {
        "command": command_line("benchmarks.peers", sys.argv[1:]),
        "started_at": started,
        **git_commit(),
        "machine": describe_machine(),
        "sizes": asdict(sizes),
        "workloads": {w.name: w.meaning for w in WORKLOADS.values()},
        "servers": {c.name: asdict(c) | {"shell": comparison.commands.get(c.name)} for c in servers},
        "installations": {
            peer: {"versions": i.versions, "commands": i.commands} for peer, i in installations.items()
        },
        "not_installed": failures,
        "measured": comparison.measured,
    }
    out.parent.mkdir(parents=True, exist_ok=True)
    out.with_suffix(".json").write_text(json.dumps(result, indent=1) + "\n")
    out.with_suffix(".md").write_text(tables)


if __name__ == "__main__":
    typer.run(main)
