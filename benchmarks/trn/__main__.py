"""Check, compile, verify and measure Tenure on a Trainium instance, in one command.

    python -m benchmarks.trn --instance trn1.2xlarge
    python -m benchmarks.trn --emulate

Writes benchmarks/results/trn-LABEL.json and trn-LABEL.md. README.md in the folder above says what is in them.
"""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import sys
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from rich.console import Console

from benchmarks import bench_serving
from benchmarks.http_stream import ConnectionFailed
from benchmarks.machine import command_line, describe_machine, git_commit
from benchmarks.openai_client import ServerRefused
from benchmarks.server_process import ServerFailed, ServerProcess, free_port
from benchmarks.synthetic_checkpoint import write_checkpoint
from benchmarks.trn import numerics, roofline
from benchmarks.trn.compile_stage import compile_model
from benchmarks.trn.kernels import run_kernels
from benchmarks.trn.neuron_monitor import TAG, NeuronMonitor
from benchmarks.trn.options import Options, parse_arguments
from benchmarks.trn.report import EMULATION, page
from benchmarks.trn.sdk import as_plain, check_sdk, is_ready
from models.errors import CheckpointError
from serving.cli.doctor import table_of
from serving.errors import StartupError
from serving.planning.hardware import INSTANCES
from serving.planning.published import published_rows

Result = dict[str, Any]
T = TypeVar("T")
EXPECTED = (
    StartupError,
    CheckpointError,
    ServerFailed,
    ServerRefused,
    ConnectionFailed,
    TimeoutError,
    ValueError,
)
# Heads that do not divide by the ranks, and logits far enough apart that a wrong one shows.
EMULATED_MODEL = {
    "architectures": ["LlamaForCausalLM"],
    "torch_dtype": "bfloat16",
    "vocab_size": 320,
    "hidden_size": 48,
    "num_hidden_layers": 2,
    "num_attention_heads": 3,
    "num_key_value_heads": 1,
    "head_dim": 16,
    "intermediate_size": 96,
    "max_position_embeddings": 2048,
}
EMULATED_STD = 0.15


def main(arguments: Sequence[str] | None = None) -> int:
    """Run as a command. 0: all passed; 1: something failed or is missing; 2: the command line is wrong."""
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    options = parse_arguments(arguments)
    console = Console()
    checks = check_sdk()
    console.print(table_of(checks))
    if options.emulate:
        console.print(EMULATION.replace("**", ""), style="yellow")
    elif not is_ready(checks):
        console.print("[red]This machine cannot run it: see above. Without a chip, --emulate.[/]")
        return 1
    with tempfile.TemporaryDirectory(prefix="tenure-trn-") as directory:
        if not options.model:
            options = replace(options, model=str(Path(directory) / "random"))
            write_checkpoint(Path(options.model), EMULATED_MODEL, std=EMULATED_STD)
        result = {
            "label": options.label,
            "command": command_line("benchmarks.trn", arguments),
            "started_at": datetime.now(UTC).isoformat(timespec="seconds"),
            **git_commit(),
            "machine": describe_machine(),
            "is_emulation": options.emulate,
            "model": "a random model" if options.emulate else options.model,
            "settings": {name: str(v) if isinstance(v, Path) else v for name, v in asdict(options).items()},
            "sdk": as_plain(checks),
            **run(options, Path(directory), console),
        }
    write(result, options, console)
    return 0 if passed(result) else 1


def run(options: Options, directory: Path, console: Console) -> Result:
    """Every stage. One that fails is recorded with its `error`; what needs it is not run."""
    target = INSTANCES[options.instance].family

    def stage(name: str, function: Callable[[], Result]) -> Result:
        console.print(f"{name} ...")
        try:
            return function()
        except EXPECTED as error:
            console.print(f"  failed: {error}", style="red", markup=False)
            return {"error": str(error) or type(error).__name__}

    kernels = stage("kernels", lambda: in_own_process(run_kernels, target, emulate=options.emulate))
    compiled = stage("compile", lambda: in_own_process(compile_model, options))
    result = {"compile": compiled, "kernels": kernels}
    if "error" in compiled:
        skipped = {"not_run": "compiling failed"}
        result |= dict.fromkeys(("numerics", "serving", "server", "neuron_monitor"), skipped)
    else:
        reference = stage("reference on the CPU", lambda: {"answers": ask_cpu(options, directory)})
        result |= serve(options, directory, reference, console, stage)
    return result | {
        "roofline": computed_steps(options, result["serving"]),
        "published": published_rows(target),
    }


def in_own_process(function: Callable[..., T], *arguments: Any, **options: Any) -> T:
    """A NeuronCore belongs to a process until that process ends: each stage that may take one is its own."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(function, *arguments, **options).result()


def ask_cpu(options: Options, directory: Path) -> numerics.Answers:
    port = free_port()
    command = options.serve_on_cpu(port, directory / "cpu")
    with ServerProcess(command, port=port, log=directory / "cpu.log") as server:
        return asyncio.run(numerics.ask(server.base_url, options.num_texts))


def serve(
    options: Options,
    directory: Path,
    reference: Result,
    console: Console,
    stage: Callable[[str, Callable[[], Result]], Result],
) -> Result:
    """One server on the cores: its numerics, then the workloads under neuron-monitor."""
    port, monitor = free_port(), NeuronMonitor(directory)
    server = ServerProcess(
        options.serve_on_neuron(port, directory / "neuron"),
        port=port,
        log=directory / "neuron.log",
        environment={"NEURON_PROCESS_TAG": TAG},
        start_timeout_s=3600.0,
    )

    def compared() -> Result:
        if "error" in reference:
            return {"not_run": f"the CPU reference failed: {reference['error']}"}
        answers = asyncio.run(numerics.ask(server.base_url, options.num_texts))
        return numerics.compare(answers, reference["answers"], options.dtype)

    def measured() -> Result:
        given = bench_serving.parse_arguments(
            ["--base-url", server.base_url, "--label", options.label, *options.workload_arguments]
        )
        return asyncio.run(bench_serving.run(given, console))

    result: Result = {}

    def served() -> Result:
        with server:
            result["numerics"] = stage("numerics", compared)
            with monitor:
                result["serving"] = stage("workloads", measured)
            result["neuron_monitor"] = monitor.summary()
            return {"command": server.shown, "start_s": server.start_s, "pss_bytes": server.usage().pss_bytes}

    result["server"] = stage("server on the cores", served)
    skipped = {"not_run": "the server failed"}
    return dict.fromkeys(("numerics", "serving", "neuron_monitor"), skipped) | result


def computed_steps(options: Options, serving: Result) -> Result:
    """The roofline of the very steps that were measured."""
    settings = serving.get("settings") or vars(
        bench_serving.parse_arguments(["--base-url", "http://127.0.0.1", *options.workload_arguments])
    )
    context = settings["context_tokens"] + settings["decode_tokens"] // 2
    return roofline.compute(
        options.model,
        options.instance,
        options.tp,
        options.dtype,
        prefills=settings["prefill_tokens"],
        decodes=[(streams, context) for streams in settings["concurrency"]],
    )


def passed(result: Result) -> bool:
    stages = ("compile", "numerics", "kernels", "serving", "server", "neuron_monitor")
    if any("error" in result[name] for name in stages) or "not_run" in result["serving"]:
        return False
    kernels_ok = all(row["is_ok"] for row in result["kernels"].get("kernels", ()))
    return (
        result["numerics"].get("is_ok", False)
        and kernels_ok
        and not bench_serving.has_errors(result["serving"])
    )


def write(result: Result, options: Options, console: Console) -> None:
    options.output_dir.mkdir(parents=True, exist_ok=True)
    path = options.output_dir / f"trn-{options.label}.json"
    path.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    path.with_suffix(".md").write_text(page(result), encoding="utf-8")
    console.print(f"written to {path} and {path.with_suffix('.md').name}")


if __name__ == "__main__":
    sys.exit(main())
