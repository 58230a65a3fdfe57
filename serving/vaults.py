"""Vaults and the credentials in them, as OpenAI's Agents API has them: plain values that pickle.

What is secret of a credential is never part of it: it goes into a vault, and comes out where a request is
made with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Vault:
    vault_id: str
    created: float  # seconds since the epoch, here and below
    name: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    credential_id: str
    vault_id: str
    name: str
    created: float
    updated: float
    auth: Mapping[str, Any]  # what its object shows of it: nothing that is secret
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class VaultChange:
    """None: it stays as it is."""

    name: str | None = None
    is_named: bool = False  # `name` counts, also where it is None
    metadata: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialChange:
    """None: it stays as it is."""

    kind: str | None = None  # of the auth that is changed; it must be the credential's
    secret: str | None = field(default=None, repr=False)
    expires_at: str | None = None  # counts where there is a secret, or it is set
    sets_expiry: bool = False
    metadata: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A credential for one MCP server, ready to be sent."""

    credential_id: str
    secret: str = field(repr=False)


def vault_object(vault: Vault) -> dict[str, Any]:
    return {
        "id": vault.vault_id,
        "object": "vault",
        "created_at": int(vault.created),
        "metadata": dict(vault.metadata),
        "name": vault.name,
    }


def credential_object(credential: Credential) -> dict[str, Any]:
    return {
        "id": credential.credential_id,
        "object": "vault.credential",
        "auth": dict(credential.auth),
        "created_at": int(credential.created),
        "metadata": dict(credential.metadata),
        "name": credential.name,
        "updated_at": int(credential.updated),
        "vault_id": credential.vault_id,
    }
