"""A decode step of the functions for TorchNeuron under Inductor on this CPU, beside the C++ runner's.

    python -m benchmarks.bench_native_step --dtype float32

Both are given the same batch in turn: 8 sequences, one new token each. The C++ runner has the same formats.
One graph is compiled, of 8 sequences over 512 tokens. Beside them what bounds such a step: all weights of the
linears read once, and multiplied with 8 rows by torch's own products, as they lie and packed for them. Writes
benchmarks/results/native-step.json, a row for a --dtype and processor.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from torch.nn.functional import linear

from benchmarks.machine import command_line, describe_machine, git_commit
from models.config_file import read_config
from models.loader import load_model
from models.neuron.bucket import Bucket
from models.neuron.torch_native.operators import native_operators
from models.operators import ReferenceLinear
from models.registry import resolve
from serving.config import NeuronConfig, ReplicaConfig
from serving.engine.runner import Runner
from serving.planning.measure import decode, make_batch
from serving.planning.processor import this_cpu
from serving.replica.build import load
from serving.replica.neuron import DTYPES, make_plan
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


def steps(runners: Mapping[str, Runner], num_rounds: int) -> dict[str, Any]:
    """Milliseconds of a step by the tokens that each sequence has, and the median of the rounds' ratios.

    A neighbour that slows one of a round's steps is likely to slow the other.
    """
    found: dict[str, Any] = {name: {} for name in (*runners, "ratio")}
    for length in LENGTHS:
        calls = {name: _step(runner, length) for name, runner in runners.items()}
        times = _in_turn(calls, num_rounds)
        for name in runners:
            found[name][str(length)] = round(1e3 * statistics.median(times[name]), 2)
        ratios = [one / other for one, other in zip(times["native"], times["cpp"], strict=True)]
        found["ratio"][str(length)] = round(statistics.median(ratios), 2)
    return found


def _step(runner: Runner, length: int) -> Callable[[], Any]:
    batch = make_batch(decode(NUM_SEQS, length), runner.block_size, runner.vocab_size)
    return lambda: runner.submit(batch).result()


def bounds(dtype: torch.dtype, num_rounds: int) -> dict[str, Any]:
    """What a step cannot do without, and torch's time for that alone."""
    model = load_model(resolve(MODEL), dtype=dtype, operators=native_operators(), max_positions=CONTEXT)
    weights = [m.weight for m in model.decoder.modules() if isinstance(m, ReferenceLinear)]
    rows = {w.shape[1]: torch.randn(NUM_SEQS, w.shape[1], dtype=dtype) for w in weights}
    pack = torch.ops.mkldnn._reorder_linear_weight
    packed = [(pack(w, NUM_SEQS), rows[w.shape[1]]) for w in weights]
    multiply = torch.ops.mkldnn._linear_pointwise

    calls: dict[str, Callable[[], Any]] = {
        "read": lambda: [w.view(torch.int32).amax() for w in weights],
        "products": lambda: [linear(rows[w.shape[1]], w) for w in weights],
        "products, packed": lambda: [multiply(x, w, None, "none", [], "") for w, x in packed],
    }
    with torch.no_grad():
        times = _in_turn(calls, num_rounds)
    num_weights = sum(w.numel() for w in weights)
    return {
        "weight_bytes": num_weights * dtype.itemsize,
        "operations": 2 * NUM_SEQS * num_weights,
        "milliseconds": {name: round(1e3 * statistics.median(each), 2) for name, each in times.items()},
        "processor_milliseconds": _processor_ms(calls),
    }


def _in_turn(calls: Mapping[str, Callable[[], Any]], num_rounds: int) -> dict[str, list[float]]:
    """Seconds of each call, one of each in every round; the first round is left out."""
    times: dict[str, list[float]] = {name: [] for name in calls}
    for number in range(num_rounds + 1):
        for name, call in calls.items():
            start_s = time.perf_counter()
            call()
            if number:
                times[name].append(time.perf_counter() - start_s)
    return times


def _processor_ms(calls: Mapping[str, Callable[[], Any]]) -> dict[str, float]:
    """Of all threads together, which neighbours disturb less."""
    found = {}
    for name, call in calls.items():
        start_s = time.process_time()
        call()
        found[name] = round(1e3 * (time.process_time() - start_s), 2)
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    arguments = sys.argv[1:] if arguments is None else arguments
    parser = argparse.ArgumentParser(prog="bench_native_step", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--dtype", choices=("float32", "bfloat16"), default="float32")
    parser.add_argument("--rounds", type=int, default=7, help="of the median; default: 7")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    options = parser.parse_args(arguments)
    runners = {"cpp": cpp(options.dtype), "native": native(options.dtype)}
    found = {"threads": torch.get_num_threads(), **steps(runners, options.rounds)}
    for runner in runners.values():
        runner.close()
    found["bounds"] = bounds(DTYPES[options.dtype], options.rounds)
    rows = json.loads(options.output.read_text()) if options.output.exists() else {}
    rows[f"{options.dtype}, {this_cpu()}"] = {
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
