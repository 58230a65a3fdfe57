"""One file of KV blocks: a run of one chain, in safetensors, that says what it is and can be held to it.

Its only tensor is `blocks` [block, layer, k|v, kv_head, token, row], as `Runner.read_blocks` gives it (K
after RoPE; a row of int8 ends with its float32 scale). Its metadata is the manifest:

    format, version    tenure-kv, 3
    model              fingerprint of weights and KV format, hex
    numerics           the arithmetic that computed it: another one's bits would be others
    parent             key of the block before the first, hex
    first_block        how many blocks come before it
    tail_tokens        0: its blocks are whole. Else it has one block, the last of its chain, with so many
                       tokens; the slots behind them are zeros
    is_anonymous       1: it was written for a prompt without a session. Else it is not there
    keys, checksums    of each block, hex, with spaces between; a checksum is GMAC (NIST SP 800-38D) under the
                       block's key, with a nonce of zeros

With a key file (see `sealing`) the manifest has `seal` and `sealed` in the place of what tells of tokens:
that is parent, first_block, tail_tokens, is_anonymous and keys as JSON, sealed, in base64. The tensor is then
of bytes [block, bytes of one and 16 more], each block sealed. There are no checksums: a seal is one.

A file's name is the hash of its header, and a block's checksum is keyed with the block's key. So neither
stands for another by a fault, and what is the same has the same name, whoever wrote it. Who can write here
can forge both, with any checksum: a seal alone keeps him out.

It is read by `pread` and never mapped: a mapped file that somebody cuts ends the process. What lies in an
object store is fetched, and verified the same way.
"""

from __future__ import annotations

import base64
import contextlib
import json
import math
import os
import stat
import struct
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

import numpy as np
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from numpy.typing import NDArray

from serving.kv.keys import KEY_BYTES
from serving.kv.sealing import TAG_BYTES, Seal, SealingKeys, Unopened

Payload = NDArray[np.generic]  # [block, layer, k|v, kv_head, token, row]

# truncated      it ends before its header says
# damaged        the header does not have the file's name, or a block not its checksum
# foreign        it is no file of blocks, or another user's
# stale          a file of blocks of another version of this format
# another_model  of other weights, or computed by other arithmetic, or in another layout
# missing        it is gone: somebody else needed the room, or deleted the session
# unreadable     the system reports an error
# key            sealed, and this server has not the key; or not sealed, and it has one
Reason = Literal["truncated", "damaged", "foreign", "stale", "another_model", "missing", "unreadable", "key"]

SUFFIX = ".safetensors"
MAX_FILE_BYTES = 16 << 20  # of blocks: large enough for a disk, small enough to be evicted or to wait for
MAX_FILE_BLOCKS = 256
MAX_HEADER_BYTES = 1 << 20
_FORMAT, _VERSION = "tenure-kv", "3"
_LENGTH = struct.Struct("<Q")
_ALIGNMENT = 8  # of the tensor, as safetensors wants it
_NONCE = bytes(12)  # for a key has one content
_SEALED_DTYPE = "U8"
_DTYPES = {"float32": "F32", "uint16": "BF16", "int8": "I8", "int32": "I32"}  # bfloat16 comes as its bits


class Refused(Exception):
    """The file, or a block of it, is not what it should be."""

    def __init__(self, reason: Reason) -> None:
        self.reason: Reason = reason
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class BlockFormat:
    """What blocks must have in common to stand for one another."""

    model: bytes  # fingerprint of weights and KV format
    numerics: str
    dtype: np.dtype[Any]
    shape: tuple[int, ...]  # of one block: [layer, k|v, kv_head, token, row]
    keys: SealingKeys | None = None  # what files are sealed with; None: they are not

    @classmethod
    def of(
        cls, model: bytes, numerics: str, payload: Payload, keys: SealingKeys | None = None
    ) -> BlockFormat:
        return cls(model, numerics, payload.dtype, payload.shape[1:], keys)

    @property
    def block_size(self) -> int:
        """Tokens of one block."""
        return self.shape[3]

    @property
    def num_bytes(self) -> int:
        """Of one block."""
        return math.prod(self.shape) * self.dtype.itemsize

    @property
    def stored_bytes(self) -> int:
        """Of one block in a file."""
        return self.num_bytes + (TAG_BYTES if self.keys is not None else 0)

    @property
    def blocks_per_file(self) -> int:
        return max(1, min(MAX_FILE_BLOCKS, MAX_FILE_BYTES // self.num_bytes))

    @property
    def max_file_bytes(self) -> int:
        """Of a file of whole blocks, with its header."""
        return self.blocks_per_file * self.stored_bytes + max_header_bytes(self.blocks_per_file)

    def payload(self, num_blocks: int) -> Payload:
        """Room for the content of so many blocks."""
        return np.empty((num_blocks, *self.shape), self.dtype)


@dataclass(frozen=True, slots=True)
class Run:
    """Blocks that follow one another in one chain: what a file has."""

    folder: str  # of the tenant
    parent: bytes
    first_block: int
    keys: tuple[bytes, ...]
    num_tail_tokens: int = 0
    is_anonymous: bool = False  # it was written for a prompt without a session

    @property
    def is_tail(self) -> bool:
        return self.num_tail_tokens > 0


@dataclass(frozen=True, slots=True)
class Manifest:
    format: BlockFormat
    run: Run
    checksums: tuple[bytes, ...] = ()  # none where there is a seal
    seal: Seal | None = None

    def header(self) -> bytes:
        """The file up to its tensor."""
        num_blocks = len(self.run.keys)
        shape = [num_blocks, *self.format.shape]
        if self.seal is not None:
            shape = [num_blocks, self.format.stored_bytes]
        content = {
            "__metadata__": {
                "format": _FORMAT,
                "version": _VERSION,
                "model": self.format.model.hex(),
                "numerics": self.format.numerics,
                **(self._told() if self.seal is None else self._sealed(self.seal)),
            },
            "blocks": {
                "dtype": _DTYPES[str(self.format.dtype)] if self.seal is None else _SEALED_DTYPE,
                "shape": shape,
                "data_offsets": [0, num_blocks * self.format.stored_bytes],
            },
        }
        text = json.dumps(content, separators=(",", ":")).encode()
        return _LENGTH.pack(len(text) + -len(text) % _ALIGNMENT) + text + b" " * (-len(text) % _ALIGNMENT)

    def _told(self) -> dict[str, str]:
        """What tells of its tokens."""
        return {**_told(self.run), "checksums": _join(self.checksums)}

    def _sealed(self, seal: Seal) -> dict[str, str]:
        told = json.dumps(_told(self.run)).encode()
        sealed = seal.close(len(self.run.keys), told, self._associated())
        return {"seal": seal.file_id.hex(), "sealed": base64.b64encode(sealed).decode()}

    def _associated(self) -> bytes:
        """What of it is not sealed, and may not be exchanged."""
        shape = " ".join(map(str, self.format.shape))
        return f"{self.format.model.hex()} {self.format.numerics} {self.format.dtype} {shape}".encode()

    @classmethod
    def read(cls, text: bytes, folder: str, expected: BlockFormat) -> Manifest:
        """Of a header without its length, of a file in this folder. Raises: Refused."""
        try:
            content = json.loads(text)
            metadata, blocks = content["__metadata__"], content["blocks"]
            if metadata["format"] != _FORMAT:
                raise Refused("foreign")
            if metadata["version"] != _VERSION:
                raise Refused("stale")
            if (metadata["model"], metadata["numerics"]) != (expected.model.hex(), expected.numerics):
                raise Refused("another_model")
            if ("seal" in metadata) != (expected.keys is not None):
                raise Refused("key")
            if expected.keys is not None:
                return cls._read_sealed(metadata, blocks, folder, expected, expected.keys)
            if (blocks["dtype"], blocks["shape"][1:]) != (_DTYPES[str(expected.dtype)], [*expected.shape]):
                raise Refused("another_model")
            run, checksums = _run(metadata, folder), _split(metadata["checksums"])
            if not len(run.keys) == len(checksums) == blocks["shape"][0] > 0:
                raise Refused("foreign")
            return cls(expected, run, checksums)
        except (ValueError, KeyError, TypeError) as error:
            raise Refused("foreign") from error

    @classmethod
    def _read_sealed(
        cls, metadata: Any, blocks: Any, folder: str, expected: BlockFormat, keys: SealingKeys
    ) -> Manifest:
        if blocks["dtype"] != _SEALED_DTYPE or blocks["shape"][1:] != [expected.stored_bytes]:
            raise Refused("another_model")
        num_blocks, sealed = blocks["shape"][0], base64.b64decode(metadata["sealed"])
        for seal in keys.seals(folder, bytes.fromhex(metadata["seal"])):
            with contextlib.suppress(Unopened):
                told = seal.open(num_blocks, sealed, cls(expected, Run("", b"", 0, ()))._associated())
                run = _run(json.loads(told), folder)
                if not len(run.keys) == num_blocks > 0:
                    raise Refused("foreign")
                return cls(expected, run, seal=seal)
        raise Refused("key")


def _told(run: Run) -> dict[str, str]:
    return {
        "parent": run.parent.hex(),
        "first_block": str(run.first_block),
        "tail_tokens": str(run.num_tail_tokens),
        "keys": _join(run.keys),
        **({"is_anonymous": "1"} if run.is_anonymous else {}),
    }


def _run(told: Any, folder: str) -> Run:
    parent, keys = bytes.fromhex(told["parent"]), _split(told["keys"])
    is_anonymous = told.get("is_anonymous") == "1"
    run = Run(folder, parent, int(told["first_block"]), keys, int(told["tail_tokens"]), is_anonymous)
    if run.is_tail and len(keys) != 1:
        raise Refused("foreign")
    return run


def pack(block_format: BlockFormat, run: Run, parts: Sequence[Payload]) -> tuple[str, list[memoryview]]:
    """(name of the file, with its folder's; its bytes, in pieces)

    Raises: OSError where it is to be sealed and there is no key for its tenant.
    """
    blocks = [block for part in parts for block in flat_bytes(part)]
    if block_format.keys is None:
        header = Manifest(block_format, run, tuple(map(checksum, run.keys, blocks))).header()
        content = [flat_bytes(part).reshape(-1).data for part in parts]
    else:
        seal = block_format.keys.new_seal(run.folder)
        header = Manifest(block_format, run, seal=seal).header()
        keyed = enumerate(zip(run.keys, blocks, strict=True))
        content = [memoryview(seal.close(number, block.data, key)) for number, (key, block) in keyed]
    return f"{run.folder}/{name_of(header)}", [memoryview(header), *content]


def max_header_bytes(num_blocks: int) -> int:
    return 4096 + 128 * num_blocks


def checksum(key: bytes, block: NDArray[np.uint8]) -> bytes:
    """In a thirtieth of a hash's time. Of faults that do not depend on the key one in 2^100 is missed."""
    return AESGCM(key).encrypt(_NONCE, b"", block.data)


def name_of(header: bytes) -> str:
    return blake2b(header, digest_size=KEY_BYTES, person=b"tenure.kv-file").hexdigest() + SUFFIX


def is_folder(name: str) -> bool:
    """Whether a tenant's folder could be called so."""
    return len(name) == 2 * KEY_BYTES and set(name) <= set("0123456789abcdef")


def is_name(name: str) -> bool:
    """Whether a file of blocks could be called so."""
    stem = name.removesuffix(SUFFIX)
    return stem != name and len(stem) == 2 * KEY_BYTES and set(stem) <= set("0123456789abcdef")


def flat_bytes(payload: Payload) -> NDArray[np.uint8]:
    """[block, bytes of one]; no copy."""
    return np.ascontiguousarray(payload).view(np.uint8).reshape(len(payload), -1)


class StoredRun(ABC):
    """A file of blocks, wherever its bytes are. Its header is verified at once, a block when it is read."""

    def __init__(self, path: Path, num_bytes: int, expected: BlockFormat) -> None:
        """
        Args:
            path: its name, in a tenant's folder.
            num_bytes: of the whole file.

        Raises: Refused.
        """
        length = self._read(0, _LENGTH.size)
        (num_header_bytes,) = _LENGTH.unpack(length)
        if num_header_bytes > MAX_HEADER_BYTES:
            raise Refused("damaged")
        text = self._read(_LENGTH.size, num_header_bytes)
        if name_of(length + text) != path.name:
            raise Refused("damaged")
        self.manifest = Manifest.read(text, path.parent.name, expected)
        self.start = _LENGTH.size + num_header_bytes  # of its first block
        if num_bytes != self.start + len(self.manifest.run.keys) * expected.stored_bytes:
            raise Refused("truncated")

    @abstractmethod
    def _fill(self, target: memoryview, offset: int) -> None:
        """With what is there from `offset` on. Raises: Refused."""

    def _read(self, offset: int, num_bytes: int) -> bytes:
        found = bytearray(num_bytes)
        self._fill(memoryview(found), offset)
        return bytes(found)

    def read_run(self, keys: Sequence[bytes]) -> tuple[Payload, Reason | None]:
        """The first of these blocks as far as it has them, and why it has no more of them than it should."""
        manifest = self.manifest
        start = manifest.run.keys.index(keys[0])
        payload, num_read = manifest.format.payload(_common(keys, manifest.run.keys[start:])), 0
        try:
            for target in flat_bytes(payload):
                self._read_block(start + num_read, target)
                num_read += 1
        except Refused as refused:
            return payload[:num_read], refused.reason
        return payload, None

    def _read_block(self, index: int, target: NDArray[np.uint8]) -> None:
        """Fill `target` [bytes of one block] with the block at `index`. Raises: Refused."""
        manifest = self.manifest
        key, offset = manifest.run.keys[index], self.start + index * manifest.format.stored_bytes
        if manifest.seal is None:
            self._fill(target.data, offset)
            if checksum(key, target) != manifest.checksums[index]:
                raise Refused("damaged")
            return
        sealed = self._read(offset, manifest.format.stored_bytes)
        try:
            target[:] = np.frombuffer(manifest.seal.open(index, sealed, key), np.uint8)
        except Unopened as error:
            raise Refused("damaged") from error


class BlockFile(StoredRun):
    """Open in a directory, to be read."""

    def __init__(self, path: Path, expected: BlockFormat) -> None:
        """Raises: Refused."""
        self._fd = _open(path)
        try:
            status = os.fstat(self._fd)
            if not stat.S_ISREG(status.st_mode) or status.st_uid != os.geteuid():
                raise Refused("foreign")
            super().__init__(path, status.st_size, expected)
        except BaseException:
            os.close(self._fd)
            raise

    def _fill(self, target: memoryview, offset: int) -> None:
        _fill(self._fd, target, offset)

    def __enter__(self) -> BlockFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self._fd)


class BlockBytes(StoredRun):
    """Fetched: the first bytes of a file."""

    def __init__(self, content: bytes, path: Path, num_bytes: int, expected: BlockFormat) -> None:
        """Raises: Refused."""
        self._content = memoryview(content)
        super().__init__(path, num_bytes, expected)

    def _fill(self, target: memoryview, offset: int) -> None:
        part = self._content[offset : offset + len(target)]
        if len(part) < len(target):
            raise Refused("truncated")
        target[:] = part


def _open(path: Path) -> int:
    try:
        return os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK)
    except FileNotFoundError as error:
        raise Refused("missing") from error
    except OSError as error:
        raise Refused("unreadable") from error


def _fill(fd: int, target: memoryview, offset: int) -> None:
    """Raises: Refused."""
    num_read = 0
    while num_read < len(target):
        try:
            num_new = os.preadv(fd, [target[num_read:]], offset + num_read)
        except OSError as error:
            raise Refused("unreadable") from error
        if num_new == 0:
            raise Refused("truncated")
        num_read += num_new


def _join(parts: Sequence[bytes]) -> str:
    return " ".join(part.hex() for part in parts)


def _split(text: str) -> tuple[bytes, ...]:
    return tuple(map(bytes.fromhex, text.split()))


def _common(asked: Sequence[bytes], there: Sequence[bytes]) -> int:
    length = 0
    while length < min(len(asked), len(there)) and asked[length] == there[length]:
        length += 1
    return length
