"""Reads and verifies blocks of a store for those that wait for them, on a thread of its own."""

from __future__ import annotations

import queue
import threading
from collections.abc import Sequence
from dataclasses import dataclass

from serving.kv.residency import ResidencyListener
from serving.kv.tiered_store import TieredStore
from serving.logs import get_logger

CLOSE_S = 5.0  # for the file that is being read

log = get_logger(__name__)


@dataclass(frozen=True, slots=True, eq=False)
class _Fetch:
    seq_id: str
    first_block: int
    keys: Sequence[bytes]
    session: str


@dataclass(frozen=True, slots=True)
class _Refresh:
    folder: str
    query_id: int


class BlockReader:
    """`fetch`, `cancel` and `refresh` are the engine thread's, and never wait."""

    def __init__(self, store: TieredStore) -> None:
        self._store = store
        self._jobs: queue.SimpleQueue[_Fetch | _Refresh | None] = queue.SimpleQueue()
        self._awaited: dict[str, _Fetch] = {}
        self._listener: ResidencyListener
        self._thread = threading.Thread(target=self._work, name="tenure-kv-reader", daemon=True)

    def start(self, listener: ResidencyListener) -> None:
        """It is told on the reader's thread: the leading blocks come first."""
        self._listener = listener
        self._thread.start()

    def close(self) -> None:
        if self._thread.ident is not None:
            self._awaited.clear()
            self._jobs.put(None)
            self._thread.join(CLOSE_S)

    def fetch(self, seq_id: str, first_block: int, keys: Sequence[bytes], session: str) -> None:
        fetch = self._awaited[seq_id] = _Fetch(seq_id, first_block, keys, session)
        self._jobs.put(fetch)

    def cancel(self, seq_id: str) -> None:
        self._awaited.pop(seq_id, None)

    def refresh(self, folder: str, query_id: int) -> None:
        """Behind it, what others have written into this folder is known."""
        self._jobs.put(_Refresh(folder, query_id))

    def _is_awaited(self, fetch: _Fetch) -> bool:
        return self._awaited.get(fetch.seq_id) is fetch

    # ---- on its own -----------------------------------------------------------------------------

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            if isinstance(job, _Refresh):
                self._refresh(job)
            else:
                self._bring(job)

    def _refresh(self, job: _Refresh) -> None:
        try:
            self._store.refresh(job.folder)
        except OSError as error:  # what is known already will do
            log.warning("kv_not_listed", reason=error.strerror)
        self._listener.on_refreshed(job.query_id)

    def _bring(self, fetch: _Fetch) -> None:
        try:
            self._read(fetch)
        except Exception:  # it waits, and can be computed all the same
            log.exception("kv_restore_failed", seq_id=fetch.seq_id)
            self._listener.on_fetched(fetch.seq_id, fetch.first_block, None, True)
        if self._is_awaited(fetch):
            self.cancel(fetch.seq_id)

    def _read(self, fetch: _Fetch) -> None:
        self._store.mark_used(fetch.keys, fetch.session)  # before the turn asks what its session has held
        block, end = fetch.first_block, fetch.first_block + len(fetch.keys)
        for piece in self._store.read(fetch.keys):
            if not self._is_awaited(fetch):
                return
            self._listener.on_fetched(fetch.seq_id, block, piece, block + len(piece) == end)
            block += len(piece)
        if block < end:
            self._listener.on_fetched(fetch.seq_id, block, None, True)
