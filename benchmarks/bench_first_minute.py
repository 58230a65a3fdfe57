"""The first minute and the idle hour of a server: how soon it answers, and what it takes while nobody asks.

    python -m benchmarks.bench_first_minute --out benchmarks/results/first-minute

README.md in this folder says what each number means. Servers come from `benchmarks.peers`.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any

import typer
from rich.console import Console

from benchmarks.agent_workload import AgentShape, measure_agent
from benchmarks.contention import Contention
from benchmarks.http_stream import ConnectionFailed
from benchmarks.kernel_isa import kernel_isa
from benchmarks.machine import command_line, describe_machine, git_commit
from benchmarks.openai_client import OpenAIClient, ServerRefused
from benchmarks.peer_configurations import BASELINE, CONFIGURATIONS, Configuration
from benchmarks.peer_install import CHECKOUT, Installation, InstallationFailed, install, without_places
from benchmarks.peer_models import DEFAULT_MODEL, MODELS, default_work_dir
from benchmarks.peer_server import server_of
from benchmarks.peer_table import DISTURBED, machine_line, markdown_table
from benchmarks.peers import chosen
from benchmarks.process_tree import TreeUsage
from benchmarks.prompts import PromptMaker
from benchmarks.report import shown
from benchmarks.server_process import ServerFailed, ServerProcess
from benchmarks.summary import median
from kernels.isa import of_this_architecture
from kernels.parts import CORE, PARTS
from models.registry import resolve
from serving.config import ReplicaConfig
from serving.replica.formats import choose_formats, kernel_parts

Result = dict[str, Any]
# The first is what `tenure serve` does without flags.
DEFAULT = ("tenure-q4_1-speculative", "llama.cpp-q4_1", "llama.cpp-q8_0", "openvino-int8")
HELLO = {"messages": [{"role": "user", "content": "Hello"}]}
MEASURES = ("first", "starts", "stay", "builds")
_BUILD = (
    "import sys, time; from kernels.build import build; started = time.perf_counter(); "
    "build(sys.argv[1], sys.argv[2:]); print(time.perf_counter() - started)"
)
console = Console(stderr=True)
app = typer.Typer()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    num_first_starts: int = 1
    num_starts: int = 5
    settle_s: float = 5.0  # before memory is read
    num_sessions: int = 32
    new_tokens: int = 236
    reply_tokens: int = 64
    idle_s: float = 60.0


QUICK = Sizes(num_starts=1, settle_s=0.5, num_sessions=2, new_tokens=20, reply_tokens=4, idle_s=1.0)


class Subject:
    """One server, started as often as is asked."""

    def __init__(
        self,
        configuration: Configuration,
        installation: Installation,
        work_dir: Path,
        baseline: Path | None = None,
    ) -> None:
        self._configuration, self._paths, self._work_dir = configuration, installation.paths, work_dir
        self._baseline = baseline
        self.environment: dict[str, str] = {}
        self.shown = ""  # its command, as a shell takes it

    def measure(self, sizes: Sizes, measures: Collection[str]) -> Result:
        """Those of MEASURES. Starts come last: they find kernels built and files in memory.

        Raises: ServerFailed, ConnectionFailed, ServerRefused, TimeoutError.
        """
        measured: Result = {}
        if "first" in measures and self._configuration.is_tenure:  # others come compiled
            measured["first_starts"] = [self._first_start() for _ in range(sizes.num_first_starts)]
        if "stay" in measures:
            measured |= self._stay(sizes)
        if "starts" in measures:
            measured["starts"] = [self._start() for _ in range(sizes.num_starts)]
        return measured

    def _first_start(self) -> Result:
        """A start with an empty cache."""
        with tempfile.TemporaryDirectory(prefix="tenure-cache-") as cache:
            return self._start({"XDG_CACHE_HOME": cache})

    def _server(self, run_dir: str, environment: Mapping[str, str] = MappingProxyType({})) -> ServerProcess:
        server = server_of(
            self._configuration,
            self._paths,
            run_dir=Path(run_dir),
            log_dir=self._work_dir / "logs",
            baseline=self._baseline,
        )
        self.environment, self.shown = server.environment, server.shown
        server.environment = {**server.environment, **environment}
        return server

    def _start(self, environment: Mapping[str, str] = MappingProxyType({})) -> Result:
        """Seconds from the process's start to /health's first 200, and to the first token."""
        contention, started_s = Contention(0.0), time.perf_counter()
        with (
            tempfile.TemporaryDirectory(prefix="tenure-first-") as run_dir,
            self._server(run_dir, environment) as server,
        ):
            reply = asyncio.run(_with_client(server, lambda client: client.stream(HELLO, max_tokens=1)))
            cpu_s = server.usage().cpu_s
            return {
                "ready_s": server.start_s,
                "first_token_s": reply.event_s[0] - started_s,
                "cpu_s": cpu_s,
                "others_share": contention.others_share(cpu_s),
            }

    def _stay(self, sizes: Sizes) -> Result:
        """Memory after the start, after one request and after sessions; then what an idle minute costs."""
        memory: dict[str, TreeUsage] = {}
        with tempfile.TemporaryDirectory(prefix="tenure-first-") as run_dir, self._server(run_dir) as server:

            def note(when: str) -> None:
                time.sleep(sizes.settle_s)
                memory[when] = server.usage()

            note("start")
            asyncio.run(_with_client(server, lambda client: client.stream(HELLO, max_tokens=1)))
            note("one_request")
            sessions = asyncio.run(_with_client(server, lambda client: self._sessions(client, sizes)))
            note("sessions")
            idle_cpu_s_per_minute = 60 * server.idle_cpu_share(sizes.idle_s)
        return {
            "memory": {when: asdict(usage) for when, usage in memory.items()},
            "session_tokens": [sessions["all_turns"][f"{part}_tokens"] for part in ("prompt", "completion")],
            "idle_cpu_s_per_minute": idle_cpu_s_per_minute,
        }

    async def _sessions(self, client: OpenAIClient, sizes: Sizes) -> Result:
        shape = AgentShape(
            num_sessions=sizes.num_sessions,
            num_turns=1,
            num_new_tokens=sizes.new_tokens,
            num_reply_tokens=sizes.reply_tokens,
            concurrency=sizes.num_sessions,
            session_header=self._configuration.session_header,
        )
        return await measure_agent(client, PromptMaker(seed=0, is_chat=True), shape)


async def _with_client(server: ServerProcess, ask: Callable[[OpenAIClient], Awaitable[Any]]) -> Any:
    client = OpenAIClient.connect(server.base_url)
    try:
        return await ask(await client.pick_model(None))
    finally:
        await client.http.close()


def build_s(isa: str, parts: Iterable[str]) -> float:
    """Seconds to compile these parts for one instruction set, whether this machine has it or not."""
    with tempfile.TemporaryDirectory() as cache:
        done = subprocess.run(
            [sys.executable, "-P", "-c", _BUILD, isa, *parts],
            env={**os.environ, "XDG_CACHE_HOME": cache, "PYTHONPATH": str(CHECKOUT)},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    return float(done.stdout)


@app.command()
def main(
    out: Annotated[Path, typer.Option(help="The result without its ending: .json and .md are written.")],
    peers: Annotated[str, typer.Option(help="Servers, as benchmarks.peers takes them.")] = ",".join(DEFAULT),
    model: Annotated[str, typer.Option(help=f"One of {', '.join(MODELS)}.")] = DEFAULT_MODEL,
    measure: Annotated[
        str | None, typer.Option(help=f"Of {', '.join(MEASURES)}. Default: all; builds unless --quick.")
    ] = None,
    baseline: Annotated[
        Path | None,
        typer.Option(
            exists=True, file_okay=False, help=f"Another checkout of Tenure, for the servers NAME{BASELINE}."
        ),
    ] = None,
    starts: Annotated[int | None, typer.Option(min=1, help="Of each kind, for each server.")] = None,
    idle_s: Annotated[float | None, typer.Option(min=1.0, help="How long the servers idle.")] = None,
    work_dir: Annotated[Path | None, typer.Option(help="As benchmarks.peers takes it.")] = None,
    quick: Annotated[bool, typer.Option("--quick", help="Tiny sizes: does everything run?")] = False,
) -> None:
    """Measure how soon servers answer, and what they take while nobody asks."""
    names = chosen(peers, list(CONFIGURATIONS), "--peers")
    chosen(model, list(MODELS), "--model")
    measures = chosen(measure, list(MEASURES), "--measure") if measure else MEASURES[: 3 if quick else 4]
    if baseline is None and any(name.endswith(BASELINE) for name in names):
        raise typer.BadParameter(f"is needed by the servers NAME{BASELINE}.", param_hint="--baseline")
    sizes = QUICK if quick else Sizes()
    if starts is not None:
        sizes = replace(sizes, num_starts=starts, num_first_starts=starts)
    if idle_s is not None:
        sizes = replace(sizes, idle_s=idle_s)
    place = (work_dir or default_work_dir()).resolve()
    result: Result = {
        "started_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "command": command_line("benchmarks.bench_first_minute", sys.argv[1:]),
        **git_commit(),
        "baseline": baseline and git_commit(baseline.resolve()),
        "machine": describe_machine(),
        "model": model,
        "sizes": asdict(sizes),
        "servers": {},
        "build_s": {},
    }
    for name in names:
        console.print(f"{name} ...", style="dim")
        run = partial(Subject.measure, sizes=sizes, measures=measures)
        result["servers"][name] = _measured(CONFIGURATIONS[name], model, place, baseline, run)
    for isa in of_this_architecture() if "builds" in measures else ():
        console.print(f"compiling for {isa} ...", style="dim")
        wanted = {"first_start": (CORE, *_parts_of(model, place, isa)), "all": PARTS}
        result["build_s"][isa] = {name: build_s(isa, parts) for name, parts in wanted.items()}
    out.parent.mkdir(parents=True, exist_ok=True)
    out.with_suffix(".json").write_text(json.dumps(result, indent=1) + "\n")
    out.with_suffix(".md").write_text(markdown(result))
    typer.echo(markdown(result))
    if any("error" in server for server in result["servers"].values()):
        raise typer.Exit(1)


def _parts_of(model: str, work_dir: Path, isa: str) -> list[str]:
    """Of the kernels, for the model as `tenure serve` takes it without flags."""
    source = resolve(str(MODELS[model].files(work_dir).gguf()))
    return kernel_parts(source, choose_formats(ReplicaConfig(model=model), source, isa))


def _measured(
    configuration: Configuration,
    model: str,
    work_dir: Path,
    baseline: Path | None,
    run: Callable[[Subject], Result],
) -> Result:
    """Of one server; its `error` where it failed."""
    try:
        installation = install(configuration.peer, work_dir, MODELS[model])
        subject = Subject(configuration, installation, work_dir, baseline and baseline.resolve())
        measured = run(subject)
    except (InstallationFailed, ServerFailed, ConnectionFailed, ServerRefused, TimeoutError) as error:
        console.print(f"[red]{configuration.name}: {error}[/]")
        return {"error": str(error)}
    shell = without_places(subject.shown, MODELS[model].files(work_dir).gguf(), work_dir)
    if baseline is not None:
        shell = shell.replace(str(baseline.resolve()), "$BASELINE")
    isa = kernel_isa(subject.environment) if configuration.is_tenure else None
    return {"shell": shell, "versions": installation.versions, "instruction_set": isa, **measured}


def markdown(result: Result) -> str:
    """The head, a column for each server, the kernels' build times, and what was disturbed."""
    servers = {name: server for name, server in result["servers"].items() if "error" not in server}
    isas = {name: server["instruction_set"] for name, server in servers.items() if server["instruction_set"]}
    parts = [f"{result['model']}. {machine_line(result['machine'], isas)}\n"]
    if servers:
        parts.append(markdown_table(("", *servers), list(_lines(list(servers.values()), result["sizes"]))))
    if result["build_s"]:
        lines = [
            (isa, *(f"{seconds[parts]:.1f}" for parts in ("first_start", "all")))
            for isa, seconds in result["build_s"].items()
        ]
        parts.append(markdown_table(("kernels of", "built for a first start, s", "all built, s"), lines))
    parts += [
        f"- {name}, {kind} {number}: others took {start['others_share']:.0%}.\n"
        for name, server in servers.items()
        for kind, field in (("first start", "first_starts"), ("start", "starts"))
        for number, start in enumerate(server.get(field, ()), start=1)
        if start["others_share"] > DISTURBED
    ]
    return "\n".join(parts)


def _lines(servers: Sequence[Result], sizes: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    """Those that some server has; `-` where another has none."""

    def line(text: str, field: str, cell: Callable[[Any], str]) -> Iterator[tuple[str, ...]]:
        if any(field in server for server in servers):
            yield (text, *(cell(server[field]) if field in server else "-" for server in servers))

    yield from line("first token of a first start, s", "first_starts", partial(_median, "first_token_s"))
    yield from line("processor time of a first start, s", "first_starts", partial(_median, "cpu_s"))
    yield from line("first token of a warm start, s", "starts", partial(_median, "first_token_s"))
    yield from line("processor time of a warm start, s", "starts", partial(_median, "cpu_s"))
    yield from line("ready, s", "starts", partial(_median, "ready_s"))
    num_tokens = next((round(sum(s["session_tokens"])) for s in servers if "session_tokens" in s), 0)
    states = {
        "start": "after the start",
        "one_request": "after one request",
        "sessions": f"after {sizes['num_sessions']} sessions of {num_tokens} tokens",
    }
    for state, text in states.items():
        yield from line(f"memory {text}, MiB", "memory", partial(_mib, state))
    yield from line("processor time of an idle minute, s", "idle_cpu_s_per_minute", "{:.2f}".format)


def _median(field: str, starts: Sequence[Mapping[str, float]]) -> str:
    return shown(median(start[field] for start in starts))


def _mib(state: str, memory: Mapping[str, Mapping[str, float]]) -> str:
    return f"{memory[state]['rss_bytes'] / 2**20:,.0f}"


if __name__ == "__main__":
    app()
