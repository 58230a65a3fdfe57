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
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from serving.errors import StartupError
from serving.kv.block_file import (
    BlockFile,
    BlockFormat,
    Payload,
    Reason,
    Refused,
    Run,
    is_folder,
    is_name,
    pack,
)
from serving.kv.block_totals import BlockCounts, name_of_error
from serving.kv.holdings import LockedHoldings
from serving.kv.keys import KeySpace
from serving.kv.stored_files import NO_FILE, StoredFile, StoredFiles
from serving.kv.whole_file import UNFINISHED, write_whole

REFRESH_S = 1.0  # the directory is listed so often at most, but where room is needed
COPY_BYTES = 1 << 20
_NOT_ALLOWED = "cannot be read and written by this user"
_LEFT: frozenset[Reason] = frozenset(("another_model", "unreadable", "key"))  # of use to somebody, perhaps


class Farther(Protocol):
    def adopt(self, path: Path, name: str, file: StoredFile) -> bool:
        """Take over a nearer store's file, as it is. Whether it is there."""
        ...


class BlockStore:
    """Thread-safe. One thread writes; others may read meanwhile."""

    def __init__(
        self,
        directory: Path,
        block_format: BlockFormat,
        max_bytes: int,
        *,
        farther: Farther | None = None,
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
        self._files = StoredFiles[StoredFile]()  # with the lock
        self.held = LockedHoldings(self._files.held, self._lock)  # bytes
        self._by_key: dict[bytes, str] = {}
        # Tokens of each tail behind a parent; replaced, never changed: the engine looks without a lock.
        self._tails: dict[bytes, tuple[int, ...]] = {}
        self._refreshed_s = -REFRESH_S
        _make(directory)
        self._remove_unfinished()
        self.refresh()

    def has(self, key: bytes) -> bool:
        return key in self._by_key

    def tails(self, space: KeySpace, parent: bytes, token_ids: Sequence[int]) -> list[tuple[int, bytes]]:
        """(tokens, key) of the tails that hold a beginning of `token_ids` behind `parent`, longest first."""
        lengths = self._tails.get(parent, ())
        in_order = sorted(set(lengths), reverse=True)
        found = ((length, space.key(parent, token_ids[:length])) for length in in_order)
        return [(length, key) for length, key in found if length <= len(token_ids) and self.has(key)]

    # ---- what there is --------------------------------------------------------------------------

    def refresh(self, folder: str = "") -> None:
        """Learn what other processes have written and removed: of one tenant, or of all."""
        if not folder:
            self._refreshed_s = time.monotonic()
        with self._lock:  # first: what is written meanwhile is not missing
            known = {name for name in self._files if name.startswith(folder)}
        found = dict(self._list(folder))
        for name in known - found.keys():
            self._forget(name)
        for name in found.keys() - self._files.keys():
            self._learn(name, found[name])
        self._count_bytes()

    def _list(self, only: str) -> Iterator[tuple[str, os.stat_result]]:
        """Of each file its name, with its folder's, and what the system says of it."""
        with os.scandir(self._directory) as folders:
            for folder in folders:
                is_asked_for = is_folder(folder.name) and only in ("", folder.name)
                if not (is_asked_for and folder.is_dir(follow_symlinks=False)):
                    continue
                # Removed meanwhile, or not to be read: the others are there all the same.
                with contextlib.suppress(OSError), os.scandir(folder) as entries:
                    for entry in entries:
                        if is_name(entry.name) and entry.is_file(follow_symlinks=False):
                            with contextlib.suppress(OSError):
                                yield f"{folder.name}/{entry.name}", entry.stat(follow_symlinks=False)

    def _learn(self, name: str, status: os.stat_result) -> None:
        file = StoredFile(status.st_size, status.st_mtime)
        try:
            with BlockFile(self._directory / name, self.format) as opened:
                file.run = opened.manifest.run
        except Refused as refused:
            with self._lock:
                self._files[name] = file
            self._refuse(name, refused.reason)
            return
        self._add(name, file)

    def _add(self, name: str, file: StoredFile) -> None:
        with self._lock:
            is_new = not self._files.get(name, NO_FILE).keys
            self._files[name] = file
            self._by_key.update(dict.fromkeys(file.keys, name))
            if file.run.is_tail and is_new:
                lengths = self._tails.get(file.run.parent, ())
                self._tails[file.run.parent] = (*lengths, file.run.num_tail_tokens)

    def _forget(self, name: str) -> StoredFile | None:
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
                self._files[name] = StoredFile(file.num_bytes, file.last_used_s)

    def _unlink(self, name: str) -> None:
        path = self._directory / name
        with contextlib.suppress(FileNotFoundError):
            os.unlink(path)
        with contextlib.suppress(OSError):  # it has others
            os.rmdir(path.parent)

    def _num_bytes(self) -> int:
        with self._lock:
            return self._files.num_bytes

    def _count_bytes(self) -> None:
        self.counts.set_stored(self._num_bytes())

    def _remove_unfinished(self) -> None:
        """What was being written when a process was killed. Who lives holds a lock on what it writes."""
        for path in self._directory.glob(f"*/*{UNFINISHED}"):
            with contextlib.suppress(OSError):  # whatever else is called so is none of ours
                fd = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK)
                try:
                    fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    path.unlink()
                finally:
                    os.close(fd)

    # ---- in -------------------------------------------------------------------------------------

    def write(self, run: Run, parts: Sequence[Payload], session: str = "") -> None:
        """Store a run as one file. Its blocks are not there if this raises OSError.

        Args:
            parts: the blocks' content, in one or more pieces.
            session: whose it is.
        """
        name, pieces = pack(self.format, run, parts)
        num_bytes = sum(map(len, pieces))
        self._make_room(num_bytes)
        self._write_file(name, pieces)
        self._add(name, StoredFile(num_bytes, time.time(), run, session))
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
            in_order = self._files.in_order()
        for name, file in in_order:
            is_demoted = self._farther is not None and self._farther.adopt(self._directory / name, name, file)
            self._forget(name)
            self._unlink(name)
            count = "num_demoted_blocks" if is_demoted else "num_removed_blocks"
            self.counts.add(**{count: len(file.keys)})
            num_left -= file.num_bytes
            if num_left <= 0:
                return

    def adopt(self, path: Path, name: str, file: StoredFile) -> bool:
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
        if path.parent.is_symlink():  # what is behind it is none of ours, and neither found nor counted
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path.parent))
        write_whole(path, parts)

    # ---- out ------------------------------------------------------------------------------------

    def read_run(self, keys: Sequence[bytes]) -> Payload:
        """What one file has of the first of these blocks; none where it cannot be had.

        Whatever is wrong with the file is counted, and it is not looked into again.
        """
        name, payload = self._by_key.get(keys[0]), self.format.payload(0)
        if name is None:
            return payload
        reason: Reason | None
        try:
            with BlockFile(self._directory / name, self.format) as file:
                payload, reason = file.read_run(keys)
        except Refused as refused:
            reason = refused.reason
        if reason is not None:
            self._refuse(name, reason)
            self._count_bytes()
        self.counts.add(num_restored_blocks=len(payload), num_restored_bytes=payload.nbytes)
        return payload

    # ---- what it is worth -----------------------------------------------------------------------

    def mark_used(self, keys: Sequence[bytes], session: str = "") -> None:
        """A chain's blocks were of use to a session: their files were, all at one time."""
        now_s = time.time()
        names = {name for key in keys if (name := self._by_key.get(key)) is not None}
        for name in names:
            with self._lock:
                file = self._files.get(name)
                if file is not None:
                    file.last_used_s = now_s
                    self._files.charge(name, session)
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

    def path(self, name: str) -> Path:
        return self._directory / name

    def files(self) -> list[tuple[str, StoredFile]]:
        """Of each its name, with its folder's."""
        with self._lock:
            return list(self._files.items())

    def remove(self, keys: set[bytes]) -> None:
        """Every file with one of these blocks. What else is in it goes too.

        Raises: OSError for the first that cannot be removed, when the others are.
        """
        failed: list[OSError] = []
        for name in self._files_with(keys):
            self._forget(name)
            try:
                self._unlink(name)
            except OSError as error:
                failed.append(error)
        self._count_bytes()
        if failed:
            raise failed[0]

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
        is_read_only = os.statvfs(directory).f_flag & os.ST_RDONLY
        why = "is on a file system that is mounted read-only" if is_read_only else _NOT_ALLOWED
        raise StartupError(f"The directory for KV {directory} {why}. Choose another one.")
