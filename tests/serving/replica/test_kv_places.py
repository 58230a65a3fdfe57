"""How much of a disk and of memory KV may take."""

import shutil

import numpy as np
import pytest

from serving.config import ReplicaConfig
from serving.errors import StartupError
from serving.kv.block_file import SUFFIX, BlockFormat
from serving.kv.tiered_store import KVBucket, KVDirectory, TieredStore
from serving.replica import kv_places as kv_places_module
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


def test_more_than_the_disk_has_is_refused_and_more_than_is_free_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(10**9, 0, 10**8))
    with pytest.raises(
        StartupError, match=r"has 1000000000 bytes, and max_disk_kv_bytes is 1000000001\. Lower"
    ):
        kv_places(config(tmp_path, max_disk_kv_bytes=10**9 + 1))
    told = []
    monkeypatch.setattr(
        kv_places_module._log, "warning", lambda event, **fields: told.append((event, fields))
    )
    folder = tmp_path / "a" / "kv" / "0" / f"1{SUFFIX}"
    folder.parent.mkdir(parents=True)
    folder.write_bytes(bytes(1000))
    (disk,) = kv_places(config(tmp_path, max_disk_kv_bytes=10**8 + 1000))
    assert (disk.max_bytes, told) == (10**8 + 1000, [])
    kv_places(config(tmp_path, max_disk_kv_bytes=10**8 + 1001))
    ((event, fields),) = told
    assert (event, fields["free_bytes"], fields["kv_bytes"]) == ("kv_may_fill_disk", 10**8, 1000)


def test_two_tiers_in_one_directory_are_refused(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path / "kv")
    for two in (
        {"host_kv_dir": tmp_path / "kv", "disk_kv_dir": tmp_path / "link"},
        {"disk_kv_dir": tmp_path / "kv", "object_kv_url": f"file://{tmp_path}/link/"},
    ):
        with pytest.raises(
            StartupError, match=r"_kv_(dir|url) are one directory, .*Give each one of its own"
        ):
            kv_places(config(tmp_path, max_disk_kv_bytes=10**8, max_host_kv_bytes=10**7, **two))


def test_a_path_that_cannot_be_is_refused(tmp_path):
    with pytest.raises(StartupError, match="cannot be used: File name too long"):
        kv_places(config(tmp_path, disk_kv_dir=tmp_path / ("x" * 300)))


@pytest.mark.parametrize("tier", ["host", "disk", "object"])
def test_a_budget_that_holds_no_file_is_refused(tmp_path, tier):
    place = KVBucket("memory://kv", 1000) if tier == "object" else KVDirectory(tier, tmp_path / "kv", 1000)
    block_format = BlockFormat(b"model", "cpu", np.dtype(np.uint16), (2, 2, 1, 4, 3))
    with pytest.raises(StartupError, match=rf"max_{tier}_kv_bytes is 1000, and one file .* Allow more"):
        TieredStore([place], block_format)


def test_an_object_store_comes_last(tmp_path):
    asked = config(tmp_path, max_disk_kv_bytes=10**8, object_kv_url="memory://kv", max_object_kv_bytes=10**9)
    disk, bucket = kv_places(asked)
    assert disk.tier == "disk"
    assert bucket == KVBucket("memory://kv", 10**9)
