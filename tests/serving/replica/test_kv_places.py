"""How much of a disk and of memory KV may take."""

import shutil

import pytest

from serving.config import ReplicaConfig
from serving.errors import StartupError
from serving.kv.tiered_store import KVBucket, KVDirectory
from serving.replica.kv_places import MAX_DISK_BYTES, MIN_DISK_BYTES, kv_places


@pytest.fixture
def free(monkeypatch):
    def set_free(num_bytes: int) -> None:
        monkeypatch.setattr(shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(10**15, 0, num_bytes))

    return set_free


def config(tmp_path, **options) -> ReplicaConfig:
    return ReplicaConfig(model="toy", data_dir=tmp_path, **{"disk_kv_dir": tmp_path / "a" / "kv"} | options)


def test_unless_told_it_takes_a_tenth_of_what_is_free_and_no_more_than_8_gib(tmp_path, free):
    free(10**9)
    assert kv_places(config(tmp_path)) == (KVDirectory("disk", tmp_path / "a" / "kv", 10**8),)
    free(10**13)
    assert kv_places(config(tmp_path)) == (KVDirectory("disk", tmp_path / "a" / "kv", MAX_DISK_BYTES),)


def test_on_a_full_disk_there_is_none_unless_asked_for(tmp_path, free):
    free(9 * MIN_DISK_BYTES)
    assert kv_places(config(tmp_path)) == ()
    (disk,) = kv_places(config(tmp_path, max_disk_kv_bytes=10**8))
    assert disk.max_bytes == 10**8


def test_it_can_be_switched_off(tmp_path):
    assert kv_places(config(tmp_path, max_disk_kv_bytes=0)) == ()
    assert kv_places(config(tmp_path, disk_kv_dir=None)) == ()


def test_memory_comes_before_the_disk_and_must_have_the_size_that_is_asked_for(tmp_path):
    host, disk = kv_places(config(tmp_path, host_kv_dir=tmp_path, max_disk_kv_bytes=10**8))
    assert (host.tier, host.path, disk.tier) == ("host", tmp_path, "disk")
    with pytest.raises(StartupError, match=r"has \d+ bytes, and max_host_kv_bytes is 10{17}\. Lower it"):
        kv_places(config(tmp_path, host_kv_dir=tmp_path, max_host_kv_bytes=10**17))


def test_an_object_store_comes_last(tmp_path):
    asked = config(tmp_path, max_disk_kv_bytes=10**8, object_kv_url="memory://kv", max_object_kv_bytes=10**9)
    disk, bucket = kv_places(asked)
    assert disk.tier == "disk"
    assert bucket == KVBucket("memory://kv", 10**9)
