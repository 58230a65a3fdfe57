"""What answers a query: by words (BM25) and, with an embedder, by meaning; the two ranks are made one.

Words are counted in the namespaces that are asked and nowhere else: a score tells nothing about the memories
of others.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from sqlalchemy import Connection, func, select

from serving.memories import FoundMemories, FoundMemory, Namespace
from serving.memory.embedder import Embedder
from serving.memory.store import in_force, rows_of
from serving.memory.words import search_words
from serving.sessions.database import Database
from serving.sessions.memory.schema import memory_namespaces, memory_records, memory_vectors, memory_words

K1, B = 1.2, 0.75  # of BM25, as Lucene has them
MAX_QUERY_WORDS = 32
DEPTH = 50  # ranks of each kind that count
FUSION = 60  # of reciprocal rank fusion: Cormack, Clarke and Büttcher (SIGIR 2009)
MIN_SHARE = 0.2  # of the best: a worse match by words is none
MIN_COSINE = 0.25  # of all-MiniLM-L6-v2: below, two texts have nothing to do with each other


class MemorySearch:
    """Thread-safe."""

    def __init__(self, database: Database, embedder: Embedder | None) -> None:
        self._database = database
        self._embedder = embedder

    def find(self, namespace: Namespace, query: str, limit: int) -> FoundMemories:
        """In the namespace and those above it: of no agent in particular, of no user."""
        meaning = None if self._embedder is None else self._embedder.embed([query])[0]
        with self._database.read() as connection:
            ids = namespaces_above(connection, namespace)
            rankings = [_by_words(connection, ids, query)]
            if self._embedder is not None and meaning is not None:
                rankings.append(_by_meaning(connection, ids, self._embedder.name, meaning))
            scores = fused(rankings)
            best = sorted(scores, key=lambda number: (-scores[number], -number))[:limit]
            memories = rows_of(connection, best)
        found = tuple(
            FoundMemory(memory, round(scores[number], 4))
            for number, memory in zip(best, memories, strict=True)
        )
        return FoundMemories(found, "words" if self._embedder is None else "hybrid")


def namespaces_above(connection: Connection, namespace: Namespace) -> Sequence[int]:
    table = memory_namespaces.c
    query = select(table.id).where(
        table.tenant == namespace.tenant,
        table.agent_id.in_({"", namespace.agent_id or ""}),
        table.user_id.in_({"", namespace.user_id or ""}),
    )
    return connection.scalars(query).all()


def fused(rankings: Sequence[Sequence[int]]) -> dict[int, float]:
    """1 for what is first in all of them."""
    scores: dict[int, float] = {}
    for ranking in rankings:
        for rank, number in enumerate(ranking[:DEPTH]):
            scores[number] = scores.get(number, 0.0) + (FUSION + 1) / (FUSION + 1 + rank) / len(rankings)
    return scores


def _by_words(connection: Connection, ids: Sequence[int], query: str) -> list[int]:
    words = list(dict.fromkeys(search_words(query)))[:MAX_QUERY_WORDS]
    records = memory_records.c
    here = records.namespace_id.in_(ids) & in_force()
    count = select(func.count(), func.avg(records.num_words)).where(here)
    num_records, mean_words = connection.execute(count).one()
    hits = connection.execute(
        select(memory_words.c.word, memory_words.c.number, memory_words.c.count, records.num_words)
        .join(memory_records, records.number == memory_words.c.number)
        .where(memory_words.c.namespace_id.in_(ids), memory_words.c.word.in_(words), here)
    ).all()
    scores = bm25(hits, num_records, float(mean_words or 1.0))
    best = max(scores.values(), default=0.0)
    good = [number for number, score in scores.items() if score >= MIN_SHARE * best]
    return sorted(good, key=lambda number: (-scores[number], -number))


def bm25(hits: Sequence[Any], num_records: int, mean_words: float) -> Mapping[int, float]:
    """Score by record number. Of hits: `word`, `number`, `count`, and the record's `num_words`."""
    num_having: dict[str, int] = {}
    for hit in hits:
        num_having[hit.word] = num_having.get(hit.word, 0) + 1
    scores: dict[int, float] = {}
    for hit in hits:
        having = num_having[hit.word]
        rarity = math.log(1 + (num_records - having + 0.5) / (having + 0.5))
        saturation = hit.count * (K1 + 1) / (hit.count + K1 * (1 - B + B * hit.num_words / mean_words))
        scores[hit.number] = scores.get(hit.number, 0.0) + rarity * saturation
    return scores


def _by_meaning(
    connection: Connection, ids: Sequence[int], embedder: str, meaning: np.ndarray[Any, Any]
) -> list[int]:
    """Every vector is looked at: a namespace has ten thousand at most."""
    rows = connection.execute(
        select(memory_vectors.c.number, memory_vectors.c.vector)
        .join(memory_records, memory_records.c.number == memory_vectors.c.number)
        .where(memory_records.c.namespace_id.in_(ids), memory_vectors.c.embedder == embedder, in_force())
    ).all()
    if not rows:
        return []
    numbers = np.array([row.number for row in rows])
    vectors = np.frombuffer(b"".join(row.vector for row in rows), dtype="<f2").reshape(len(rows), -1)
    cosines = vectors.astype(np.float32) @ meaning
    order = np.lexsort((-numbers, -cosines))[:DEPTH]
    return [int(numbers[index]) for index in order if cosines[index] >= MIN_COSINE]
