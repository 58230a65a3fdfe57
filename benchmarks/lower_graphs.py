"""Every graph of a model's plan for torch_native, captured and lowered: is anything illegal or symbolic?

    python -m benchmarks.lower_graphs smollm2-135m --instance trn2.48xlarge

Captures each bucket as `tenure compile --emulate` does, lowers it to StableHLO with torch-mlir from PyPI, and
counts operations beside those that are known to be taken, and dynamic sizes. Writes a row into
benchmarks/results/lowering.json; the exit code is 0 if nothing was found. Minutes for a model of 30 layers.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch

from benchmarks.machine import command_line, describe_machine, git_commit
from models.config_file import read_config
from models.neuron.bucket import Bucket
from models.neuron.plan import NeuronPlan
from models.neuron.torch_native.capture import capture, faults
from models.neuron.torch_native.compile import without_weights
from models.neuron.torch_native.lowering import LEGAL, has_dynamic_size, operations, stablehlo
from models.registry import resolve
from serving.config import NeuronConfig
from serving.replica.neuron import make_plan

OUTPUT = Path(__file__).parent / "results" / "lowering.json"


def plan_of(model: str, instance: str, max_num_seqs: int, max_model_len: int) -> NeuronPlan:
    return make_plan(
        read_config(resolve(model)),
        NeuronConfig(instance=instance, back_end="torch_native"),
        tp=1,
        dtype="bfloat16",
        max_num_seqs=max_num_seqs,
        max_model_len=max_model_len,
        kv_memory_bytes=None,
    )


def lower(plan: NeuronPlan) -> dict[str, Any]:
    """Bucket by bucket, so that one graph is in memory at a time. Raises CompileError, RuntimeError."""
    decoder = without_weights(plan, torch.device("cpu"))
    num_graphs, counted, found, dynamic = 0, Counter[str](), list[str](), 0
    done = set[str]()
    for bucket in plan.shape.buckets:
        captured = _capture(plan, bucket, decoder, done)
        found += faults(captured, decoder)
        for parts in captured.values():
            for graph in parts:
                text = stablehlo(graph)
                counted += operations(text)
                dynamic += has_dynamic_size(text)
                num_graphs += 1
        sys.stderr.write(f"{bucket.tag}: {num_graphs} graphs\n")
    return {
        "graphs": num_graphs,
        "faults of capture": found,
        "illegal operations": sorted(set(counted) - LEGAL),
        "graphs with a dynamic size": dynamic,
        "operations": dict(counted.most_common()),
    }


def _capture(plan: NeuronPlan, bucket: Bucket, decoder: Any, done: set[str]) -> dict[str, Any]:
    torch._dynamo.reset()
    captured = capture(decoder, replace(plan.shape, buckets=(bucket,)))
    fresh = {tag: parts for tag, parts in captured.items() if tag not in done}  # blocks' graphs come again
    done |= set(captured)
    return fresh


def main(arguments: Sequence[str] | None = None) -> int:
    arguments = sys.argv[1:] if arguments is None else arguments
    parser = argparse.ArgumentParser(prog="lower_graphs", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("model")
    parser.add_argument("--instance", default="trn2.48xlarge")
    parser.add_argument("--max-num-seqs", type=int, default=64)
    parser.add_argument("--max-model-len", type=int, default=8192)
    parser.add_argument("--output", type=Path, default=OUTPUT)
    options = parser.parse_args(arguments)
    start_s = time.perf_counter()
    found = lower(plan_of(options.model, options.instance, options.max_num_seqs, options.max_model_len))
    rows = json.loads(options.output.read_text()) if options.output.exists() else {}
    rows[Path(options.model).name] = {
        "command": command_line("benchmarks.lower_graphs", arguments),
        **git_commit(),
        "machine": describe_machine(),
        "torch": torch.__version__,
        "torch-mlir": importlib.metadata.version("torch-mlir"),
        "seconds": round(time.perf_counter() - start_s),
        **found,
    }
    options.output.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    print(json.dumps({key: value for key, value in found.items() if key != "operations"}, indent=1))
    return 0 if not any(found[key] for key in found if key not in ("graphs", "operations")) else 1


if __name__ == "__main__":
    sys.exit(main())
