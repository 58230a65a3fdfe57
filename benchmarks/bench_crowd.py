"""What sessions lose whose turns never pause, on a device that has no room for them: with their KV on disk.

    python -m benchmarks.bench_crowd --output benchmarks/results/crowd.json

In one process, without HTTP: as soon as a turn has ended the next session begins one, so that the writer
never has the machine for itself. README.md here says what the numbers mean.
"""

from __future__ import annotations

import argparse
import itertools
import os
import queue
import random
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np

from benchmarks.result_file import write_result
from serving.cli.console import progress_display
from serving.cli.sizes import parse_num_bytes
from serving.config import ReplicaConfig
from serving.engine.engine import Engine
from serving.engine.messages import AddSequence, EngineStats
from serving.kv.block_file import BlockFormat
from serving.kv.block_writer import BlockWriter
from serving.kv.file_tier import FileTier
from serving.kv.tiered_store import KVDirectory
from serving.replica.build import load
from serving.replica.hosting.loop import EngineLoop, Inbox, Report, StepReport, Stop
from serving.replica.loaded import Loaded
from serving.request import SamplingParams

MAX_BYTES = 8 << 30
PATIENCE_S = 600.0
GREEDY = SamplingParams(temperature=0.0, ignore_eos=True)


class Crowd:
    """Sessions that take turns, `num_live` at a time."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._options = options
        self._chance = random.Random(options.seed)
        self._token_ids: list[list[int]] = [[] for _ in range(options.sessions)]
        self._waiting = deque(list(range(options.sessions)) * options.turns)
        self._running: set[int] = set()
        self._inbox: Inbox = queue.SimpleQueue()
        self._reports: queue.SimpleQueue[Report] = queue.SimpleQueue()
        self.num_computed_tokens = 0
        self.num_needed_tokens = 0
        self.step_s = 0.0

    def run(self, engine: Engine) -> EngineStats:
        with self._loop(engine):
            for _ in range(self._options.live):
                self._begin_turn()
            while self._running:
                report = self._reports.get(timeout=PATIENCE_S)
                if isinstance(report, StepReport):
                    self._take(report)
            return engine.stats()

    @contextmanager
    def _loop(self, engine: Engine) -> Iterator[None]:
        thread = threading.Thread(target=EngineLoop(engine, self._inbox, self._reports.put).run)
        thread.start()
        try:
            yield
        finally:
            self._inbox.put(Stop())
            thread.join()

    def _begin_turn(self) -> None:
        """Of the next session that is not in one."""
        index = next((index for index in self._waiting if index not in self._running), None)
        if index is None:
            return
        self._waiting.remove(index)
        self._running.add(index)
        token_ids = self._token_ids[index]
        self.num_needed_tokens += self._options.new_tokens + bool(token_ids)  # the last one sampled too
        token_ids += self._chance.choices(range(1000, 40000), k=self._options.new_tokens)
        self._inbox.put(
            AddSequence(
                seq_id=str(index),
                token_ids=tuple(token_ids),
                max_tokens=self._options.reply_tokens,
                sampling=GREEDY,
                seed=0,
                tenant="crowd",
                session_id="s",
            )
        )

    def _take(self, report: StepReport) -> None:
        self.step_s += report.stats.step_s
        for update in report.updates:
            token_ids = self._token_ids[int(update.seq_id)]
            if update.num_cached_tokens is not None:
                self.num_computed_tokens += len(token_ids) - update.num_cached_tokens
            token_ids += update.token_ids
            if update.finish_reason is not None:
                self._running.remove(int(update.seq_id))
                self._begin_turn()


def measure(loaded: Loaded, options: argparse.Namespace, *, is_saved: bool) -> dict[str, Any]:
    """`is_saved`: what is about to be evicted is copied before."""
    runner = loaded.own_runner
    null_block = runner.read_blocks(np.zeros(1, np.int32))
    block_format = BlockFormat.of(loaded.fingerprint, loaded.numerics, null_block)
    crowd = Crowd(options)
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        tier = FileTier([KVDirectory("disk", Path(folder), MAX_BYTES)], block_format)
        engine = Engine(loaded.engine_config, runner, loaded.fingerprint, residency=tier)
        with (
            mock.patch.object(BlockWriter, "save", BlockWriter.save if is_saved else _let_go),
            mock.patch.object(engine, "close", tier.close),  # the runner has another round
        ):
            stats = crowd.run(engine)
        totals = tier.totals
        written_s = totals.num_written_bytes * tier.seconds_per_byte
    return {
        "copied_before_eviction": is_saved,
        "evicted_blocks": stats.num_evicted_blocks,
        "written_blocks": totals.num_written_blocks,
        "dropped_blocks": totals.num_dropped_blocks,
        "restored_blocks": totals.num_restored_blocks,
        "computed_tokens": crowd.num_computed_tokens,
        "computed_to_needed": round(crowd.num_computed_tokens / crowd.num_needed_tokens, 4),
        "step_s": round(crowd.step_s, 2),
        "writer_processor_s": round(written_s, 3),
    }


def _let_go(writer: BlockWriter, key: bytes) -> None:
    pass


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench_crowd", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--model", default="smollm2-135m")
    parser.add_argument("--kv-memory", type=parse_num_bytes, default=parse_num_bytes("140MiB"))
    parser.add_argument("--sessions", type=int, default=24)
    parser.add_argument("--live", type=int, default=8)
    parser.add_argument("--turns", type=int, default=4)
    parser.add_argument("--new-tokens", type=int, default=100)
    parser.add_argument("--reply-tokens", type=int, default=32)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--folder", type=Path, help="for the data; a disk, not memory")
    parser.add_argument("--output", type=Path)
    options = parser.parse_args(arguments)
    load_before = os.getloadavg()
    config = ReplicaConfig(model=options.model, kv_memory_bytes=options.kv_memory)
    with progress_display(f"Loading {options.model}") as progress:
        loaded = load(config, progress)
    rounds = itertools.product(range(options.rounds), (True, False))
    rows = [measure(loaded, options, is_saved=is_saved) for _, is_saved in rounds]
    write_result(
        options.output,
        "benchmarks.bench_crowd",
        load_average={"before": load_before, "after": os.getloadavg()},
        num_blocks=loaded.engine_config.num_blocks,
        rows=rows,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
