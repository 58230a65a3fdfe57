"""Who asks, and what he may do: known from the credentials, never from a request's body."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

ADMIN = "admin"
ALL_USERS = "users:all"
SCOPES: Mapping[str, str] = {  # what each allows
    "inference": "Ask the model: chat, completions, messages, Bedrock, responses and conversations; count "
    "tokens",
    "sessions:read": "Look at sessions, and export them",
    "sessions:write": "Fork, take back, import, move and delete sessions; say where their KV is",
    "agents:read": "Look at agents and their sessions: items, turns, events",
    "agents:write": "Save agents; begin, change and delete their sessions; send them messages and results",
    "agents:approve": "Decide about calls that wait for an approval",
    "memory:read": "Look at memories, and search them",
    "memory:write": "Add, change and forget memories",
    "vaults:read": "Look at vaults and credentials, without their secrets",
    "vaults:write": "Make, change and delete vaults and credentials",
    "vaults:use": "Let the sessions of agents use the credentials of vaults",
    ALL_USERS: "With a user's key: reach what is the tenant's other users', too",
    ADMIN: "All of that",
}


TOOLS = "tools"  # begins the scopes that the operator and the owners of agents make up for tools
_OF_TOOLS = re.compile(rf"{TOOLS}(:[A-Za-z0-9_.-]{{1,64}})?")


def is_scope(name: str) -> bool:
    """`agents` is all of those that begin with `agents:`."""
    is_known = name in SCOPES or any(scope.startswith(f"{name}:") for scope in SCOPES)
    return is_known or _OF_TOOLS.fullmatch(name) is not None


@dataclass(frozen=True, slots=True)
class Principal:
    """What is stored belongs to the tenant, and no other tenant finds it; the rest says who acts for it."""

    tenant: str  # salts the KV keys too
    user: str | None = None  # None: the key does not tell the tenant's people apart
    agent: str | None = None  # that acts for the user; None: nobody but the user
    scopes: frozenset[str] | None = None  # None: all
    key_id: str | None = field(default=None, compare=False)  # of the API key, which it does not tell

    def may(self, scope: str) -> bool:
        return self.scopes is None or not self.scopes.isdisjoint((scope, scope.partition(":")[0], ADMIN))

    @property
    def only_user(self) -> str | None:
        """The one user whose sessions, memories and so on he reaches; None: all of the tenant's.

        A user's key reaches those of others only where one of its scopes says so.
        """
        return None if self.scopes is not None and self.may(ALL_USERS) else self.user

    def with_no_more_than(self, other: Principal) -> Principal:
        """The same, with those of his scopes that the other has, too."""
        return replace(self, scopes=common_scopes(self, other))


def common_scopes(one: Principal, other: Principal) -> frozenset[str] | None:
    """What both may do; None: all."""
    if one.scopes is None and other.scopes is None:
        return None
    both = {scope for scope in one.scopes or () if other.may(scope)}
    both |= {scope for scope in other.scopes or () if one.may(scope)}
    if (one.only_user, other.only_user) != (None, None):  # who reaches one user alone has no part in others
        if ADMIN in both:
            both |= {*SCOPES, TOOLS}
        both -= {ADMIN, ALL_USERS, ALL_USERS.partition(":")[0]}
    return frozenset(both)


class ApiKey(NamedTuple):
    """A key that stands for a principal."""

    key: str  # as it is sent; or {sha256} and the 64 digits of its hash
    tenant: str
    user: str | None = None
    scopes: tuple[str, ...] | None = None  # None: all
    expires: float | None = None  # seconds since the epoch; None: never
