"""How much of a disk KV may take."""

import shutil

import pytest

from serving.config import ReplicaConfig
from serving.replica.kv_files import MAX_BYTES, MIN_BYTES, KVFiles, kv_files


@pytest.fixture
def free(monkeypatch):
    def set_free(num_bytes: int) -> None:
        monkeypatch.setattr(shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(10**15, 0, num_bytes))

    return set_free


def config(tmp_path, **options) -> ReplicaConfig:
    return ReplicaConfig(model="toy", data_dir=tmp_path, **{"disk_kv_dir": tmp_path / "a" / "kv"} | options)


def test_unless_told_it_takes_a_tenth_of_what_is_free_and_no_more_than_8_gib(tmp_path, free):
    free(10**9)
    assert kv_files(config(tmp_path)) == KVFiles(tmp_path / "a" / "kv", 10**8)
    free(10**13)
    assert kv_files(config(tmp_path)) == KVFiles(tmp_path / "a" / "kv", MAX_BYTES)


def test_on_a_full_disk_there_is_none_unless_asked_for(tmp_path, free):
    free(9 * MIN_BYTES)
    assert kv_files(config(tmp_path)) is None
    assert kv_files(config(tmp_path, max_disk_kv_bytes=10**8)) == KVFiles(tmp_path / "a" / "kv", 10**8)


def test_it_can_be_switched_off(tmp_path):
    assert kv_files(config(tmp_path, max_disk_kv_bytes=0)) is None
    assert kv_files(config(tmp_path, disk_kv_dir=None)) is None
