"""Blocks' memory is committed shortly before their first use, and no more of it."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
import torch

from kernels import memory
from kernels.commit_ahead import AHEAD_BYTES, AHEAD_TOKENS, CommitAhead

pytestmark = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="needs Linux's /proc")

BLOCK_BYTES = 1 << 20
NUM_BLOCKS = 512


def resident_bytes():
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE")


@pytest.fixture
def blocks():
    made = memory.empty((NUM_BLOCKS, BLOCK_BYTES), torch.uint8)
    if not memory.commit(made[:1]):
        pytest.skip("this system cannot commit memory ahead (Linux 5.14)")
    return made


def wait_for(condition):
    for _ in range(1000):
        if condition():
            return True
        time.sleep(0.01)
    return False


def test_committing_changes_no_byte(blocks):
    blocks[0, :4] = torch.tensor([1, 2, 3, 4], dtype=torch.uint8)
    assert memory.commit(blocks[:4])
    assert blocks[0, :5].tolist() == [1, 2, 3, 4, 0]


def test_what_lies_ahead_of_the_highest_block_is_committed(blocks):
    before = resident_bytes()
    ahead = CommitAhead(blocks, block_size=1)
    assert wait_for(lambda: resident_bytes() - before >= AHEAD_BYTES - BLOCK_BYTES)
    ahead.reach(100)
    ahead.reach(50)  # never back
    assert wait_for(lambda: resident_bytes() - before >= AHEAD_BYTES + 99 * BLOCK_BYTES)
    ahead.close()
    assert resident_bytes() - before < 2 * AHEAD_BYTES + 110 * BLOCK_BYTES


def test_of_small_blocks_no_more_than_a_step_takes_are_committed(blocks):
    before = resident_bytes()
    ahead = CommitAhead(blocks, block_size=AHEAD_TOKENS // 8)
    assert wait_for(lambda: resident_bytes() - before >= 7 * BLOCK_BYTES)
    ahead.close()
    assert resident_bytes() - before < 16 * BLOCK_BYTES


def test_at_the_end_there_is_no_more(blocks):
    ahead = CommitAhead(blocks, block_size=1)
    ahead.reach(NUM_BLOCKS - 1)
    ahead.close()
