"""KV blocks in an object store, of several servers, behind what each of them has near: the same files.

    <url>/<folder of a tenant>/<name>.safetensors

A store may be slow, or away. So all that no turn asks for runs on a thread of its own: it lists what others
have put there, copies what the nearer tiers have and this one has not, and removes what was deleted. A store
that has failed lately has nothing, so that turns compute; what it should have got meanwhile is copied later,
for it is found by comparing, not by a queue.

Ends of chains that fill no block are not kept here: an object for up to 31 tokens is not worth its request.
"""

from __future__ import annotations

import errno
import os
import queue
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from serving.errors import reason_of
from serving.kv.block_file import (
    MAX_FILE_BLOCKS,
    BlockBytes,
    BlockFormat,
    Payload,
    Reason,
    Refused,
    Run,
    is_folder,
    is_name,
    max_header_bytes,
    pack,
)
from serving.kv.block_store import BlockStore
from serving.kv.block_totals import BlockCounts, name_of_error
from serving.kv.chains import Choose
from serving.kv.holdings import LockedHoldings
from serving.kv.remote_files import RemoteFile, RemoteFiles
from serving.kv.stored_files import StoredFile, StoredFiles
from serving.logs import get_logger

REFRESH_S = 30.0  # between listings that nobody asks for
FLUSH_S = 5.0  # at the end, for what is not there yet
HEADERS_AT_ONCE = 64
_REMOVED: frozenset[Reason] = frozenset(("truncated", "damaged"))  # other servers may use the rest

log = get_logger(__name__)


@dataclass(slots=True)
class _Object(StoredFile):
    start: int = 0  # of its first block


class ObjectStore:
    """Thread-safe. What is asked of it by the engine is answered from memory."""

    def __init__(self, url: str, block_format: BlockFormat, max_bytes: int) -> None:
        """`url`: see `RemoteFiles`. Raises: StartupError where it cannot be used."""
        self.format = block_format
        self.counts = BlockCounts()
        self._remote = RemoteFiles(url)
        self._max_bytes = max_bytes
        self._lock = threading.Lock()
        self._files = StoredFiles[_Object]()  # with the lock
        self.held = LockedHoldings(self._files.held, self._lock)  # bytes
        self._by_key: dict[bytes, str] = {}
        self._nearer: Sequence[BlockStore] = ()
        self._not_copied: set[str] = set()
        self._forgotten: list[tuple[Choose, str]] = []
        self._jobs: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._is_copy_due = False
        self._is_closing = False
        self._thread = threading.Thread(target=self._work, name="tenure-kv-objects", daemon=True)

    def start(self, nearer: Sequence[BlockStore]) -> None:
        """Begin to keep what those have."""
        self._nearer = nearer
        self._jobs.put(self._catch_up)
        self._thread.start()

    def close(self) -> None:
        """Copy what is not there yet, if that does not take long."""
        if self._thread.ident is not None:
            self.copy_soon()
            self._jobs.put(None)
            self._thread.join(FLUSH_S)
            self._is_closing = True

    def has(self, key: bytes) -> bool:
        return key in self._by_key and not self._remote.is_away

    # ---- what it has, for those that wait ---------------------------------------------------------

    def refresh(self, folder: str, timeout_s: float) -> None:
        """Learn what others have put into a tenant's folder. Returns in time, whether it is done or not."""
        if self._remote.is_away or self._thread.ident is None:
            return
        is_done = threading.Event()

        def learn() -> None:
            try:
                self._tried(lambda: self._list(folder))
            finally:
                is_done.set()

        self._jobs.put(learn)
        is_done.wait(timeout_s)

    def read_run(self, keys: Sequence[bytes]) -> Payload:
        """What one object has of the first of these blocks; none where it cannot be had in time."""
        nothing = self.format.payload(0)
        with self._lock:
            name = self._by_key.get(keys[0])
            file = None if name is None else self._files.get(name)
        if name is None or file is None or self._remote.is_away:
            return nothing
        num_blocks = file.run.keys.index(keys[0]) + len(keys)
        end = min(file.num_bytes, file.start + num_blocks * self.format.stored_bytes)
        payload, reason = self._read(name, file, end, keys)
        if reason is not None:
            self._refuse(name, reason)
        self.counts.add(num_restored_blocks=len(payload), num_restored_bytes=payload.nbytes)
        return payload

    def _read(
        self, name: str, file: _Object, end: int, keys: Sequence[bytes]
    ) -> tuple[Payload, Reason | None]:
        nothing = self.format.payload(0)
        try:
            content = self._remote.read(name, end)
            return BlockBytes(content, Path(name), file.num_bytes, self.format).read_run(keys)
        except FileNotFoundError:
            return nothing, "missing"
        except OSError:
            return nothing, "unreadable"
        except Refused as refused:
            return nothing, refused.reason

    def mark_used(self, keys: Sequence[bytes], session: str = "") -> None:
        """For this process: an object cannot be touched. Others see that a chain was used when it goes on."""
        with self._lock:
            for name in {name for key in keys if (name := self._by_key.get(key)) is not None}:
                self._files.charge(name, session)
                self._files[name].last_used_s = time.time()

    # ---- into it ----------------------------------------------------------------------------------

    def write(self, run: Run, parts: Sequence[Payload], session: str = "") -> None:
        """Store a run as one object, where nothing is nearer. Raises: OSError; it is not there then."""
        if run.is_tail:
            return
        name, pieces = pack(self.format, run, parts)
        file = _Object(sum(map(len, pieces)), time.time(), run, session, start=len(pieces[0]))
        if not self._put(name, file, lambda: b"".join(pieces)):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), self._remote.url)

    def adopt(self, path: Path, name: str, file: StoredFile) -> bool:
        """A nearer store is about to remove a file. Whether it is here: it has been copied, or is lost."""
        return name in self._files

    def copy_soon(self) -> None:
        """A nearer store has something new."""
        if not self._is_copy_due:
            self._is_copy_due = True
            self._jobs.put(self._copy)

    def forget(self, choose: Choose, folder: str) -> None:
        """Remove the objects with those blocks; now, or when the store answers again.

        Args:
            folder: of the tenant whose they are; empty: of all.
        """
        self._forgotten.append((choose, folder))
        self._jobs.put(lambda: self._tried(self._remove_forgotten))

    # ---- on its own thread --------------------------------------------------------------------------

    def _work(self) -> None:
        while True:
            try:
                job = self._jobs.get(timeout=REFRESH_S)
            except queue.Empty:
                job = self._catch_up
            if job is None:
                return
            try:
                job()
            except Exception:  # whatever it was, turns go on without this tier
                log.exception("kv_objects_failed", url=self._remote.url)

    def _catch_up(self) -> None:
        self._tried(self._list)
        self._tried(self._remove_forgotten)
        self._copy()

    def _tried(self, act: Callable[[], None]) -> None:
        try:
            act()
        except OSError as error:
            if not self._remote.is_away:  # `_call` has said so
                log.warning("kv_objects_failed", url=self._remote.url, reason=reason_of(error))

    def _list(self, folder: str = "") -> None:
        """Of one tenant, or of all. Raises: OSError."""
        with self._lock:  # first: what is put there meanwhile is not missing
            before = {name for name in self._files if name.startswith(folder)}
        found = {name: file for name, file in self._remote.list(folder).items() if _is_ours(name)}
        for name in before - found.keys():
            self._drop(name)
        new = [name for name in found if name not in self._files]
        for start in range(0, len(new), HEADERS_AT_ONCE):
            self._learn({name: found[name] for name in new[start : start + HEADERS_AT_ONCE]})
        self._count_bytes()

    def _learn(self, found: dict[str, RemoteFile]) -> None:
        """Raises: OSError."""
        most = max_header_bytes(MAX_FILE_BLOCKS)
        starts = self._remote.read_starts({name: min(file.num_bytes, most) for name, file in found.items()})
        for name, start in starts.items():
            file = _Object(found[name].num_bytes, found[name].written_s)
            try:
                stored = BlockBytes(start, Path(name), file.num_bytes, self.format)
            except Refused as refused:
                self._add(name, file)
                self._refuse(name, refused.reason)
                continue
            file.run, file.start = stored.manifest.run, stored.start
            self._add(name, file)

    def _copy(self) -> None:
        """What is nearer and not here, the first of each chain first."""
        self._is_copy_due = False
        missing = [
            (store, name, file)
            for store in self._nearer
            for name, file in store.files()
            if name not in self._files and file.keys and not file.run.is_tail
        ]
        for store, name, file in sorted(missing, key=lambda item: item[2].run.first_block):
            if self._is_closing:
                return
            try:
                self._copy_file(store.path(name), name, file)
            except FileNotFoundError:  # it made room meanwhile
                continue
            except OSError as error:
                self._note_not_copied(name, file, error)

    def _copy_file(self, path: Path, name: str, file: StoredFile) -> None:
        """Raises: OSError."""
        self._remote.check_there()
        if name not in self._files:
            copied = _Object(file.num_bytes, file.last_used_s, file.run, file.session)
            copied.start = file.num_bytes - len(file.keys) * self.format.stored_bytes
            self._put(name, copied, path.read_bytes)
            self._not_copied.discard(name)

    def _note_not_copied(self, name: str, file: StoredFile, error: OSError) -> None:
        """Once for each file, however often it is tried."""
        if name not in self._not_copied:
            self._not_copied.add(name)
            self.counts.fail(name_of_error(error), len(file.keys))

    def _put(self, name: str, file: _Object, content: Callable[[], bytes]) -> bool:
        """False where all that is here is worth more. Raises: OSError."""
        if not self._make_room(file):
            return False
        whole = content()
        self._remote.write(name, whole)
        self._add(name, file)
        self.counts.add(num_written_blocks=len(file.keys), num_written_bytes=len(whole))
        self._count_bytes()
        return True

    def _make_room(self, file: _Object) -> bool:
        """For one that is worth more than what has to go. Raises: OSError."""
        num_left = self._num_bytes() + file.num_bytes - self._max_bytes
        with self._lock:
            in_order = self._files.in_order()
        going = []
        for name, other in in_order:
            if num_left <= 0:
                break
            if other.worth >= file.worth:
                return False
            going.append(name)
            num_left -= other.num_bytes
        for name in going:
            self.counts.add(num_removed_blocks=len(self._files[name].keys))
            self._remove(name)
        return num_left <= 0

    def _remove_forgotten(self) -> None:
        """Raises: OSError."""
        while self._forgotten:
            choose, folder = self._forgotten[0]
            self._list(folder)
            with self._lock:
                files = [file for file in self._files.values() if file.keys]
            keys = choose(files)
            for name in {name for key in keys if (name := self._by_key.get(key)) is not None}:
                self._remove(name)
            self._count_bytes()
            self._forgotten.pop(0)

    def _remove(self, name: str) -> None:
        """Raises: OSError."""
        self._drop(name)
        self._remote.remove(name)

    # ---- what is known of it --------------------------------------------------------------------

    def _add(self, name: str, file: _Object) -> None:
        with self._lock:
            self._files[name] = file
            self._by_key.update(dict.fromkeys(file.keys, name))
            # A chain that goes on was used from its beginning, whichever server did it.
            parent = self._by_key.get(file.run.parent)
            while parent is not None and (before := self._files[parent]).last_used_s < file.last_used_s:
                before.last_used_s = file.last_used_s
                parent = self._by_key.get(before.run.parent)

    def _drop(self, name: str) -> _Object | None:
        with self._lock:
            file = self._files.pop(name, None)
            for key in file.keys if file else ():
                if self._by_key.get(key) == name:
                    del self._by_key[key]
            return file

    def _refuse(self, name: str, reason: Reason) -> None:
        """It is not read any more. What nobody could use is removed, the rest counts for the room."""
        if reason == "unreadable":  # the store was away: it may be there all the same
            self.counts.refuse(reason, 1)
            return
        file = self._drop(name)
        self.counts.refuse(reason, max(1, len(file.keys)) if file else 1)
        if reason in _REMOVED:
            self._jobs.put(lambda: self._tried(lambda: self._remove(name)))
        elif file is not None and reason != "missing":
            with self._lock:
                self._files[name] = _Object(file.num_bytes, file.last_used_s)

    def _num_bytes(self) -> int:
        with self._lock:
            return self._files.num_bytes

    def _count_bytes(self) -> None:
        self.counts.set_stored(self._num_bytes())


def _is_ours(name: str) -> bool:
    folder, _, last = name.partition("/")
    return is_folder(folder) and is_name(last)
