"""Files of KV blocks: what was stored comes back bit for bit, and nothing else ever does."""

import fcntl
import json
import os
import shutil
import stat
import struct
import time
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import numpy as np
import pytest
import safetensors
import torch
from hypothesis import assume, given
from hypothesis import strategies as st

from serving.errors import StartupError
from serving.kv.block_file import MAX_FILE_BLOCKS, BlockFile, BlockFormat, Manifest, Run, name_of
from serving.kv.block_store import BlockStore
from serving.kv.chains import own_blocks
from serving.kv.keys import KeySpace
from serving.kv.stored_files import ANONYMOUS_HANDICAP_S

BLOCK_SIZE = 4
SHAPE = (2, 2, 1, BLOCK_SIZE, 3)
FORMAT = BlockFormat(b"model", "cpu/avx2", np.dtype(np.uint16), SHAPE)
SPACE = KeySpace.of("t", b"model")
GENEROUS = 1 << 20
FILE_BYTES = 8192  # more than one of 4 blocks has


def chain(length: int, *, start: int = 0, space: KeySpace = SPACE) -> list[bytes]:
    """Keys of a chain of blocks; chains with another `start` have no block in common."""
    keys = [space.root]
    for index in range(length):
        keys.append(space.key(keys[-1], [start + index] * BLOCK_SIZE))
    return keys[1:]


def tokens(length: int, *, start: int = 0) -> list[int]:
    """Of the same chain."""
    return [start + index for index in range(length) for _ in range(BLOCK_SIZE)]


def content(num_blocks: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 1 << 16, (num_blocks, *SHAPE), np.uint16)


def store(directory, block_format=FORMAT, max_bytes=GENEROUS) -> BlockStore:
    return BlockStore(directory / "kv", block_format, max_bytes)


def put(kv: BlockStore, keys, payload, first=0, *, is_anonymous=False) -> None:
    parent = keys[first - 1] if first else SPACE.root
    run = Run(SPACE.folder, parent, first, tuple(keys[first:]), is_anonymous=is_anonymous)
    kv.write(run, [payload[first:]])


def read(kv: BlockStore, keys) -> np.ndarray:
    found = np.empty((0, *SHAPE), np.uint16)
    while len(found) < len(keys) and len(piece := kv.read_run(keys[len(found) :])):
        found = np.concatenate([found, piece])
    return found


def forget(kv: BlockStore, token_ids, num_kept_tokens=0) -> None:
    kv.refresh()
    kv.remove(own_blocks(SPACE, token_ids, BLOCK_SIZE, [file.run for _, file in kv.files()], num_kept_tokens))


def only_file(tmp_path):
    (path,) = files(tmp_path)
    return path


def files(tmp_path):
    return [path for path in (tmp_path / "kv").rglob("*") if path.is_file()]


def test_what_was_written_is_read_bit_for_bit_by_this_process_and_the_next(tmp_path):
    keys, payload = chain(5), content(5)
    writer = store(tmp_path)
    put(writer, keys[:3], payload[:3])
    put(writer, keys, payload, first=3)
    for kv in (writer, store(tmp_path)):
        assert all(map(kv.has, keys))
        assert not kv.has(SPACE.root)
        np.testing.assert_array_equal(read(kv, keys), payload)
        np.testing.assert_array_equal(read(kv, keys[1:4]), payload[1:4])
        assert kv.counts.totals.refused_blocks == {}


def test_content_may_come_in_parts(tmp_path):
    keys, payload = chain(3), content(3)
    kv = store(tmp_path)
    kv.write(Run(SPACE.folder, SPACE.root, 0, tuple(keys)), [payload[:1], payload[1:]])
    np.testing.assert_array_equal(read(kv, keys), payload)


def test_a_file_is_safetensors_with_its_manifest(tmp_path):
    keys, payload = chain(2), content(2)
    put(store(tmp_path), keys, payload)
    with safetensors.safe_open(only_file(tmp_path), framework="pt") as file:
        metadata = file.metadata()
        blocks = file.get_tensor("blocks")
    assert str(blocks.dtype) == "torch.bfloat16"
    np.testing.assert_array_equal(blocks.view(torch.uint16).numpy(), payload)
    assert metadata["model"] == b"model".hex()
    assert (metadata["numerics"], metadata["first_block"]) == ("cpu/avx2", "0")
    assert metadata["keys"].split() == [key.hex() for key in keys]


def test_only_this_user_can_read_them(tmp_path):
    put(store(tmp_path), chain(1), content(1))
    assert stat.S_IMODE((tmp_path / "kv").stat().st_mode) == 0o700
    assert stat.S_IMODE(only_file(tmp_path).stat().st_mode) == 0o600


def test_another_tenants_blocks_have_other_keys(tmp_path):
    kv = store(tmp_path)
    put(kv, chain(2), content(2))
    assert not any(map(kv.has, chain(2, space=KeySpace.of("u", b"model"))))


# ---- what is not what it should be ---------------------------------------------------------------


def refused(kv: BlockStore) -> dict:
    return dict(kv.counts.totals.refused_blocks)


@pytest.mark.parametrize("is_indexed", [True, False], ids=["while it is known", "at the start"])
@pytest.mark.parametrize("num_bytes", [0, 5, 100, -1])
def test_a_truncated_file_is_refused_and_removed(tmp_path, num_bytes, is_indexed):
    kv, keys = store(tmp_path), chain(3)
    put(kv, keys, content(3))
    path = only_file(tmp_path)
    os.truncate(path, num_bytes if num_bytes >= 0 else path.stat().st_size + num_bytes)
    if not is_indexed:
        kv = store(tmp_path)
    assert len(read(kv, keys)) == 0
    assert refused(kv) == {"truncated": 3 if is_indexed else 1}
    assert not any(map(kv.has, keys))
    assert not path.exists()


@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_one_flipped_bit_anywhere_never_gives_another_content(tmp_path_factory, place, bit):
    tmp_path = tmp_path_factory.mktemp("flipped")
    kv, keys, payload = store(tmp_path), chain(3), content(3)
    put(kv, keys, payload)
    path = only_file(tmp_path)
    raw = bytearray(path.read_bytes())
    raw[int(place * len(raw))] ^= 1 << bit
    path.write_bytes(raw)
    for reader in (kv, store(tmp_path)):
        found = read(reader, keys)
        assert len(found) < 3
        np.testing.assert_array_equal(found, payload[: len(found)])
    assert sum(refused(kv).values()) == 3
    assert not path.exists()


@given(first=st.integers(0, 3), second=st.integers(0, 3), size=st.sampled_from((1, 8, 16)))
def test_pieces_of_a_block_that_change_places_never_give_another_content(
    tmp_path_factory, first, second, size
):
    assume(first != second)
    tmp_path = tmp_path_factory.mktemp("exchanged")
    kv, keys, payload = store(tmp_path), chain(1), content(1)
    put(kv, keys, payload)
    path = only_file(tmp_path)
    raw = bytearray(path.read_bytes())
    start = len(raw) - FORMAT.num_bytes
    one, other = (slice(start + index * size, start + (index + 1) * size) for index in (first, second))
    raw[one], raw[other] = raw[other], raw[one]
    is_same = raw == path.read_bytes()
    path.write_bytes(raw)
    np.testing.assert_array_equal(read(kv, keys), payload if is_same else payload[:0])


def test_the_blocks_before_a_damaged_one_are_good(tmp_path):
    kv, keys, payload = store(tmp_path), chain(4), content(4)
    put(kv, keys, payload)
    path = only_file(tmp_path)
    raw = bytearray(path.read_bytes())
    raw[-FORMAT.num_bytes - 1] ^= 1  # in the last but one
    path.write_bytes(raw)
    np.testing.assert_array_equal(read(kv, keys), payload[:2])
    assert refused(kv) == {"damaged": 4}


def test_a_file_under_the_name_of_another_is_refused(tmp_path):
    kv, keys, others = store(tmp_path), chain(2), chain(2, start=50)
    put(kv, keys, content(2))
    path = only_file(tmp_path)
    put(kv, others, content(2, seed=1))
    (other,) = set(files(tmp_path)) - {path}
    path.write_bytes(other.read_bytes())
    assert len(read(kv, keys)) == 0
    np.testing.assert_array_equal(read(kv, others), content(2, seed=1))
    assert refused(kv) == {"damaged": 2}


def test_the_blocks_of_a_file_cannot_change_places(tmp_path):
    kv, keys, payload = store(tmp_path), chain(2), content(2)
    put(kv, keys, payload)
    path = only_file(tmp_path)
    raw, size = path.read_bytes(), FORMAT.num_bytes
    path.write_bytes(raw[: -2 * size] + raw[-size:] + raw[-2 * size : -size])
    assert len(read(kv, keys)) == 0
    assert refused(kv) == {"damaged": 2}


@pytest.mark.parametrize(
    "other",
    [
        BlockFormat(b"other", FORMAT.numerics, FORMAT.dtype, SHAPE),
        BlockFormat(FORMAT.model, "cpu/avx512", FORMAT.dtype, SHAPE),
        BlockFormat(FORMAT.model, FORMAT.numerics, np.dtype(np.int32), SHAPE),
        BlockFormat(FORMAT.model, FORMAT.numerics, FORMAT.dtype, (3, *SHAPE[1:])),
    ],
    ids=["weights", "arithmetic", "dtype", "layout"],
)
def test_the_blocks_of_another_model_are_not_used_and_stay_its_own(tmp_path, other):
    keys, payload = chain(2), content(2)
    put(store(tmp_path), keys, payload)
    kv = store(tmp_path, other)
    assert not any(map(kv.has, keys))
    assert refused(kv) == {"another_model": 1}
    assert kv.counts.totals.num_stored_bytes == only_file(tmp_path).stat().st_size
    kv.refresh()
    assert refused(kv) == {"another_model": 1}, "each file is refused once"
    np.testing.assert_array_equal(read(store(tmp_path), keys), payload)


def forge(tmp_path, change) -> str:
    """A file that is consistent in itself, but for what `change` does to its header."""
    run = Run(SPACE.folder, SPACE.root, 0, tuple(chain(1)))
    header = Manifest(FORMAT, run, (b"c" * 16,)).header()
    fields = json.loads(header[8:])
    change(fields)
    text = json.dumps(fields).encode()
    header = struct.pack("<Q", len(text)) + text
    path = tmp_path / "kv" / SPACE.folder / name_of(header)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(header + bytes(FORMAT.num_bytes))
    return path


@pytest.mark.parametrize(
    ("reason", "change"),
    [
        ("stale", lambda fields: fields["__metadata__"].update(version="0")),
        ("foreign", lambda fields: fields["__metadata__"].update(format="other")),
        ("foreign", lambda fields: fields.pop("__metadata__")),
        ("foreign", lambda fields: fields["__metadata__"].update(keys="no hex")),
        ("foreign", lambda fields: fields["__metadata__"].update(checksums="")),
        ("foreign", lambda fields: fields["blocks"].update(shape=[2, *SHAPE])),
        ("stale", lambda fields: fields["__metadata__"].update(version="2")),
    ],
)
def test_a_file_of_another_kind_or_version_is_refused_and_removed(tmp_path, reason, change):
    store(tmp_path)
    path = forge(tmp_path, change)
    assert refused(store(tmp_path)) == {reason: 1}
    assert not path.exists()


def test_what_has_no_name_of_ours_is_left_alone(tmp_path):
    store(tmp_path)
    mine, folder = tmp_path / "kv" / "notes.txt", tmp_path / "kv" / SPACE.folder
    mine.write_text("mine")
    folder.mkdir()
    link = folder / f"{'0' * 32}.safetensors"
    link.symlink_to(mine)
    elsewhere = tmp_path / "kv" / KeySpace.of("u", b"model").folder
    elsewhere.symlink_to(tmp_path)
    kv = store(tmp_path)
    assert refused(kv) == {}
    assert (link.is_symlink(), elsewhere.is_symlink(), mine.read_text()) == (True, True, "mine")


def test_nothing_is_written_behind_a_link_where_it_would_be_neither_found_nor_counted(tmp_path):
    kv, behind = store(tmp_path), tmp_path / "behind"
    behind.mkdir()
    (tmp_path / "kv" / SPACE.folder).symlink_to(behind)
    with pytest.raises(OSError, match="symbolic links"):
        put(kv, chain(1), content(1))
    assert list(behind.iterdir()) == []


def test_a_file_that_has_gone_is_missing_and_no_more(tmp_path):
    kv, keys = store(tmp_path), chain(2)
    put(kv, keys, content(2))
    only_file(tmp_path).unlink()
    assert len(read(kv, keys)) == 0
    assert refused(kv) == {"missing": 2}
    put(kv, keys, content(2))
    np.testing.assert_array_equal(read(kv, keys), content(2))


def test_a_file_that_is_cut_while_it_is_open_ends_nobody(tmp_path):
    put(store(tmp_path), chain(1), content(1))
    with BlockFile(only_file(tmp_path), FORMAT) as file:
        os.truncate(only_file(tmp_path), 10)
        payload, reason = file.read_run(chain(1))
    assert (len(payload), reason) == (0, "truncated")


# ---- several at once -----------------------------------------------------------------------------


def test_two_writers_of_the_same_blocks_leave_one_file(tmp_path):
    keys, payload = chain(3), content(3)
    first, second = store(tmp_path), store(tmp_path)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda kv: [put(kv, keys, payload) for _ in range(20)], (first, second)))
    only_file(tmp_path)
    for kv in (first, second, store(tmp_path)):
        np.testing.assert_array_equal(read(kv, keys), payload)
        assert refused(kv) == {}


def test_a_process_finds_what_another_has_written_and_misses_what_it_removed(tmp_path):
    here, there, keys = store(tmp_path), store(tmp_path), chain(2)
    put(here, keys, content(2))
    assert not there.has(keys[0])
    there.refresh()
    np.testing.assert_array_equal(read(there, keys), content(2))
    forget(here, tokens(2))
    assert len(read(there, keys)) == 0
    assert refused(there) == {"missing": 2}


def test_what_a_killed_writer_left_is_removed_and_what_a_living_one_writes_is_not(tmp_path):
    put(store(tmp_path), chain(1), content(1))
    left, living = (tmp_path / "kv" / SPACE.folder / f"{name}.unfinished" for name in ("left", "living"))
    left.write_bytes(b"half")
    with living.open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        store(tmp_path)
        assert (left.exists(), living.exists()) == (False, True)


# ---- room ----------------------------------------------------------------------------------------


def in_small_store(tmp_path, num_files) -> BlockStore:
    """With room for so many files of 256 blocks."""
    size = MAX_FILE_BLOCKS * (FORMAT.num_bytes + 66) + 1024
    return store(tmp_path, max_bytes=num_files * size)


def fill(kv, number, **options) -> list[bytes]:
    keys = chain(MAX_FILE_BLOCKS, start=1000 * number)
    put(kv, keys, content(MAX_FILE_BLOCKS, seed=number), **options)
    return keys


def num_bytes(tmp_path) -> int:
    return sum(path.stat().st_size for path in files(tmp_path))


def test_the_directory_keeps_to_its_budget_and_what_was_used_last_stays(tmp_path):
    kv = in_small_store(tmp_path, 3)
    chains = [fill(kv, number) for number in range(3)]
    kv.mark_used(chains[0])
    chains.append(fill(kv, 3))
    assert [kv.has(keys[0]) for keys in chains] == [True, False, True, True]
    assert kv.counts.totals.num_removed_blocks == MAX_FILE_BLOCKS
    assert kv.counts.totals.num_stored_bytes == num_bytes(tmp_path) <= kv._max_bytes
    again = in_small_store(tmp_path, 3)
    fill(again, 4)
    assert [again.has(keys[0]) for keys in chains] == [True, False, False, True], "a restart keeps the order"


def test_what_has_no_session_counts_as_unused_for_a_day_longer(tmp_path):
    kv = in_small_store(tmp_path, 3)
    old = fill(kv, 0)
    os.utime(only_file(tmp_path), (time.time() - 2 * ANONYMOUS_HANDICAP_S,) * 2)
    recent, anonymous = fill(kv, 1), fill(kv, 2, is_anonymous=True)
    left = []
    kv = in_small_store(tmp_path, 3)  # the next process knows it from the files
    for number in (3, 4):
        fill(kv, number)
        left.append([kv.has(keys[0]) for keys in (old, recent, anonymous)])
    assert left == [[False, True, True], [False, True, False]]


def test_what_a_session_has_used_counts_as_its_own(tmp_path):
    kv = in_small_store(tmp_path, 2)
    anonymous, other = fill(kv, 0, is_anonymous=True), fill(kv, 1)
    kv.mark_used(anonymous, "s")
    fill(kv, 2)
    assert (kv.has(anonymous[0]), kv.has(other[0])) == (True, False)


def test_of_one_chain_the_end_goes_first(tmp_path):
    kv = in_small_store(tmp_path, 2)
    keys = chain(2 * MAX_FILE_BLOCKS)
    put(kv, keys[:MAX_FILE_BLOCKS], content(MAX_FILE_BLOCKS))
    put(kv, keys, content(2 * MAX_FILE_BLOCKS), first=MAX_FILE_BLOCKS)
    kv.mark_used(keys)
    fill(kv, 9)
    assert (kv.has(keys[0]), kv.has(keys[-1])) == (True, False)


def test_what_another_model_or_process_wrote_counts_too(tmp_path):
    other = store(tmp_path, BlockFormat(b"other", FORMAT.numerics, FORMAT.dtype, SHAPE))
    kv, neighbour = in_small_store(tmp_path, 2), in_small_store(tmp_path, 2)
    put(other, chain(MAX_FILE_BLOCKS), content(MAX_FILE_BLOCKS))
    fill(neighbour, 1)
    kv.refresh()  # as it does by itself, once a second
    fill(kv, 2)
    assert num_bytes(tmp_path) <= kv._max_bytes


def test_a_directory_that_cannot_be_made_is_refused(tmp_path):
    (tmp_path / "kv").write_text("")
    with pytest.raises(StartupError, match="cannot be made: File exists"):
        store(tmp_path)


@pytest.mark.parametrize(
    ("flags", "why"), [(os.ST_RDONLY, "is on a file system that is mounted read-only"), (0, "by this user")]
)
def test_a_directory_that_cannot_be_written_is_refused(tmp_path, monkeypatch, flags, why):
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    monkeypatch.setattr(os, "statvfs", lambda path: SimpleNamespace(f_flag=flags))
    with pytest.raises(StartupError, match=f"{why}. Choose another one"):
        store(tmp_path)


def test_a_write_that_fails_leaves_nothing(tmp_path, monkeypatch):
    kv, keys = store(tmp_path), chain(1)
    monkeypatch.setattr(os, "fsync", lambda fd: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(OSError, match="No space left"):
        put(kv, keys, content(1))
    assert not kv.has(keys[0])
    assert files(tmp_path) == []


# ---- forgetting ----------------------------------------------------------------------------------


def test_a_chain_is_forgotten_up_to_where_another_goes_on(tmp_path):
    kv, keys = store(tmp_path), chain(4)
    fork = [*keys[:2], SPACE.key(keys[1], [9] * BLOCK_SIZE)]
    put(kv, keys[:2], content(2))
    put(kv, keys, content(4), first=2)
    put(kv, fork, content(3), first=2)
    forget(kv, tokens(4))
    assert [kv.has(key) for key in keys] == [True, True, False, False]
    assert kv.has(fork[2])
    forget(kv, [*tokens(2), *[9] * BLOCK_SIZE])
    assert list((tmp_path / "kv").iterdir()) == [], "the tenant's folder has gone as well"


def test_no_file_with_a_forgotten_block_stays(tmp_path):
    kv, keys = store(tmp_path), chain(4)
    fork = [*keys[:2], SPACE.key(keys[1], [9] * BLOCK_SIZE)]
    put(kv, keys, content(4))
    put(kv, fork, content(3), first=2)
    forget(kv, tokens(4))
    assert not any(map(kv.has, keys))
    assert not any(map(store(tmp_path).has, keys))


# ---- tails ---------------------------------------------------------------------------------------


def put_tail(kv: BlockStore, keys, token_ids, seed=7) -> tuple[bytes, np.ndarray]:
    """Part of a block behind this chain: its key and content."""
    key, payload = SPACE.key(keys[-1], token_ids), content(1, seed)
    payload[..., len(token_ids) :, :] = 0
    kv.write(Run(SPACE.folder, keys[-1], len(keys), (key,), len(token_ids)), [payload])
    return key, payload


def test_a_tail_is_found_by_what_it_holds_the_longest_first(tmp_path):
    kv, keys = store(tmp_path), chain(2)
    put(kv, keys, content(2))
    short, _ = put_tail(kv, keys, [5])
    long, payload = put_tail(kv, keys, [5, 6, 7], seed=8)
    for found in (kv, store(tmp_path)):
        assert found.tails(SPACE, keys[-1], [5, 6, 7, 8]) == [(3, long), (1, short)]
        assert found.tails(SPACE, keys[-1], [5, 6, 9]) == [(1, short)]
        assert found.tails(SPACE, keys[-1], [6, 7]) == found.tails(SPACE, keys[0], [5]) == []
        np.testing.assert_array_equal(read(found, [*keys, long])[2:], payload)


def test_a_tail_that_its_chain_has_left_behind_goes_before_anything_else(tmp_path):
    kv = in_small_store(tmp_path, 2)
    old = fill(kv, 1)
    key, _ = put_tail(kv, old, [5])
    kv.mark_used([key])
    kv.supersede([key])
    again = in_small_store(tmp_path, 2)
    assert again.has(key)
    fill(again, 2)
    again._make_room(MAX_FILE_BLOCKS)
    while again.has(key):
        again._max_bytes -= FORMAT.num_bytes
        again._make_room(0)
    assert again.has(old[0])


def test_with_a_chain_its_tails_are_forgotten_also_those_that_it_left_behind(tmp_path):
    kv, keys = store(tmp_path), chain(3)
    put(kv, keys, content(3))
    left_behind, _ = put_tail(kv, keys[:2], tokens(3)[8:10])
    cut_since, _ = put_tail(kv, keys, [99, 98])
    other = chain(2, start=50)
    put(kv, other, content(2))
    kept, _ = put_tail(kv, other, [1])
    forget(kv, [*tokens(3), 4, 4])
    assert not any(map(kv.has, (*keys, left_behind, cut_since)))
    assert kv.has(kept)
    forget(kv, [*tokens(2, start=50), 1, 2])
    assert files(tmp_path) == []
    assert kv._tails == {}


def test_with_a_fork_the_tail_that_it_goes_on_from_is_not_forgotten(tmp_path):
    kv, keys = store(tmp_path), chain(2)
    put(kv, keys, content(2))
    parents, _ = put_tail(kv, keys, [5, 6])
    forks, _ = put_tail(kv, keys, [5, 6, 7])
    forget(kv, [*tokens(2), 5, 6, 7], num_kept_tokens=2 * BLOCK_SIZE + 2)
    assert [kv.has(key) for key in (*keys, parents, forks)] == [True, True, True, False]


def test_after_the_clock_was_set_back_new_files_are_not_the_first_to_go(tmp_path):
    kv = in_small_store(tmp_path, 3)
    before = [fill(kv, number) for number in range(3)]
    in_a_year = time.time() + 365 * 86400
    for path in files(tmp_path):
        os.utime(path, (in_a_year, in_a_year))
    kv = in_small_store(tmp_path, 3)
    after = [fill(kv, number) for number in range(3, 5)]
    assert all(kv.has(keys[0]) for keys in after)
    assert sum(kv.has(keys[0]) for keys in before) == 1


def test_what_only_looks_unfinished_keeps_no_server_from_its_start(tmp_path):
    keys = chain(2)
    put(store(tmp_path), keys, content(2))
    folder = tmp_path / "kv" / SPACE.folder
    (folder / "directory.unfinished").mkdir()
    (folder / "link.unfinished").symlink_to("/nowhere")
    os.mkfifo(folder / "pipe.unfinished")
    assert np.array_equal(read(store(tmp_path), keys), content(2))


def test_a_folder_that_cannot_be_read_hides_no_other(tmp_path, monkeypatch):
    other = KeySpace.of("other", b"model")
    kv = store(tmp_path)
    put(kv, chain(2), content(2))
    theirs = tuple(chain(2, space=other))
    kv.write(Run(other.folder, other.root, 0, theirs), [content(2, seed=1)])
    listed = os.scandir

    def scandir(path):
        if other.folder in os.fspath(path):
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)
    again = store(tmp_path)
    assert again.has(chain(2)[0])
    assert not again.has(theirs[0])


def test_a_file_that_cannot_be_removed_keeps_no_other_from_going(tmp_path, monkeypatch):
    kv = store(tmp_path)
    put(kv, chain(2), content(2))
    put(kv, chain(2, start=100), content(2))
    unlink, first = os.unlink, []

    def fail_once(path, *args, **kwargs):
        if not first and str(tmp_path) in os.fspath(path):
            first.append(path)
            raise PermissionError(13, "Permission denied")
        return unlink(path, *args, **kwargs)

    monkeypatch.setattr(os, "unlink", fail_once)
    with pytest.raises(PermissionError):
        kv.remove({*chain(2), *chain(2, start=100)})
    assert files(tmp_path) == first


def test_a_directory_that_goes_while_it_is_used_costs_its_blocks_alone(tmp_path):
    kv = store(tmp_path)
    keys = chain(2)
    put(kv, keys, content(2))
    shutil.rmtree(tmp_path / "kv")
    assert not len(read(kv, keys)), "they are missing"
    with pytest.raises(FileNotFoundError):
        put(kv, keys, content(2))
    (tmp_path / "kv").mkdir(mode=0o700)
    put(kv, keys, content(2))
    assert np.array_equal(read(kv, keys), content(2))
