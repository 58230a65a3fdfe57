"""Which replica a session lives on: a good first place, and then no move while that replica lives.

First placement is rendezvous hashing with bounded load: each replica scores hash(session, replica),
the highest score wins unless that replica already has its share of the sessions. Score and share
need no history, so a table that was lost (its process died) places almost every session where it
was; what the table adds is that sessions stay when replicas come.

Rendezvous: Thaler and Ravishankar 1998; bounded load: Mirrokni, Thorup and Zadimoghaddam 2018,
arXiv 1608.01350.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter, OrderedDict
from collections.abc import Iterable, Sequence

MAX_SESSIONS = 200_000  # about 60 MB; the session forgotten first is the one unused longest
MAX_SHARE = 1.25  # of the mean number of sessions per replica


def ranked(session: str, replica_ids: Iterable[str]) -> list[str]:
    """The replicas in this session's own order of preference, the same in every process."""
    return sorted(replica_ids, key=lambda replica_id: _score(session, replica_id), reverse=True)


def _score(session: str, replica_id: str) -> bytes:
    # Lengths keep ("a", "bc") and ("ab", "c") apart.
    return hashlib.blake2b(f"{len(session)}:{session}:{replica_id}".encode(), digest_size=8).digest()


class PlacementTable:
    """session -> replica id, sticky. Not thread-safe."""

    def __init__(self, max_sessions: int = MAX_SESSIONS) -> None:
        self._max_sessions = max_sessions
        self._owners: OrderedDict[str, str] = OrderedDict()  # least recently asked first
        self._num_sessions: Counter[str] = Counter()

    def __len__(self) -> int:
        return len(self._owners)

    def owner(self, session: str, replica_ids: Sequence[str]) -> str:
        """The replica of this session, one of `replica_ids` (those alive; at least one).

        Asking is using: the answer is remembered, and given again while that replica is alive.
        """
        owner = self._owners.get(session)
        if owner is None or owner not in replica_ids:
            owner = self._place(session, replica_ids)
            self._put(session, owner)
        self._owners.move_to_end(session)
        self._make_room()
        return owner

    def join(self, session: str, others: Iterable[str]) -> None:
        """Place other sessions where this one is, full or not: it has their KV."""
        owner = self._owners.get(session)
        if owner is not None:
            for other in others:
                self._put(other, owner)
            self._make_room()

    def _put(self, session: str, owner: str) -> None:
        self._forget(session)
        self._owners[session] = owner
        self._num_sessions[owner] += 1

    def _place(self, session: str, replica_ids: Sequence[str]) -> str:
        num_placed = sum(self._num_sessions[replica_id] for replica_id in replica_ids)
        share = math.ceil(MAX_SHARE * (num_placed + 1) / len(replica_ids))
        return next(r for r in ranked(session, replica_ids) if self._num_sessions[r] < share)

    def _forget(self, session: str) -> None:
        owner = self._owners.pop(session, None)
        if owner is not None:
            self._num_sessions[owner] -= 1
            if not self._num_sessions[owner]:
                del self._num_sessions[owner]

    def _make_room(self) -> None:
        while len(self._owners) > self._max_sessions:
            self._forget(next(iter(self._owners)))
