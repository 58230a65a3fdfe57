"""What names a file's content: a digest of every byte, remembered for as long as the file is the same.

    $XDG_CACHE_HOME/tenure/digests/<of the path>    what the file was when it was read, and its digest

A file is the same while its place (device and inode), its size, the nanoseconds of its last write and of
its last change of any kind, and some of its pages are. No program sets the last of these times; a file whose
times are too near to tell one write from the next is not remembered.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import platformdirs

DIGEST_BYTES = 16
_PART_BYTES = 1 << 24  # that one thread reads
_CHUNK_BYTES = 1 << 20
_NUM_SAMPLES, _SAMPLE_BYTES = 256, 4096
_SETTLED_NS = 2_000_000_000  # times of some file systems are whole seconds, or two


def file_digest(path: Path) -> bytes:
    """BLAKE2b-128 over the BLAKE2b-128 of each 16 MiB, with the size. Raises OSError."""
    with path.open("rb") as file:
        known = _identity(file.fileno())
        record = _record_of(path)
        digest = _remembered(record, known)
        if digest is not None:
            return digest
        began_ns = time.time_ns()
        digest = _read(file.fileno())
        stat = os.fstat(file.fileno())
        is_settled = max(stat.st_mtime_ns, stat.st_ctime_ns) < began_ns - _SETTLED_NS
        if is_settled and _identity(file.fileno()) == known:
            _remember(record, known, digest)
    return digest


def _read(fd: int) -> bytes:
    size = os.fstat(fd).st_size
    whole = hashlib.blake2b(size.to_bytes(8, "little"), digest_size=DIGEST_BYTES)
    with ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="digest") as pool:
        for part in pool.map(lambda start: _read_part(fd, start), range(0, size, _PART_BYTES)):
            whole.update(part)
    return whole.digest()


def _read_part(fd: int, start: int) -> bytes:
    """Hashing needs no GIL."""
    digest = hashlib.blake2b(digest_size=DIGEST_BYTES)
    for offset in range(start, start + _PART_BYTES, _CHUNK_BYTES):
        digest.update(os.pread(fd, _CHUNK_BYTES, offset))
    return digest.digest()


def _identity(fd: int) -> str:
    stat = os.fstat(fd)
    sample = hashlib.blake2b(digest_size=DIGEST_BYTES)
    for start in _sample_starts(stat.st_size):
        sample.update(os.pread(fd, _SAMPLE_BYTES, start))
    parts = (stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, sample.hexdigest())
    return " ".join(map(str, parts))


def _sample_starts(size: int) -> Iterator[int]:
    """Evenly over the file, its first and last bytes among them."""
    last = max(size - _SAMPLE_BYTES, 0)
    return (last * index // (_NUM_SAMPLES - 1) for index in range(_NUM_SAMPLES))


def _record_of(path: Path) -> Path:
    name = hashlib.blake2b(os.fsencode(path.resolve()), digest_size=DIGEST_BYTES).hexdigest()
    return platformdirs.user_cache_path("tenure", appauthor=False) / "digests" / name


def _remembered(record: Path, known: str) -> bytes | None:
    try:
        identity, digest = json.loads(record.read_text("utf-8"))
        return bytes.fromhex(digest) if identity == known else None
    except (OSError, ValueError, TypeError):
        return None


def _remember(record: Path, known: str, digest: bytes) -> None:
    """Where it cannot be written, the file is read again next time."""
    with contextlib.suppress(OSError):
        record.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile("w", dir=record.parent, prefix=".new-", delete=False) as file:
            json.dump((known, digest.hex()), file)
        Path(file.name).replace(record)
