"""What a step costs around the model: a whole server over a model that costs nothing, by part.

    python -m benchmarks.bench_overhead --label mine

README.md in this folder says what each number means.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from prometheus_client import CollectorRegistry
from rich.console import Console
from rich.table import Table

from benchmarks import wide_toy
from benchmarks.machine import command_line, describe_machine, git_commit
from benchmarks.openai_client import OpenAIClient
from benchmarks.part_timers import PartTimers
from serving.api import answer, chat, completions
from serving.api.app import create_app
from serving.cli import listen
from serving.cli.server import loop_factory, make_server
from serving.config import ApiConfig
from serving.engine import engine as engine_module
from serving.engine.engine import Engine
from serving.engine.grammars.grammar import Grammars
from serving.engine.scheduler import Scheduler
from serving.metrics import Metrics
from serving.replica.admission import Admission
from serving.replica.choice import Choice
from serving.replica.hosting.loop import StepReport
from serving.replica.hosting.process import start_engine
from serving.replica.prompts import Prompts
from serving.replica.replica import Replica
from serving.replica.storage import Storage
from serving.sessions.data_dir import DataDir
from serving.text.template.renderer import Renderer

RESULTS = Path(__file__).parent / "results"
SAMPLING: dict[str, dict[str, Any]] = {
    "greedy": {"temperature": 0},
    "temperature": {"temperature": 0.7},
    "top_p": {"temperature": 0.7, "top_p": 0.9},
    "top_k": {"temperature": 0.8, "top_k": 40, "top_p": 0.95, "min_p": 0.05},
    "penalties": {"temperature": 0.7, "presence_penalty": 0.5, "frequency_penalty": 0.2},
    "logprobs": {"temperature": 0.7, "logprobs": 5},
}
# In the order in which a token meets them.
ENGINE_PARTS = ("schedule", "build", "sample", "commit", "rest of the step", "inbox and outbox")
LOOP_PARTS = ("detokenise", "rest of the outbox", "chunk", "HTTP and streams")
_NOT_MODEL = ("schedule", "build", "sample", "commit")


def parse_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench_overhead", description=__doc__.partition("\n")[0])
    add = parser.add_argument
    add("--label", default="local", help="names the result, and its file")
    add("--output", type=Path, help="default: benchmarks/results/overhead-LABEL.json")
    add("--concurrency", type=_numbers, default=[1, 8, 32], help="default: 1,8,32")
    add("--sampling", choices=[*SAMPLING, "all"], default="temperature", help="default: temperature")
    add("--decode-tokens", type=int, default=512, help="of each stream; default: 512")
    add(
        "--model-ms",
        type=float,
        default=0.0,
        help="what the model takes of each step, in one call; default: 0",
    )
    add("--busy", action="store_true", help="it takes them at work on all cores, not asleep")
    add("--engine", choices=["thread", "process"], default="thread", help="default: thread")
    add("--client", metavar="URL", help=argparse.SUPPRESS)  # the load, in a process of its own
    return parser.parse_args(arguments)


def _numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


# ---- the load -----------------------------------------------------------------------------------


async def run_client(url: str, options: argparse.Namespace) -> None:
    client = await OpenAIClient.connect(url).pick_model(None)
    (concurrency,) = options.concurrency
    prompt = {"prompt": "a b c d e f g h " * 8, **SAMPLING[options.sampling]}
    try:
        await asyncio.gather(
            *(
                client.stream({**prompt, "seed": i}, max_tokens=options.decode_tokens)
                for i in range(concurrency)
            )
        )
    finally:
        await client.http.close()


async def _start_client(url: str, concurrency: int, sampling: str, num_tokens: int) -> None:
    arguments = ["--client", url, "--concurrency", str(concurrency), "--sampling", sampling]
    arguments += ["--decode-tokens", str(num_tokens)]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.bench_overhead", *arguments
    )
    if await process.wait():
        raise RuntimeError("the load failed; its message is above")


# ---- the server ---------------------------------------------------------------------------------


def make_replica(data_dir: DataDir, options: argparse.Namespace) -> Replica:
    load = partial(wide_toy.make_loaded, step_s=options.model_ms / 1000, is_busy=options.busy)
    handle = None
    if options.engine == "process":
        loaded, handle = start_engine(load, _silent)
    else:
        loaded = load(_silent)
    storage = Storage(data_dir, numerics=loaded.numerics)
    prompts = Prompts(
        loaded.tokenizer,
        Renderer(loaded.tokenizer, loaded.chat_template),
        storage.log,
        Grammars(loaded.tokenizer, wide_toy.VOCAB_SIZE),
        vocab_size=wide_toy.VOCAB_SIZE,
        max_model_len=wide_toy.MAX_MODEL_LEN,
    )
    metrics = Metrics(CollectorRegistry(), loaded.served_names[0])
    return Replica(loaded, storage, prompts, Admission(64, 256), metrics, handle)


def _silent(what: str, done: int, total: int) -> None:
    pass


class Window:
    """Counts the steps in which all of `num_streams` decode, and what they cost on both threads."""

    def __init__(self) -> None:
        self.timers = PartTimers()
        wrap = self.timers.wrap
        wrap(Scheduler, "schedule", "schedule")
        wrap(engine_module, "build_batch", "build")
        wrap(wide_toy.FreeRunner, "submit", "model")
        wrap(engine_module, "sample_step", "sample")
        wrap(Scheduler, "commit", "commit")
        wrap(Engine, "step", "step")
        wrap(Choice, "take", "detokenise")
        wrap(Replica, "_on_step", "outbox")
        for dialect in (answer.Answer, chat.ChatAnswer, completions.CompletionAnswer):
            if "chunk" in vars(dialect):
                wrap(dialect, "chunk", "chunk")
        self.num_streams = 0
        self._engine_now_s = 0.0  # stays 0 where the engine is in another process
        self._watch_threads()

    def open_for(self, num_streams: int) -> None:
        self.num_streams = num_streams
        self.timers.is_open = False
        for part in self.timers.parts.values():
            part.cpu_s, part.num_calls = 0.0, 0
        self.walls_s: list[float] = []
        self.loop_s, self.engine_s = 0.0, 0.0

    def _watch_threads(self) -> None:
        """Open the window with the first step of all streams, close it with the first of fewer."""
        step, on_step = Engine.step, Replica._on_step

        def watched_step(engine: Engine) -> Any:
            result = step(engine)
            self._engine_now_s = time.thread_time()
            return result

        def watched_on_step(replica: Replica, report: StepReport) -> None:
            self._note(report.stats.num_running == self.num_streams == report.stats.num_step_tokens)
            on_step(replica, report)

        Engine.step = watched_step  # type: ignore[method-assign]
        Replica._on_step = watched_on_step  # type: ignore[method-assign]

    def _note(self, is_full: bool) -> None:
        now = (time.perf_counter(), time.thread_time(), self._engine_now_s)
        if is_full and not self.timers.is_open:
            self._start = now
            self.timers.is_open = True
        elif is_full:
            self.walls_s.append(now[0] - self._previous[0])
            self.loop_s, self.engine_s = now[1] - self._start[1], now[2] - self._start[2]
        else:
            self.timers.is_open = False
        self._previous = now

    def parts_us(self) -> dict[str, float]:
        """Microseconds of processor time per step."""
        seconds = self.timers.seconds
        inner = sum(map(seconds, _NOT_MODEL))
        parts_s = {
            **{part: seconds(part) for part in _NOT_MODEL},
            "rest of the step": seconds("step") - inner - seconds("model"),
            "inbox and outbox": self.engine_s - seconds("step"),
            "detokenise": seconds("detokenise"),
            "rest of the outbox": seconds("outbox") - seconds("detokenise"),
            "chunk": seconds("chunk"),
            "HTTP and streams": self.loop_s - seconds("outbox") - seconds("chunk"),
        }
        return {part: round(part_s / len(self.walls_s) * 1e6, 1) for part, part_s in parts_s.items()}


async def measure(
    window: Window, url: str, concurrency: int, sampling: str, num_tokens: int
) -> dict[str, Any]:
    window.open_for(0)
    await _start_client(url, concurrency, sampling, 16)
    window.open_for(concurrency)
    await _start_client(url, concurrency, sampling, num_tokens)
    if len(window.walls_s) < 2:
        raise RuntimeError(
            f"{concurrency} streams never decoded all at once: raise --decode-tokens, or --model-ms"
        )
    parts = window.parts_us()
    return {
        "concurrency": concurrency,
        "sampling": sampling,
        "num_steps": len(window.walls_s),
        "step_wall_us": round(statistics.fmean(window.walls_s) * 1e6, 1),
        "step_wall_p10_us": round(statistics.quantiles(window.walls_s, n=10)[0] * 1e6, 1),
        "step_wall_p50_us": round(statistics.median(window.walls_s) * 1e6, 1),
        "engine_us": round(sum(parts[part] for part in ENGINE_PARTS), 1),
        "event_loop_us": round(sum(parts[part] for part in LOOP_PARTS), 1),
        "parts_us": parts,
    }


async def run(options: argparse.Namespace, console: Console) -> list[dict[str, Any]]:
    window = Window()
    rows = []
    with tempfile.TemporaryDirectory() as folder, listen.open_socket("127.0.0.1", 0) as sock:
        data_dir = DataDir(Path(folder))
        data_dir.lock()
        replica = make_replica(data_dir, options)
        is_ready = asyncio.Event()

        async def note_ready() -> None:
            is_ready.set()

        app = create_app(replica, ApiConfig())
        server = make_server(app, replica, shutdown_timeout_s=0.0, on_ready=note_ready)
        await replica.start()
        serving = asyncio.create_task(server.serve(sockets=[sock]))
        await is_ready.wait()
        names = list(SAMPLING) if options.sampling == "all" else [options.sampling]
        for sampling in names:
            for concurrency in options.concurrency:
                url = listen.url_of(sock)
                row = await measure(window, url, concurrency, sampling, options.decode_tokens)
                rows.append(row)
                console.print(f"  {sampling}, {concurrency} streams: {row['step_wall_us']} us", style="dim")
        server.should_exit = True
        await serving
        await replica.close()
    return rows


def print_report(rows: list[dict[str, Any]], console: Console) -> None:
    table = Table(title="Processor time per step, us", title_justify="left")
    for column in ("sampling", "streams", *ENGINE_PARTS, "engine", *LOOP_PARTS, "event loop", "wall"):
        table.add_column(column, justify="right")
    for row in rows:
        parts = row["parts_us"]
        values = [
            *(parts[part] for part in ENGINE_PARTS),
            row["engine_us"],
            *(parts[part] for part in LOOP_PARTS),
            row["event_loop_us"],
            row["step_wall_us"],
        ]
        table.add_row(row["sampling"], str(row["concurrency"]), *(f"{value:.0f}" for value in values))
    console.print(table)


def main(arguments: Sequence[str]) -> int:
    options = parse_arguments(arguments)
    if options.client:
        asyncio.run(run_client(options.client, options))
        return 0
    console = Console(width=None if sys.stdout.isatty() else 220)
    started = datetime.now(UTC)
    with asyncio.Runner(loop_factory=loop_factory()) as runner:
        rows = runner.run(run(options, console))
    result = {
        "label": options.label,
        "command": command_line("benchmarks.bench_overhead", arguments),
        "started_at": started.isoformat(timespec="seconds"),
        **git_commit(),
        "machine": describe_machine(),
        "settings": {"engine": options.engine, "model_ms": options.model_ms, "is_busy": options.busy},
        "rows": rows,
    }
    path = options.output or RESULTS / f"overhead-{options.label}.json"
    path.write_text(json.dumps(result, indent=2) + "\n")
    print_report(rows, console)
    console.print(f"written to {path}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
