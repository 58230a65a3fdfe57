"""Time the runner's steps over a grid of batches: what the step model of `tenure plan` is fitted to.

    python -m benchmarks.bench_steps smollm2-135m --label smollm2-bfloat16 --dtype bfloat16

Writes benchmarks/results/steps-LABEL.json. README.md in this folder says what is in it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.machine import command_line, describe_machine, git_commit
from kernels.threads import num_threads
from models.config import ModelConfig
from models.config_file import read_config
from models.registry import resolve
from serving.cli.console import progress_display
from serving.cli.sizes import parse_num_bytes
from serving.config import ReplicaConfig
from serving.planning.calibrate import measure_host, measure_steps
from serving.planning.checkpoint_formats import served_shape
from serving.planning.formats import formats_of, isa_of
from serving.planning.measure import full_grid, quick_grid
from serving.replica.build import load

RESULTS = Path(__file__).parent / "results"


def parse_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench_steps", description=(__doc__ or "").partition("\n")[0])
    add = parser.add_argument
    add("model", help="as `tenure serve` takes it")
    add("--label", required=True, help="names the result, and its file")
    add("--dtype", default="auto", help="as `tenure serve` takes it")
    add("--quantization", default="auto", help="as `tenure serve` takes it")
    add("--kv-dtype", default="auto", help="as `tenure serve` takes it")
    add("--threads", type=int, help="compute threads; default: one per physical core")
    add("--kv-memory", type=parse_num_bytes, default=parse_num_bytes("6GB"), help="default: 6GB")
    add("--passes", type=int, default=3, help="over the grid; the least of their medians counts; default: 3")
    add(
        "--patience",
        type=float,
        default=60.0,
        help="seconds to wait, in all, for others to pause; default: 60",
    )
    add("--quick", action="store_true", help="the grid of `tenure plan --calibrate`")
    add("--output", type=Path, help="default: benchmarks/results/steps-LABEL.json")
    return parser.parse_args(arguments)


def run(options: argparse.Namespace) -> dict[str, Any]:
    config = ReplicaConfig(
        model=options.model,
        dtype=options.dtype,
        quantization=options.quantization,
        kv_dtype=options.kv_dtype,
        kv_memory_bytes=options.kv_memory,
        num_threads=options.threads,
    )
    with progress_display(f"Loading {options.model}") as progress:
        loaded = load(config, progress)
        grid = quick_grid() if options.quick else full_grid()
        measured = measure_steps(
            loaded.own_runner,
            grid,
            loaded.engine_config,
            num_passes=options.passes,
            patience_s=options.patience,
            progress=progress,
        )
    source = resolve(options.model)
    shape = served_shape(source, read_config(source), config, isa=isa_of(loaded.numerics))
    assert formats_of(loaded.numerics) == (shape.weight_format, shape.kv_format)
    return {
        "label": options.label,
        **git_commit(),
        "machine": describe_machine(),
        "model": options.model,
        "config": sizes_of(shape.config),
        "weight_format": shape.weight_format,
        "kv_format": shape.kv_format,
        "own_bytes": shape.own_bytes,
        "numerics": loaded.numerics,
        "num_threads": num_threads(),
        "engine": asdict(measure_host()),
        "steps": [m.to_json() for m in measured],
    }


def sizes_of(config: ModelConfig) -> dict[str, Any]:
    """The model's configuration as config.json has it, so that a result can be fitted without its files."""
    return {
        "model_type": "llama",
        "vocab_size": config.vocab_size,
        "hidden_size": config.hidden_size,
        "num_hidden_layers": config.num_layers,
        "num_attention_heads": config.num_heads,
        "num_key_value_heads": config.num_kv_heads,
        "head_dim": config.head_dim,
        "intermediate_size": config.intermediate_size,
        "tie_word_embeddings": config.tie_embeddings,
    }


def main(arguments: Sequence[str] | None = None) -> int:
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    options = parse_arguments(arguments)
    result = {"command": command_line("benchmarks.bench_steps", arguments)} | run(options)
    output = options.output or RESULTS / f"steps-{options.label}.json"
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(as_text(result))
    sys.stdout.write(f"{len(result['steps'])} steps, written to {output}\n")
    return 0


def as_text(result: dict[str, Any]) -> str:
    """JSON with one step a line: a diff shows which steps changed."""
    steps = ",\n".join("  " + json.dumps(step) for step in result["steps"])
    rest = json.dumps({name: value for name, value in result.items() if name != "steps"}, indent=1)
    return rest.removesuffix("\n}") + f',\n "steps": [\n{steps}\n ]\n}}\n'


if __name__ == "__main__":
    sys.exit(main())
