"""What is asked of memories."""

from __future__ import annotations

from typing import Any, TypeVar, cast

from serving import operations as ops
from serving.memories import FoundMemories, Namespace, NewMemory, Remembered
from serving.memory.embedder import Embedder
from serving.memory.search import MemorySearch
from serving.memory.store import MemoryStore, Vector
from serving.sessions.database import Database

EMBEDDED_AT_ONCE = 64  # of those that were there before the embedder was

T = TypeVar("T")


class Memories:
    """Thread-safe."""

    def __init__(self, database: Database, embedder: Embedder | None) -> None:
        self._store = MemoryStore(database)
        self._search = MemorySearch(database, embedder)
        self._embedder = embedder

    def answer(self, operation: ops.MemoryOperation[T]) -> T:
        """Raises what the operation's class says."""
        return cast(T, self._answer(operation))

    def _answer(self, operation: ops.MemoryOperation[Any]) -> Any:
        store = self._store
        match operation:
            case ops.AddMemory(new):
                return self.add(new)
            case ops.SearchMemories(namespace, query, limit):
                return self.find(namespace, query, limit)
            case ops.ListMemories(tenant, page, agent_id, user_id, only_user, with_replaced):
                return store.page(
                    tenant,
                    page,
                    agent_id=agent_id,
                    user_id=user_id,
                    only_user=only_user,
                    with_replaced=with_replaced,
                )
            case ops.GetMemory(tenant, memory_id, only_user):
                return store.get(tenant, memory_id, only_user)
            case ops.UpdateMemory(tenant, memory_id, change, only_user):
                vector = None if change.text is None else self._vector(change.text)
                return store.update(tenant, memory_id, change, only_user, vector)
            case ops.ForgetMemory(tenant, memory_id, only_user):
                return store.forget(tenant, memory_id, only_user)
            case ops.ForgetUser(tenant, user_id):
                return store.forget_user(tenant, user_id)
        raise AssertionError(f"nobody answers {type(operation).__name__}")

    def add(self, new: NewMemory) -> Remembered:
        return self._store.add(new, self._vector(new.text))

    def find(self, namespace: Namespace, query: str, limit: int) -> FoundMemories:
        return self._search.find(namespace, query, limit)

    def sweep(self) -> None:
        """Delete what has expired, and embed some of what no embedder has seen."""
        self._store.sweep()
        if self._embedder is not None:
            read = self._store.without_vector(self._embedder.name, EMBEDDED_AT_ONCE)
            if read:
                self._store.set_vectors(read, self._embedder.vectors([text for _, text in read]))

    def _vector(self, text: str) -> Vector | None:
        return None if self._embedder is None else self._embedder.vectors([text])[0]
