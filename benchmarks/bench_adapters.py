"""What adapters cost a step: decodes and prefills, each row by its own adapter, to the same without any.

    python -m benchmarks.bench_adapters [--rank 16] [--output benchmarks/results/adapters.json]

Adapters are random, on two or on all seven projections of each layer. The engine's runner takes the steps,
those of each form in turn, so that a busy neighbour slows all alike; a row tells the medians.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch

from benchmarks.result_file import write_result
from kernels.lora.reference import LoraPart
from models.checkpoint import open_checkpoint
from models.families import family_of
from models.lora import LoraAdapter
from models.registry import resolve
from models.weights import Shape
from serving.config import ReplicaConfig
from serving.engine.batch import Batch
from serving.engine.cpu_runner import CpuRunner
from serving.planning.measure import Step, make_batch
from serving.planning.step_work import SequenceWork
from serving.replica.build import load

NUM_ADAPTERS = 8
PROJECTIONS = {
    "q and v": ("q_proj", "v_proj"),
    "all seven": ("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"),
}
STEPS = {  # sequences of so many new tokens over so many in the cache
    "decode 1": [SequenceWork(1, 256)],
    "decode 8": [SequenceWork(1, 256)] * 8,
    "prefill 512": [SequenceWork(512, 0)],
}


def random_adapter(shapes: dict[str, Shape], projections: Sequence[str], rank: int, seed: int) -> LoraAdapter:
    random = torch.Generator().manual_seed(seed)
    parts = {
        name.removesuffix(".weight"): LoraPart(
            torch.randn(rank, shape[1], generator=random) / shape[1] ** 0.5,
            torch.randn(shape[0], rank, generator=random) / rank,
        )
        for name, shape in shapes.items()
        if name.endswith(tuple(f"{projection}.weight" for projection in projections))
    }
    return LoraAdapter(parts, rank, f"{len(projections)} of {seed}")


def forms(batch: Batch) -> dict[str, Batch]:
    """The same step without adapters, with one for all, and with one for each."""
    num_seqs = batch.num_seqs
    built = {"none": batch}
    for name, projections in PROJECTIONS.items():
        digests = [f"{len(projections)} of {seed}" for seed in range(NUM_ADAPTERS)]
        built[f"{name}, one adapter"] = replace(batch, adapters=(digests[0],) * num_seqs)
        if num_seqs > 1:
            built[f"{name}, {num_seqs} adapters"] = replace(batch, adapters=tuple(digests[:num_seqs]))
    return built


def time_forms(runner: CpuRunner, batches: dict[str, Batch], seconds: float) -> dict[str, float]:
    """Median milliseconds of each."""
    times: dict[str, list[float]] = {name: [] for name in batches}
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        for name, batch in batches.items():
            start = time.perf_counter()
            runner.submit(batch).result()
            times[name].append(1000 * (time.perf_counter() - start))
    return {name: statistics.median(each) for name, each in times.items()}


def row_of(milliseconds: dict[str, float]) -> dict[str, Any]:
    none = milliseconds["none"]
    return {
        name: {"ms": round(each, 3), "throughput_to_none": round(none / each, 3)}
        for name, each in milliseconds.items()
    }


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="bench_adapters", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--model", default="smollm2-135m")
    parser.add_argument("--rank", type=int, default=16)
    parser.add_argument("--seconds", type=float, default=6.0, help="of each step")
    parser.add_argument("--output", type=Path)
    options = parser.parse_args(arguments)
    loaded = load(ReplicaConfig(model=options.model, kv_memory_bytes=2**30))
    runner = loaded.own_runner
    assert isinstance(runner, CpuRunner)
    config = open_checkpoint(resolve(options.model), None).config
    shapes = family_of(config).expected_tensors(config)
    for projections in PROJECTIONS.values():
        for seed in range(NUM_ADAPTERS):
            runner.add_adapter(random_adapter(shapes, projections, options.rank, seed))
    steps = {}
    for name, sequences in STEPS.items():
        batch = make_batch(Step(tuple(sequences), len(sequences)), runner.block_size, runner.vocab_size)
        steps[name] = row_of(time_forms(runner, forms(batch), options.seconds))
    write_result(
        options.output,
        "benchmarks.bench_adapters",
        model=options.model,
        rank=options.rank,
        numerics=loaded.numerics,
        results=steps,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
