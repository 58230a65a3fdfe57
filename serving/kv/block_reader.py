"""Reads and verifies blocks of a store for those that wait for them, on a thread of its own."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from serving.kv.block_file import Payload
from serving.kv.tiered_store import TieredStore
from serving.logs import get_logger

CLOSE_S = 5.0  # for the file that is being read

log = get_logger(__name__)

# (seq_id, first block, the blocks from there on or None, whether nothing more comes)
OnFetched = Callable[[str, int, Payload | None, bool], None]


@dataclass(frozen=True, slots=True, eq=False)
class _Fetch:
    seq_id: str
    first_block: int
    keys: Sequence[bytes]


class BlockReader:
    """`fetch` and `cancel` are the engine thread's, and never wait."""

    def __init__(self, store: TieredStore) -> None:
        self._store = store
        self._fetches: queue.SimpleQueue[_Fetch | None] = queue.SimpleQueue()
        self._awaited: dict[str, _Fetch] = {}
        self._on_fetched: OnFetched
        self._thread = threading.Thread(target=self._work, name="tenure-kv-reader", daemon=True)

    def start(self, on_fetched: OnFetched) -> None:
        """`on_fetched` is called on the reader's thread: the leading blocks come first."""
        self._on_fetched = on_fetched
        self._thread.start()

    def close(self) -> None:
        if self._thread.ident is not None:
            self._awaited.clear()
            self._fetches.put(None)
            self._thread.join(CLOSE_S)

    def fetch(self, seq_id: str, first_block: int, keys: Sequence[bytes]) -> None:
        fetch = self._awaited[seq_id] = _Fetch(seq_id, first_block, keys)
        self._fetches.put(fetch)

    def cancel(self, seq_id: str) -> None:
        self._awaited.pop(seq_id, None)

    def _is_awaited(self, fetch: _Fetch) -> bool:
        return self._awaited.get(fetch.seq_id) is fetch

    # ---- on its own -----------------------------------------------------------------------------

    def _work(self) -> None:
        while (fetch := self._fetches.get()) is not None:
            try:
                self._read(fetch)
            except Exception:  # it waits, and can be computed all the same
                log.exception("kv_restore_failed", seq_id=fetch.seq_id)
                self._on_fetched(fetch.seq_id, fetch.first_block, None, True)
            if self._is_awaited(fetch):
                self.cancel(fetch.seq_id)

    def _read(self, fetch: _Fetch) -> None:
        block, end = fetch.first_block, fetch.first_block + len(fetch.keys)
        for piece in self._store.read(fetch.keys):
            if not self._is_awaited(fetch):
                return
            self._on_fetched(fetch.seq_id, block, piece, block + len(piece) == end)
            block += len(piece)
        if block < end:
            self._on_fetched(fetch.seq_id, block, None, True)
        self._store.mark_used(fetch.keys)
