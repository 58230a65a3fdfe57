"""Who asks: known from the credentials, never from a request's body."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Principal:
    """What is stored belongs to the tenant, and no other tenant finds it; the rest says who acts for it."""

    tenant: str  # salts the KV keys too
    user: str | None = None  # None: the key does not tell the tenant's people apart
    agent: str | None = None  # that acts for the user; None: nobody but the user
    scopes: frozenset[str] = frozenset()  # what it was allowed beyond what every key may do
