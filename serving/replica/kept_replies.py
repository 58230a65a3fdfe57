"""Replies to prompts without a session: their clients keep nothing but text, so this server keeps their ids.

What is kept of a reply is the carrier that its client cannot keep (see `carriers`), found by the place of the
reply: the chain hash of all that stood before it, and of what its client was told. It is a cache as KV is,
and no part of the log: what is lost here is rendered from its text.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from serving.errors import TenureError
from serving.logs import get_logger
from serving.replica.reply_file import ReplyFile
from serving.sessions.replies.store import ReplyStore

MAX_MEMORY_BYTES = 16 << 20  # of those that are to be in memory alone

_log = get_logger(__name__)


class KeptReplies:
    """Of all models of a process: places tell them apart. Thread-safe.

    Nothing here fails a turn: what cannot be written or read is not there.
    """

    def __init__(self, store: ReplyFile | ReplyStore | None) -> None:
        """
        Args:
            store: of this data directory, or of all servers of a log; None: all is kept in memory.
        """
        self._store = store
        self._lock = threading.Lock()
        self._unfiled: OrderedDict[tuple[str, bytes], tuple[str, float]] = OrderedDict()
        self._num_unfiled_bytes = 0

    def keep(self, tenant: str, place: bytes, carrier: str, *, is_filed: bool) -> None:
        """
        Args:
            is_filed: not in memory alone.
        """
        if is_filed and self._store is not None:
            with _failing_quietly():
                self._store.keep(tenant, place, carrier)
            return
        with self._lock:
            before, _ = self._unfiled.pop((tenant, place), ("", 0.0))
            self._unfiled[tenant, place] = carrier, time.time()
            self._num_unfiled_bytes += len(carrier) - len(before)
            while self._num_unfiled_bytes > MAX_MEMORY_BYTES:
                _, (oldest, _) = self._unfiled.popitem(last=False)
                self._num_unfiled_bytes -= len(oldest)

    def find(self, tenant: str, places: Sequence[bytes]) -> list[str]:
        """The carriers of those of these places that have one."""
        found = self._found_in_memory(tenant, places)
        if self._store is not None:
            with _failing_quietly():
                found += self._store.find(tenant, places)
        return found

    def _found_in_memory(self, tenant: str, places: Sequence[bytes]) -> list[str]:
        with self._lock:
            found = [key for place in places if (key := (tenant, place)) in self._unfiled]
            for key in found:
                self._unfiled[key] = self._unfiled[key][0], time.time()
                self._unfiled.move_to_end(key)
            return [self._unfiled[key][0] for key in found]

    def forget(self, tenant: str | None, used_before: float) -> None:
        """What was used last before this time, in seconds since the epoch, of a tenant (None: of all)."""
        with self._lock:
            for key, (carrier, used_at) in list(self._unfiled.items()):
                if tenant in (None, key[0]) and used_at < used_before:
                    del self._unfiled[key]
                    self._num_unfiled_bytes -= len(carrier)
        if self._store is not None:
            with _failing_quietly():
                self._store.forget(tenant, used_before)

    def close(self) -> None:
        if self._store is not None:
            self._store.close()


@contextmanager
def _failing_quietly() -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, TenureError) as error:
        _log.warning("kept_replies_failed", error=str(error))
