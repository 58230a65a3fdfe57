"""The functions that TorchNeuron would compile, on another accelerator: do they say the same, and how fast?

    python -m benchmarks.bench_accelerator smollm2-135m --device cuda --backend inductor

One model, its functions compiled for the device, beside the same functions as they are on the CPU in float32:
greedy replies with the tokens fed back on the device, rows drawn there, KV read out and written elsewhere.
Then decode and prefill, timed from the host. Writes a JSON file; the exit code is 0 if greedy replies and KV
agree.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch

from benchmarks.machine import command_line, describe_machine, git_commit
from models.config_file import read_config
from models.loader import load_model
from models.neuron.torch_native.graphs import EAGER
from models.neuron.torch_native.operators import native_operators
from serving.cli.console import progress_display
from serving.cli.plan_command import find_model
from serving.config import EngineConfig, NeuronConfig
from serving.engine.engine import Engine
from serving.engine.messages import AddSequence
from serving.engine.neuron_runner import NeuronRunner
from serving.replica.neuron import make_plan
from serving.replica.neuron_native import native_runner
from serving.request import SamplingParams

RESULTS = Path(__file__).parent / "results"
MAX_NUM_SEQS = 8
PROMPT_TOKENS = 40
SAMPLING = {
    "greedy": SamplingParams(temperature=0.0),
    "top_k": SamplingParams(temperature=0.8, top_k=20),
    "on the host": SamplingParams(temperature=1.0, min_p=0.1, top_k=20),
}


def parse_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench_accelerator", description=(__doc__ or "").partition("\n")[0])
    add = parser.add_argument
    add("model", nargs="?", default="smollm2-135m", help="as `tenure serve` takes it; default: smollm2-135m")
    add("--device", default="cuda", help="torch's name of it; default: cuda")
    add("--backend", default="inductor", help="of torch.compile; eager: none. Default: inductor")
    add("--dtype", default="float32", help="of the device's side; default: float32")
    add("--max-model-len", type=int, default=1024, help="default: 1024")
    add("--tokens", type=int, default=64, help="of each reply; default: 64")
    add("--prefill", type=int, default=512, help="tokens of the prompt that is timed; default: 512")
    add("--output", type=Path, default=RESULTS / "accelerator.json", help="default: results/accelerator.json")
    return parser.parse_args(arguments)


def make_runner(options: argparse.Namespace, device: str, backend: str, dtype: str) -> NeuronRunner:
    """Raises: StartupError, CheckpointError, CompileError."""
    source = find_model(options.model)
    plan = make_plan(
        read_config(source),
        NeuronConfig(instance="trn2.48xlarge", emulate=True),  # its coarser grid: fewer graphs to compile
        tp=1,
        dtype=dtype,
        max_num_seqs=MAX_NUM_SEQS,
        max_model_len=options.max_model_len,
        kv_memory_bytes=512 * 2**20,
    )
    with progress_display(f"{options.model} on {device}, {backend}") as progress:
        model = load_model(
            source, dtype=plan.dtype, operators=native_operators(), max_positions=plan.max_model_len
        )
        return native_runner(model, plan, torch.device(device), backend, progress)


def generate(
    runner: NeuronRunner, sampling: SamplingParams, *, num_seqs: int, num_prompt: int, num_tokens: int
) -> tuple[list[list[int]], float]:
    """The sequences' tokens, and the seconds that the engine took for all of them."""
    config = EngineConfig(
        num_blocks=runner.num_blocks,
        block_size=runner.block_size,
        max_model_len=num_prompt + num_tokens,
        max_num_seqs=MAX_NUM_SEQS,
        num_speculative_tokens=0,  # so that tokens are fed back on the device
    )
    engine = Engine(config, runner, b"")
    for index in range(num_seqs):
        ids = np.random.default_rng(index).integers(0, runner.vocab_size, num_prompt).tolist()
        engine.handle(
            AddSequence(
                seq_id=str(index),
                token_ids=tuple(ids),
                max_tokens=num_tokens,
                sampling=replace(sampling, ignore_eos=True),
                seed=index,
                tenant="t",
            )
        )
    tokens: dict[str, list[int]] = {str(index): [] for index in range(num_seqs)}
    start_s = time.perf_counter()
    while engine.has_work:
        for update in engine.step()[0]:
            tokens[update.seq_id] += update.token_ids
    return list(tokens.values()), time.perf_counter() - start_s


def agreement(runner: NeuronRunner, reference: NeuronRunner, num_tokens: int) -> dict[str, str]:
    """By kind of sampling: how many of the replies are the same as on the CPU, token for token."""
    sizes = {"num_seqs": MAX_NUM_SEQS, "num_prompt": PROMPT_TOKENS, "num_tokens": num_tokens}
    found = {}
    for name, sampling in SAMPLING.items():
        ours, _ = generate(runner, sampling, **sizes)
        theirs, _ = generate(reference, sampling, **sizes)
        found[name] = f"{sum(a == b for a, b in zip(ours, theirs, strict=True))} of {MAX_NUM_SEQS}"
    return found


def moved_blocks(runner: NeuronRunner) -> dict[str, Any]:
    """KV out of the device and into other blocks of it: whether the bytes are the same, and how fast."""
    num = min(64, runner.num_blocks // 2)
    first, second = np.arange(1, num + 1, dtype=np.int32), np.arange(num + 1, 2 * num + 1, dtype=np.int32)
    start_s = time.perf_counter()
    payload = runner.read_blocks(first)
    read_s = time.perf_counter()
    runner.write_blocks(second, payload)
    written_s = time.perf_counter()
    return {
        "is_the_same": bool(np.array_equal(runner.read_blocks(second), payload)),
        "read_mb_per_s": payload.nbytes / 1e6 / (read_s - start_s),
        "write_mb_per_s": payload.nbytes / 1e6 / (written_s - read_s),
    }


def speed(runner: NeuronRunner, options: argparse.Namespace) -> dict[str, float]:
    """Tokens a second, scheduling and sampling in it."""
    greedy, found = SAMPLING["greedy"], {}
    for num_seqs in (1, MAX_NUM_SEQS):
        sizes = {"num_seqs": num_seqs, "num_prompt": PROMPT_TOKENS, "num_tokens": options.tokens}
        generate(runner, greedy, **sizes)
        _, seconds = generate(runner, greedy, **sizes)
        found[f"decode, {num_seqs} sequences, tokens/s"] = num_seqs * options.tokens / seconds
    _, seconds = generate(runner, greedy, num_seqs=1, num_prompt=options.prefill, num_tokens=1)
    found[f"prompt of {options.prefill}, tokens/s"] = options.prefill / seconds
    return found


def measure(options: argparse.Namespace) -> dict[str, Any]:
    """Raises: StartupError, CheckpointError, CompileError."""
    runner = make_runner(options, options.device, options.backend, options.dtype)
    reference = make_runner(options, "cpu", EAGER, "float32")
    found: dict[str, Any] = {
        "same replies as on the CPU": agreement(runner, reference, options.tokens),
        "KV by block": moved_blocks(runner),
        "speed": speed(runner, options),
    }
    if options.device.startswith("cuda"):
        found["most_device_bytes"] = torch.cuda.max_memory_allocated()
    runner.close()
    reference.close()
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    arguments = sys.argv[1:] if arguments is None else arguments
    options = parse_arguments(arguments)
    result = {
        "command": command_line("benchmarks.bench_accelerator", arguments),
        **git_commit(),
        "machine": describe_machine(),
        "torch": torch.__version__,
        "device": torch.cuda.get_device_name() if options.device.startswith("cuda") else options.device,
        "model": options.model,
        "dtype": options.dtype,
        "backend": options.backend,
        **measure(options),
    }
    options.output.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=1))
    same = result["KV by block"]["is_the_same"]
    all_same = f"{MAX_NUM_SEQS} of {MAX_NUM_SEQS}"
    return 0 if same and result["same replies as on the CPU"]["greedy"] == all_same else 1


if __name__ == "__main__":
    sys.exit(main())
