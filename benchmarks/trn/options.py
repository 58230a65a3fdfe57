"""What `python -m benchmarks.trn` can be told, and the `tenure` commands that follow from it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.bench_serving import RESULTS
from serving.cli.options import DEFAULT_MODEL
from serving.cli.sizes import parse_num_bytes
from serving.planning.hardware import INSTANCES

TENURE = (sys.executable, "-c", "from serving.cli import main; main()")
# An emulation runs every part of the script at sizes that a small machine can do; its times mean nothing.
EMULATED_WORKLOADS = (
    *("--quick", "--prefill-tokens", "64", "--concurrency", "1,2", "--decode-tokens", "4"),
    *("--turns", "2", "--new-tokens", "20", "--turn-tokens", "4", "--http-requests", "4"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    model: str  # a directory, or a built-in name
    instance: str
    tp: int
    dtype: str  # on the cores: bfloat16 | float32
    reference_dtype: str  # of the CPU that the numbers are compared with
    max_model_len: int
    max_num_seqs: int
    kv_memory_bytes: int | None  # None: what is free on the cores
    compile_cache: Path | None
    compile_workers: int
    compile_timeout_s: float
    nki: str  # kernels that the graphs call
    emulate: bool
    num_texts: int  # that the numerics are compared on
    label: str
    output_dir: Path

    @property
    def workload_arguments(self) -> tuple[str, ...]:
        """For bench_serving, whose defaults are the measurement."""
        return EMULATED_WORKLOADS if self.emulate else ()

    def serve_on_neuron(self, port: int, data_dir: Path) -> list[str]:
        """The compiled graphs must be in the cache: a server that compiles is not what is measured."""
        flags = ["--device", "neuron", "--instance", self.instance, "--tp", str(self.tp), "--no-compile"]
        flags += ["--dtype", self.dtype, "--nki", self.nki, "--back-end", "nxd"]
        if self.kv_memory_bytes is not None:
            flags += ["--kv-memory", str(self.kv_memory_bytes)]
        if self.compile_cache is not None:
            flags += ["--compile-cache", str(self.compile_cache)]
        if self.emulate:
            flags += ["--emulate"]
        return [*self._serve(port, data_dir), *flags]

    def serve_on_cpu(self, port: int, data_dir: Path) -> list[str]:
        flags = ("--dtype", self.reference_dtype, "--quantization", "none")
        return [*self._serve(port, data_dir), *flags]

    def _serve(self, port: int, data_dir: Path) -> list[str]:
        limits = ("--max-model-len", str(self.max_model_len), "--max-num-seqs", str(self.max_num_seqs))
        places = ("--port", str(port), "--data-dir", str(data_dir))
        return [*TENURE, "serve", self.model, *places, *limits, "--speculative-tokens", "0"]


def parse_arguments(arguments: Sequence[str]) -> Options:
    """`model` is empty where an emulation shall make its own."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.trn",
        description="Check, compile, verify and measure Tenure on a Trainium instance.",
    )
    add = parser.add_argument
    add("model", nargs="?", metavar="MODEL", help=f"default: {DEFAULT_MODEL}; of an emulation a random one")
    add("--instance", choices=INSTANCES, default="trn1.2xlarge", help="this machine; default: trn1.2xlarge")
    add("--tp", type=int, default=2, help="NeuronCores that share the model; default: 2")
    add("--dtype", choices=("bfloat16", "float32"), default="bfloat16", help="default: bfloat16")
    add(
        "--reference-dtype",
        choices=("float32", "bfloat16"),
        default="float32",
        help="of the CPU reference; bfloat16 where float32 weights do not fit the host; default: float32",
    )
    add("--max-model-len", type=int, default=4096, help="default: 4096")
    add("--max-num-seqs", type=int, default=32, help="default: 32, the most streams of the workloads")
    add("--kv-memory", type=parse_num_bytes, help="of all cores, as 8GiB; default: what is free")
    add("--compile-cache", type=Path, help="default: that of tenure compile")
    add("--compile-workers", type=int, default=2, help="graphs compiled at a time; default: 2")
    add("--compile-timeout", type=float, default=3600.0, help="seconds for one graph; default: 3600")
    add("--nki", default="none", help="NKI kernels in the graphs: all, none, or names; default: none")
    add("--emulate", action="store_true", help="no chip: run every part on this CPU; times mean nothing")
    add("--texts", type=int, default=32, help="that the numerics are compared on; default: 32")
    add("--label", help="names the result's files; default: the instance, or `emulation`")
    add("--output-dir", type=Path, default=RESULTS, help="default: benchmarks/results")
    given = parser.parse_args(arguments)
    options = Options(
        model=given.model or ("" if given.emulate else DEFAULT_MODEL),
        instance=given.instance,
        tp=given.tp,
        dtype=given.dtype,
        reference_dtype=given.reference_dtype,
        max_model_len=given.max_model_len,
        max_num_seqs=given.max_num_seqs,
        kv_memory_bytes=given.kv_memory,
        compile_cache=given.compile_cache,
        compile_workers=given.compile_workers,
        compile_timeout_s=given.compile_timeout,
        nki=given.nki,
        emulate=given.emulate,
        num_texts=given.texts,
        label=given.label or ("emulation" if given.emulate else given.instance),
        output_dir=given.output_dir,
    )
    return as_emulation(options) if given.emulate else options


def as_emulation(options: Options) -> Options:
    """Small, and in float32, where the emulation and the CPU have to agree closely."""
    return replace(
        options,
        dtype="float32",
        max_model_len=2048,
        max_num_seqs=2,
        kv_memory_bytes=8 * 2**20,
        num_texts=2,
    )
