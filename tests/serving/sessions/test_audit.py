"""The chain of the audit log, in each database: what is changed, removed or inserted is found."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import delete, insert, select, update

from serving.principal import Principal
from serving.sessions.audit.audit_log import FIRST_HASH, AuditEntry, AuditLog, _hash
from serving.sessions.audit.schema import audit_head, audit_log
from serving.sessions.database import Database

ADA = Principal("alice", "ada", None, frozenset({"admin"}), "key_1")


@pytest.fixture
def database(url):
    database = Database(url)
    yield database
    database.close()


@pytest.fixture
def audit(database):
    log = AuditLog(database)
    for number in range(1, 6):
        log.note(AuditEntry(principal=ADA, action="thing.done", target=f"t{number}", details={"ü": number}))
    return log


def harm(database, statement):
    with database.write() as connection:
        connection.execute(statement)


def test_a_log_that_nobody_touched_is_whole(audit):
    found = audit.verify()
    assert (found.num_rows, found.fault) == (5, None)
    rows = audit.rows()
    assert [row["number"] for row in rows] == [5, 4, 3, 2, 1]
    assert rows[0]["hash"] == found.last_hash != FIRST_HASH
    assert rows[0]["actor"] == {"user": "ada", "key": "key_1"}
    assert rows[0]["details"] == {"ü": 5}


def test_an_empty_log_is_whole(database):
    assert AuditLog(database).verify().fault is None


def test_rows_are_found_by_tenant_and_by_action(audit):
    audit.note(AuditEntry(principal=Principal("bob"), action="vault_x", target="v"))
    assert [row["action"] for row in audit.rows(tenant="bob")] == ["vault_x"]
    assert len(audit.rows(action="thing.")) == 5
    assert audit.rows(action="vault%") == []


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("https://tools.example.org/mcp", "https://tools.example.org/mcp"),
        ("https://ann:pass@tools.example.org:8443/mcp?key=s3cret#part", "https://tools.example.org:8443/mcp"),
        ("https://tools.example.org?key=s3cret", "https://tools.example.org"),
        ("http://s3cret@[::1]:9000/a@b", "http://[::1]:9000/a@b"),
        ("GET wss://pass@h/p?k=1 failed: is it there?", "GET wss://h/p failed: is it there?"),
        ("ann@example.org?", "ann@example.org?"),
    ],
)
def test_a_url_is_told_without_what_may_be_secret(audit, given, told):
    details = {"of": given, "more": [{"x": given}]}
    audit.note(AuditEntry(principal=ADA, action="a", target=given, details=details))
    row = audit.rows()[0]
    assert (row["target"], row["details"]) == (told, {"of": told, "more": [{"x": told}]})
    assert audit.verify().fault is None


COLUMNS = {"at": 1.0, "tenant": "bob", "actor": "{}", "action": "other", "target": "t", "details": "{}"}


def test_a_row_that_was_changed_is_named(audit, database):
    with database.read() as connection:
        (written,) = connection.execute(select(audit_log).where(audit_log.c.number == 3)).mappings()
    third = update(audit_log).where(audit_log.c.number == 3)
    for column, value in COLUMNS.items():
        harm(database, third.values({column: value}))
        assert audit.verify().fault.startswith("Row 3 is not what was written"), column
        harm(database, third.values({column: written[column]}))
        assert audit.verify().fault is None


def test_a_row_that_is_gone_is_named(audit, database):
    harm(database, delete(audit_log).where(audit_log.c.number == 2))
    assert audit.verify().fault == "Row 2 is missing: the next one is 3."


def test_an_end_that_is_gone_is_named(audit, database):
    harm(database, delete(audit_log).where(audit_log.c.number >= 4))
    assert audit.verify().fault == "Row 4 is missing, and all behind it: there were 5."


def test_a_beginning_that_is_gone_is_named(audit, database):
    harm(database, delete(audit_log).where(audit_log.c.number == 1))
    assert audit.verify().fault == "Row 1 is missing: the next one is 2."


def test_a_row_with_a_hash_of_its_own_breaks_the_next_one(audit, database):
    with database.write() as connection:
        row = connection.execute(select(audit_log).where(audit_log.c.number == 3)).one()._asdict()
        row["target"] = "another"
        previous = connection.execute(select(audit_log.c.hash).where(audit_log.c.number == 2)).scalar_one()
        row["hash"] = _hash(previous, row)
        connection.execute(update(audit_log).where(audit_log.c.number == 3).values(**row))
    assert audit.verify().fault.startswith("Row 4 is not what was written")


def test_a_row_that_was_inserted_is_found(audit, database):
    with database.write() as connection:
        row = connection.execute(select(audit_log).where(audit_log.c.number == 5)).one()._asdict()
        connection.execute(insert(audit_log).values(**{**row, "number": 6}))
    assert audit.verify().fault.startswith("Row 6 is not what was written")


def test_a_chain_that_was_made_anew_lacks_a_hash_that_was_kept(audit, database):
    kept = audit.verify().last_hash
    assert audit.verify(kept).has_expected
    harm(database, delete(audit_log))
    harm(database, delete(audit_head))
    audit.note(AuditEntry(principal=ADA, action="thing.done", target="t1"))
    found = audit.verify(kept)
    assert (found.fault, found.has_expected) == (None, False)


def test_writers_at_once_make_one_chain(audit):
    entry = AuditEntry(principal=ADA, action="thing.done", target="t")
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: audit.note(entry), range(20)))
    found = audit.verify()
    assert (found.num_rows, found.fault) == (25, None)
