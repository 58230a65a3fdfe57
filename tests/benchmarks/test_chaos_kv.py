"""KV files are harmed in each way once. `make chaos-kv` has a thousand sessions."""

from __future__ import annotations

import pytest

from benchmarks import chaos_kv

BITES = {  # what a fault is seen by
    "a flipped bit": ("refused", "damaged"),
    "a truncated file": ("refused", "truncated"),
    "a file of zeros in part": ("refused", "damaged"),
    "another file's content": ("refused", "damaged"),
    "files of another model": ("refused", "another_model"),
    "ENOSPC": ("failed", "ENOSPC"),
    "EIO in writing": ("failed", "EIO"),
    "EIO in reading": ("refused", "unreadable"),
    "memory before the disk, a flipped bit": ("refused", "damaged"),
    "memory before the disk, another tail": ("refused", "damaged"),
    "memory before a disk with ENOSPC": ("failed", "ENOSPC"),
    "object store, a flipped bit": ("refused", "damaged"),
    "object store, a truncated object": ("refused", "truncated"),
    "object store, another object's content": ("refused", "damaged"),
    "memory, disk and object store": ("refused", "damaged"),
    "sealed, a flipped bit": ("refused", "damaged"),
    "sealed, another file's content": ("refused", "damaged"),
    "sealed with another key": ("refused", "key"),
    "sealed, and read without a key": ("refused", "key"),
    "not sealed, and read with a key": ("refused", "key"),
    "sealed, in all tiers, a flipped bit": ("refused", "damaged"),
}


WHOLE = (  # all that was stored can be had
    "none",
    "short reads",
    "hardly any room on the device",
    "two writers",
    "memory before the disk",
    "two writers in memory",
)


@pytest.mark.parametrize("fault", chaos_kv.FAULTS, ids=lambda fault: fault.name)
def test_whatever_becomes_of_the_files_a_turn_says_what_it_says_without_them(tmp_path, fault, monkeypatch):
    monkeypatch.setattr("serving.kv.block_file.MAX_FILE_BLOCKS", chaos_kv.BLOCKS_PER_FILE)
    row = chaos_kv.Row(fault.name)
    chaos_kv.run_round(fault, 1, tmp_path, row)
    assert (row.num_turns, row.num_wrong_turns) == (chaos_kv.SESSIONS_PER_ROUND, 0)
    bites = [("refused", reason) for reason in row.refused_blocks]
    bites += [("failed", error) for error in row.failed_blocks]
    if fault.name == "object store away":  # what it has cannot be read, and then nothing is copied there
        assert set(bites) <= {("failed", "EISDIR"), ("failed", "EHOSTDOWN")}
        assert row.num_restored_tokens == 0
        return
    assert bites == ([BITES[fault.name]] if fault.name in BITES else [])
    if fault.name in WHOLE:
        assert row.num_restored_tokens > 0.9 * row.num_prompt_tokens
    if fault.has_memory:
        assert row.num_demoted_blocks > 0
