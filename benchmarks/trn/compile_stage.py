"""Plan and compile, as `tenure compile` does."""

from __future__ import annotations

import time
from typing import Any

from benchmarks.trn.options import Options
from models.config_file import read_config
from serving.cli.compile_report import as_plain
from serving.cli.plan_command import find_model
from serving.config import NeuronConfig
from serving.replica.neuron import compile_graphs, make_plan


def compile_model(options: Options) -> dict[str, Any]:
    """The plan's numbers, how many graphs were not in the cache, and how long it took.

    Raises: StartupError, CheckpointError.
    """
    neuron = NeuronConfig(
        instance=options.instance,
        cache_dir=options.compile_cache,
        compile_workers=options.compile_workers,
        compile_timeout_s=options.compile_timeout_s,
        nki=options.nki,
        back_end="nxd",
        emulate=options.emulate,
    )
    plan = make_plan(
        read_config(find_model(options.model)),
        neuron,
        tp=options.tp,
        dtype=options.dtype,
        max_num_seqs=options.max_num_seqs,
        max_model_len=options.max_model_len,
        kv_memory_bytes=options.kv_memory_bytes,
    )
    started_s = time.perf_counter()
    compiled = compile_graphs(plan, neuron, _print_progress)
    return {
        "plan": as_plain(plan),
        "num_graphs": len(plan.shape.buckets) + 2,
        "num_traced": compiled.num_traced,
        "num_compiled": compiled.num_compiled,
        "seconds": round(time.perf_counter() - started_s, 1),
    }


def _print_progress(what: str, done: int, total: int) -> None:
    # A process of its own has no terminal to draw a bar on; compiling takes minutes, so it says where it is.
    print(f"    {what} {done}/{total}", flush=True)
