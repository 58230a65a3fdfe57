"""KV blocks in files of one directory, found by their keys: on a disk, or in memory that outlives a process.

Several processes may use a directory at the same time. A file appears whole, under the name of its content,
and never changes; whoever needs room removes files, and what is gone is computed again. What is read is
verified every time, and nothing of a file that is not what it should be is used.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import threading
import time
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from serving.errors import StartupError
from serving.kv.block_file import (
    BlockFile,
    BlockFormat,
    Manifest,
    Payload,
    Reason,
    Refused,
    Run,
    checksum,
    flat_bytes,
    is_folder,
    is_name,
    name_of,
)
from serving.kv.block_totals import BlockCounts, name_of_error
from serving.kv.keys import KeySpace

MAX_FILE_BYTES = 16 << 20  # of blocks: large enough for a disk, small enough to be evicted or to wait for
MAX_FILE_BLOCKS = 256
REFRESH_S = 1.0  # the directory is listed so often at most, but where room is needed
UNFINISHED = ".unfinished"
MAX_CREATIONS = 8
COPY_BYTES = 1 << 20
_HEADER_BYTES_PER_BLOCK, _HEADER_BYTES = 128, 4096  # at most
_LEFT: frozenset[Reason] = frozenset(("another_model", "unreadable"))  # of use to somebody, perhaps


NO_RUN = Run("", b"", 0, ())


@dataclass(slots=True)
class _File:
    """One in the directory. What was refused and is there has no run: it counts, and is evicted, as any."""

    num_bytes: int
    last_used_s: float  # since the epoch: the file's own time
    run: Run = NO_RUN

    @property
    def keys(self) -> tuple[bytes, ...]:
        return self.run.keys

    @property
    def worth(self) -> tuple[float, int]:
        """Lower is evicted first; of one chain, used at one time, its end."""
        return self.last_used_s, -self.run.first_block


class BlockStore:
    """Thread-safe. One thread writes; others may read meanwhile."""

    def __init__(
        self,
        directory: Path,
        block_format: BlockFormat,
        max_bytes: int,
        *,
        farther: BlockStore | None = None,
    ) -> None:
        """Makes the directory, for this user's eyes only.

        Args:
            farther: gets what this one has no room for.

        Raises: StartupError where it cannot be used.
        """
        self.format = block_format
        self.counts = BlockCounts()
        self._farther = farther
        self._directory = directory
        self._max_bytes = max_bytes
        self._lock = threading.Lock()
        self._files: dict[str, _File] = {}
        self._by_key: dict[bytes, str] = {}
        # Tokens of each tail behind a parent; replaced, never changed: the engine looks without a lock.
        self._tails: dict[bytes, tuple[int, ...]] = {}
        self._refreshed_s = -REFRESH_S
        _make(directory)
        least = self.blocks_per_file * (block_format.num_bytes + _HEADER_BYTES_PER_BLOCK) + _HEADER_BYTES
        if max_bytes < least:
            raise StartupError(
                f"{max_bytes} bytes of KV in {directory} are too few: one file of this model has up to "
                f"{least}. Allow more."
            )
        self._remove_unfinished()
        self.refresh()

    @property
    def blocks_per_file(self) -> int:
        return max(1, min(MAX_FILE_BLOCKS, MAX_FILE_BYTES // self.format.num_bytes))

    def has(self, key: bytes) -> bool:
        return key in self._by_key

    def tails(self, space: KeySpace, parent: bytes, token_ids: Sequence[int]) -> list[tuple[int, bytes]]:
        """(tokens, key) of the tails that hold a beginning of `token_ids` behind `parent`, longest first."""
        lengths = self._tails.get(parent, ())
        in_order = sorted(set(lengths), reverse=True)
        found = ((length, space.key(parent, token_ids[:length])) for length in in_order)
        return [(length, key) for length, key in found if length <= len(token_ids) and self.has(key)]

    # ---- what there is --------------------------------------------------------------------------

    def refresh(self) -> None:
        """Learn what other processes have written and removed."""
        self._refreshed_s = time.monotonic()
        found = dict(self._list())
        for name in self._files.keys() - found.keys():
            self._forget(name)
        for name in found.keys() - self._files.keys():
            self._learn(name, found[name])
        self._count_bytes()

    def _list(self) -> Iterator[tuple[str, os.stat_result]]:
        """Of each file its name, with its folder's, and what the system says of it."""
        with os.scandir(self._directory) as folders:
            for folder in folders:
                if not (is_folder(folder.name) and folder.is_dir(follow_symlinks=False)):
                    continue
                with contextlib.suppress(FileNotFoundError), os.scandir(folder) as entries:
                    for entry in entries:
                        if is_name(entry.name) and entry.is_file(follow_symlinks=False):
                            with contextlib.suppress(FileNotFoundError):  # removed meanwhile
                                yield f"{folder.name}/{entry.name}", entry.stat(follow_symlinks=False)

    def _learn(self, name: str, status: os.stat_result) -> None:
        file = _File(status.st_size, status.st_mtime)
        try:
            with BlockFile(self._directory / name, self.format) as opened:
                file.run = opened.manifest.run
        except Refused as refused:
            with self._lock:
                self._files[name] = file
            self._refuse(name, refused.reason)
            return
        self._add(name, file)

    def _add(self, name: str, file: _File) -> None:
        with self._lock:
            self._files[name] = file
            self._by_key.update(dict.fromkeys(file.keys, name))
            if file.run.is_tail:
                lengths = self._tails.get(file.run.parent, ())
                self._tails[file.run.parent] = (*lengths, file.run.num_tail_tokens)

    def _forget(self, name: str) -> _File | None:
        with self._lock:
            file = self._files.pop(name, None)
            for key in file.keys if file else ():
                if self._by_key.get(key) == name:
                    del self._by_key[key]
            if file is not None and file.run.is_tail:
                self._forget_tail(file.run)
            return file

    def _forget_tail(self, run: Run) -> None:
        lengths = list(self._tails.pop(run.parent))
        lengths.remove(run.num_tail_tokens)
        if lengths:
            self._tails[run.parent] = tuple(lengths)

    def _refuse(self, name: str, reason: Reason) -> None:
        """Nothing of this file is used any more. It is removed if nobody could ever use it."""
        file = self._forget(name)
        self.counts.refuse(reason, max(1, len(file.keys)) if file else 1)
        is_left = reason in _LEFT
        if not is_left:
            try:
                self._unlink(name)
            except OSError:
                is_left = True
        if is_left and file is not None:
            with self._lock:
                self._files[name] = _File(file.num_bytes, file.last_used_s)

    def _unlink(self, name: str) -> None:
        path = self._directory / name
        with contextlib.suppress(FileNotFoundError):
            os.unlink(path)
        with contextlib.suppress(OSError):  # it has others
            os.rmdir(path.parent)

    def _num_bytes(self) -> int:
        with self._lock:
            return sum(file.num_bytes for file in self._files.values())

    def _count_bytes(self) -> None:
        self.counts.set_stored(self._num_bytes())

    def _remove_unfinished(self) -> None:
        """What was being written when a process was killed. Who lives holds a lock on what it writes."""
        for path in self._directory.glob(f"*/*{UNFINISHED}"):
            with contextlib.suppress(FileNotFoundError):
                fd = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
                try:
                    fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    path.unlink()
                except BlockingIOError:
                    continue
                finally:
                    os.close(fd)

    # ---- in -------------------------------------------------------------------------------------

    def write(self, run: Run, parts: Sequence[Payload]) -> None:
        """Store a run as one file. Its blocks are not there if this raises OSError.

        Args:
            parts: the blocks' content, in one or more pieces.
        """
        blocks = [block for part in parts for block in flat_bytes(part)]
        checksums = tuple(map(checksum, run.keys, blocks))
        header = Manifest(self.format, run, checksums).header()
        name, num_bytes = f"{run.folder}/{name_of(header)}", len(header) + len(blocks) * self.format.num_bytes
        self._make_room(num_bytes)
        self._write_file(name, [memoryview(header), *(flat_bytes(part).reshape(-1).data for part in parts)])
        self._add(name, _File(num_bytes, time.time(), run))
        self.counts.add(num_written_blocks=len(run.keys), num_written_bytes=num_bytes)
        self._count_bytes()

    def _make_room(self, num_bytes: int) -> None:
        is_over = self._num_bytes() + num_bytes > self._max_bytes
        if is_over or time.monotonic() - self._refreshed_s >= REFRESH_S:
            self.refresh()
        num_left = self._num_bytes() + num_bytes - self._max_bytes
        if num_left <= 0:
            return
        with self._lock:
            in_order = sorted(self._files.items(), key=lambda item: item[1].worth)
        for name, file in in_order:
            is_demoted = self._farther is not None and self._farther.adopt(self._directory / name, name, file)
            self._forget(name)
            self._unlink(name)
            count = "num_demoted_blocks" if is_demoted else "num_removed_blocks"
            self.counts.add(**{count: len(file.keys)})
            num_left -= file.num_bytes
            if num_left <= 0:
                return

    def adopt(self, path: Path, name: str, file: _File) -> bool:
        """Take over a nearer store's file as it is: it is verified when it is read. Whether it is here."""
        if name in self._files:
            return True
        if not file.keys or not file.last_used_s:  # of no use here, or to nobody
            return False
        try:
            self._make_room(file.num_bytes)
            with path.open("rb") as source:
                self._write_file(name, iter(lambda: memoryview(source.read(COPY_BYTES)), b""))
            os.utime(self._directory / name, (file.last_used_s, file.last_used_s))
        except FileNotFoundError:  # somebody else removed it
            return False
        except OSError as error:
            self.counts.fail(name_of_error(error), len(file.keys))
            return False
        self._add(name, replace(file))
        self._count_bytes()
        return True

    def _write_file(self, name: str, parts: Iterable[memoryview]) -> None:
        path = self._directory / name
        unfinished = path.with_name(f"{uuid.uuid4().hex}{UNFINISHED}")
        fd = _create(unfinished)
        try:
            fcntl.flock(fd, fcntl.LOCK_EX)
            for part in parts:
                _write_all(fd, part)
            os.fsync(fd)
            os.rename(unfinished, path)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
        finally:
            os.close(fd)

    # ---- out ------------------------------------------------------------------------------------

    def read_run(self, keys: Sequence[bytes]) -> Payload:
        """What one file has of the first of these blocks; none where it cannot be had.

        Whatever is wrong with the file is counted, and it is not looked into again.
        """
        num_read, payload = 0, np.empty((0, *self.format.shape), self.format.dtype)
        name = self._by_key.get(keys[0])
        if name is None:
            return payload
        try:
            with BlockFile(self._directory / name, self.format) as file:
                there = file.manifest.run.keys
                start = there.index(keys[0])
                payload = np.empty((_common(keys, there[start:]), *self.format.shape), self.format.dtype)
                for target in flat_bytes(payload):
                    file.read_block(start + num_read, target)
                    num_read += 1
        except Refused as refused:
            self._refuse(name, refused.reason)
            self._count_bytes()
        payload = payload[:num_read]
        self.counts.add(num_restored_blocks=len(payload), num_restored_bytes=payload.nbytes)
        return payload

    # ---- what it is worth -----------------------------------------------------------------------

    def mark_used(self, keys: Sequence[bytes]) -> None:
        """A chain's blocks were of use: their files were, all at one time."""
        now_s = time.time()
        names = {name for key in keys if (name := self._by_key.get(key)) is not None}
        for name in names:
            with self._lock:
                file = self._files.get(name)
                if file is not None:
                    file.last_used_s = now_s
            with contextlib.suppress(OSError):  # the order is then known to this process alone
                os.utime(self._directory / name, (now_s, now_s))

    def supersede(self, keys: Sequence[bytes]) -> None:
        """Their chains have gone on: these tails go first when there is need of room, for all processes."""
        for name in filter(None, map(self._by_key.get, keys)):
            with self._lock:
                if (file := self._files.get(name)) is not None:
                    file.last_used_s = 0.0
            with contextlib.suppress(OSError):
                os.utime(self._directory / name, (0.0, 0.0))

    def runs(self) -> list[Run]:
        with self._lock:
            return [file.run for file in self._files.values() if file.keys]

    def remove(self, keys: set[bytes]) -> None:
        """Every file with one of these blocks. What else is in it goes too."""
        for name in self._files_with(keys):
            self._forget(name)
            self._unlink(name)
        self._count_bytes()

    def _files_with(self, keys: set[bytes]) -> list[str]:
        with self._lock:
            return [name for name, file in self._files.items() if not keys.isdisjoint(file.keys)]


def _make(directory: Path) -> None:
    try:
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StartupError(
            f"The directory for KV {directory} cannot be made: {error.strerror}. Choose another one."
        ) from error
    if not os.access(directory, os.R_OK | os.W_OK | os.X_OK):
        raise StartupError(
            f"The directory for KV {directory} cannot be read and written by this user. Choose another one."
        )


def _create(path: Path) -> int:
    """A new file for this user's eyes only. Its folder goes when another process removes the last of it."""
    for _ in range(MAX_CREATIONS):
        path.parent.mkdir(mode=0o700, exist_ok=True)
        with contextlib.suppress(FileNotFoundError):
            return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))


def _write_all(fd: int, content: memoryview) -> None:
    while content:
        content = content[os.write(fd, content) :]


def _common(asked: Sequence[bytes], there: Sequence[bytes]) -> int:
    length = 0
    while length < min(len(asked), len(there)) and asked[length] == there[length]:
        length += 1
    return length
