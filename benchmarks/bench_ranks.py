"""What ranks on one machine cost: the same steps in one process and over several, with the same threads.

    python -m benchmarks.bench_ranks smollm2-135m --tp 2

Writes benchmarks/results/ranks-tpN.json and prints the ratio of each step. One process runs a step as one
native program; ranks run it operation by operation, with the same kernels, and meet twice in each layer.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.machine import command_line, describe_machine, git_commit
from serving.cli.console import progress_display
from serving.config import ReplicaConfig
from serving.planning.calibrate import measure_steps
from serving.planning.measure import MeasuredStep, decode, extend
from serving.replica.build import load

RESULTS = Path(__file__).parent / "results"
STEPS = {
    "decode, 1 x context 512": decode(1, 512),
    "decode, 8 x context 512": decode(8, 512),
    "32 new tokens, context 512": extend(1, 32, 512),
    "512 new tokens": extend(1, 512, 0),
}
KV_MEMORY = 2**30


def parse_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench_ranks", description=(__doc__ or "").partition("\n")[0])
    add = parser.add_argument
    add("model", help="as `tenure serve` takes it")
    add("--tp", type=int, default=2, help="ranks; default: 2")
    add("--dtype", default="bfloat16", help="as `tenure serve` takes it; default: bfloat16")
    add("--threads", type=int, help="of all ranks together; default: one per physical core")
    add("--passes", type=int, default=3, help="over the steps; the least of their medians counts; default: 3")
    add("--patience", type=float, default=60.0, help="seconds to wait for others to pause; default: 60")
    add("--output", type=Path, help="default: benchmarks/results/ranks-tpN.json")
    return parser.parse_args(arguments)


def measure_ranks(options: argparse.Namespace, num_ranks: int) -> tuple[str, list[MeasuredStep]]:
    """The numerics, and the steps in their order."""
    config = ReplicaConfig(
        model=options.model,
        dtype=options.dtype,
        quantization="none",
        kv_memory_bytes=KV_MEMORY,
        num_threads=options.threads,
        tensor_parallel_size=num_ranks,
    )
    with progress_display(f"{options.model}, {num_ranks} ranks") as progress:
        loaded = load(config, progress)
        try:
            measured = measure_steps(
                loaded.own_runner,
                list(STEPS.values()),
                loaded.engine_config,
                num_passes=options.passes,
                patience_s=options.patience,
                progress=progress,
            )
        finally:
            loaded.own_runner.close()
    assert len(measured) == len(STEPS), "KV memory or the model's context is too small for a step"
    return loaded.numerics, measured


def run(options: argparse.Namespace) -> dict[str, Any]:
    alone_numerics, alone = measure_ranks(options, 1)
    numerics, shared = measure_ranks(options, options.tp)
    return {
        **git_commit(),
        "machine": describe_machine(),
        "model": options.model,
        "numerics": {"one process": alone_numerics, "ranks": numerics},
        "steps": [
            {
                "step": name,
                "one_process_ms": round(1e3 * one.seconds, 3),
                "ranks_ms": round(1e3 * many.seconds, 3),
                "ratio": round(many.seconds / one.seconds, 3),
                "is_quiet": one.is_quiet and many.is_quiet,
            }
            for name, one, many in zip(STEPS, alone, shared, strict=True)
        ],
    }


def main(arguments: Sequence[str] | None = None) -> int:
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    options = parse_arguments(arguments)
    result = {"command": command_line("benchmarks.bench_ranks", arguments), **run(options)}
    output = options.output or RESULTS / f"ranks-tp{options.tp}.json"
    output.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    for row in result["steps"]:
        times = f"{row['one_process_ms']:9.2f} ms {row['ranks_ms']:9.2f} ms"
        print(f"{row['step']:28} {times}  x {row['ratio']:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
