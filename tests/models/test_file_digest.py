"""A file's digest is that of its bytes, and is read once for as long as the file is the same."""

import os
import time

import pytest

from models import file_digest as module
from models.file_digest import file_digest

CONTENT = bytes(range(256)) * 300_000  # several parts, the last one short


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache/tenure/digests"


@pytest.fixture
def reads(monkeypatch):
    """How often a file was read whole."""
    counts = []
    read = module._read
    monkeypatch.setattr(module, "_read", lambda fd: counts.append(fd) or read(fd))
    return counts


@pytest.fixture
def later(monkeypatch):
    """As if what was written had been written long ago."""
    now = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: now() + 10_000_000_000)


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "weights.gguf"
    path.write_bytes(CONTENT)
    return path


def test_it_is_that_of_the_content_not_of_the_place(path, later):
    first = file_digest(path)
    moved = path.rename(path.with_name("elsewhere"))
    assert file_digest(moved) == first
    copy = path.with_name("copy")
    copy.write_bytes(CONTENT)
    assert file_digest(copy) == first


@pytest.mark.parametrize("place", [0, 5, len(CONTENT) // 2, len(CONTENT) - 1])
def test_any_changed_byte_changes_it(place, path, later):
    first = file_digest(path)
    content = bytearray(CONTENT)
    content[place] ^= 1
    path.write_bytes(content)
    assert file_digest(path) != first


def test_neither_what_follows_nor_what_is_missing_is_overlooked(path, later):
    digests = {file_digest(path)}
    for content in (CONTENT + b"\0", CONTENT[:-1], CONTENT[: 1 << 24], b""):
        path.write_bytes(content)
        digests.add(file_digest(path))
    assert len(digests) == 5


def test_a_file_is_read_once(path, reads, later):
    assert file_digest(path) == file_digest(path)
    assert len(reads) == 1


def test_a_file_with_other_bytes_and_its_old_time_is_read_again(path, reads, later):
    """What tells is the time of the last change, which no program sets."""
    first, old = file_digest(path), path.stat()
    with path.open("r+b") as file:
        file.seek(5)
        file.write(b"!")
    os.utime(path, ns=(old.st_atime_ns, old.st_mtime_ns))
    assert file_digest(path) != first
    assert len(reads) == 2


def test_a_file_that_was_just_written_is_not_remembered(path, reads):
    """The next write might bear the same time."""
    file_digest(path)
    file_digest(path)
    assert len(reads) == 2


@pytest.mark.parametrize(
    "damage", ["", "[]", "null", '["x", "zz"]', "\ud800".encode("utf-8", "surrogatepass")]
)
def test_a_damaged_record_is_none(damage, path, reads, later, cache):
    first = file_digest(path)
    (record,) = cache.iterdir()
    record.write_bytes(damage if isinstance(damage, bytes) else damage.encode())
    assert file_digest(path) == first
    assert len(reads) == 2


def test_without_a_place_for_records_files_are_read_each_time(path, reads, later, cache):
    cache.parent.mkdir(parents=True)
    cache.write_text("in the way")
    assert file_digest(path) == file_digest(path)
    assert len(reads) == 2
