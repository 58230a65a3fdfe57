"""Secrets in the log, in each database: sealed for one tenant and one place."""

import base64
import secrets
import time

import pytest
from sqlalchemy import select, update

from serving.errors import NotSupported, VaultNotFound
from serving.kv.sealing import SealingKeys
from serving.principal import Principal
from serving.sessions.audit.audit_log import AuditLog
from serving.sessions.database import Database
from serving.sessions.vaults.schema import vault_credentials
from serving.sessions.vaults.store import VaultStore
from serving.vaults import Credential, Vault

ANN, EVE = Principal("ann"), Principal("eve")
URL = "https://a.example/mcp"


def key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


@pytest.fixture
def read_keys(tmp_path):
    def read(*lines: str) -> SealingKeys:
        (tmp_path / "keys").write_text("\n".join(lines))
        return SealingKeys.read(tmp_path / "keys", "vault")

    return read


@pytest.fixture
def database(url):
    database = Database(url)
    yield database
    database.close()


def put(store, principal, secret):
    """A vault's id."""
    vault_id = f"vault_{principal.tenant}"
    store.create(principal, Vault(vault_id=vault_id, created=time.time()))
    credential = Credential(
        credential_id=f"cred_{principal.tenant}",
        vault_id=vault_id,
        name="c",
        created=0.0,
        updated=0.0,
        auth={"type": "static_bearer", "mcp_server_url": URL},
    )
    store.add(principal, credential, secret)
    return vault_id


def opened(store, principal, vault_id):
    return store.attached(principal.tenant, [vault_id], URL, None, "tool").secret


def test_a_secret_is_sealed_in_the_log_and_opens_where_it_is_sent(database, read_keys):
    store = VaultStore(database, read_keys(key()))
    vault_id = put(store, ANN, "tok-of-ann")
    with database.read() as connection:
        sealed = connection.execute(select(vault_credentials.c.sealed)).scalar_one()
    assert b"tok-of-ann" not in sealed
    assert opened(store, ANN, vault_id) == "tok-of-ann"


def test_a_new_first_line_seals_and_the_old_ones_open(database, read_keys):
    old, new = key(), key()
    vault_id = put(VaultStore(database, read_keys(old)), ANN, "tok")
    assert opened(VaultStore(database, read_keys(new, old)), ANN, vault_id) == "tok"
    with pytest.raises(NotSupported, match="cannot be opened"):
        opened(VaultStore(database, read_keys(new)), ANN, vault_id)


def test_a_tenant_whose_line_is_gone_has_lost_its_secrets_and_others_have_not(database, read_keys):
    for_all, of_ann = key(), key()
    store = VaultStore(database, read_keys(f"ann:{of_ann}", for_all))
    ann, eve = put(store, ANN, "tok-of-ann"), put(store, EVE, "tok-of-eve")
    store = VaultStore(database, read_keys(for_all))
    assert opened(store, EVE, eve) == "tok-of-eve"
    with pytest.raises(NotSupported, match="cannot be opened"):
        opened(store, ANN, ann)


def test_a_row_that_is_copied_to_another_place_does_not_open(database, read_keys):
    store = VaultStore(database, read_keys(key()))
    put(store, ANN, "tok-of-ann")
    eve = put(store, EVE, "tok-of-eve")
    table = vault_credentials
    with database.write() as connection:
        sealed = connection.execute(select(table.c.sealed).where(table.c.id == "cred_ann")).scalar_one()
        connection.execute(update(table).where(table.c.id == "cred_eve").values(sealed=sealed))
    with pytest.raises(NotSupported, match="cannot be opened"):
        opened(store, EVE, eve)


def test_a_key_for_kv_opens_no_vault(database, read_keys, tmp_path):
    vault_id = put(VaultStore(database, read_keys(key())), ANN, "tok")
    with pytest.raises(NotSupported, match="cannot be opened"):
        opened(VaultStore(database, SealingKeys.read(tmp_path / "keys")), ANN, vault_id)


def test_another_tenants_vault_is_none(database, read_keys):
    store = VaultStore(database, read_keys(key()))
    vault_id = put(store, ANN, "tok")
    with pytest.raises(VaultNotFound):
        opened(store, EVE, vault_id)
    with pytest.raises(VaultNotFound):
        store.delete(EVE, vault_id)


def test_a_use_is_noted_without_the_query_of_its_url(database, read_keys):
    store = VaultStore(database, read_keys(key()))
    store.note_use(ANN, "cred_a", f"{URL}?token=tok-of-ann")
    (row,) = AuditLog(database).rows(tenant="ann")
    assert (row["action"], row["details"]) == ("credential.used", {"of": URL})
