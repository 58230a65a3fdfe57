"""Time each CPU kernel against its torch reference, on the cases that the tests share.

    python benchmarks/bench_kernels.py [--threads N] [--isa NAME] [--dtype float32|bfloat16] [--op NAME]
                                       [--json FILE]

Prints a table; --json writes the same with the machine, the commit and the command. Calls of the two
alternate, so that a busy neighbour slows both.
"""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

import torch

from benchmarks.machine import git_commit
from kernels import library, threads
from kernels.capabilities import capabilities
from kernels.cases import DTYPES
from kernels.gated_mul import cases as gated_mul_cases
from kernels.gated_mul import cpu as gated_mul_cpu
from kernels.gated_mul import reference as gated_mul_reference
from kernels.isa import ISAS
from kernels.kv_blocks import KV_FORMATS
from kernels.kv_write import cases as kv_write_cases
from kernels.kv_write import cpu as kv_write_cpu
from kernels.kv_write import reference as kv_write_reference
from kernels.linear import cases as linear_cases
from kernels.linear import cpu as linear_cpu
from kernels.linear import reference as linear_reference
from kernels.linear.quantized import GROUP_SIZE, QUANTIZED_FORMATS, Weight, block_inputs
from kernels.paged_attention import cases as attention_cases
from kernels.paged_attention import cpu as attention_cpu
from kernels.paged_attention import reference as attention_reference
from kernels.rms_norm import cases as rms_norm_cases
from kernels.rms_norm import cpu as rms_norm_cpu
from kernels.rms_norm import reference as rms_norm_reference
from kernels.rotary import cases as rotary_cases
from kernels.rotary import cpu as rotary_cpu
from kernels.rotary import reference as rotary_reference
from kernels.sample import cases as sample_cases
from kernels.sample import cpu as sample_cpu
from kernels.sample import reference as sample_reference

# A decode step finds neither weights nor KV in the CPU's cache: each call takes the next of so many copies.
COLD_BYTES = 256 * 1024 * 1024
MAX_COPIES = 64
MIN_CALLS, MAX_CALLS, SECONDS_PER_CASE = 7, 400, 0.4

Call = Callable[[], object]
Comparison = tuple[str, str, str, Call, Call]  # operation, case, format of what is stored, kernel, reference


@dataclass(frozen=True, slots=True)
class Result:
    op: str
    case: str
    dtype: str
    stored_as: str  # the weight, or K and V
    kernel_us: float  # medians
    reference_us: float
    ratio: float  # reference / kernel: above 1 the kernel is faster


def built() -> library.Library:
    """The built kernels. Raises SystemExit where there are none."""
    current = library.current()
    if current is None:
        raise SystemExit("There are no built kernels here: install a C++ compiler, or choose another --isa.")
    return current


def in_turn(calls: list[Call]) -> Call:
    position = -1

    def call() -> object:
        nonlocal position
        position = (position + 1) % len(calls)
        return calls[position]()

    return call


def num_copies(*tensors: torch.Tensor) -> int:
    return max(1, min(MAX_COPIES, COLD_BYTES // sum(each.nbytes for each in tensors)))


def row_operations(dtype: torch.dtype) -> Iterator[Comparison]:
    for op, cases, fast, slow in (
        ("rms_norm", rms_norm_cases.CASES, rms_norm_cpu.rms_norm, rms_norm_reference.rms_norm),
        ("rotary", rotary_cases.CASES, rotary_cpu.rotary, rotary_reference.rotary),
        ("gated_mul", gated_mul_cases.CASES, gated_mul_cpu.gated_mul, gated_mul_reference.gated_mul),
    ):
        for case in cases:
            inputs = case.inputs(dtype)
            yield op, case.name, "", lambda f=fast, a=inputs: f(*a), lambda f=slow, a=inputs: f(*a)


def kv_write(dtype: torch.dtype) -> Iterator[Comparison]:
    for case in kv_write_cases.CASES:
        k, v, k_cache, v_cache, slots = case.inputs(dtype)
        slow = partial(kv_write_reference.kv_write, k, v, k_cache, v_cache, slots)
        for kv_format in KV_FORMATS:
            blocks = attention_cases.blocks_of(k_cache, v_cache, kv_format)
            fast = partial(kv_write_cpu.kv_write, built(), k, v, blocks, 0, slots)
            yield "kv_write", case.name, kv_format, fast, slow


def linear(dtype: torch.dtype) -> Iterator[Comparison]:
    for case in linear_cases.CASES:
        x, weight, bias = case.inputs(dtype)
        copies = range(num_copies(weight))
        slow = [partial(linear_reference.linear, x, weight.clone(), bias) for _ in copies]
        formats: dict[str, Weight] = {"": weight} | {
            name: linear_cases.random_quantized(name, *weight.shape)
            for name in QUANTIZED_FORMATS
            if case.in_features % block_inputs(name) == 0 or block_inputs(name) == GROUP_SIZE
        }
        for name, packable in formats.items():
            fast = [partial(linear_cpu.PackedLinear(packable, bias), x) for _ in copies]
            yield "linear", case.name, name, in_turn(fast), in_turn(slow)


def attention(dtype: torch.dtype) -> Iterator[Comparison]:
    for case in attention_cases.CASES:
        q, k_cache, v_cache, *rest = case.inputs(dtype)
        copies = range(num_copies(k_cache, v_cache))
        slow = [
            partial(
                attention_reference.paged_attention,
                q,
                k_cache.clone(),
                v_cache.clone(),
                *rest,
                **case.options,
            )
            for _ in copies
        ]
        for kv_format in KV_FORMATS:
            fast = [
                partial(
                    attention_cpu.paged_attention,
                    built(),
                    q,
                    attention_cases.blocks_of(k_cache, v_cache, kv_format),
                    0,
                    *rest,
                    **case.options,
                )
                for _ in copies
            ]
            yield "paged_attention", case.name, kv_format, in_turn(fast), in_turn(slow)


def sampling(dtype: torch.dtype) -> Iterator[Comparison]:
    """Logits are float32, whatever the model computes in."""
    if dtype is torch.float32:
        for case in sample_cases.CASES:
            inputs = case.inputs()
            yield (
                "sample",
                case.name,
                "",
                partial(sample_cpu.sample, *inputs),
                partial(sample_reference.sample, *inputs),
            )


def elapsed_us(call: Call) -> float:
    start = time.perf_counter()
    call()
    return 1e6 * (time.perf_counter() - start)


def compare(fast: Call, slow: Call) -> tuple[float, float]:
    """Medians of alternating calls, in microseconds."""
    for call in (fast, slow):
        call()
    pairs: list[tuple[float, float]] = []
    end = time.perf_counter() + SECONDS_PER_CASE
    while len(pairs) < MIN_CALLS or (time.perf_counter() < end and len(pairs) < MAX_CALLS):
        pairs.append((elapsed_us(fast), elapsed_us(slow)))
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def measure(dtypes: list[torch.dtype], op: str | None) -> Iterator[Result]:
    for dtype in dtypes:
        for source in (linear, attention, kv_write, row_operations, sampling):
            for name, case, stored, fast, slow in source(dtype):
                if op in (None, name):
                    kernel_us, reference_us = compare(fast, slow)
                    ratio = reference_us / kernel_us
                    short = str(dtype).removeprefix("torch.")
                    yield Result(
                        name,
                        case,
                        short,
                        stored or short,
                        round(kernel_us, 1),
                        round(reference_us, 1),
                        round(ratio, 2),
                    )


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--threads", type=int, default=threads.num_threads())
    parser.add_argument("--isa", default="auto", help=f"auto, {', '.join(ISAS)}")
    parser.add_argument("--dtype", choices=["float32", "bfloat16"])
    parser.add_argument("--op", help="this operation only")
    parser.add_argument("--json", type=Path, help="write the results to this file")
    return parser.parse_args()


def main() -> None:
    arguments = parse_arguments()
    library.select(arguments.isa)
    threads.set_num_threads(arguments.threads)
    torch.set_num_threads(arguments.threads)
    dtypes = [getattr(torch, arguments.dtype)] if arguments.dtype else list(DTYPES)

    print(
        f"{'op':16} {'case':24} {'dtype':9} {'stored as':9} {'kernel us':>10} {'reference':>10} {'ratio':>7}"
    )
    results = []
    for result in measure(dtypes, arguments.op):
        results.append(result)
        print(
            f"{result.op:16} {result.case:24} {result.dtype:9} {result.stored_as:9} {result.kernel_us:10.1f} "
            f"{result.reference_us:10.1f} {result.ratio:6.2f}x",
            flush=True,
        )
    if arguments.json:
        about = {
            "command": " ".join(sys.argv),
            "commit": git_commit()["commit"],
            "isa": capabilities().chosen_isa,
            "machine": f"{capabilities().cpu_model}, {capabilities().num_cores} cores, {platform.system()}",
            "threads": arguments.threads,
            "torch": torch.__version__,
        }
        arguments.json.write_text(
            json.dumps({**about, "results": [asdict(each) for each in results]}, indent=1)
        )


if __name__ == "__main__":
    main()
