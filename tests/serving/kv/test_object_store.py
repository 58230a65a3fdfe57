"""KV in an object store: what one server has written others find, and a store that is away costs nothing."""

import os
import shutil
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import fsspec
import numpy as np
import pytest

from serving.errors import StartupError
from serving.kv import object_store, remote_files
from serving.kv.block_file import BlockFormat, Run, pack
from serving.kv.keys import KeySpace
from serving.kv.remote_files import RemoteFiles
from serving.kv.tiered_store import KVBucket, KVDirectory, TieredStore

BLOCK_SIZE = 4
SHAPE = (2, 2, 1, BLOCK_SIZE, 3)
FORMAT = BlockFormat(b"model", "cpu/avx2", np.dtype(np.uint16), SHAPE)
SPACE = KeySpace.of("t", b"model")
GENEROUS = 1 << 20


def tokens(length: int, start: int = 0) -> list[int]:
    return [start + index for index in range(length) for _ in range(BLOCK_SIZE)]


def chain(length: int, start: int = 0) -> list[bytes]:
    return list(SPACE.chain(tokens(length, start), BLOCK_SIZE))


def content(num_blocks: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 1 << 16, (num_blocks, *SHAPE), np.uint16)


@pytest.fixture(params=["file", "memory", "s3"])
def url(request, tmp_path) -> str:
    """An empty place of its own."""
    if request.param == "file":
        return f"file://{tmp_path}/shared/kv"
    name = uuid.uuid4().hex
    if request.param == "memory":
        return f"memory://{name}/kv"
    request.getfixturevalue("s3_endpoint")
    fsspec.filesystem("s3").mkdir(name)
    return f"s3://{name}/kv"


@pytest.fixture
def place(tmp_path) -> str:
    """One kind will do."""
    return f"file://{tmp_path}/shared/kv"


@pytest.fixture
def open_server(tmp_path) -> Iterator[Callable[..., TieredStore]]:
    """The tiers of a server with this object store, behind a disk of its own unless it has no name."""
    with ExitStack() as stack:

        def make(url: str, name: str = "", max_bytes: int = GENEROUS, max_disk_bytes: int = GENEROUS):
            disk = [KVDirectory("disk", tmp_path / name, max_disk_bytes)] if name else []
            store = TieredStore([*disk, KVBucket(url, GENEROUS)], FORMAT)
            assert store._objects is not None, "it was given one"
            store._objects._max_bytes = max_bytes  # of less than the largest file there is a test of its own
            return stack.enter_context(started(store))

        yield make


@contextmanager
def started(store: TieredStore) -> Iterator[TieredStore]:
    store.start()
    try:
        yield store
    finally:
        store.close()


FILE_BYTES = sum(map(len, pack(FORMAT, Run(SPACE.folder, SPACE.root, 0, tuple(chain(1))), [content(1)])[1]))


def put(store: TieredStore, keys: list[bytes], payload: np.ndarray, first: int = 0) -> None:
    parent = keys[first - 1] if first else SPACE.root
    store.write(Run(SPACE.folder, parent, first, tuple(keys[first:])), [payload[first:]])


def read(store: TieredStore, keys: list[bytes]) -> np.ndarray:
    return np.concatenate([np.empty((0, *SHAPE), np.uint16), *store.read(keys)])


def wait_until(is_true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 300  # a busy machine stands still for a minute
    while not is_true():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def wait_until_shared(store: TieredStore, keys: list[bytes]) -> None:
    wait_until(lambda: all(map(store.is_shared, keys)))


def refreshed(store: TieredStore, keys: list[bytes]) -> bool:
    store.refresh(SPACE.folder)
    return all(map(store.has, keys))


def test_what_one_server_has_written_another_one_finds_bit_for_bit(url, open_server):
    keys, payload = chain(5), content(5)
    first, second = open_server(url, "first"), open_server(url, "second")
    put(first, keys[:3], payload[:3])
    put(first, keys, payload, first=3)
    wait_until_shared(first, keys)
    assert [first.tier_of(key) for key in keys] == ["disk"] * 5
    wait_until(lambda: refreshed(second, keys))
    assert [second.tier_of(key) for key in keys] == ["object"] * 5
    np.testing.assert_array_equal(read(second, keys), payload)
    np.testing.assert_array_equal(read(second, keys[1:4]), payload[1:4])
    assert second.totals.num_restored_blocks == 8
    third = open_server(url, "third")
    wait_until(lambda: all(map(third.has, keys)))


def test_a_server_without_a_disk_writes_there_alone(url, open_server):
    keys, payload = chain(3), content(3)
    put(open_server(url), keys, payload)
    other = open_server(url)
    wait_until(lambda: refreshed(other, keys))
    np.testing.assert_array_equal(read(other, keys), payload)


def test_what_is_deleted_goes_from_there_too_whoever_put_it_there(url, open_server):
    first, second = open_server(url, "first"), open_server(url, "second")
    put(first, chain(3), content(3))
    put(first, chain(3, start=50), content(3))
    wait_until_shared(first, [*chain(3), *chain(3, start=50)])
    second.forget(SPACE, tokens(3))
    third = open_server(url)
    wait_until(lambda: refreshed(third, chain(3, start=50)) and not any(map(third.has, chain(3))))


def test_the_end_of_a_chain_that_fills_no_block_stays_near(place, open_server):
    server = open_server(place, "first")
    whole, tail = chain(1), SPACE.key(chain(1)[0], [9, 9])
    put(server, whole, content(1))
    server.write(Run(SPACE.folder, whole[0], 1, (tail,), num_tail_tokens=2), [content(1)])
    wait_until_shared(server, whole)
    assert server.has(tail)
    assert not server.is_shared(tail)


def test_only_this_user_can_read_a_shared_directory(place, tmp_path, open_server):
    server = open_server(place)
    put(server, chain(1), content(1))
    (path,) = (path for path in (tmp_path / "shared").rglob("*") if path.is_file())
    assert path.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "shared" / "kv").stat().st_mode & 0o777 == 0o700


def test_what_is_worth_least_makes_room_and_a_chain_is_worth_what_its_end_is(place, open_server):
    server = open_server(place, max_bytes=3 * FILE_BYTES)
    long, other = chain(2), chain(1, start=50)
    put(server, long[:1], content(1))
    put(server, other, content(1))
    put(server, long, content(2), first=1)
    put(server, chain(1, start=70), content(1))
    assert [server.has(key) for key in (*long, *other)] == [True, True, False]
    assert server.totals.num_removed_blocks == 1
    assert server.totals.num_stored_bytes <= 3 * FILE_BYTES


def test_a_full_store_is_not_filled_with_what_is_worth_less(place, open_server, tmp_path):
    server = open_server(place, max_bytes=FILE_BYTES)
    put(server, chain(1), content(1))
    old = open_server(place, "old", max_bytes=FILE_BYTES)
    wait_until(lambda: refreshed(old, chain(1)))
    put(old, chain(1, start=50), content(1))
    for path in (tmp_path / "old").rglob("*.safetensors"):
        os.utime(path, (1.0, 1.0))
    again = open_server(place, "old", max_bytes=FILE_BYTES)
    wait_until(lambda: again.is_shared(chain(1)[0]) or again.is_shared(chain(1, start=50)[0]))
    assert again.tier_of(chain(1, start=50)[0]) == "disk"


# ---- what is not what it should be ---------------------------------------------------------------


def harm(url: str, act: Callable[[bytes], bytes]) -> None:
    fs, root = fsspec.core.url_to_fs(url, use_listings_cache=False)
    (path,) = fs.find(root)
    fs.pipe_file(path, act(fs.cat_file(path)))


@pytest.mark.parametrize(
    ("act", "num_read", "reason"),
    [
        (lambda raw: raw[:-1] + bytes([raw[-1] ^ 1]), 2, "damaged"),
        (lambda raw: raw[:-1], 2, "truncated"),
        (lambda raw: bytes([raw[0] ^ 1]) + raw[1:], 0, "damaged"),
        (lambda raw: b"", 0, "truncated"),
    ],
)
def test_what_was_harmed_is_not_used_and_counted(place, open_server, act, num_read, reason):
    keys, payload = chain(3), content(3)
    put(open_server(place), keys, payload)
    reader = open_server(place)
    wait_until(lambda: refreshed(reader, keys))
    harm(place, act)
    np.testing.assert_array_equal(read(reader, keys), payload[:num_read])
    assert reader.totals.refused_blocks == {reason: 3}
    assert not any(map(reader.has, keys))


def test_what_another_model_has_written_is_left_alone(place, open_server, tmp_path):
    other = BlockFormat(b"other", "cpu/avx2", np.dtype(np.uint16), SHAPE)
    with started(TieredStore([KVBucket(place, GENEROUS)], other)) as store:
        put(store, chain(1), content(1))
    server = open_server(place)
    wait_until(lambda: server.totals.refused_blocks == {"another_model": 1})
    assert server.totals.num_stored_bytes > 0
    assert len(list((tmp_path / "shared").rglob("*.safetensors"))) == 1


def test_a_url_that_nobody_knows_is_refused_at_the_start():
    with pytest.raises(StartupError, match=r"The object store 'gopher://kv' for KV cannot be used: .*s3://"):
        TieredStore([KVBucket("gopher://kv", GENEROUS)], FORMAT)


# ---- a store that is away -----------------------------------------------------------------------


@pytest.fixture
def broken(monkeypatch) -> Iterator[threading.Event]:
    """While it is set the store fails."""
    is_broken, call = threading.Event(), RemoteFiles._within

    def within(files, timeout_s, function):
        if is_broken.is_set():
            raise ConnectionError("no route to host")
        return call(files, timeout_s, function)

    monkeypatch.setattr(RemoteFiles, "_within", within)
    return is_broken


def test_a_store_that_is_away_has_nothing_and_gets_later_what_it_missed(
    place, open_server, broken, monkeypatch
):
    monkeypatch.setattr(object_store, "REFRESH_S", 0.05)
    monkeypatch.setattr(remote_files, "PAUSE_S", 0.2)
    keys, late = chain(2), chain(2, start=50)
    server = open_server(place, "first")
    put(server, keys, content(2))
    wait_until_shared(server, keys)
    broken.set()
    wait_until(lambda: not server.is_shared(keys[0]))
    put(server, late, content(2, seed=1))
    wait_until(lambda: sum(server.totals.failed_blocks.values()) == 2)
    server.forget(SPACE, tokens(2))
    assert len(read(server, late)) == 2, "the disk has it"
    broken.clear()
    wait_until_shared(server, late)
    other = open_server(place)
    wait_until(lambda: refreshed(other, late) and not any(map(other.has, keys)))


@pytest.mark.parametrize("kind", ["file", "s3"])
def test_a_bucket_or_directory_that_is_not_there_is_told_counted_and_filled_when_it_comes(
    kind, tmp_path, open_server, monkeypatch, request
):
    monkeypatch.setattr(object_store, "REFRESH_S", 0.05)
    monkeypatch.setattr(remote_files, "PAUSE_S", 0.1)
    told = []
    monkeypatch.setattr(remote_files.log, "warning", lambda event, **fields: told.append(event))
    name, keys = uuid.uuid4().hex, chain(2)
    if kind == "s3":
        request.getfixturevalue("s3_endpoint")
        server = open_server(f"s3://{name}/kv", "first")
    else:
        server = open_server(f"file://{tmp_path}/{name}/kv", "first")
        shutil.rmtree(tmp_path / name)
    put(server, keys, content(2))
    wait_until(lambda: server.totals.failed_blocks == {"EIO": 2})
    assert "kv_objects_away" in told
    assert not server.is_shared(keys[0])
    assert len(read(server, keys)) == 2, "the disk has it"
    if kind == "s3":
        fsspec.filesystem("s3").mkdir(name)
    else:
        (tmp_path / name / "kv").mkdir(parents=True)
    wait_until_shared(server, keys)


def test_a_store_that_does_not_answer_is_waited_for_once(place, open_server, monkeypatch):
    monkeypatch.setattr(remote_files, "READ_TIMEOUT_S", 0.1)
    keys = chain(2)
    put(open_server(place), keys, content(2))
    reader = open_server(place)
    wait_until(lambda: refreshed(reader, keys))
    answers, num_calls = threading.Event(), []

    def hang(*args, **kwargs):
        num_calls.append(1)
        answers.wait(60)
        raise OSError("too late")

    monkeypatch.setattr(reader._objects._remote._fs, "cat_file", hang)
    try:
        for _ in range(3):
            assert len(read(reader, keys)) == 0
            assert not any(map(reader.has, keys)), "so that nobody asks for it"
        assert len(num_calls) == 1
        assert reader.totals.refused_blocks == {"unreadable": 1}
    finally:
        answers.set()
