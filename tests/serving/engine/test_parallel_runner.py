"""A model shared by processes: one that ends is named, and none is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from models.cpu_operators import cpu_operators
from models.errors import CheckpointError
from serving.engine.batch import Batch
from serving.engine.ranks.cpu_ranks import CpuRanks
from serving.engine.ranks.messages import Ready
from serving.engine.ranks.parallel_runner import start_ranks
from serving.engine.ranks.processes import RankFailed, RankProcesses
from serving.errors import StartupError

SIZES = {"num_blocks": 8, "block_size": 4, "kv_format": "float32"}


def make_batch(num_tokens: int = 5) -> Batch:
    ids = np.arange(num_tokens, dtype=np.int32)
    arrays = (ids, ids, 4 + ids, [0, num_tokens], [num_tokens], [[1, 2]], ids)
    return Batch(*(np.array(array, dtype=np.int32) for array in arrays))


def pids(runner) -> list[int]:
    return [rank.process.pid for rank in runner._others._ranks]


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except FileNotFoundError:
        return False


def wait_for_end(pids: list[int]) -> None:
    end_s = time.monotonic() + 60
    while any(map(is_running, pids)) and time.monotonic() < end_s:
        time.sleep(0.05)
    assert not any(map(is_running, pids))


@pytest.fixture
def start(sharded_tiny_llama):
    runners = []

    def start_new(num_ranks: int):
        sharded = sharded_tiny_llama(torch.float32, num_ranks)
        runners.append(start_ranks(CpuRanks(sharded, num_threads=1, **SIZES)))
        return runners[-1]

    yield start_new
    for runner in runners:
        runner._others.kill()


def test_it_computes_what_one_process_does_and_closes_without_a_trace(start, tiny_llama):
    runner = start(2)
    alone = tiny_llama(cpu_operators(), torch.float32, **SIZES)
    expected = alone.submit(make_batch()).result().logits
    np.testing.assert_allclose(runner.submit(make_batch()).result().logits, expected, rtol=0, atol=1e-4)
    blocks = np.array([2, 1], np.int32)
    np.testing.assert_allclose(runner.read_blocks(blocks), alone.read_blocks(blocks), rtol=0, atol=1e-4)
    assert runner.bytes_per_block == alone.bytes_per_block
    started = pids(runner)
    runner.close()
    assert not any(map(is_running, started))


def test_blocks_move_between_one_process_and_ranks_that_replicate_heads(start, tiny_llama):
    alone = tiny_llama(cpu_operators(), torch.float32, **SIZES)
    blocks = np.array([1, 2], np.int32)
    expected = alone.submit(make_batch()).result().logits
    runner = start(4)  # 2 KV heads
    runner.write_blocks(blocks, alone.read_blocks(blocks))
    np.testing.assert_array_equal(runner.read_blocks(blocks), alone.read_blocks(blocks))
    last = Batch(*(np.array(a, np.int32) for a in ([4], [4], [8], [0, 1], [5], [[1, 2]], [0])))
    np.testing.assert_allclose(runner.submit(last).result().logits[0], expected[4], rtol=0, atol=1e-4)


@pytest.mark.parametrize("killed", [pytest.param(1, marks=pytest.mark.slow), 3])
def test_a_killed_rank_is_named_by_the_next_step(start, killed):
    runner = start(4)
    runner.submit(make_batch())
    os.kill(pids(runner)[killed - 1], signal.SIGKILL)
    wait_for_end([pids(runner)[killed - 1]])
    with pytest.raises(RankFailed, match=f"rank {killed} ended, killed by signal 9"):
        runner.submit(make_batch())
    started = pids(runner)
    runner.close()
    assert not any(map(is_running, started))


def test_a_rank_that_fails_says_why(start):
    runner = start(2)
    with pytest.raises(RankFailed, match="rank 1 stopped: AssertionError: rank 0 sent Ready"):
        runner._others.ask(Ready())


def test_signals_that_the_whole_group_gets_leave_it_to_rank_0(start):
    runner = start(2)
    for ignored in (signal.SIGINT, signal.SIGTERM):
        os.kill(pids(runner)[0], ignored)
    runner.submit(make_batch())
    runner.close()


def test_a_shard_that_does_not_fit_is_refused_by_its_rank(sharded_tiny_llama):
    sharded = sharded_tiny_llama(torch.float32, 2)
    whole = sharded.file(1).read_bytes()
    sharded.file(1).write_bytes(whole[:100])
    try:
        with pytest.raises(CheckpointError, match=r"tp1_sharded_checkpoint.*cannot be read.*Delete"):
            start_ranks(CpuRanks(sharded, num_threads=1, **SIZES))
    finally:
        sharded.file(1).write_bytes(whole)


def test_shards_of_another_model_are_refused(sharded_tiny_llama):
    sharded = replace(sharded_tiny_llama(torch.float32, 2), fingerprint=bytes(16))
    with pytest.raises(CheckpointError, match="fingerprint"):
        start_ranks(CpuRanks(sharded, num_threads=1, **SIZES))


def test_a_rank_that_ends_before_it_has_joined_fails_the_start(sharded_tiny_llama, monkeypatch):
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(StartupError, match="Rank 1 ended while it started, with exit code 1"):
        start_ranks(CpuRanks(sharded_tiny_llama(torch.float32, 2), num_threads=1, **SIZES))


ABANDON = """
import sys
from serving.engine.ranks.cpu_ranks import CpuRanks
from serving.engine.ranks.messages import Ready
from serving.engine.ranks.processes import RankProcesses
processes = RankProcesses(2)
print(processes._ranks[0].process.pid, flush=True)
sys.stdin.read()
"""


def test_a_rank_does_not_outlive_a_parent_that_is_killed():
    parent = subprocess.Popen([sys.executable, "-c", ABANDON], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    with parent:
        pid = int(parent.stdout.readline())
        assert is_running(pid)
        parent.kill()
    wait_for_end([pid])


def test_there_are_no_processes_for_one_rank():
    assert RankProcesses(1)._ranks == []
