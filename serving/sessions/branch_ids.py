"""A branch's token ids, from the log, through a cache in memory."""

from __future__ import annotations

import threading
from collections import OrderedDict

import numpy as np
from sqlalchemy import Connection, select

from serving.sessions import schema
from serving.sessions.turn import TokenIds

MAX_CACHED_TOKENS = 16 * 1024 * 1024  # 64 MiB
_NOTHING: TokenIds = np.empty(0, dtype=np.int32)


def to_blob(token_ids: list[int]) -> bytes:
    return np.asarray(token_ids, dtype="<i4").tobytes()


def from_blob(blob: bytes) -> TokenIds:
    return np.frombuffer(blob, dtype="<i4").astype(np.int32, copy=False)


class BranchIds:
    """Reads branches. Thread-safe.

    Branches only grow, so what is cached is never wrong: at worst it is short, and the rest is read.
    """

    def __init__(self, max_tokens: int = MAX_CACHED_TOKENS) -> None:
        self._max_tokens = max_tokens
        self._num_tokens = 0
        self._cached: OrderedDict[str, TokenIds] = OrderedDict()  # least recently used first
        self._lock = threading.Lock()

    def read(self, connection: Connection, branch_id: str) -> TokenIds:
        """All of the branch: int32 [head_seq], or more if it has grown. Empty where there is none."""
        token_ids, path = self._nearest_cached(connection, branch_id)
        for step_id, parent_seq in reversed(path):
            token_ids = self._extend(connection, step_id, token_ids[:parent_seq])
        return token_ids

    def _nearest_cached(
        self, connection: Connection, branch_id: str
    ) -> tuple[TokenIds, list[tuple[str, int]]]:
        """What is cached of the branch or its nearest ancestor, and the (branch, number of tokens known
        before it) steps from there down to this branch, last first."""
        path: list[tuple[str, int]] = []
        next_id: str | None = branch_id
        while next_id is not None:
            cached = self._get(next_id)
            if cached is not None:
                return cached, [*path, (next_id, len(cached))]
            parent = connection.execute(
                select(schema.branches.c.parent_branch_id, schema.branches.c.parent_seq).where(
                    schema.branches.c.id == next_id
                )
            ).one_or_none()
            if parent is None:
                return _NOTHING, []
            path.append((next_id, parent.parent_seq))
            next_id = parent.parent_branch_id
        return _NOTHING, path

    def _extend(self, connection: Connection, branch_id: str, known: TokenIds) -> TokenIds:
        spans = schema.spans
        blobs = connection.scalars(
            select(spans.c.token_ids)
            .where(spans.c.branch_id == branch_id, spans.c.seq >= len(known))
            .order_by(spans.c.seq)
        ).all()
        token_ids = np.concatenate([known, *map(from_blob, blobs)]) if blobs else known
        self.put(branch_id, token_ids)
        return token_ids

    def _get(self, branch_id: str) -> TokenIds | None:
        with self._lock:
            if branch_id in self._cached:
                self._cached.move_to_end(branch_id)
            return self._cached.get(branch_id)

    def put(self, branch_id: str, token_ids: TokenIds) -> None:
        """Remember ids that are in the log."""
        with self._lock:
            known = self._cached.pop(branch_id, None)
            if known is not None:
                self._num_tokens -= len(known)
                token_ids = max(known, token_ids, key=len)  # another thread may have read further
            self._cached[branch_id] = token_ids
            self._num_tokens += len(token_ids)
            while self._num_tokens > self._max_tokens:
                _, oldest = self._cached.popitem(last=False)
                self._num_tokens -= len(oldest)

    def forget(self, branch_id: str) -> None:
        with self._lock:
            self._num_tokens -= len(self._cached.pop(branch_id, ()))
