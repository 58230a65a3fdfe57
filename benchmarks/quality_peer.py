"""llama.cpp on the same tokens, in a process and a virtual environment of its own."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from benchmarks.quality_subjects import Logits
from benchmarks.quality_texts import Window

_SCRIPT = Path(__file__).with_name("quality_llama.py")


@dataclass(frozen=True, slots=True, eq=False)
class Peer:
    """Its answers to a job, its logits in one file for each window."""

    version: str
    directory: Path
    replies: list[list[int]]

    def logits(self, index: int) -> Iterator[Logits]:
        yield np.load(self.directory / f"{index}.npy", mmap_mode="c")


def run_llama(
    python: Path,
    gguf: Path,
    windows: Sequence[Window],
    prompts: Sequence[Sequence[int]],
    *,
    num_tokens: int,
    num_threads: int,
    directory: Path,
) -> Peer:
    """Raises subprocess.CalledProcessError where that Python or its llama-cpp-python fails."""
    directory.mkdir()
    job = {
        "model": str(gguf.resolve()),
        "windows": [asdict(window) for window in windows],
        "prompts": prompts,
        "num_tokens": num_tokens,
        "num_threads": num_threads,
        "directory": str(directory),
    }
    job_file = directory / "job.json"
    job_file.write_text(json.dumps(job), encoding="utf-8")
    # Threads that wait for each other must not spin: on a shared machine that takes ten times as long.
    subprocess.run([python, _SCRIPT, job_file], check=True, env=os.environ | {"OMP_WAIT_POLICY": "passive"})
    answer = json.loads((directory / "answer.json").read_text(encoding="utf-8"))
    return Peer(answer["version"], directory, answer["replies"])
