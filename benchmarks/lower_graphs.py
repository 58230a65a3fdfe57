"""Every graph of a model's plan for torch_native, captured and lowered: is anything illegal or symbolic?

    python -m benchmarks.lower_graphs smollm2-135m
    python -m benchmarks.lower_graphs PATH --instance trn3-gen2 --tp 8

MODEL is a built-in name, a checkpoint's directory, of which config.json is enough, or a GGUF file; weights
are not read, and take no memory. Each bucket is captured on a device of fake tensors, where one that was left
on the CPU is an error, lowered to StableHLO with torch-mlir from PyPI, and its operations are held to a list.
Writes a row into benchmarks/results/lowering.json. A row that was begun is gone on with, as long as nothing
that graphs follow from has changed: 30 layers take half an hour of a processor.

Exit codes: 0, nothing was found; 1, something was; 2, there is no such plan; 3, --minutes were over before
the end: run it again.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.metadata
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from torch.fx import GraphModule

from benchmarks.machine import command_line, describe_machine, git_commit
from models.config import ModelConfig
from models.config_file import read_config
from models.errors import CheckpointError, CompileError
from models.neuron.bucket import Bucket
from models.neuron.code_digest import code_digest
from models.neuron.instances import find_core
from models.neuron.plan import NeuronPlan
from models.neuron.torch_native.capture import capture, collectives, faults
from models.neuron.torch_native.compile import without_weights
from models.neuron.torch_native.fake_device import fake_device
from models.neuron.torch_native.lowering import LEGAL, has_dynamic_size, operations, stablehlo
from models.parallel.collectives import Collectives, SingleRank
from models.parallel.functional import fake_ranks
from models.registry import resolve
from serving.config import NeuronConfig
from serving.errors import StartupError
from serving.replica.neuron import make_plan

OUTPUT = Path(__file__).parent / "results" / "lowering.json"
GROUP = 12  # more than the 8 graphs that Dynamo allows a function by default
MOST_TOKENS = 8192  # of a sequence, where the model takes more and nothing else is asked for


def plan_of(options: argparse.Namespace) -> NeuronPlan:
    """On the fewest cores that hold it, if they are not given. Raises: CheckpointError, StartupError."""
    config = read_config(resolve(options.model))
    sizes = (options.tp,) if options.tp else find_core(options.instance).tp_sizes
    for tp in sizes[:-1]:
        try:
            return _plan(config, options, tp)
        except StartupError:
            continue
    return _plan(config, options, sizes[-1])


def _plan(config: ModelConfig, options: argparse.Namespace, tp: int) -> NeuronPlan:
    return make_plan(
        config,
        NeuronConfig(instance=options.instance, back_end="torch_native"),
        tp=tp,
        dtype=options.dtype,
        max_num_seqs=options.max_num_seqs,
        max_model_len=options.max_model_len or min(MOST_TOKENS, config.max_position_embeddings),
        kv_memory_bytes=None,
    )


Captured = tuple[str, list[GraphModule], list[str]]  # tag, graphs, faults


def captured(plan: NeuronPlan, buckets: Sequence[Bucket]) -> list[Captured]:
    """Of each bucket, and of the transfers of blocks. Raises CompileError, RuntimeError."""
    torch._dynamo.reset()
    group: Collectives = SingleRank() if plan.shape.tp == 1 else fake_ranks(0, plan.shape.tp)
    with fake_device() as device:
        decoder = without_weights(plan, device, group)
        graphs = capture(decoder, replace(plan.shape, buckets=tuple(buckets)))
        return [(tag, parts, faults({tag: parts}, decoder)) for tag, parts in graphs.items()]


def lower_all(plan: NeuronPlan, row: dict[str, Any], group: int, deadline_s: float) -> Iterator[None]:
    """Into the row's graphs, whatever of them is not there; yields after each."""
    missing = [bucket for bucket in plan.shape.buckets if bucket.tag not in row["graphs"]]
    for start in range(0, len(missing), group):
        if time.monotonic() > deadline_s:
            return
        for tag, parts, found in _captured_or_why(plan, missing[start : start + group]):
            if tag in row["graphs"]:
                continue  # blocks' graphs come again with each group
            row["graphs"][tag] = _lowered(tag, parts, found)
            yield
            if time.monotonic() > deadline_s:
                return


def _captured_or_why(plan: NeuronPlan, buckets: Sequence[Bucket]) -> list[Captured]:
    try:
        return captured(plan, buckets)
    except (CompileError, RuntimeError) as error:
        return [(bucket.tag, [], [f"{bucket.tag}: {_first_line(error)}"]) for bucket in buckets]


def _lowered(tag: str, parts: Sequence[GraphModule], found: list[str]) -> dict[str, Any]:
    counted, said, dynamic = Counter[str](), Counter[str](), 0
    for graph in parts:
        said += collectives(graph)
        try:
            text = stablehlo(graph)
        except RuntimeError as error:
            found = [*found, f"{tag} does not lower: {_first_line(error)}"]
            continue
        counted += operations(text)
        dynamic += has_dynamic_size(text)
    return {"faults": found, "dynamic": dynamic, "collectives": dict(said), "operations": dict(counted)}


def _first_line(error: Exception) -> str:
    return next((line for line in str(error).splitlines() if line.strip()), type(error).__name__)[:300]


def summary(plan: NeuronPlan, row: dict[str, Any]) -> dict[str, Any]:
    graphs = row["graphs"].values()
    counted = sum((Counter(graph["operations"]) for graph in graphs), Counter[str]())
    said = sum((Counter(graph["collectives"]) for graph in graphs), Counter[str]())
    return {
        "buckets": len(plan.shape.buckets),
        "graphs lowered": len(graphs),
        "is whole": len(graphs) == len(plan.shape.buckets) + 2,
        "faults": [fault for graph in graphs for fault in graph["faults"]],
        "illegal operations": sorted(set(counted) - LEGAL),
        "graphs with a dynamic size": sum(graph["dynamic"] for graph in graphs),
        "collectives": dict(said),
        "operations": dict(counted.most_common()),
    }


def key_of(plan: NeuronPlan) -> str:
    """What the graphs follow from."""
    config = replace(plan.config, file="")
    parts = (repr(config), repr(plan.shape), str(plan.dtype), code_digest(), torch.__version__, _torch_mlir())
    return hashlib.blake2b(repr(parts).encode(), digest_size=8).hexdigest()


def _torch_mlir() -> str:
    return importlib.metadata.version("torch-mlir")


def parse_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="lower_graphs", description=(__doc__ or "").partition("\n")[0])
    add = parser.add_argument
    add("model", help="a built-in name, a directory with a config.json, or a GGUF file")
    add("--instance", default="trn2.48xlarge", help="default: trn2.48xlarge")
    add("--tp", type=int, help="cores; default: the fewest that hold it")
    add("--dtype", default="bfloat16", choices=("bfloat16", "float32"), help="default: bfloat16")
    add("--max-num-seqs", type=int, default=64, help="default: 64")
    add("--max-model-len", type=int, help=f"default: the model's, at most {MOST_TOKENS}")
    add("--group", type=int, default=GROUP, help=f"buckets that are captured together; default: {GROUP}")
    add("--minutes", type=float, default=1e9, help="stop after that long, to go on later; default: none")
    add("--output", type=Path, default=OUTPUT, help="default: benchmarks/results/lowering.json")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    options = parse_arguments(arguments)
    start_s = time.monotonic()
    try:
        plan = plan_of(options)
    except (CheckpointError, StartupError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    rows = json.loads(options.output.read_text()) if options.output.exists() else {}
    name, key = Path(options.model).name, key_of(plan)
    begun = rows.get(name, {})
    row = begun if begun.get("key") == key else {"key": key, "seconds": 0, "graphs": {}}
    own: dict[str, Any] = {k: row[k] for k in ("key", "seconds", "graphs")}
    before_s = int(own["seconds"])
    for _ in lower_all(plan, own, options.group, start_s + 60 * options.minutes):
        own["seconds"] = before_s + round(time.monotonic() - start_s)
        found = summary(plan, own)
        rows[name] = {
            "command": command_line("benchmarks.lower_graphs", arguments),
            **git_commit(),
            "machine": describe_machine(),
            "torch": torch.__version__,
            "torch-mlir": _torch_mlir(),
            "plan": f"{options.instance}, tp {plan.shape.tp}, {options.dtype}, {plan.max_model_len} tokens",
            **found,
            **own,
        }
        options.output.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
        sys.stderr.write(f"{found['graphs lowered']} of {found['buckets'] + 2}\n")
    found = summary(plan, own)
    print(json.dumps({key: value for key, value in found.items() if key != "operations"}, indent=1))
    if found["faults"] or found["illegal operations"] or found["graphs with a dynamic size"]:
        return 1
    return 0 if found["is whole"] else 3


if __name__ == "__main__":
    sys.exit(main())
