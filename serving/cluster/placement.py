"""Which replica a session lives on: a good first place, and then no move while that replica lives.

First placement is rendezvous hashing with bounded load: each replica scores hash(session, replica),
the highest score wins unless that replica already has its share of the sessions. It stays there when
replicas come, as the log's database remembers (`serving.sessions.placements`).

Rendezvous: Thaler and Ravishankar 1998; bounded load: Mirrokni, Thorup and Zadimoghaddam 2018,
arXiv 1608.01350.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Mapping, Sequence

MAX_SHARE = 1.25  # of the mean number of sessions per replica


def ranked(session: str, replica_ids: Iterable[str]) -> list[str]:
    """The replicas in this session's own order of preference, the same in every process."""
    return sorted(replica_ids, key=lambda replica_id: _score(session, replica_id), reverse=True)


def choose(session: str, replica_ids: Sequence[str], num_sessions: Mapping[str, int]) -> str:
    """The first of them in that order that has not its share yet.

    Args:
        num_sessions: of each, as far as it has any.
    """
    num_placed = sum(num_sessions.get(replica_id, 0) for replica_id in replica_ids)
    share = math.ceil(MAX_SHARE * (num_placed + 1) / len(replica_ids))
    return next(r for r in ranked(session, replica_ids) if num_sessions.get(r, 0) < share)


def _score(session: str, replica_id: str) -> bytes:
    # Lengths keep ("a", "bc") and ("ab", "c") apart.
    return hashlib.blake2b(f"{len(session)}:{session}:{replica_id}".encode(), digest_size=8).digest()
