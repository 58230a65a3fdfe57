"""KV at rest that only who has the key file can read."""

import base64
import secrets

import numpy as np
import pytest
import safetensors.numpy

from serving.errors import StartupError
from serving.kv.block_file import BlockFormat, Run
from serving.kv.block_store import BlockStore
from serving.kv.keys import KeySpace
from serving.kv.sealing import SealingKeys

BLOCK_SIZE = 4
SHAPE = (2, 2, 1, BLOCK_SIZE, 3)
SPACE = KeySpace.of("ann", b"model")
GENEROUS = 1 << 20


def new_key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


def chain(length: int, space: KeySpace = SPACE) -> list[bytes]:
    return list(space.chain([index for index in range(length) for _ in range(BLOCK_SIZE)], BLOCK_SIZE))


def content(num_blocks: int) -> np.ndarray:
    return np.random.default_rng(0).integers(0, 1 << 16, (num_blocks, *SHAPE), np.uint16)


@pytest.fixture
def open_store(tmp_path):
    """A store with a key file of these lines; without any it has none."""

    def open_store(*lines: str) -> BlockStore:
        keys = None
        if lines:
            (tmp_path / "keys").write_text("\n".join(lines))
            keys = SealingKeys.read(tmp_path / "keys")
        block_format = BlockFormat(b"model", "cpu/avx2", np.dtype(np.uint16), SHAPE, keys)
        return BlockStore(tmp_path / "kv", block_format, GENEROUS)

    return open_store


def put(kv: BlockStore, space: KeySpace = SPACE, num_blocks: int = 3) -> None:
    kv.write(Run(space.folder, space.root, 0, tuple(chain(num_blocks, space))), [content(num_blocks)])


def files(tmp_path) -> list:
    return [path for path in (tmp_path / "kv").rglob("*") if path.is_file()]


def test_what_was_sealed_is_read_with_the_same_key_bit_for_bit(tmp_path, open_store):
    key = new_key()
    writer = open_store(key)
    put(writer)
    for kv in (writer, open_store("# a comment", "", key)):
        np.testing.assert_array_equal(kv.read_run(chain(3)), content(3))
        np.testing.assert_array_equal(kv.read_run(chain(3)[1:]), content(3)[1:])
        assert kv.counts.totals.refused_blocks == {}


def test_a_sealed_file_tells_neither_kv_nor_which_tokens_it_is_of(tmp_path, open_store):
    put(open_store(new_key()))
    (path,) = files(tmp_path)
    raw = path.read_bytes()
    payload = content(3).tobytes()
    assert not any(payload[start : start + 16] in raw for start in range(0, len(payload) - 16, 16))
    assert not any(key.hex().encode() in raw for key in chain(3))
    assert safetensors.numpy.load_file(path)["blocks"].shape == (3, content(1).nbytes + 16)


def test_equal_blocks_look_different_in_each_file(tmp_path, open_store):
    kv = open_store(new_key())
    put(kv)
    put(kv)
    first, second = (safetensors.numpy.load_file(path)["blocks"] for path in files(tmp_path))
    assert not any(np.array_equal(one, other) for one in first for other in second)


@pytest.mark.parametrize("others", [["new"], []], ids=["another key", "no key"])
def test_without_its_key_a_file_is_refused_and_left(tmp_path, open_store, others):
    put(open_store(new_key()))
    kv = open_store(*(new_key() for _ in others))
    assert not any(map(kv.has, chain(3)))
    assert kv.counts.totals.refused_blocks == {"key": 1}
    assert len(files(tmp_path)) == 1
    put(kv)
    np.testing.assert_array_equal(kv.read_run(chain(3)), content(3))


def test_who_has_a_key_file_takes_nothing_that_is_not_sealed(tmp_path, open_store):
    put(open_store())
    kv = open_store(new_key())
    assert not any(map(kv.has, chain(3)))
    assert kv.counts.totals.refused_blocks == {"key": 1}


def test_a_key_is_changed_by_a_new_first_line(open_store):
    old, new = new_key(), new_key()
    put(open_store(old))
    kv = open_store(new, old)
    np.testing.assert_array_equal(kv.read_run(chain(3)), content(3))
    kv.remove(set(chain(3)))
    put(kv)
    assert open_store(old).counts.totals.refused_blocks == {"key": 1}


def test_without_a_tenants_line_its_kv_is_unreadable_and_the_others_is_not(open_store):
    bob = KeySpace.of("bob", b"model")
    common, own = new_key(), new_key()
    kv = open_store(common, f"ann:{own}")
    put(kv)
    put(kv, bob)
    kv = open_store(common)
    assert not any(map(kv.has, chain(3)))
    np.testing.assert_array_equal(kv.read_run(chain(3, bob)), content(3))


def test_a_tenant_without_a_key_is_not_written(tmp_path, open_store):
    kv = open_store(f"bob:{new_key()}")
    with pytest.raises(OSError, match="key"):
        put(kv)
    assert files(tmp_path) == []


def test_what_was_changed_is_not_used(tmp_path, open_store):
    key = new_key()
    put(open_store(key))
    (path,) = files(tmp_path)
    raw = bytearray(path.read_bytes())
    raw[-1] ^= 1
    path.write_bytes(raw)
    kv = open_store(key)
    np.testing.assert_array_equal(kv.read_run(chain(3)), content(3)[:2])
    assert kv.counts.totals.refused_blocks == {"damaged": 3}


def test_a_file_of_one_tenant_in_the_folder_of_another_is_not_opened(tmp_path, open_store):
    key = new_key()
    put(open_store(key))
    (path,) = files(tmp_path)
    other = tmp_path / "kv" / KeySpace.of("bob", b"model").folder
    other.mkdir()
    path.rename(other / path.name)
    kv = open_store(key)
    assert kv.counts.totals.refused_blocks == {"key": 1}


@pytest.mark.parametrize("line", ["short", "ann:", ":" + "A" * 44, "A" * 43 + "=x", "ann:bob"])
def test_a_line_that_is_no_key_is_refused_with_its_number(open_store, line):
    with pytest.raises(StartupError, match=r"keys, line 2: this is no key of 32 bytes.*openssl rand"):
        open_store("# mine", line)


def test_a_file_without_keys_is_refused(tmp_path, open_store):
    with pytest.raises(StartupError, match=r"of KV keys .* has no key in it.*openssl rand"):
        open_store("# nothing")
    with pytest.raises(StartupError, match="cannot be read: No such file"):
        SealingKeys.read(tmp_path / "nowhere")
