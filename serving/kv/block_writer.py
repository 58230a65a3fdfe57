"""Writes blocks to a store behind the turns that computed them, on a thread of its own.

What a turn leaves is noted by key alone. The engine copies it between steps, a little at a time and only as
fast as it is written, so that a slow disk costs neither time nor memory: what is evicted before its turn has
come is not written, and counted.
"""

from __future__ import annotations

import errno
import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from serving.kv.block_file import Payload
from serving.kv.block_store import BlockStore
from serving.logs import get_logger

COPY_BYTES = 1 << 20  # between two steps: a few milliseconds
MAX_QUEUED_BYTES = 64 << 20  # copied, and not written yet
MAX_NOTED_BLOCKS = 1 << 16
MAX_JOBS = 1024  # then a use of files goes unmarked
FLUSH_S = 5.0  # at the end, for what has been copied

log = get_logger(__name__)


@dataclass(slots=True, eq=False)
class _Run:
    """Blocks that follow one another in one chain, and become one file."""

    parent: bytes
    first_block: int
    keys: list[bytes]
    parts: list[Payload] = field(default_factory=list)
    num_copied: int = 0


_Job = Callable[[], None]


class BlockWriter:
    """`note`, `wanted` and `take` are the engine thread's, and never wait."""

    def __init__(self, store: BlockStore) -> None:
        self._store = store
        self._copy_blocks = max(1, COPY_BYTES // store.format.num_bytes)
        self._condition = threading.Condition()
        self._noted: deque[_Run] = deque()
        self._num_noted = 0
        self._under_way: set[bytes] = set()  # noted, or copied and not written
        self._jobs: deque[_Job | None] = deque()
        self._num_queued_bytes = 0
        self._on_change: Callable[[], None] = lambda: None
        self._thread = threading.Thread(target=self._work, name="tenure-kv-writer", daemon=True)

    def start(self, on_change: Callable[[], None]) -> None:
        """`on_change` is called when there is room for more, on the writer's thread."""
        self._on_change = on_change
        self._thread.start()

    def close(self) -> None:
        """Write what has been copied, if that does not take long."""
        if self._thread.ident is None:
            return
        self._put(None)
        self._thread.join(FLUSH_S)

    # ---- on the engine's thread -----------------------------------------------------------------

    def note(self, root: bytes, keys: Sequence[bytes]) -> None:
        """A turn has ended with these blocks, from its chain's first on: what is not stored yet is to be."""
        if len(self._jobs) < MAX_JOBS:
            self._put(lambda: self._store.mark_used(keys))
        with self._condition:
            self._note_missing(root, keys)
        while self._num_noted > MAX_NOTED_BLOCKS:
            self._finish_first()

    def _note_missing(self, root: bytes, keys: Sequence[bytes]) -> None:
        run: _Run | None = None
        for index, key in enumerate(keys):
            if self._store.has(key) or key in self._under_way:
                run = None
                continue
            if run is None or len(run.keys) == self._store.blocks_per_file:
                run = _Run(keys[index - 1] if index else root, index, [])
                self._noted.append(run)
            run.keys.append(key)
            self._under_way.add(key)
            self._num_noted += 1

    def wanted(self) -> Sequence[bytes]:
        """Blocks whose content it could do with now."""
        if not self._noted or self._num_queued_bytes >= MAX_QUEUED_BYTES:
            return ()
        run = self._noted[0]
        return run.keys[run.num_copied : run.num_copied + self._copy_blocks]

    def take(self, payload: Payload) -> None:
        """The content of the first of those that are wanted. If not of all, the next one has gone."""
        run = self._noted[0]
        is_cut = len(payload) < len(self.wanted())
        if len(payload):
            run.parts.append(payload)
            run.num_copied += len(payload)
            self._num_noted -= len(payload)
        if is_cut or run.num_copied == len(run.keys):
            self._finish_first()

    def _finish_first(self) -> None:
        """Write what has been copied of the oldest run, and do without the rest of it."""
        run = self._noted.popleft()
        rest = run.keys[run.num_copied :]
        del run.keys[run.num_copied :]
        self._num_noted -= len(rest)
        with self._condition:
            self._under_way.difference_update(rest)
            self._num_queued_bytes += len(run.keys) * self._store.format.num_bytes
        if rest:
            self._store.counts.add(num_dropped_blocks=len(rest))
        if run.keys:
            self._put(lambda: self._write(run))

    def forget(self, keys: Sequence[bytes]) -> None:
        """See `BlockStore.forget`. In order with what is written."""
        forgotten = set(keys)
        for run in [run for run in self._noted if not forgotten.isdisjoint(run.keys)]:
            self._noted.remove(run)
            self._num_noted -= len(run.keys) - run.num_copied
            with self._condition:
                self._under_way.difference_update(run.keys)
        self._put(lambda: self._forget(keys))

    def _put(self, job: _Job | None) -> None:
        with self._condition:
            self._jobs.append(job)
            self._condition.notify()

    # ---- on its own -----------------------------------------------------------------------------

    def _work(self) -> None:
        while (job := self._next()) is not None:
            job()

    def _next(self) -> _Job | None:
        with self._condition:
            while not self._jobs:
                self._condition.wait()
            return self._jobs.popleft()

    def _write(self, run: _Run) -> None:
        try:
            self._store.write(run.parent, run.first_block, run.keys, run.parts)
        except OSError as error:
            self._fail(error, len(run.keys))
        finally:
            with self._condition:
                self._under_way.difference_update(run.keys)
                self._num_queued_bytes -= len(run.keys) * self._store.format.num_bytes
        self._on_change()

    def _forget(self, keys: Sequence[bytes]) -> None:
        try:
            self._store.forget(keys)
        except OSError as error:
            log.error("kv_not_removed", reason=error.strerror)
        self._on_change()

    def _fail(self, error: OSError, num_blocks: int) -> None:
        name = errno.errorcode.get(error.errno or 0, type(error).__name__)
        if self._store.counts.fail(name, num_blocks):
            log.warning("kv_not_written", error=name, reason=error.strerror)
