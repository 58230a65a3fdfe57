"""What it costs to write blocks of KV to files, and to read and verify them: a processor's time for each MB.

    python -m benchmarks.bench_kv_files --output benchmarks/results/kv-files.json

Blocks have the size of SmolLM2-135M's in bfloat16 and random content; the files are those of `BlockStore`. It
is the thread's own processor time, the best of some rounds. The page cache is warm: a disk comes on top, and
takes nobody's processor.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from benchmarks.result_file import write_result
from serving.kv.block_file import BlockFormat, Run, checksum, flat_bytes
from serving.kv.block_store import BlockStore
from serving.kv.keys import KeySpace
from serving.kv.sealing import SealingKeys

SHAPE = (30, 2, 3, 32, 64)  # of a block: [layer, k|v, kv_head, token, head_dim]
NUM_BLOCKS = 20  # of a file: 14.7 MB
ROUNDS = 15


def measure(folder: Path, keys: SealingKeys | None) -> dict[str, float]:
    """Milliseconds of a processor for each MB."""
    chance = np.random.default_rng(0)
    payload = chance.integers(0, 1 << 16, (NUM_BLOCKS, *SHAPE), np.uint16)
    block_format = BlockFormat.of(b"model", "numerics", payload, keys)
    space = KeySpace.of("tenant", b"model")
    block_keys = tuple(space.chain(range(NUM_BLOCKS * 32), 32))
    run = Run(space.folder, space.root, 0, block_keys)
    seconds: dict[str, list[float]] = defaultdict(list)
    for number in range(ROUNDS):
        store = BlockStore(folder / str(number), block_format, 1 << 30)
        with _timed(seconds["write"]):
            store.write(run, [payload])
        with _timed(seconds["read"]):
            store.read_run(block_keys)
        with _timed(seconds["checksum"]):
            for key, block in zip(block_keys, flat_bytes(payload), strict=True):
                checksum(key, block)
        shutil.rmtree(folder / str(number))
    num_mb = payload.nbytes / 1e6
    return {f"{name}_ms_per_mb": round(1000 * min(found) / num_mb, 4) for name, found in seconds.items()}


@contextmanager
def _timed(seconds: list[float]) -> Iterator[None]:
    start_s = time.thread_time()
    yield
    seconds.append(time.thread_time() - start_s)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench_kv_files", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--folder", type=Path, help="where to write; a disk, not memory")
    parser.add_argument("--output", type=Path)
    options = parser.parse_args(arguments)
    keys = SealingKeys((("", bytes(range(32))),))
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        plain = measure(Path(folder), None)
        sealed = measure(Path(folder), keys)
    write_result(options.output, "benchmarks.bench_kv_files", plain=plain, sealed=sealed)
    return 0


if __name__ == "__main__":
    sys.exit(main())
