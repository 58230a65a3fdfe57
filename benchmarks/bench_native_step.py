"""A decode step of the functions for TorchNeuron under Inductor on this CPU, beside the C++ runner's.

    python -m benchmarks.bench_native_step --dtype float32

Both are given the same batch: 8 sequences, one new token each. The C++ runner has the same formats. One graph
is compiled, of 8 sequences over 512 tokens. Writes benchmarks/results/native-step.json, a row for a --dtype.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch

from benchmarks.machine import command_line, describe_machine, git_commit
from models.config_file import read_config
from models.loader import load_model
from models.neuron.bucket import Bucket
from models.neuron.torch_native.operators import native_operators
from models.registry import resolve
from serving.config import NeuronConfig, ReplicaConfig
from serving.engine.runner import Runner
from serving.planning.measure import decode, measure
from serving.replica.build import load
from serving.replica.neuron import make_plan
from serving.replica.neuron_native import native_runner

OUTPUT = Path(__file__).parent / "results" / "native-step.json"
MODEL = "smollm2-135m"
NUM_SEQS, CONTEXT = 8, 512
LENGTHS = (64, 256, 480)  # tokens that each sequence has before the step
KV_BYTES = 512 * 2**20


def native(dtype: str) -> Runner:
    """The functions of one bucket, compiled by Inductor. Raises CompileError."""
    source = resolve(MODEL)
    plan = make_plan(
        read_config(source),
        NeuronConfig(instance="trn2.48xlarge", emulate=True),
        tp=1,
        dtype=dtype,
        max_num_seqs=NUM_SEQS,
        max_model_len=CONTEXT,
        kv_memory_bytes=KV_BYTES,
    )
    plan = replace(plan, shape=replace(plan.shape, buckets=(Bucket(NUM_SEQS, 1, CONTEXT),)))
    model = load_model(
        source, dtype=plan.dtype, operators=native_operators(), max_positions=plan.max_model_len
    )
    return native_runner(model, plan, torch.device("cpu"), "inductor", lambda what, done, total: None)


def cpp(dtype: str) -> Runner:
    config = ReplicaConfig(model=MODEL, dtype=dtype, quantization="none", kv_memory_bytes=KV_BYTES)
    return load(config, lambda what, done, total: None).own_runner


def milliseconds(runner: Runner) -> dict[str, float]:
    """Of a step, by the tokens that each sequence has."""
    steps = measure(runner, [decode(NUM_SEQS, length) for length in LENGTHS], num_passes=3)
    return {str(length): round(1e3 * m.seconds, 2) for length, m in zip(LENGTHS, steps, strict=True)}


def main(arguments: Sequence[str] | None = None) -> int:
    arguments = sys.argv[1:] if arguments is None else arguments
    parser = argparse.ArgumentParser(prog="bench_native_step", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--dtype", choices=("float32", "bfloat16"), default="float32")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    options = parser.parse_args(arguments)
    found: dict[str, Any] = {"threads": torch.get_num_threads()}
    for name, make in (("cpp", cpp), ("native", native)):
        runner = make(options.dtype)
        found[name] = milliseconds(runner)
        runner.close()
    found["ratio"] = {key: round(found["native"][key] / found["cpp"][key], 2) for key in found["cpp"]}
    rows = json.loads(options.output.read_text()) if options.output.exists() else {}
    rows[options.dtype] = {
        "command": command_line("benchmarks.bench_native_step", arguments),
        **git_commit(),
        "machine": describe_machine(),
        "torch": torch.__version__,
        "milliseconds": found,
    }
    options.output.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(found, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
