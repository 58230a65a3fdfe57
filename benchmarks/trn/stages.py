"""The stages of a run, in their order. One that fails is recorded; what does not need it goes on."""

from __future__ import annotations

import asyncio
import multiprocessing
import traceback
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from rich.console import Console

from benchmarks import bench_serving
from benchmarks.server_process import ServerProcess, free_port
from benchmarks.trn import numerics, roofline
from benchmarks.trn.compile_stage import compile_model
from benchmarks.trn.kernels import run_kernels
from benchmarks.trn.neuron_monitor import TAG, NeuronMonitor
from benchmarks.trn.options import Options
from serving.planning.hardware import INSTANCES
from serving.planning.published import published_rows

Result = dict[str, Any]
T = TypeVar("T")
START_TIMEOUT_S = 3600.0  # a large checkpoint is cut into shards first


def in_own_process(function: Callable[..., T], *arguments: Any, **options: Any) -> T:
    """A NeuronCore belongs to a process until that process ends: what may take one is in its own."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(function, *arguments, **options).result()


class Stages:
    """Runs them; each result is a dictionary, with `error` where it failed and `not_run` where it was not."""

    def __init__(self, options: Options, directory: Path, console: Console) -> None:
        self._options = options
        self._directory = directory  # for logs and data, which go with it
        self._console = console

    def run(self) -> Result:
        options, family = self._options, INSTANCES[self._options.instance].family
        result = {
            "kernels": self._stage("kernels", in_own_process, run_kernels, family, emulate=options.emulate),
            "compile": self._stage("compile", in_own_process, compile_model, options),
        }
        result |= self._served(result["compile"])
        result["roofline"] = self._stage("roofline", self._computed_steps, result["serving"])
        return result | {"published": published_rows(family)}

    def _stage(self, name: str, function: Callable[..., Result], *arguments: Any, **options: Any) -> Result:
        self._console.print(f"{name} ...")
        try:
            return function(*arguments, **options)
        except Exception as error:  # whatever a compiler or a runtime raises: the other stages are wanted
            self._console.print(f"  failed: {error}", style="red", markup=False)
            return {"error": f"{type(error).__name__}: {error}", "traceback": traceback.format_exc()}

    def _served(self, compiled: Result) -> Result:
        """`server`, `numerics`, `serving` and `neuron_monitor`."""
        result: Result = {}
        if "error" in compiled:
            skipped = {"not_run": "compiling failed"}
            result["server"] = skipped
        else:
            skipped = {"not_run": "the server failed"}
            reference = self._stage("reference on the CPU", self._ask_cpu)
            result["server"] = self._stage("server on the cores", self._serve, reference, result)
        return dict.fromkeys(("numerics", "serving", "neuron_monitor"), skipped) | result

    def _ask_cpu(self) -> Result:
        port = free_port()
        command = self._options.serve_on_cpu(port, self._directory / "cpu")
        log = self._directory / "cpu.log"
        with ServerProcess(command, port=port, log=log, start_timeout_s=START_TIMEOUT_S) as server:
            return {"answers": self._ask(server)}

    def _ask(self, server: ServerProcess) -> numerics.Answers:
        return asyncio.run(numerics.ask(server.base_url, self._options.num_texts))

    def _serve(self, reference: Result, result: Result) -> Result:
        """One server on the cores: its numerics, then the workloads under neuron-monitor."""
        port, monitor = free_port(), NeuronMonitor(self._directory)
        server = ServerProcess(
            self._options.serve_on_neuron(port, self._directory / "neuron"),
            port=port,
            log=self._directory / "neuron.log",
            environment={"NEURON_PROCESS_TAG": TAG},
            start_timeout_s=START_TIMEOUT_S,
        )
        with server:
            result["numerics"] = self._stage("numerics", self._compare, server, reference)
            with monitor:
                result["serving"] = self._stage("workloads", self._measure, server)
            result["neuron_monitor"] = self._stage("neuron-monitor", monitor.summary)
            return {"command": server.shown, "start_s": server.start_s, "pss_bytes": server.usage().pss_bytes}

    def _compare(self, server: ServerProcess, reference: Result) -> Result:
        if "error" in reference:
            return {"not_run": f"the CPU reference failed: {reference['error']}"}
        return numerics.compare(self._ask(server), reference["answers"], self._options.dtype)

    def _measure(self, server: ServerProcess) -> Result:
        given = self._workloads(server.base_url)
        return asyncio.run(bench_serving.run(given, self._console))

    def _workloads(self, base_url: str) -> Any:
        names = ("--base-url", base_url, "--label", self._options.label)
        return bench_serving.parse_arguments([*names, *self._options.workload_arguments])

    def _computed_steps(self, serving: Result) -> Result:
        """The roofline of the very steps that were measured, or would have been."""
        settings = serving.get("settings") or vars(self._workloads("http://127.0.0.1"))
        context = settings["context_tokens"] + settings["decode_tokens"] // 2
        return roofline.compute(
            self._options.model,
            self._options.instance,
            self._options.tp,
            self._options.dtype,
            prefills=settings["prefill_tokens"],
            decodes=[(streams, context) for streams in settings["concurrency"]],
        )


def passed(result: Result) -> bool:
    """Nothing failed, and every number that was compared is right."""
    stages = ("compile", "numerics", "kernels", "serving", "server", "neuron_monitor", "roofline")
    if any("error" in result[name] for name in stages) or "not_run" in result["serving"]:
        return False
    kernels_ok = all(row["is_ok"] for row in result["kernels"].get("kernels", ()))
    numerics_ok = result["numerics"].get("is_ok", False)
    return numerics_ok and kernels_ok and not bench_serving.has_errors(result["serving"])
