"""What it takes to load a GGUF file, and to hold it in memory, beside llama.cpp on the same file.

    pip install --target FOLDER xllamacpp
    PYTHONPATH=FOLDER python -m benchmarks.bench_loading FILE.gguf --output benchmarks/results/loading.json

Each load is a process of its own, one of each kind in every round, with the file in the page cache and its
digest remembered. Without the package xllamacpp, which is llama.cpp's server, Tenure is measured alone.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.result_file import write_result

_SMAPS = Path("/proc/self/smaps_rollup")
CONTEXT = 512  # of llama.cpp, whose server takes memory for it while it loads


def tenure() -> Callable[[Path], Any]:
    import torch

    from kernels import library
    from models.cpu_operators import cpu_operators
    from models.loader import load_model
    from models.registry import resolve

    library.current()
    return lambda path: load_model(
        resolve(str(path)), dtype=torch.float32, operators=cpu_operators(), quantization="auto"
    )


def llama_cpp() -> Callable[[Path], Any]:
    xllamacpp: Any = __import__("xllamacpp")

    def load(path: Path) -> Any:
        parameters = xllamacpp.CommonParams()
        parameters.model.path = str(path)
        parameters.port, parameters.n_ctx, parameters.n_parallel, parameters.warmup = 0, CONTEXT, 1, False
        parameters.cpuparams.n_threads = os.cpu_count()
        return xllamacpp.Server(parameters)

    return load


KINDS = {"tenure": tenure, "llama.cpp": llama_cpp}


def load_once(kind: str, path: Path) -> dict[str, float]:
    """In this process: seconds, and how many bytes more are its own, beside what is mapped of the file."""
    load = KINDS[kind]()
    before, start_s, start = anonymous_bytes(), time.perf_counter(), os.times()
    loaded = load(path)
    end, wall_s = os.times(), time.perf_counter() - start_s
    own_bytes = anonymous_bytes() - before
    assert loaded is not None
    return {
        "wall_s": wall_s,
        "processor_s": end.user + end.system - start.user - start.system,
        "own_bytes": own_bytes,
        "own_bytes_to_file": own_bytes / path.stat().st_size,
    }


def anonymous_bytes() -> int:
    (line,) = [line for line in _SMAPS.read_text().splitlines() if line.startswith("Anonymous:")]
    return int(line.split()[1]) * 1024


def in_process(kind: str, path: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.bench_loading", str(path), "--once", kind]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def summary(rounds: Sequence[dict[str, dict[str, float]]]) -> dict[str, Any]:
    """Medians, and of the rounds' ratios to llama.cpp."""

    def medians(each: Sequence[dict[str, float]]) -> dict[str, float]:
        return {key: round(statistics.median(one[key] for one in each), 4) for key in each[0]}

    found: dict[str, Any] = {kind: medians([one[kind] for one in rounds]) for kind in rounds[0]}
    if "llama.cpp" in found:
        found["tenure_to_llama.cpp"] = medians(
            [
                {key: one["tenure"][key] / one["llama.cpp"][key] for key in ("wall_s", "processor_s")}
                for one in rounds
            ]
        )
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench_loading", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--once", choices=KINDS, help="load it in this process, and print what that took")
    parser.add_argument("--output", type=Path)
    options = parser.parse_args(arguments)
    if options.once:
        print(json.dumps(load_once(options.once, options.file)), flush=True)
        os._exit(0)  # llama.cpp's server has threads that do not end
    kinds = ["tenure", *(["llama.cpp"] if importlib.util.find_spec("xllamacpp") else [])]
    for kind in kinds:
        in_process(kind, options.file)  # the file into the page cache, its digest to be remembered
    rounds = [{kind: in_process(kind, options.file) for kind in kinds} for _ in range(options.rounds)]
    write_result(
        options.output,
        "benchmarks.bench_loading",
        file=options.file.name,
        file_bytes=options.file.stat().st_size,
        load_average=os.getloadavg(),
        **summary(rounds),
        rounds=rounds,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
