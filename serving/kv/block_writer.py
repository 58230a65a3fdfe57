"""Writes blocks to a store behind the turns that computed them, on a thread of its own.

What a turn leaves is noted by key alone. The engine copies it between steps, a little at a time and only as
fast as it is written. What is about to be evicted before its turn has come is copied at that moment, with the
rest of its run: that is never more than is computed. A slow disk costs neither time nor memory all the same:
where too much waits for it, what is evicted is not written, and counted.
"""

from __future__ import annotations

import math
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from serving.kv.block_file import Payload, Run
from serving.kv.block_totals import name_of_error
from serving.kv.keys import KeySpace
from serving.kv.residency import ReadBlocks
from serving.kv.tiered_store import TieredStore
from serving.logs import get_logger

COPY_BYTES = 1 << 20  # between two steps: a few milliseconds
MAX_QUEUED_BYTES = 64 << 20  # copied, and not written yet
MAX_NOTED_BLOCKS = 1 << 16
MAX_JOBS = 1024  # then a use of files goes unmarked
FLUSH_S = 5.0  # at the end
PRIOR_SECONDS_PER_BYTE = 3e-9
_FADING = 0.9  # of what writing took, with each file

log = get_logger(__name__)


@dataclass(slots=True, eq=False)
class _Noted:
    """Blocks that follow one another in one chain, and become one file."""

    space: KeySpace
    parent: bytes
    first_block: int
    keys: list[bytes]
    session: str
    num_tail_tokens: int = 0
    parts: list[Payload] = field(default_factory=list)
    num_copied: int = 0

    @property
    def is_anonymous(self) -> bool:
        return not self.session

    @property
    def run(self) -> Run:
        folder, keys = self.space.folder, tuple(self.keys)
        return Run(folder, self.parent, self.first_block, keys, self.num_tail_tokens, self.is_anonymous)


_Job = Callable[[], None]


class BlockWriter:
    """All but its thread is the engine thread's, and never waits."""

    def __init__(self, store: TieredStore) -> None:
        self._store = store
        self._copy_blocks = max(1, COPY_BYTES // store.format.num_bytes)
        self._condition = threading.Condition()
        self._noted: deque[_Noted] = deque()  # of sessions
        self._anonymous: deque[_Noted] = deque()  # copied when there is none of those
        self._num_noted = 0
        self._under_way: dict[bytes, _Noted] = {}  # noted, or copied and not written
        self._jobs: deque[_Job | None] = deque()
        self._num_queued_bytes = 0
        self.seconds_per_byte = PRIOR_SECONDS_PER_BYTE  # a processor's, to write what was copied
        self._read: ReadBlocks
        self._on_change: Callable[[], None] = lambda: None
        self._thread = threading.Thread(target=self._work, name="tenure-kv-writer", daemon=True)

    def start(self, on_change: Callable[[], None], read: ReadBlocks) -> None:
        """`on_change` is called when there is room for more, on the writer's thread."""
        self._on_change, self._read = on_change, read
        self._thread.start()

    def close(self) -> None:
        """Write what has been copied, if that does not take long."""
        if self._thread.ident is None:
            return
        self._put(None)
        self._thread.join(FLUSH_S)

    # ---- on the engine's thread -----------------------------------------------------------------

    def note(self, space: KeySpace, token_ids: Sequence[int], keys: Sequence[bytes], session: str) -> None:
        """See `Residency.note`: what is not stored yet is to be."""
        size = self._store.format.block_size
        chain = list(keys)
        tail = token_ids[len(keys) * size :]
        if tail:
            chain.append(space.key(keys[-1] if keys else space.root, tail))
        superseded = self._superseded(space, token_ids, keys)
        if len(self._jobs) < MAX_JOBS:
            self._put(lambda: self._mark(chain, superseded, session))
        with self._condition:
            self._note_missing(space, keys, session)
            if tail and not self._is_known(chain[-1]):
                parent = keys[-1] if keys else space.root
                self._add(_Noted(space, parent, len(keys), chain[-1:], session, len(tail)))
        while self._num_noted > MAX_NOTED_BLOCKS:
            self._finish_first(self._anonymous or self._noted)

    def _superseded(self, space: KeySpace, token_ids: Sequence[int], keys: Sequence[bytes]) -> list[bytes]:
        """The tails that this chain has gone on from."""
        size = self._store.format.block_size
        found = []
        for index, parent in enumerate((space.root, *keys)):
            for length, key in self._store.tails(space, parent, token_ids[index * size :][:size]):
                if index * size + length < len(token_ids):
                    found.append(key)
        return found

    def _is_known(self, key: bytes) -> bool:
        return self._store.has(key) or key in self._under_way

    def _note_missing(self, space: KeySpace, keys: Sequence[bytes], session: str) -> None:
        noted: _Noted | None = None
        for index, key in enumerate(keys):
            if self._is_known(key):
                noted = None
                continue
            if noted is None or len(noted.keys) == self._store.blocks_per_file:
                noted = _Noted(space, keys[index - 1] if index else space.root, index, [], session)
                self._add(noted)
            noted.keys.append(key)
            self._under_way[key] = noted
            self._num_noted += 1

    def _add(self, noted: _Noted) -> None:
        self._queue_of(noted).append(noted)
        self._num_noted += len(noted.keys)
        self._under_way.update(dict.fromkeys(noted.keys, noted))

    def _queue_of(self, noted: _Noted) -> deque[_Noted]:
        return self._anonymous if noted.is_anonymous else self._noted

    @property
    def _next_queue(self) -> deque[_Noted]:
        return self._noted or self._anonymous

    @property
    def has_queued(self) -> bool:
        """Something was copied that is not written yet."""
        return self._num_queued_bytes > 0

    def copy(self) -> int:
        """Copy the blocks that are `wanted`, which are some; returns how many bytes there were."""
        payload = self._read(self.wanted())
        self._take(payload)
        return payload.nbytes

    def flush(self) -> None:
        """Copy all that is noted, as far as there is room for it."""
        while self.wanted():
            self.copy()

    def save(self, key: bytes) -> None:
        """The device is about to lose this block: copy what is left of its run, if there is room for it.

        Not of an anonymous one: prompts that never come again would be written as fast as they are computed.
        """
        noted = self._under_way.get(key)
        if noted is None or noted.is_anonymous or key not in noted.keys[noted.num_copied :]:
            return
        self._noted.remove(noted)
        self._noted.appendleft(noted)
        while self._noted and self._noted[0] is noted and self.wanted():
            self.copy()

    def wanted(self) -> Sequence[bytes]:
        """Blocks of the oldest run whose content it could do with now."""
        if not self._next_queue or self._num_queued_bytes >= MAX_QUEUED_BYTES:
            return ()
        noted = self._next_queue[0]
        return noted.keys[noted.num_copied : noted.num_copied + self._copy_blocks]

    def _take(self, payload: Payload) -> None:
        """The content of the first of those that are wanted. If not of all, the next one has gone."""
        noted = self._next_queue[0]
        is_cut = len(payload) < len(self.wanted())
        if len(payload):
            if noted.num_tail_tokens:  # behind them is what was in the block before, perhaps another tenant's
                payload = payload.copy()
                payload[..., noted.num_tail_tokens :, :] = 0
            noted.parts.append(payload)
            noted.num_copied += len(payload)
            self._num_noted -= len(payload)
        if is_cut or noted.num_copied == len(noted.keys):
            self._finish_first(self._queue_of(noted))

    def _finish_first(self, queue: deque[_Noted]) -> None:
        """Write what has been copied of its oldest run, and do without the rest of it."""
        noted = queue.popleft()
        rest = noted.keys[noted.num_copied :]
        del noted.keys[noted.num_copied :]
        self._num_noted -= len(rest)
        with self._condition:
            self._forget_keys(rest)
            self._num_queued_bytes += len(noted.keys) * self._store.format.num_bytes
        if rest and not noted.num_tail_tokens:  # a tail has gone where its chain went on
            self._store.counts.add(num_dropped_blocks=len(rest))
        if noted.keys:
            self._put(lambda: self._write(noted))

    def forget(self, space: KeySpace, token_ids: Sequence[int], num_kept_tokens: int = 0) -> None:
        """See `Residency.forget`. In order with what is written."""
        forgotten = self._keys_of(space, token_ids, num_kept_tokens)
        self._leave_out([noted for noted in self._all_noted() if not forgotten.isdisjoint(noted.keys)])
        self._put(lambda: self._forget(lambda: self._store.forget(space, token_ids, num_kept_tokens)))

    def forget_anonymous(self, folder: str | None, used_before: float) -> None:
        """See `Residency.forget_anonymous`. In order with what is written."""
        if used_before == math.inf:  # all of it; what waits to be written was used just now
            self._leave_out([n for n in self._anonymous if folder in (None, n.space.folder)])
        self._put(lambda: self._forget(lambda: self._store.forget_anonymous(folder, used_before)))

    def _all_noted(self) -> Sequence[_Noted]:
        return (*self._noted, *self._anonymous)

    def _leave_out(self, given_up: Sequence[_Noted]) -> None:
        for noted in given_up:
            self._queue_of(noted).remove(noted)
            self._num_noted -= len(noted.keys) - noted.num_copied
            with self._condition:
                self._forget_keys(noted.keys)

    def _keys_of(self, space: KeySpace, token_ids: Sequence[int], num_kept_tokens: int) -> set[bytes]:
        """Of the whole blocks, and of the tails that are noted."""
        size = self._store.format.block_size
        keys = list(space.chain(token_ids, size))
        num_kept = num_kept_tokens // size
        found = set(keys[num_kept:])
        starts = {
            parent: index * size for index, parent in enumerate((space.root, *keys)) if index >= num_kept
        }
        for noted in self._all_noted():
            start = starts.get(noted.parent) if noted.num_tail_tokens else None
            if start is not None and (end := start + noted.num_tail_tokens) > num_kept_tokens:
                found.add(space.key(noted.parent, token_ids[start:end]))
        return found

    def _forget_keys(self, keys: Sequence[bytes]) -> None:
        """They are not under way any more. With the lock."""
        for key in keys:
            self._under_way.pop(key, None)

    def _put(self, job: _Job | None) -> None:
        with self._condition:
            self._jobs.append(job)
            self._condition.notify()

    # ---- on its own -----------------------------------------------------------------------------

    def _work(self) -> None:
        while (job := self._next()) is not None:
            try:
                job()
            except Exception:  # what comes behind it is written and removed all the same
                log.exception("kv_writer_failed")

    def _next(self) -> _Job | None:
        with self._condition:
            while not self._jobs:
                self._condition.wait()
            return self._jobs.popleft()

    def _write(self, noted: _Noted) -> None:
        num_bytes, start_s = len(noted.keys) * self._store.format.num_bytes, time.thread_time()
        try:
            self._store.write(noted.run, noted.parts, noted.session)
        except OSError as error:
            self._fail(error, len(noted.keys))
        finally:
            with self._condition:
                self._forget_keys(noted.keys)
                self._num_queued_bytes -= num_bytes
        seconds = (time.thread_time() - start_s) / num_bytes
        self.seconds_per_byte = _FADING * self.seconds_per_byte + (1 - _FADING) * seconds
        self._on_change()

    def _mark(self, used: Sequence[bytes], superseded: Sequence[bytes], session: str) -> None:
        self._store.mark_used(used, session)
        self._store.supersede(superseded)

    def _forget(self, forget: _Job) -> None:
        try:
            forget()
        except OSError as error:
            log.error("kv_not_removed", reason=error.strerror)
        self._on_change()

    def _fail(self, error: OSError, num_blocks: int) -> None:
        name = name_of_error(error)
        if self._store.counts.fail(name, num_blocks):
            log.warning("kv_not_written", error=name, reason=error.strerror)
