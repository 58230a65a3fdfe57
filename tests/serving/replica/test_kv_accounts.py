"""The file by which a process tells the next one what KV has taken."""

from serving.kv.holdings import Account
from serving.output import KVUsage
from serving.replica.kv_accounts import AccountsFile, KVAccounts, digest_of

ACCOUNTS = KVAccounts(
    saved_at=5.0,
    owner_ids=("a",),
    sessions={digest_of(Account("f", "secret name")): {"disk": 1.5}},
    tenants={"f": KVUsage({"disk": 3.0}, 4, 5)},
    names={"f": "tenant"},
)


def test_the_next_process_reads_what_one_has_written(tmp_path):
    file = AccountsFile(tmp_path, "a/model")
    assert file.read() == KVAccounts(), "there was none before"
    file.write(ACCOUNTS)
    file.close()
    assert AccountsFile(tmp_path, "a/model").read() == ACCOUNTS
    (path,) = (tmp_path / "kv-accounts").glob("*.json")
    assert b"secret name" not in path.read_bytes()
    assert path.stat().st_mode & 0o777 == 0o600


def test_each_process_that_lives_has_a_file_of_its_own(tmp_path):
    first, second = AccountsFile(tmp_path, "m"), AccountsFile(tmp_path, "m")
    first.write(ACCOUNTS)
    assert second.read() == KVAccounts()
    first.close()
    assert AccountsFile(tmp_path, "m").read() == ACCOUNTS


def test_a_damaged_file_is_left_aside(tmp_path):
    file = AccountsFile(tmp_path, "m")
    file.write(ACCOUNTS)
    (path,) = (tmp_path / "kv-accounts").glob("*.json")
    for content in (b"", b"{", b"[]", path.read_bytes()[:50], b'{"sessions": 5}'):
        path.write_bytes(content)
        assert file.read() == KVAccounts()
