"""Vaults in the log. Secrets are sealed before they are written, and opened where they are sent."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, Row, delete, insert, select, update

from serving import operations as ops
from serving.errors import CredentialNotFound, InvalidRequest, NotSupported, SharedObject, VaultNotFound
from serving.kv.keys import tenant_salt
from serving.kv.sealing import FILE_ID_BYTES, SealingKeys, Unopened
from serving.principal import Principal
from serving.responses import Listed, Page
from serving.sessions.audit.audit_log import AuditEntry, note
from serving.sessions.database import Database
from serving.sessions.pages import page_of_rows
from serving.sessions.reach import own_or_shared
from serving.sessions.vaults.schema import vault_credentials, vaults
from serving.vaults import Attached, Credential, CredentialChange, Vault, VaultChange

T = TypeVar("T")


class VaultStore:
    """Thread-safe. All raise what `VaultOperation` says."""

    def __init__(self, database: Database, keys: SealingKeys | None) -> None:
        self._database = database
        self._given_keys = keys

    @property
    def _keys(self) -> SealingKeys:
        if self._given_keys is None:
            raise NotSupported(
                "This server has no key to seal secrets with, so it keeps none. Its operator makes one "
                "(openssl rand -base64 32 > FILE) and starts it with --vault-key-file FILE."
            )
        return self._given_keys

    def answer(self, operation: ops.VaultOperation[T]) -> T:
        """Raises what the operation's class says."""
        return cast(T, self._answer(operation))

    def _answer(self, operation: ops.VaultOperation[Any]) -> Any:
        match operation:
            case ops.CreateVault(principal, vault):
                return self.create(principal, vault)
            case ops.GetVault(principal, vault_id):
                return self.get(principal, vault_id)
            case ops.ListVaults(principal, page, metadata):
                return self.page(principal, page, metadata)
            case ops.UpdateVault(principal, vault_id, change):
                return self.update(principal, vault_id, change)
            case ops.DeleteVault(principal, vault_id):
                return self.delete(principal, vault_id)
            case ops.AddCredential(principal, credential, secret):
                return self.add(principal, credential, secret)
            case ops.GetCredential(principal, vault_id, credential_id):
                return self.credential(principal, vault_id, credential_id)
            case ops.ListCredentials(principal, vault_id, page, metadata):
                return self.credentials(principal, vault_id, page, metadata)
            case ops.UpdateCredential(principal, vault_id, credential_id, changed):
                return self.change(principal, vault_id, credential_id, changed)
            case ops.DeleteCredential(principal, vault_id, credential_id):
                return self.remove(principal, vault_id, credential_id)
        raise AssertionError(f"nobody answers {type(operation).__name__}")

    # ---- vaults -----------------------------------------------------------------------------------

    def create(self, principal: Principal, vault: Vault) -> Vault:
        _ = self._keys
        with self._database.write() as connection:
            connection.execute(
                insert(vaults).values(
                    id=vault.vault_id,
                    tenant=principal.tenant,
                    user_id=principal.user,
                    created_at=vault.created,
                    name=vault.name,
                    metadata=dict(vault.metadata),
                )
            )
            _note(connection, principal, "vault.created", vault.vault_id)
        return vault

    def get(self, principal: Principal, vault_id: str) -> Vault:
        _ = self._keys
        with self._database.read() as connection:
            return _vault(_vault_row(connection, principal, vault_id))

    def page(self, principal: Principal, page: Page, metadata: Mapping[str, str]) -> Listed[Vault]:
        _ = self._keys
        query = select(vaults).where(own_or_shared(vaults.c, principal))
        for key, value in metadata.items():
            query = query.where(vaults.c.metadata[key].as_string() == value)
        with self._database.read() as connection:
            after = None if page.after is None else _vault_row(connection, principal, page.after)
            rows, has_more = page_of_rows(connection, query, (vaults.c.created_at, vaults.c.id), page, after)
            return Listed(tuple(map(_vault, rows)), has_more)

    def update(self, principal: Principal, vault_id: str, change: VaultChange) -> Vault:
        _ = self._keys
        values: dict[str, Any] = {"name": change.name} if change.is_named else {}
        if change.metadata is not None:
            values["metadata"] = dict(change.metadata)
        with self._database.write() as connection:
            _changeable(connection, principal, vault_id)
            if values:
                connection.execute(update(vaults).where(vaults.c.id == vault_id).values(**values))
            row = _vault_row(connection, principal, vault_id)
            _note(connection, principal, "vault.updated", vault_id)
            return _vault(row)

    def delete(self, principal: Principal, vault_id: str) -> None:
        """With its credentials."""
        _ = self._keys
        with self._database.write() as connection:
            _changeable(connection, principal, vault_id)
            connection.execute(delete(vaults).where(vaults.c.id == vault_id))
            _note(connection, principal, "vault.deleted", vault_id)
        self._database.note_deletion()

    # ---- credentials ------------------------------------------------------------------------------

    def add(self, principal: Principal, credential: Credential, secret: str) -> Credential:
        sealed = self._sealed(principal.tenant, credential.vault_id, credential.credential_id, secret)
        with self._database.write() as connection:
            _changeable(connection, principal, credential.vault_id)
            connection.execute(
                insert(vault_credentials).values(
                    id=credential.credential_id,
                    vault_id=credential.vault_id,
                    created_at=credential.created,
                    updated_at=credential.updated,
                    name=credential.name,
                    auth=dict(credential.auth),
                    sealed=sealed,
                    metadata=dict(credential.metadata),
                )
            )
            _note(connection, principal, "credential.created", credential.credential_id, credential.vault_id)
        return credential

    def credential(self, principal: Principal, vault_id: str, credential_id: str) -> Credential:
        """Raises: CredentialNotFound, here and below."""
        _ = self._keys
        with self._database.read() as connection:
            return _credential(_credential_row(connection, principal, vault_id, credential_id))

    def credentials(
        self, principal: Principal, vault_id: str, page: Page, metadata: Mapping[str, str]
    ) -> Listed[Credential]:
        _ = self._keys
        table = vault_credentials
        query = select(table).where(table.c.vault_id == vault_id)
        for key, value in metadata.items():
            query = query.where(table.c.metadata[key].as_string() == value)
        with self._database.read() as connection:
            _vault_row(connection, principal, vault_id)
            after = (
                None if page.after is None else _credential_row(connection, principal, vault_id, page.after)
            )
            rows, has_more = page_of_rows(connection, query, (table.c.created_at, table.c.id), page, after)
            return Listed(tuple(map(_credential, rows)), has_more)

    def change(
        self, principal: Principal, vault_id: str, credential_id: str, change: CredentialChange
    ) -> Credential:
        """Raises: InvalidRequest for an auth of another type."""
        tenant = principal.tenant
        values: dict[str, Any] = {"updated_at": time.time()}
        if change.metadata is not None:
            values["metadata"] = dict(change.metadata)
        if change.secret is not None:
            values["sealed"] = self._sealed(tenant, vault_id, credential_id, change.secret)
        with self._database.write() as connection:
            row = _credential_row(connection, principal, vault_id, credential_id)
            kind = row.auth["type"]
            if change.kind not in (None, kind):
                raise InvalidRequest(
                    f"`auth.type` must be {kind}, as the credential is, got {change.kind}.", param="auth.type"
                )
            # OpenAI's: another token without an expiry has none.
            if kind == "mcp_oauth" and (change.sets_expiry or change.secret is not None):
                values["auth"] = {**row.auth, "expires_at": change.expires_at}
            connection.execute(
                update(vault_credentials).where(vault_credentials.c.id == credential_id).values(**values)
            )
            row = _credential_row(connection, principal, vault_id, credential_id)
            _note(connection, principal, "credential.updated", credential_id, vault_id)
        self._database.note_deletion()
        return _credential(row)

    def remove(self, principal: Principal, vault_id: str, credential_id: str) -> None:
        _ = self._keys
        with self._database.write() as connection:
            _changeable(connection, principal, vault_id)
            _credential_row(connection, principal, vault_id, credential_id)
            connection.execute(delete(vault_credentials).where(vault_credentials.c.id == credential_id))
            _note(connection, principal, "credential.deleted", credential_id, vault_id)
        self._database.note_deletion()

    # ---- their use --------------------------------------------------------------------------------

    def attached(
        self, tenant: str, vault_ids: Sequence[str], server_url: str, credential_id: str | None, param: str
    ) -> Attached | None:
        """The credential of these vaults for that server; None where there is none, and none is named.

        Raises: InvalidRequest where it is another server's, is not there, or several would do.
        """
        if not vault_ids and credential_id is None:
            return None
        with self._database.read() as connection:
            for vault_id in vault_ids:
                _vault_row(connection, Principal(tenant), vault_id)
            query = select(vault_credentials).where(vault_credentials.c.vault_id.in_(vault_ids))
            rows = connection.execute(query.order_by(vault_credentials.c.created_at)).all()
        row = _chosen(rows, server_url, credential_id, param)
        if row is None:
            return None
        expires_at = row.auth.get("expires_at")
        if expires_at is not None and _seconds(expires_at) <= time.time():
            raise InvalidRequest(
                f"The credential {row.id} expired at {expires_at}. Update it with a new token.",
                param=f"{param}.credential_id",
            )
        return Attached(credential_id=row.id, secret=self._opened(tenant, row))

    def note_use(self, principal: Principal, credential_id: str, server_url: str) -> None:
        with self._database.write() as connection:
            _note(connection, principal, "credential.used", credential_id, server_url)

    # ---- seals ------------------------------------------------------------------------------------

    def _sealed(self, tenant: str, vault_id: str, credential_id: str, secret: str) -> bytes:
        """Random bytes that its key is derived from, and then the secret, bound to where it belongs."""
        seal = self._keys.new_seal(tenant_salt(tenant).hex())
        return seal.file_id + seal.close(0, secret.encode(), _place(tenant, vault_id, credential_id))

    def _opened(self, tenant: str, row: Row[Any]) -> str:
        file_id, sealed = row.sealed[:FILE_ID_BYTES], row.sealed[FILE_ID_BYTES:]
        for seal in self._keys.seals(tenant_salt(tenant).hex(), file_id):
            try:
                return seal.open(0, sealed, _place(tenant, row.vault_id, row.id)).decode()
            except Unopened:
                continue
        raise NotSupported(
            f"The credential {row.id} cannot be opened with the keys of --vault-key-file: it was sealed with "
            "another one. Update it with its secret."
        )


def _place(tenant: str, vault_id: str, credential_id: str) -> bytes:
    return f"{tenant}\n{vault_id}\n{credential_id}".encode()


def _seconds(timestamp: str) -> float:
    return datetime.fromisoformat(timestamp).timestamp()


def _chosen(
    rows: Sequence[Row[Any]], server_url: str, credential_id: str | None, param: str
) -> Row[Any] | None:
    """A secret is sent to the server that it was given for, and to no other."""
    place = f"{param}.credential_id"
    fitting = [row for row in rows if row.auth["mcp_server_url"] == server_url]
    if credential_id is not None:
        named = next((row for row in rows if row.id == credential_id), None)
        if named is None:
            raise InvalidRequest(
                f"`{place}` names {credential_id}, which is in none of the session's `vault_ids`.",
                param=place,
            )
        if named not in fitting:
            raise InvalidRequest(
                f"`{place}` names a credential for {named.auth['mcp_server_url']}, and the server is "
                f"{server_url}.",
                param=place,
            )
        return named
    if len(fitting) > 1:
        raise InvalidRequest(
            f"`{place}` is required: the session's vaults have {len(fitting)} credentials for {server_url}.",
            param=place,
        )
    return fitting[0] if fitting else None


def _note(connection: Connection, principal: Principal, action: str, target: str, of: str = "") -> None:
    details = {"of": of} if of else {}
    note(connection, AuditEntry(principal=principal, action=action, target=target, details=details))


def _changeable(connection: Connection, principal: Principal, vault_id: str) -> None:
    """Raises: VaultNotFound; SharedObject where it is the tenant's, and a user's key asks."""
    if principal.only_user not in (None, _vault_row(connection, principal, vault_id).user_id):
        raise SharedObject("vault", vault_id)


def _vault_row(connection: Connection, principal: Principal, vault_id: str) -> Row[Any]:
    row = connection.execute(
        select(vaults).where(vaults.c.id == vault_id, own_or_shared(vaults.c, principal))
    ).one_or_none()
    if row is None:
        raise VaultNotFound(vault_id)
    return row


def _credential_row(
    connection: Connection, principal: Principal, vault_id: str, credential_id: str
) -> Row[Any]:
    _vault_row(connection, principal, vault_id)
    row = connection.execute(
        select(vault_credentials).where(
            vault_credentials.c.id == credential_id, vault_credentials.c.vault_id == vault_id
        )
    ).one_or_none()
    if row is None:
        raise CredentialNotFound(credential_id)
    return row


def _vault(row: Row[Any]) -> Vault:
    return Vault(vault_id=row.id, created=row.created_at, name=row.name, metadata=row.metadata)


def _credential(row: Row[Any]) -> Credential:
    return Credential(
        credential_id=row.id,
        vault_id=row.vault_id,
        name=row.name,
        created=row.created_at,
        updated=row.updated_at,
        auth=row.auth,
        metadata=row.metadata,
    )
