"""Memories as the log keeps them: statements that outlive sessions, for an agent, a user, or all of a tenant.

Plain values that pickle, and the objects made of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

MAX_TEXT_CHARS = 2000
MAX_QUERY_CHARS = 2000
MAX_NAME_CHARS = 256  # of a user, an agent, a subject
MAX_RESULTS = 50  # of one search
DEFAULT_RESULTS = 5
MAX_RECORDS = 10_000  # of one namespace, and ten times as many of a tenant
MAX_TENANT_RECORDS = 100_000
MAX_REPLACED = 10  # that a record remembers
MAX_EXPIRY_S = 10 * 365 * 24 * 3600

Outcome = Literal["added", "confirmed", "replaced"]
SearchMode = Literal["words", "hybrid"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Namespace:
    """Whose memories: records are compared within one, and found from it and those above it."""

    tenant: str
    agent_id: str | None = None  # a name of the client's; None: of all agents
    user_id: str | None = None  # the same; None: of all users


@dataclass(frozen=True, slots=True)
class Source:
    """Where a record came from; None: a person, over HTTP."""

    session_id: str | None = None
    item_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMemory:
    namespace: Namespace
    text: str
    subject: str | None = None  # what it is about: of one subject there is one statement
    metadata: Mapping[str, str] = field(default_factory=dict)
    expires_after_s: int | None = None  # since it was confirmed last; None: never
    source: Source = Source()


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryChange:
    """None: it stays as it is."""

    text: str | None = None
    metadata: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    memory_id: str
    namespace: Namespace
    text: str
    subject: str | None
    metadata: Mapping[str, str]
    source: Source
    created: float  # seconds since the epoch, here and below
    updated: float
    confirmed: float  # said last
    num_confirmations: int  # how often it was said again
    expires_after_s: int | None
    expires: float | None
    replaced_by: str | None = None  # the record that says otherwise, later; None: it is in force
    replaces: tuple[str, ...] = ()  # the latest first


@dataclass(frozen=True, slots=True)
class Remembered:
    """What came of adding a record: `confirmed` is one that was there and says the same."""

    memory: Memory
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class FoundMemory:
    memory: Memory
    score: float  # 0 to 1, to compare within one search


@dataclass(frozen=True, slots=True)
class FoundMemories:
    found: tuple[FoundMemory, ...]  # the best first
    mode: SearchMode


def memory_object(memory: Memory) -> dict[str, Any]:
    expiry = memory.expires_after_s
    source = memory.source
    return {
        "id": memory.memory_id,
        "object": "memory.record",
        "created_at": int(memory.created),
        "updated_at": int(memory.updated),
        "confirmed_at": int(memory.confirmed),
        "num_confirmations": memory.num_confirmations,
        "expires_after": None if expiry is None else {"anchor": "confirmed_at", "seconds": expiry},
        "expires_at": None if memory.expires is None else int(memory.expires),
        "agent_id": memory.namespace.agent_id,
        "user_id": memory.namespace.user_id,
        "text": memory.text,
        "subject": memory.subject,
        "metadata": dict(memory.metadata),
        "source": None
        if source.session_id is None
        else {"session_id": source.session_id, "item_id": source.item_id},
        "replaces": list(memory.replaces),
        "replaced_by": memory.replaced_by,
    }
